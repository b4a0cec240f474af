"""The committed template is what its builder makes."""

import runpy
import zipfile

from perfeval_xl.io.template import template


def parts(path):
    """Every part with its name, its time stamp and its bytes: the compressed bytes also depend on the zlib build."""
    with zipfile.ZipFile(path) as package:
        return [(info.filename, info.date_time, package.read(info)) for info in package.infolist()]


def test_the_builder_reproduces_the_committed_template(workbooks, tmp_path):
    builder = runpy.run_path(str(workbooks / "build_template.py"))
    rebuilt = tmp_path / builder["NAME"]
    rebuilt.write_bytes(template(builder["YEAR"], builder["PROFILE"]))
    assert parts(rebuilt) == parts(workbooks / builder["NAME"])
