"""The catalogue for people and programs: text, Markdown, JSON. A rule's docstring is its page."""

from collections.abc import Sequence

from ..core.findings import SEVERITY_NAMES
from ..core.rules import Rule
from ..domain.forms import KIND_NAMES
from ..rules.catalogue import CATALOGUE_VERSION, FAMILIES
from .json import written


def as_text(rules: Sequence[Rule]) -> str:
    """One rule as a page, several as a list with one line each."""
    if len(rules) == 1:
        return _page(rules[0])
    lines = []
    for family, members in _by_family(rules):
        lines += ["", f"{family} {FAMILIES[family]}"]
        lines += [f"  {rule.code}  {rule.title}（{_levels(rule)}）" for rule in members]
    head = f"核对规则 {len(rules)} 条，目录版本 {CATALOGUE_VERSION}；某一条的说明：perfeval-xl rules 规则码"
    return "\n".join([head, *lines])


def as_markdown(rules: Sequence[Rule]) -> str:
    """The manual's chapter on rules."""
    lines = [f"# 核对规则（目录版本 {CATALOGUE_VERSION}）"]
    for family, members in _by_family(rules):
        lines += ["", f"## {family} {FAMILIES[family]}"]
        for rule in members:
            lines += ["", f"### {rule.code} {rule.title}", "", f"- 级别：{_levels(rule)}", f"- 依据：{rule.basis}"]
            lines += [f"- 用于：{_scope(rule)}", "", "\n\n".join(_paragraphs(rule))]
    return "\n".join(lines)


def as_json(rules: Sequence[Rule]) -> str:
    """Everything about each rule but its code."""
    document = {
        "schema": "perfeval-xl/rules/1",
        "catalogue": CATALOGUE_VERSION,
        "rules": [
            {
                "code": rule.code,
                "title": rule.title,
                "severities": list(rule.severities),
                "basis": rule.basis,
                "each": list(rule.each),
                "needs": list(rule.needs),
                "yields_to": list(rule.yields_to),
                "explanation": "\n".join(_paragraphs(rule)),
            }
            for rule in rules
        ],
    }
    return written(document)


RENDERERS = {"text": as_text, "md": as_markdown, "json": as_json}


def _page(rule: Rule) -> str:
    head = [f"{rule.code} {rule.title}", f"级别：{_levels(rule)}", f"依据：{rule.basis}", f"用于：{_scope(rule)}"]
    if rule.yields_to:
        head.append(f"同一处已有 {'、'.join(rule.yields_to)} 的结论时，本条作为连带，不计数")
    return "\n".join([*head, "", *_paragraphs(rule)])


def _by_family(rules: Sequence[Rule]) -> list[tuple[str, list[Rule]]]:
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    return list(families.items())


def _levels(rule: Rule) -> str:
    return "、".join(SEVERITY_NAMES[severity] for severity in rule.severities)


def _scope(rule: Rule) -> str:
    return "、".join(KIND_NAMES[kind] for kind in dict.fromkeys((*rule.each, *rule.needs))) or "提交的全部材料"


def _paragraphs(rule: Rule) -> list[str]:
    """The docstring's lines without their indentation."""
    return [line.strip() for line in rule.explanation.splitlines() if line.strip()]
