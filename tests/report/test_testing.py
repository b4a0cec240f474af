"""The helper for other people's tests."""

import pytest

import perfeval_xl
from perfeval_xl import testing
from tests.report import runs


@pytest.fixture
def outcome(monkeypatch):
    """Let the check have this outcome."""

    def given(run):
        monkeypatch.setattr(testing, "check", lambda path, profile=None: run)

    return given


def failure(**options) -> str:
    with pytest.raises(AssertionError) as raised:
        testing.assert_workbook_passes("报送.xlsx", **options)
    return str(raised.value)


def test_a_good_workbook_passes_and_comes_back_as_a_run(examples):
    run = testing.assert_workbook_passes(examples / "consistent-2024.xlsx")
    assert run.status == "passed"
    assert run.to_dict() == testing.check_workbook(examples / "consistent-2024.xlsx").to_dict()


def test_check_workbook_never_fails_by_itself(examples):
    assert testing.check_workbook(examples / "quyuan-2024.xlsx").status == "failed"
    assert perfeval_xl.check(examples / "quyuan-2024.xlsx").findings


def test_the_failure_says_where_what_and_what_it_should_be(outcome):
    outcome(runs.EVERYTHING)
    said = failure().splitlines()
    assert said[0].startswith("报送.xlsx 结论：未通过。")
    assert said[1:] == [
        "  整体自评表!C6 F01 执行率不对（应为 99.16%，现为 98%）",
        "  整体自评表!C12 S03 扣分没有说明",
        "  整体自评表!C9 F01 未检：C9 为空，请补填",
    ]


@pytest.mark.parametrize("allow", [("warning",), ("S03",), ("S03", "T06")])
def test_what_is_allowed_does_not_fail(outcome, allow):
    outcome(runs.run(runs.WARNING, runs.HINT, runs.TAIL))
    assert "S03" in failure()
    testing.assert_workbook_passes("报送.xlsx", allow=allow)


def test_a_logical_rule_left_unchecked_fails_unless_allowed(outcome):
    outcome(runs.run(unchecked=runs.UNCHECKED))
    assert "未检" in failure()
    testing.assert_workbook_passes("报送.xlsx", allow=("unchecked",))


def test_hints_tail_differences_and_explained_warnings_never_fail(outcome):
    outcome(runs.run(runs.HINT, runs.TAIL, runs.EXPLAINED))
    testing.assert_workbook_passes("报送.xlsx")


def test_a_file_that_cannot_be_read_fails_with_its_sentence(tmp_path):
    with pytest.raises(AssertionError, match="^没有.xlsx 无法检查：找不到"):
        testing.assert_workbook_passes(tmp_path / "没有.xlsx")
