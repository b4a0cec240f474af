"""Two validators of Open XML find nothing in a patched workbook that they do not find in the original."""

import pytest

from perfeval_xl.annotation import annotate
from perfeval_xl.io.container import kind_of
from tests.io.patch.packages import samples, written_by_libraries
from tests.io.patch.test_apply import marked
from tests.io.patch.test_clear import one_by_one
from tests.support.books import SHARED
from tests.support.odd_workbooks import ODD
from tests.support.validators import by_openxml_audit, by_sdk, needs_sdk

# As real Excel and other programs wrote them: buttons, comments, pictures in the header, tables, macros, strict, prefixes, no styles.
SAMPLES = frozenset(
    "button07.xlsm checkbox01.xlsx comment12.xlsx cond_format10.xlsx header_image01.xlsx image26.xlsx issue281.xlsm minimal_package.xlsx "
    "inlineStr_cdata.xlsx macro03.xlsm nonstandard-xml-ns-prefix.xlsx pivots.xlsx strict_iso_paths.xlsx table17.xlsx theme01.xlsx".split()
)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Name → the original, the annotated and the cleared file."""
    folder = tmp_path_factory.mktemp("validators")
    made = {}
    for number, (name, data, is_form) in enumerate(packages()):
        steps = [folder / f"{number}-{step}.{kind_of(data)}" for step in ("original", "annotated", "cleared")]
        steps[0].write_bytes(data)
        if is_form:
            annotate(str(steps[0]), str(steps[1]))
        else:
            steps[1].write_bytes(marked(data))
        steps[2].write_bytes(one_by_one(steps[1].read_bytes()))
        made[name] = steps
    return made


def packages():
    """Name, bytes, and whether it holds a form that can be annotated as a user does."""
    written = dict(written_by_libraries())
    yield from ((name, data, name.endswith(".xlsx")) for name, data in written.items())
    yield from ((make.__name__, make(written["lukou-2022.xlsx"]), True) for make in ODD)
    if (SHARED / "samples").is_dir():
        found = {name: data for name, data in samples() if name in SAMPLES}
        assert found.keys() == SAMPLES
        yield from ((name, data, False) for name, data in found.items())


def check_nothing_new(files, faults):
    """*faults*: (path, version) → how often each fault was found."""
    new = []
    for name, (original, *others) in files.items():
        for (path, version), found in faults.items():
            if path in map(str, others):
                new += [f"{name}（{version}）：{fault}" for fault in found - faults[str(original), version]]
    assert not new, "\n".join(sorted(set(new)))


def test_openxml_audit(files):
    check_nothing_new(files, by_openxml_audit(paths(files)))


@needs_sdk
def test_the_sdk_of_microsoft(files):
    check_nothing_new(files, by_sdk(paths(files)))


def paths(files):
    return [str(step) for steps in files.values() for step in steps]
