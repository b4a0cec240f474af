"""What folding costs: thousands of sums that fail cost what each of them costs, however they hang together."""

from decimal import Decimal

import pytest

from perfeval_xl.core import proven
from perfeval_xl.core.causes import fold
from perfeval_xl.core.findings import ERROR, Finding
from perfeval_xl.core.relations import Relation, SignedSum, Tolerance
from tests.core.failing import RULES, cell

TOLERANCE = Tolerance(rounding=Decimal("0.05"))


@pytest.fixture
def counted(monkeypatch):
    """How many figures were added up, and for how many cells it was asked what another figure there would do."""
    counts = {"figures": 0, "cells": 0}
    add_up, repairs_at = SignedSum.__call__, proven._repairs_at

    def adding(signed_sum, *values):
        counts["figures"] += len(values)
        return add_up(signed_sum, *values)

    def asking(*given):
        counts["cells"] += 1
        return repairs_at(*given)

    monkeypatch.setattr(SignedSum, "__call__", adding)
    monkeypatch.setattr(proven, "_repairs_at", asking)
    return counts


def failing_sum(code, subject, stated, *parts):
    relation = Relation((stated, *parts), SignedSum((1, *[-1] * len(parts))), TOLERANCE)
    return Finding(code, ERROR, stated, "不符", relation=relation, form="表", key=f"{code}/{subject}", subject=subject)


def table_with_wrong_rows(rows):
    """Every row's 小计 is its two parts, and all of them add up to the 合计: in each row one part was mistyped."""
    parts = [(cell(row, 2, "30"), cell(row, 3, str(30 + row))) for row in range(1, rows + 1)]
    sums = [failing_sum("F06", str(row), cell(row, 1, "100"), *both) for row, both in enumerate(parts, 1)]
    total = failing_sum("F01", "合计", cell(0, 3, "9"), *[part for _, part in parts])
    return [total, *sums]


def table_with_a_twin(rows):
    """A second table states the parts of each row again: two sums of every row hold with one other figure."""
    found = []
    for row in range(rows):
        wrong = cell(row, 2, "30")
        found.append(failing_sum("F06", str(row), cell(row, 1, "100"), wrong, cell(row, 3, "60")))
        found.append(failing_sum("F12", str(row), wrong, cell(row, 9, "40")))
    return found


def work(findings, counted):
    before = dict(counted)
    folded = fold(findings, RULES)
    return folded, {name: count - before[name] for name, count in counted.items()}


@pytest.mark.parametrize("table", [table_with_wrong_rows, table_with_a_twin])
def test_twice_the_rows_are_twice_the_work(table, counted):
    _, few = work(table(100), counted)
    _, many = work(table(200), counted)
    assert all(0 < many[name] <= 2.1 * few[name] for name in counted), f"{few} {many}"


def test_every_row_of_a_long_table_has_its_own_root(counted):
    folded, _ = work(table_with_a_twin(50), counted)
    assert sum(finding.counts for finding in folded) == 50
    assert all(one.key == other.caused_by for one, other in zip(folded[::2], folded[1::2]))
    assert all(finding.hint.endswith("改为 40，连带各处也就相符") for finding in folded[::2])


def test_a_sum_of_thousands_of_rows_is_added_up_once(counted):
    _, done = work(table_with_wrong_rows(1000), counted)
    assert done["figures"] == 1001 + 3 * 1000
