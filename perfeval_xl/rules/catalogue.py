"""The whole catalogue: which modules hold rules, in the order in which they run and are listed."""

from functools import lru_cache

from ..core.findings import ERROR
from ..core.rules import Rule, rules_in
from . import (
    completeness,
    final_accounts,
    funds,
    funds_across,
    funds_execution,
    funds_nature,
    goals,
    indicators,
    indicators_amounts,
    indicators_names,
    indicators_targets,
    narrative,
    plausibility,
    privacy,
    scores,
    scores_deductions,
    scores_indicators,
    unit_figures,
    weights,
)
from .scoring_table import checks as scoring_table

CATALOGUE_VERSION = "2026.1"

# Families by the first letter of their codes, in the order in which they are listed.
FAMILIES = {
    "F": "资金与执行率",
    "W": "分值结构",
    "S": "得分",
    "T": "指标填写",
    "G": "目标",
    "K": "决算公开表",
    "N": "正文与文字",
    "B": "完整性",
    "P": "隐私",
    "R": "规则评分表",
    "J": "合理性",
}

MODULES = (
    *(funds_execution, funds, funds_nature, funds_across, weights),
    *(scores, scores_deductions, scores_indicators),
    *(indicators, indicators_targets, indicators_amounts, indicators_names, goals),
    *final_accounts.MODULES,
    *(narrative, unit_figures, completeness, privacy),
    *(scoring_table, plausibility),
)


@lru_cache(maxsize=1)
def catalogue() -> tuple[Rule, ...]:
    """Every rule once, family by family, each in the order of its codes."""
    rules = [rule for module in MODULES for rule in rules_in(module)]
    order = [*FAMILIES]
    return tuple(sorted(rules, key=lambda rule: (order.index(rule.family), rule.code)))


@lru_cache(maxsize=1)
def logical_rules() -> frozenset[str]:
    """Codes of the rules that can report an error: left unchecked, one of them keeps a file from passing."""
    return frozenset(rule.code for rule in catalogue() if ERROR in rule.severities)
