"""Every workbook that is shipped is one that Excel opens without repairing it, by two independent validators."""

from pathlib import Path

from tests.support.validators import by_openxml_audit, by_sdk, needs_sdk

WORKBOOKS = Path(__file__).resolve().parents[2] / "workbooks"
SHIPPED = sorted(str(path) for path in WORKBOOKS.rglob("*.xl*") if path.suffix in (".xlsx", ".xlsm", ".xlam"))


def test_openxml_audit_finds_nothing():
    assert_none(by_openxml_audit(SHIPPED))


@needs_sdk
def test_the_sdk_of_microsoft_finds_nothing():
    assert_none(by_sdk(SHIPPED))


def assert_none(faults):
    assert {Path(path).name for path, _ in faults} >= {"绩效自评模板.xlsm", "绩效自评模板.xlsx", "perfeval.xlam"}
    assert not {place: found for place, found in faults.items() if found}


def test_every_kind_of_workbook_is_among_them():
    assert {Path(path).suffix for path in SHIPPED} == {".xlsx", ".xlsm", ".xlam"}
