"""A typed form as plain values without addresses: what must be the same in every layout."""

from decimal import Decimal

_SIGNS = str.maketrans("≧≦═﹦＝", "≥≤===")


def summary(form) -> dict:
    return {
        "kind": form.kind,
        "year": form.year,
        "unit_name": _text(form.unit_name),
        "project_name": _text(form.project_name),
        "supervisor": _text(form.supervisor),
        "funds": [(row.role, *map(_number, row[2:])) for row in form.funds],
        "income": [(item.role, item.label, _number(item.amount)) for item in form.income],
        "expenditure": [(item.role, item.label, _number(item.amount)) for item in form.expenditure],
        "expected_goals": _text(form.expected_goals),
        "achieved_goals": _text(form.achieved_goals),
        "headings": [(heading.name, heading.weight) for heading in form.headings],
        "indicators": [_indicator(indicator) for indicator in form.indicators],
        "total": (_number(form.total_weight), _number(form.total_score)),
        "grade": _text(form.grade),
        "notes": [note.text for note in form.notes],
        "signatures": form.signatures and [(entry.label, entry.field.text) for entry in form.signatures],
        "missing": form.missing,
    }


def _indicator(indicator) -> tuple:
    target = (_text(indicator.nature) or "") + indicator.target_text
    return (
        indicator.level1.name if indicator.level1 else None,
        indicator.level2.name if indicator.level2 else None,
        indicator.name.text,
        target.translate(_SIGNS),
        indicator.actual_text,
        _number(indicator.weight),
        _number(indicator.score),
        _text(indicator.reason),
    )


def _text(field):
    return None if field is None else field.text


def _number(field):
    return None if field is None else field.number


def expected(content, **changes) -> dict:
    """The summary that every layout of a content must give."""
    return {
        "kind": content.kind,
        "year": content.year,
        "unit_name": content.unit_name,
        "project_name": content.project_name,
        "supervisor": content.supervisor,
        "funds": [_fund_row(*row) for row in content.funds],
        "income": [(role, label, _decimal(figure)) for role, label, figure in content.income],
        "expenditure": [(role, label, _decimal(figure)) for role, label, figure in content.expenditure],
        "expected_goals": content.expected_goals,
        "achieved_goals": content.achieved_goals,
        "headings": [(name, Decimal(weight)) for name, weight in content.level1_weights.items()],
        "indicators": [_item(item) for item in content.items],
        "total": tuple(map(Decimal, content.total)),
        "grade": content.grade,
        "notes": [content.note],
        "signatures": list(content.signatures),
        "missing": (),
        **changes,
    }


def _fund_row(role, _, initial, annual, executed, weight, rate, score) -> tuple:
    return (role, *map(_decimal, (initial, annual, executed, weight)), _decimal(rate.rstrip("%")), _decimal(score))


def _item(item) -> tuple:
    return (
        item.level1,
        item.level2,
        item.name,
        item.sign + item.value + item.unit,
        item.actual,
        Decimal(item.weight),
        Decimal(item.score),
        item.reason,
    )


def _decimal(text: str):
    return Decimal(text) if text else None
