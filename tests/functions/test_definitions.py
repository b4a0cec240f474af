"""The table of functions: what users rely on, what hosts can show, and that it costs little to load."""

import subprocess
import sys

import pytest

from perfeval_xl.functions import BY_NAME, CATEGORY, FUNCTIONS
from tests.architecture.sources import ROOT

# Names and arguments stand in users' workbooks: they may be added to, never changed.
PROMISED = [
    "PERF_SCORE(指标值, 完成值, 分值, [指标性质], [方案])",
    "PERF_EXPLAIN(指标值, 完成值, 分值, [指标性质], [方案])",
    "PERF_RATE(执行数, 预算数)",
    "PERF_EXEC_SCORE(执行数, 预算数, [分值], [方案])",
    "PERF_GRADE(总分, [方案])",
    "PERF_TABLE(表名, 行, [列])",
    "PERF_CHECK([范围])",
    "PERF_RULE(规则码)",
]
HEAVY = ("pandas", "numpy", "openpyxl", "xlwings", "python_calamine", "dataclasses", "argparse", "json", "tomllib")


def test_the_promised_functions_are_there():
    assert [function.signature for function in FUNCTIONS] == PROMISED


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
class TestFunction:
    def test_its_help_fits_into_the_function_wizard(self, function):
        helps = [function.description, *(f"{one.title}：{one.help}" for one in function.parameters)]
        assert all(0 < len(text) <= 255 and "\n" not in text for text in helps)
        assert all(ord(character) < 0x10000 for text in (*helps, CATEGORY) for character in text)

    def test_its_argument_names_are_names_in_vba_and_idl(self, function):
        names = [one.name for one in function.parameters]
        assert all(name.isidentifier() and name.isascii() and name == name.lower() for name in names)
        assert len(set(names)) == len(names)
        assert not {"in", "out", "any", "string", "type", "range", "date", "next", "set", "name"} & set(names)

    def test_optional_arguments_come_last(self, function):
        optional = [one.optional for one in function.parameters]
        assert optional == sorted(optional)

    def test_its_unos_name_follows_from_its_name(self, function):
        first, *rest = function.name.lower().split("_")
        assert function.program_name == first + "".join(word.capitalize() for word in rest)

    def test_it_has_examples_that_call_it_rightly(self, function):
        assert function.examples
        for example in function.examples:
            given = len(example.arguments)
            assert function.required <= given <= len(function.parameters) or not given and function.without_arguments
            assert example.cell or not function.without_arguments or given


def test_every_function_is_called_by_its_name():
    assert [BY_NAME[function.name] for function in FUNCTIONS] == list(FUNCTIONS)


def test_calling_a_function_loads_nothing_heavy():
    """Profiles are TOML, so a call loads tomllib; importing the functions does not even do that."""
    program = "import sys, perfeval_xl.functions as f; print(*(name for name in {} if name in sys.modules))"
    after = (
        "import sys, perfeval_xl.functions as f; f.call('PERF_SCORE', ('≥90%', '98%', 10)); "
        + program.partition("; ")[2]
    )
    assert loaded(program.format(HEAVY)) == []
    assert loaded(after.format(HEAVY[:-1])) == []


def loaded(program: str) -> list[str]:
    isolated = f"import sys; sys.path.insert(0, {str(ROOT)!r}); " + program
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", isolated], capture_output=True, text=True, check=True
    ).stdout.split()
