"""The identities of identities.toml."""

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...core.record import Record
from ...core.toml import parse_toml
from ...domain.forms import TABLE_NAMES

SIDES = ("income", "expenditure")  # of the balance tables
FIGURE = "figure"
_FILE = os.path.join(os.path.dirname(__file__), "identities.toml")


class Term(Record):
    """A figure of a sum: its sign, its table ("" where the identity has one), and the path inside the table.

    ``at`` is where the bare numbers have it (figures.number_at).
    """

    sign: int
    table: str
    path: tuple[str, ...]
    at: tuple[str, str, str]


class Identity(Record):
    """stated = Σ terms."""

    stated: Term
    terms: tuple[Term, ...]
    meaning: str
    blank_is_zero: bool
    needs_all: bool


class ClassIdentity(Record):
    """The subject table *subjects*, added up by class, equals a column of the lines of a balance table."""

    subjects: str
    lines: str
    role: str
    when: str


class Identities(Record):
    """Everything in identities.toml, by what asks for it."""

    within: dict[tuple[str, str], tuple[Identity, ...]]  # by (rule, table)
    across: dict[tuple[str, str], tuple[Identity, ...]]
    down: frozenset[tuple[str, str]]
    between: dict[str, tuple[Identity, ...]]  # by rule
    classes: dict[str, tuple[ClassIdentity, ...]]
    of_table: dict[str, tuple[tuple[str, Identity], ...]]  # (rule, identity) of within by their table


@lru_cache(maxsize=1)
def identities() -> Identities:
    """All identities, parsed once. Raises ValueError for an unknown table or a line that is no identity."""
    with open(_FILE, encoding="utf-8") as file:
        data = parse_toml(file.read())
    within, across = _by_table(data["within"]), _by_table(data["across"])
    of_table = {}
    for (rule, table), group in within.items():
        of_table[table] = of_table.get(table, ()) + tuple([(rule, identity) for identity in group])
    return Identities(
        within,
        across,
        frozenset([(rule, _known(table)) for table, rule in data["down"].items()]),
        {
            rule: tuple([one for line in _lines(text) for one in _identities(line)])
            for rule, text in data["between"].items()
        },
        {rule: tuple([_classes(line) for line in _lines(text)]) for rule, text in data["classes"].items()},
        of_table,
    )


def _lines(text: str) -> list[str]:
    return text.strip().split("\n")


def _by_table(tables: dict[str, str]) -> dict[tuple[str, str], tuple[Identity, ...]]:
    groups = {}
    for table, text in tables.items():
        for line in _lines(text):
            rule, _, identity = line.partition(" ")
            key = (rule, _known(table))
            groups[key] = (*groups.get(key, ()), *_identities(identity))
    return groups


def _identities(line: str) -> Iterator[Identity]:
    """One identity, or one a column."""
    equation, *rest = line.split(" ｜ ")
    columns, each, once = equation.partition(": ")
    stated, equals, terms = (once if each else equation).partition(" = ")
    if not equals or not rest:
        raise ValueError(f"identities.toml 里的“{line}”应写成“数 = 和 ｜ 和的说法”")
    for column in columns.split() if each else ("",):
        yield Identity(
            _term(stated, column), tuple(_terms(terms, column)), rest[0], "zero" in rest[1:], "all" in rest[1:]
        )


def _terms(text: str, column: str) -> Iterable[Term]:
    """The terms of a sum; the words + and - between them belong to the one that follows."""
    sign = 1
    for word in text.split(" "):
        if word in ("+", "-"):
            sign = 1 if word == "+" else -1
        else:
            yield _term(word, column, sign)


def _term(text: str, column: str, sign: int = 1) -> Term:
    table, colon, inside = text.replace("{column}", column).rpartition(":")
    path = tuple(inside.split("/"))
    return Term(sign, _known(table) if colon else "", path, _at(path))


def _at(path: tuple[str, ...]) -> tuple[str, str, str]:
    """(side, name of the row, role); without a side in the tables by subject, whose 合计 has no name; or a single figure."""
    if len(path) == 1:
        return FIGURE, path[0], ""
    side, name, role = path if len(path) == 3 else (*path, "amount")
    return (side, name, role) if side in SIDES else ("", "", path[1])


def _classes(line: str) -> ClassIdentity:
    """“subjects = lines/role”, with or without “ if condition”."""
    equation, _, when = line.partition(" if ")
    subjects, _, lines = equation.partition(" = ")
    table, _, role = lines.partition("/")
    return ClassIdentity(_known(subjects), _known(table), role, when)


def _known(table: str) -> str:
    if table not in TABLE_NAMES:
        raise ValueError(f"identities.toml 里的“{table}”不是表名，可用的有：{'、'.join(TABLE_NAMES)}")
    return table
