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

# 资金、分值、得分、指标、目标、决算公开表、正文、完整性、隐私、评分表、合理性
FAMILIES = "FWSTGKNBPRJ"

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
    return tuple(sorted(rules, key=lambda rule: (FAMILIES.index(rule.family), rule.code)))


@lru_cache(maxsize=1)
def logical_rules() -> frozenset[str]:
    """Codes of the rules that can report an error: left unchecked, one of them keeps a file from passing."""
    return frozenset(rule.code for rule in catalogue() if ERROR in rule.severities)
