"""Categories of a goal table (定量目标表) in which nothing is filled in."""

from collections.abc import Mapping

from ...domain.forms import GOAL_TABLE, GoalItem
from ...domain.values import is_placeholder
from ..context import Context, per_check
from .measures import plain_name


@per_check
def blank_categories(context: Context) -> Mapping[str, GoalItem]:
    """The first item of each category that is blank in every goal table that has it, by the category's plain name."""
    categories = {}
    for table in context.forms_of((GOAL_TABLE,)):
        for item in table.items:
            categories.setdefault(plain_name(item.category).removesuffix("指标"), []).append(item)
    return {name: items[0] for name, items in categories.items() if name and all(map(_is_blank, items))}


def _is_blank(item: GoalItem) -> bool:
    return item.actual.blank and (item.target.blank or is_placeholder(item.target.text) or is_placeholder(item.subject))
