"""Findings made up for the tests of folding: a few rules, cells, and relations that fail."""

from decimal import Decimal

from perfeval_xl.core.cells import Field
from perfeval_xl.core.findings import ERROR, Finding
from perfeval_xl.core.relations import Relation, Tolerance
from perfeval_xl.core.rules import Rule


def rule(code, needs=("a",), yields_to=()):
    return Rule(code, code, (ERROR,), "", (), needs, (), yields_to, "", None)


RULES = {
    r.code: r
    for r in (
        rule("F01"),
        rule("F06"),
        rule("F12", needs=("a", "b")),
        rule("S05", yields_to=("T01",)),
        rule("S06", yields_to=("T01", "S05")),
        rule("T01"),
    )
}


def number(row, value):
    return Field("表", row, 0, value, Decimal(value))


def failing(code, *fields, residual, subject="", severity=ERROR, form="整体"):
    relation = Relation(fields, residual, Tolerance(rounding=Decimal("0.05")))
    return Finding(code, severity, fields[0], "不符", relation=relation, form=form, key=f"{code}/{form}/{subject}", subject=subject)


def difference(stated, *parts):
    return stated - sum(parts)


def cell(row, col, value, unit="万元"):
    return Field("表", row, col, value, Decimal(value), unit=unit)
