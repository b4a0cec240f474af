"""The catalogue is whole: no rule unregistered, no generator undecorated, no code twice, no page missing."""

import ast
import inspect
from collections import Counter
from importlib import import_module

import pytest

from perfeval_xl.core.findings import SEVERITIES
from perfeval_xl.core.rules import rules_in
from perfeval_xl.domain.forms import KIND_NAMES
from perfeval_xl.rules.catalogue import FAMILIES, MODULES, catalogue
from tests.architecture.sources import PACKAGE, modules, tree

# The rest of the catalogue's families need a report's text.
FAMILIES_IN_FULL = "BFJKPRSTW"
RULE_CODES = {
    "F": range(1, 16), "W": range(1, 5), "S": range(1, 12), "T": range(1, 14),
    "K": range(1, 20), "B": range(1, 5), "P": range(1, 3), "R": range(1, 8), "J": range(1, 5),
}  # fmt: skip


def declaring(path) -> bool:
    """Whether a module of rules/ declares any rule, seen from its source."""
    functions = [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]
    return any(is_rule(node) for node in functions)


def is_rule(function: ast.FunctionDef) -> bool:
    calls = [node for node in function.decorator_list if isinstance(node, ast.Call)]
    return any(isinstance(call.func, ast.Name) and call.func.id == "rule" for call in calls)


@pytest.mark.parametrize("path", [path for path in modules("rules") if declaring(path)], ids=lambda path: path.stem)
def test_every_module_with_rules_is_in_the_catalogue(path):
    name = ".".join(["perfeval_xl", *path.relative_to(PACKAGE).with_suffix("").parts])
    module = import_module(name)
    assert module in MODULES
    assert set(rules_in(module)) <= set(catalogue())


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_public_generator_of_a_rule_module_is_a_rule(module):
    """A forgotten decorator would leave a rule out without a word."""
    functions = [value for value in vars(module).values() if inspect.isgeneratorfunction(value)]
    own = [f for f in functions if f.__module__ == module.__name__ and not f.__name__.startswith("_")]
    assert [function.__name__ for function in own if not hasattr(function, "rule")] == []


def test_no_code_is_declared_twice():
    assert [code for code, count in Counter(rule.code for rule in catalogue()).items() if count > 1] == []


@pytest.mark.parametrize("family", FAMILIES_IN_FULL)
def test_every_rule_of_the_table_families_exists(family):
    assert {rule.code for rule in catalogue() if rule.family == family} >= {
        f"{family}{number:02}" for number in RULE_CODES[family]
    }


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
class TestRule:
    def test_its_docstring_is_a_page_of_the_manual(self, rule):
        first, *rest = [line.strip() for line in rule.explanation.splitlines() if line.strip()]
        assert first.endswith("。"), "the first line says in one sentence what must hold"
        assert any(line.startswith("为何重要：") and len(line) > 10 for line in rest)
        assert any(line.startswith("怎样改：") and len(line) > 9 for line in rest)

    def test_it_says_its_level_and_its_basis(self, rule):
        assert rule.severities and set(rule.severities) <= set(SEVERITIES)
        assert rule.title and rule.basis

    def test_it_names_forms_and_rules_that_exist(self, rule):
        assert set(rule.each) | set(rule.needs) <= set(KIND_NAMES)
        assert set(rule.yields_to) <= {other.code for other in catalogue()} - {rule.code}

    def test_its_family_has_a_name(self, rule):
        assert rule.family in FAMILIES
