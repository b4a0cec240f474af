"""Runs as a check could have left them, made by hand so that a report's every case is there."""

from perfeval_xl.core.cells import Box, Field
from perfeval_xl.core.findings import Finding, NotApplicable, Unchecked
from perfeval_xl.core.run import FormSummary, Run
from perfeval_xl.domain.forms import WHOLE, SelfEvaluation

SHEET = "整体自评表"
DIGEST = "0" * 64


def at(cell_row: int, text: str = "", sheet: str = SHEET) -> Field:
    """A field in column C of the given row (counted from 1)."""
    return Field(sheet, cell_row - 1, 2, text)


def finding(rule: str, severity: str, row: int, message: str = "说明", sheet: str = SHEET, **more) -> Finding:
    key = more.pop("key", f"{rule}/整体自评表/{row}")
    return Finding(rule, severity, at(row, sheet=sheet), message, key=key, basis="填表说明", **more)


def run(*findings: Finding, unchecked=(), not_applicable=(), missing=(), path="报送.xlsx") -> Run:
    """A readable file with one 整体自评表 and these results."""
    form = SelfEvaluation(WHOLE, SHEET, Box(0, 0, 39, 8), at(1, "自评表"), 2024, unit="元", unit_stated=False)
    shown = FormSummary(WHOLE, SHEET, form.box, "自评表", "某某局", 2024, form.key, missing=missing)
    logical = frozenset({"F01", "F12", "S01", "S05"})
    return Run(
        path, DIGEST, "hunan-2024", (form,), (shown,), findings, tuple(unchecked), tuple(not_applicable), logical
    )


ROOT = finding("F01", "error", 6, "执行率不对", expected="99.16%", actual="98%", difference="-1.16", related=(at(5),))
CONSEQUENCE = finding("F02", "error", 7, "得分不对", caused_by=ROOT.key)
FURTHER = finding("S01", "error", 30, "总分不对", caused_by=CONSEQUENCE.key)
WARNING = finding("S03", "warning", 12, "扣分没有说明")
EXPLAINED = finding("S03", "warning", 13, "扣分没有说明", explanation="受疫情影响")
HINT = finding("T03", "info", 3, "指标值笼统")
TAIL = finding("F03", "rounding", 4, difference="0.01")
UNCHECKED = [Unchecked(rule, "C9 为空，请补填", SHEET, "C9") for rule in ("F01", "F02")]
ABSENT = [NotApplicable(rule, "没有决算公开表") for rule in ("K01", "K02")]
REOPENED = finding("T07", "warning", 14, "成本指标值与预算不符", reopened="按合同执行（是就原来的数写的，数已经变了，请按现在的数重写）")
EVERYTHING = run(ROOT, CONSEQUENCE, FURTHER, WARNING, HINT, TAIL, unchecked=UNCHECKED, not_applicable=ABSENT)
WITH_REOPENED = EVERYTHING._replace(findings=(*EVERYTHING.findings, REOPENED))
UNREADABLE = Run("坏.xlsx", reason="坏.xlsx 无法检查：文件不完整，请重新下载。")
