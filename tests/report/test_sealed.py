"""What reports say of a seal: one line, each change, and of long texts the place where they differ."""

import pytest

from perfeval_xl.core.seal_changes import Change, Sealed
from perfeval_xl.report.sealed import changes, line
from tests.report import runs

CHANGE = Change("整体自评表", "F8", "118.25", "119")
LONG = "完成各项工作任务，" * 20
INTACT = Sealed("2025-03-01 09:30", True, (), "0" * 64, "3f2a-91bc-0000-0000-0000")

LINES = {
    "intact": (INTACT, "封存于 2025-03-01 09:30，未改动（封存校验码 3f2a-91bc-0000-0000-0000）"),
    "forced": (INTACT._replace(forced=True), "封存于 2025-03-01 09:30（有逻辑性结论，强制封存），未改动（封存校验码"),
    "changed": (INTACT._replace(intact=False, changes=(CHANGE,)), "封存于 2025-03-01 09:30，封存后有 1 处改动（封存校验码"),
    "broken": (Sealed(intact=False, reason="“封存信息”里的文字被改动"), "封存信息不能用：“封存信息”里的文字被改动，不能说明封存后有没有改动"),
}


@pytest.mark.parametrize("sealed, said", LINES.values(), ids=LINES)
def test_the_line(sealed, said):
    assert line(sealed).startswith(said)


def test_a_change_says_where_what_it_was_and_what_it_is():
    told = INTACT._replace(intact=False, changes=(CHANGE, CHANGE._replace(now="")))
    assert changes(told) == ["“整体自评表”F8：原为 118.25，现为 119", "“整体自评表”F8：原为 118.25，现为 空"]


def test_of_long_texts_the_difference_is_shown():
    told = INTACT._replace(changes=(Change("表", "A1", f"{LONG}98%{LONG}", f"{LONG}99%{LONG}"),))
    (said,) = changes(told)
    assert "98%" in said and "99%" in said and len(said) < 200 and said.count("…") == 4


def test_many_changes_are_counted():
    told = changes(INTACT._replace(changes=(CHANGE,) * 50))
    assert len(told) == 21 and told[-1].startswith("另有 30 处")


@pytest.mark.parametrize("sealed, broken", [(None, False), (INTACT, False), (LINES["changed"][0], True), (LINES["broken"][0], True)])
def test_a_run_knows_whether_its_seal_is_broken(sealed, broken):
    assert runs.run()._replace(sealed=sealed).seal_broken is broken
