"""Formulas over the named inputs: + - * / ( ) abs, names and numbers, and nothing else. Decimal only."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from ...core.money import decimal, in_unit, plain
from ...core.patterns import Pattern
from ...domain.inputs import INPUTS
from .inputs import Known

_TOKEN = Pattern(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z_]+)|(?P<sign>[-+*/()]))")
_SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
_TIES = {"+": 1, "-": 1, "*": 2, "/": 2}

Tree = tuple  # ("name", input) | ("number", Decimal) | ("abs", tree) | (sign, left, right)


class FormulaError(ValueError):
    """A text that is no formula over the inputs; the sentence quotes it."""


@lru_cache(maxsize=256)
def parse(text: str) -> Tree:
    """A formula as a tree. Raises FormulaError for anything but the grammar above, an unknown input included."""
    tokens, at = [], 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise FormulaError(f"公式“{text}”里有读不懂的“{text[at:].strip()[:1]}”")
        tokens.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    tree, rest = _sum(tokens, text)
    if rest:
        raise FormulaError(f"公式“{text}”在“{rest[0][1]}”处多了内容")
    return tree


def _sum(tokens: list, text: str) -> tuple[Tree, list]:
    return _chain(tokens, text, "+-", _product)


def _product(tokens: list, text: str) -> tuple[Tree, list]:
    return _chain(tokens, text, "*/", _atom)


def _chain(tokens: list, text: str, signs: str, part) -> tuple[Tree, list]:
    """Parts joined by signs of one rank, from left to right."""
    left, rest = part(tokens, text)
    while rest and rest[0][0] == "sign" and rest[0][1] in signs:
        right, after = part(rest[1:], text)
        left, rest = (rest[0][1], left, right), after
    return left, rest


def _atom(tokens: list, text: str) -> tuple[Tree, list]:
    if not tokens:
        raise FormulaError(f"公式“{text}”没有写完")
    (kind, word), rest = tokens[0], tokens[1:]
    if kind == "number":
        return ("number", decimal(word)), rest
    if kind == "name" and word in INPUTS:
        return ("name", word), rest
    if word == "abs" and rest[:1] == [("sign", "(")] or word == "(":
        inner, after = _sum(rest[1:] if word == "abs" else rest, text)
        if after[:1] != [("sign", ")")]:
            raise FormulaError(f"公式“{text}”的括号没有合上")
        return (("abs", inner) if word == "abs" else inner), after[1:]
    raise FormulaError(f"公式“{text}”里的“{word}”不是可用的数，可用的见 domain/inputs.py")


def names_in(tree: Tree) -> tuple[str, ...]:
    """The inputs of a formula, each once, in the order in which they are written."""
    if tree[0] == "name":
        return (tree[1],)
    parts = [name for part in tree[1:] if isinstance(part, tuple) for name in names_in(part)]
    return tuple(dict.fromkeys(parts))


def evaluate(tree: Tree, values: Mapping[str, Decimal]) -> Decimal:
    """The value of a formula. Raises decimal.DivisionByZero or InvalidOperation where a divisor is 0."""
    kind = tree[0]
    if kind == "name":
        return values[tree[1]]
    if kind == "number":
        return tree[1]
    if kind == "abs":
        return abs(evaluate(tree[1], values))
    left, right = evaluate(tree[1], values), evaluate(tree[2], values)
    if kind == "+":
        return left + right
    if kind == "-":
        return left - right
    return left * right if kind == "*" else left / right


def in_words(tree: Tree, known: Mapping[str, Known]) -> str:
    """The formula as a person writes it: “在职人员数 28÷人员编制数 30”, with the figures as their cells show them."""
    kind = tree[0]
    if kind == "name":
        return f"{INPUTS[tree[1]]} {_shown(known[tree[1]])}"
    if kind == "number":
        return plain(tree[1])
    if kind == "abs":
        return f"|{in_words(tree[1], known)}|"
    left, right = in_words(tree[1], known), in_words(tree[2], known)
    if _TIES.get(tree[1][0], 3) < _TIES[kind]:
        left = f"（{left}）"
    if _TIES.get(tree[2][0], 3) <= _TIES[kind]:
        right = f"（{right}）"
    return f"{left}{_SIGNS[kind]}{right}"


def _shown(known: Known) -> str:
    """A figure in the unit its cell is printed in."""
    unit = known.fields[0].unit
    return plain(in_unit(known.value, unit)) + (unit if unit else "")
