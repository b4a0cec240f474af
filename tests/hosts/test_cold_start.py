"""What a person waits for who checks one file: the command loads no more than this file and its report need."""

import subprocess
import sys

import pytest

from perfeval_xl.hosts.commands import check
from perfeval_xl.hosts.console import UsageError
from tests.architecture.test_layers import with_site_packages

# Each takes as long as a good part of the check. typing and tomllib come in with one typing.NamedTuple or one TOML file
# that is not parsed beforehand (core/record.py, core/toml.py).
NOT_FOR_TEXT = (
    *("argparse", "contextlib", "dataclasses", "datetime", "gettext", "hashlib", "inspect", "json", "string"),
    *("tomllib", "typing", "xml.parsers.expat", "perfeval_xl.report.junit", "perfeval_xl.report.rules"),
)


def test_a_check_with_a_report_in_text_loads_only_what_it_needs(root, consistent):
    program = (
        f"import sys\nfrom perfeval_xl.hosts.cli import main\n"
        f"code = main(['check', {str(consistent)!r}])\n"
        f"print(*(name for name in {NOT_FOR_TEXT} if name in sys.modules), file=sys.stderr)\nsys.exit(code)"
    )
    command = [sys.executable, "-S", "-c", with_site_packages(program)]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr.split()) == (0, [])


@pytest.mark.parametrize("files", [["甲.xlsx"], ["甲.xlsx", "乙.ods"]])
def test_file_names_alone_mean_the_same_with_and_without_the_parser(files):
    short, parsed = check.parse(files), check.parser().parse_args(files, check.Options())
    for option in ("files", "profile", "format", "output", "fail_on", "together"):
        assert getattr(short, option) == getattr(parsed, option)


def test_every_option_reaches_the_check():
    options = check.parse(["甲.xlsx", "--format", "json", "--fail-on", "warning", "--together", "-o", "结果.json"])
    told = (options.files, options.format, options.fail_on, options.together, options.output, options.profile)
    assert told == (["甲.xlsx"], "json", "warning", True, "结果.json", None)


@pytest.mark.parametrize("arguments", [[], ["--together"], ["甲.xlsx", "--format", "pdf"], ["甲.xlsx", "--quiet"]])
def test_a_command_line_that_lacks_or_misspells_something_is_refused(arguments):
    with pytest.raises(UsageError, match="check --help"):
        check.parse(arguments)
