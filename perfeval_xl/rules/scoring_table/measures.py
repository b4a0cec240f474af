"""What an indicator of a rule-scored table measures: measures.toml, and its value from what the submission tells."""

import os
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache

from ...core.cells import Field
from ...core.money import HUNDRED, ZERO, plain, round_half_up
from ...core.patterns import Pattern
from ...core.record import Record
from ...core.toml import parse_toml
from ...domain.inputs import INPUTS, RATES
from ...domain.values import parse_value
from ...domain.wording import bare_name
from .formula import Tree, evaluate, in_words, names_in, parse
from .inputs import Known

_FILE = os.path.join(os.path.dirname(__file__), "measures.toml")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」《》")
_BRACKETS = Pattern(r"\([^()]*\)")
PERCENT = "%"
_STATED = "stated_rate"  # stands for what the row itself states, which is in points as the rates among the inputs are


class Measure(Record):
    """One entry of measures.toml. ``words`` is “contains”: then the input is one figure for the whole table."""

    names: tuple[str, ...]
    words: str
    formulas: tuple[Tree, ...]
    unit: str


class Measured(Record):
    """The value of a measure, or why there is none.

    ``value`` is in percentage points where the unit is “%”, an amount in 万元 otherwise. ``in_words`` is the formula
    with its figures, “在职人员数 28÷人员编制数 30＝93.33%”. Without a value, ``lacking`` says what the submission lacks;
    where it lacks nothing, the formula is 0 ÷ 0.
    """

    value: Decimal | None
    unit: str = ""
    in_words: str = ""
    fields: tuple[Field, ...] = ()
    names: tuple[str, ...] = ()  # the input of each field
    formula: Tree = ()
    lacking: str = ""

    def at(self, numbers: Iterable[Decimal], others: Mapping[str, Decimal]) -> Decimal:
        """The value if the fields held *numbers*. Raises as formula.evaluate does."""
        values = dict(others)
        for name in self.names:
            values[name] = ZERO
        for name, number in zip(self.names, numbers):
            values[name] += number
        return _scaled(self.formula, self.unit, evaluate(self.formula, values))


@lru_cache(maxsize=1)
def measures() -> tuple[Measure, ...]:
    """All entries, parsed once. Raises ValueError for an entry without names or with a formula that is none."""
    with open(_FILE, encoding="utf-8") as file:
        entries = parse_toml(file.read())["measure"]
    listed = []
    for entry in entries:
        names, words = tuple(entry.get("names", ())), entry.get("contains", "")
        if bool(names) == bool(words):
            raise ValueError(f"measures.toml 里的 {entry} 应有 names 或 contains 之一")
        listed.append(Measure(names, words, tuple(parse(text) for text in entry["formulas"]), entry["unit"]))
    return tuple(listed)


@lru_cache(maxsize=1024)
def plain_name(name: str) -> str:
    """An indicator's name as measures.toml and the laws of a profile call it: “三公经费”控制率（%） → 三公经费控制率."""
    return _BRACKETS.sub("", bare_name(name).translate(_QUOTES))


def measure_of(name: str, names: Sequence[str] = ()) -> Measure | None:
    """The measure that a name calls for. *names* are those of all the table's items."""
    wanted = plain_name(name)
    for measure in measures():
        if wanted in measure.names:
            return measure
    for measure in measures():
        if measure.words and measure.words in wanted and sum(measure.words in each for each in names) < 2:
            return measure
    return None


def measured(measure: Measure, sources: Sequence[Mapping[str, Known]]) -> Measured:
    """The value by the first formula whose inputs are all told and whose divisor is not 0.

    They come from the first of the *sources* (inputs.sources) that tells them all.
    """
    reasons, nothing = [], ""
    for tree in measure.formulas:
        names = names_in(tree)
        known = next((source for source in sources if all(name in source for name in names)), None)
        if known is None:
            absent = [INPUTS[name] for name in names if name not in sources[-1]]
            reasons.append((len(absent), "缺" + "、".join(absent)))
            continue
        try:
            value = _scaled(tree, measure.unit, evaluate(tree, {name: known[name].value for name in names}))
        except DivisionByZero:
            reasons.append((0, f"分母为 0：{in_words(tree, known)}"))
            continue
        except InvalidOperation:  # 0 ÷ 0: nothing is lacking, there was nothing to measure
            nothing = f"{in_words(tree, known)}，分子、分母都是 0"
            continue
        pairs = [(field, name) for name in names for field in known[name].fields]
        return Measured(
            value,
            measure.unit,
            _told(tree, measure.unit, value, known),
            tuple(field for field, _ in pairs),
            tuple(name for _, name in pairs),
            tree,
        )
    if nothing:
        return Measured(None, measure.unit, nothing)
    return Measured(None, measure.unit, lacking=min(reasons, key=lambda reason: reason[0])[1])


def stated_rate(result: Field | None) -> Measured | None:
    """The rate that an item's own row states under 完成情况; None where it states no single percentage.

    Of “100%” nobody can tell whether it is the rate or says that all is done.
    """
    if result is None or result.bad is not None:
        return None
    value = parse_value(result.text)
    if value.kind != "number" or value.unit != PERCENT or value.number == HUNDRED:
        return None
    if value.fuzzy or value.comparator or value.upper is not None:
        return None
    in_points = result._replace(number=value.number)
    return Measured(value.number, PERCENT, f"{result.label} {value.text}", (in_points,), (_STATED,), ("name", _STATED))


def _scaled(tree: Tree, unit: str, value: Decimal) -> Decimal:
    return value * HUNDRED if unit == PERCENT and not _is_rate(tree) else value


def _is_rate(tree: Tree) -> bool:
    return tree[0] == "name" and (tree[1] in RATES or tree[1] == _STATED)


def _told(tree: Tree, unit: str, value: Decimal, known: Mapping[str, Known]) -> str:
    words = in_words(tree, known)
    if tree[0] == "name":
        return words + (PERCENT if unit == PERCENT else "")
    return f"{words}＝{plain(round_half_up(value, 2))}{unit}"
