"""The identities of identities.toml."""

import os
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ...domain.forms import TABLE_NAMES

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
