"""T01–T13: each case is a row as somebody filled it in."""

import pytest

from perfeval_xl.core.book import UNCACHED, CellError
from perfeval_xl.core.findings import Unchecked
from perfeval_xl.core.profiles import load_profile
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.context import Context
from tests.rules.build_indicators import assert_case, build, cases

CODES = [f"T{number:02}" for number in range(1, 14)]


@pytest.mark.parametrize(("code", "case"), cases(*CODES))
def test_indicator_rule(code, case):
    assert_case(code, case)


@pytest.mark.parametrize("error", [UNCACHED, CellError("#DIV/0!")])
@pytest.mark.parametrize("column", ["target", "actual"])
def test_an_error_cell_is_unchecked_once_and_no_data_error(error, column):
    """A formula without a value says nothing about the indicator; only T01 records it, not every rule that reads it."""
    row = {"name": "办件量", "class": ["产出指标", "数量指标"], "target": "30场", "actual": "30场", "score": "5"}
    (form,) = build({"indicators": [row]}).forms
    broken = getattr(form.indicators[0], column)._replace(text=error.code, number=None, bad=error)
    form = form._replace(indicators=(form.indicators[0]._replace(**{column: broken}),))
    context = Context((form,), load_profile("mof-standard"))
    said = [one for rule in catalogue() if rule.code in CODES and rule.code != "T12" for one in rule.check(context, form)]
    assert [(type(one), one.rule, one.cell) for one in said] == [(Unchecked, "T01", broken.cell)]
