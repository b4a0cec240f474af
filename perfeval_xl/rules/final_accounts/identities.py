"""The identities of identities.toml, and the figures their paths lead to."""

import os
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ...core.cells import Field
from ...core.money import ZERO
from ...domain.forms import TABLE_NAMES, FinalAccount
from ...recognition.final_account import ORDINAL

BALANCE_TABLES = ("income_expenditure_total", "fiscal_appropriation_total")
_FILE = os.path.join(os.path.dirname(__file__), "identities.toml")


class Term(NamedTuple):
    """A figure of a sum: its sign, its table ("" where the identity has one), and the path inside the table."""

    sign: int
    table: str
    path: tuple[str, ...]


class Identity(NamedTuple):
    """stated = Σ terms. ``scope`` is within, across or between."""

    scope: str
    code: str
    table: str
    stated: Term
    terms: tuple[Term, ...]
    meaning: str
    blank_is_zero: bool
    needs_all: bool


class ClassIdentity(NamedTuple):
    """The subject table *subjects*, added up by class, equals a column of the lines of a balance table."""

    code: str
    subjects: str
    lines: str
    role: str
    when: str


class Identities(NamedTuple):
    """Everything in identities.toml, by what asks for it."""

    within: dict[tuple[str, str], tuple[Identity, ...]]  # by (rule, table)
    across: dict[tuple[str, str], tuple[Identity, ...]]
    down: frozenset[tuple[str, str]]
    between: dict[str, tuple[Identity, ...]]  # by rule
    classes: dict[str, tuple[ClassIdentity, ...]]


@lru_cache(maxsize=1)
def identities() -> Identities:
    """All identities, parsed once. Raises ValueError for an unknown table."""
    with open(_FILE, "rb") as file:
        data = tomllib.load(file)
    between = [identity for entry in data["between"] for identity in _expanded("between", entry)]
    classes = [
        ClassIdentity(entry["rule"], _known(entry["subjects"]), *_lines(entry["lines"]), entry.get("when", ""))
        for entry in data["classes"]
    ]
    return Identities(
        _by_table(identity for entry in data["within"] for identity in _expanded("within", entry)),
        _by_table(identity for entry in data["across"] for identity in _expanded("across", entry)),
        frozenset((entry["rule"], _known(entry["table"])) for entry in data["down"]),
        _grouped((identity.code, identity) for identity in between),
        _grouped((identity.code, identity) for identity in classes),
    )


def _expanded(scope: str, entry: dict) -> Iterator[Identity]:
    """One identity, or one a column."""
    for column in entry.get("columns", ("",)):
        yield Identity(
            scope,
            entry["rule"],
            _known(entry["table"]) if "table" in entry else "",
            _term(entry["stated"].replace("{column}", column)),
            tuple(_term(text.replace("{column}", column)) for text in entry["sum"]),
            entry["meaning"],
            entry.get("blank") == "zero",
            entry.get("terms") == "all",
        )


def _term(text: str) -> Term:
    sign = -1 if text.startswith("-") else 1
    table, colon, path = text.removeprefix("-").rpartition(":")
    return Term(sign, _known(table) if colon else "", tuple(path.split("/")))


def _lines(text: str) -> tuple[str, str]:
    table, _, role = text.partition("/")
    return _known(table), role


def _known(table: str) -> str:
    if table not in TABLE_NAMES:
        raise ValueError(f"identities.toml 里的“{table}”不是表名，可用的有：{'、'.join(TABLE_NAMES)}")
    return table


def _by_table(entries: Iterable[Identity]) -> dict:
    return _grouped(((identity.code, identity.table), identity) for identity in entries)


def _grouped(pairs: Iterable[tuple]) -> dict:
    groups = {}
    for key, value in pairs:
        groups[key] = (*groups.get(key, ()), value)
    return groups


# -- figures ---------------------------------------------------------------------------------------------------------


def figures_at(form: FinalAccount, path: tuple[str, ...]) -> list[Field]:
    """The fields a path leads to; none where this layout has no such line or column."""
    if form.table in BALANCE_TABLES:
        side, name, role = (*path, "amount")[:3]
        if name == "*":
            return [line.amounts[role] for line in numbered_lines(form, side) if role in line.amounts]
        return [
            line.amounts[role]
            for line in form.lines
            if line.name == name and line.side == side and role in line.amounts
        ]
    if path[0] == "合计" and len(path) == 2:
        return [form.total.amounts[path[1]]] if form.total and path[1] in form.total.amounts else []
    return [form.figures[path[0]]] if path[0] in form.figures else []


@lru_cache(maxsize=64)
def _is_numbered(label: str) -> bool:
    return bool(ORDINAL.match(label.strip()))


def numbered_lines(form: FinalAccount, side: str) -> list:
    """The lines that add up to the side's total: those with an ordinal 一、二、三…, not the “其中” below them.

    Where a table has no ordinals at all, every line before the total that is not an “其中”.
    """
    lines = [line for line in form.lines if line.side == side and line.name]
    numbered = [line for line in lines if _is_numbered(line.label.text)]
    if numbered:
        return numbered
    ends = next((i for i, line in enumerate(lines) if line.name.endswith("合计")), len(lines))
    return [line for line in lines[:ends] if not line.name.startswith("其中")]


def column_is_empty(form: FinalAccount, path: tuple[str, ...]) -> bool:
    """Whether no figure but 0 stands in the column of a 合计, or on the lines of a balance table's side."""
    if form.table in BALANCE_TABLES:
        role = (*path, "amount")[2]
        return not any(f.number for line in form.lines if line.side == path[0] for f in [line.amounts.get(role)] if f)
    return not any(f.number for row in form.rows for f in [row.amounts.get(path[-1])] if f)


def counted_as_zero(field: Field) -> Field:
    """A blank field as the figure 0, for the identities in which an empty cell says “nothing”."""
    return field._replace(text="空", number=ZERO) if field.blank else field
