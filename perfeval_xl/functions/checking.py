"""PERF_CHECK and PERF_RULE: the conclusions on the workbook, and what a rule says."""

from unicodedata import normalize

from ..core.book import CellError
from ..core.cells import parse_address, quoted
from ..core.findings import ROUNDING, SEVERITY_NAMES
from ..core.profiles import ProfileError
from .arrays import is_range, spread
from .values import NOT_AVAILABLE, UNREADABLE, first_error, is_blank, text_of
from .workbook import reference_of

UNCHECKED = "未检"
PASSED = (("通过", "", "", ""),)


def perf_check(arguments: tuple, caller):
    """Rows of 规则码、级别、单元格、说明 in the order of the book: what counts, and what could not be checked.

    Differences from rounding and the consequences of another finding are left out, as in the counts of ``check``.
    """
    where = arguments[0] if arguments else None
    if where.__class__ is CellError:
        return first_error((where,))
    if caller is None:
        return NOT_AVAILABLE
    reference = None if is_range(where) or is_blank(where) else reference_of(where, caller.sheet)
    if not is_blank(where):
        sheet = reference and caller.workbook.sheet_called(reference.sheet)
        if not sheet:  # of a sheet that is not there nothing can be said to be in order
            return UNREADABLE
        reference = reference._replace(sheet=sheet)
    try:
        run = caller.workbook.run if caller.workbook.forms else None
    except ProfileError:
        return UNREADABLE
    if run is None:  # nothing was recognised, so nothing passed either
        return NOT_AVAILABLE
    return tuple(_rows(run, reference)) or PASSED


def _rows(run, reference):
    for finding in run.findings:
        field = finding.field
        if finding.counts and finding.severity != ROUNDING and _inside(reference, field.sheet, field.row, field.col):
            yield finding.rule, SEVERITY_NAMES[finding.severity], _place(field.sheet, field.cell), finding.text
    for unchecked in run.unchecked:
        row, col = parse_address(unchecked.cell) if unchecked.cell else (-1, -1)
        if _inside(reference, unchecked.sheet, row, col):
            yield unchecked.rule, UNCHECKED, _place(unchecked.sheet, unchecked.cell), unchecked.reason


def _inside(reference, sheet: str, row: int, col: int) -> bool:
    return reference is None or sheet == reference.sheet and reference.box.holds(row, col)


def _place(sheet: str, cell: str) -> str:
    """``整体自评表!G21``, with the quotes that the spreadsheet wants around some names."""
    if sheet and not sheet.replace("_", "").isalnum() or sheet[:1].isdigit():
        sheet = quoted(sheet)
    return f"{sheet}!{cell}" if sheet and cell else sheet or cell


def perf_rule(arguments: tuple, caller):
    """The title and the basis of a rule."""
    return spread(_rule, arguments, required=1)


def _rule(code):
    from ..rules.catalogue import catalogue

    if code.__class__ is CellError:
        return first_error((code,))
    if is_blank(code):
        return ""
    wanted = normalize("NFKC", text_of(code)).strip().upper()  # an input method may leave full-width letters
    return next((f"{rule.title}（依据：{rule.basis}）" for rule in catalogue() if rule.code == wanted), NOT_AVAILABLE)
