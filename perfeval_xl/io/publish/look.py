"""What the public may see of a text, wherever it stands in the workbook; everything that is masked is told."""

import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal, InvalidOperation

from ...core.cells import address
from ...core.publication import HINT, MASKED, Told, excerpt
from ...domain.masks import CARD, IDENTITY, LANDLINES, MOBILE, NOWHERE, Near, masked

Place = tuple[int, int]
_LONGEST = 20  # digits of a number that is looked at


class Look:
    """Masks texts, known names among them, and keeps the list of what it did."""

    def __init__(self, told: list[Told], names: Collection[str]):
        self._told = told
        self.names = names

    def at(self, sheet: str, where: str) -> Callable[[str], str]:
        """For texts of one place: a header, a drawing, a property."""
        return lambda text: self._shown(text, NOWHERE, sheet, where)

    def comments(self, sheet: str) -> Callable[[Place, str], str]:
        return lambda place, text: self._shown(text, NOWHERE, sheet, f"{address(*place)} 的批注")

    def cells(self, sheet: str, near: Mapping[Place, Near]) -> Callable[[Place, str, bool], str]:
        def show(place: Place, text: str, is_number: bool) -> str:
            about = near.get(place, NOWHERE)
            if not is_number:
                return self._shown(text, about, sheet, address(*place))
            digits = _integer(text)
            if about.label in (LANDLINES, IDENTITY, CARD) or about.person and _like_mobile(digits):
                shown = self._shown(digits, about, sheet, address(*place))
                return text if shown == digits else shown
            if _like_mobile(digits):
                self._told.append(Told(HINT, f"像{MOBILE}的数", sheet, address(*place), f"{digits[:3]}****{digits[-4:]}"))
            return text

        return show

    def _shown(self, text: str, near: Near, sheet: str, where: str) -> str:
        result = masked(text, near, self.names)
        for hint in result.hints:
            self._told.append(Told(HINT, f"单位的{hint}", sheet, where, excerpt(result.text)))
        if result.text != text:
            self._told.append(Told(MASKED, "、".join(result.kinds), sheet, where, excerpt(result.text)))
        return result.text


def names_in(texts: Mapping[Place, str], near: Mapping[Place, Near]) -> Collection[str]:
    """The persons that the labelled cells of a sheet name."""
    return {name for place, text in texts.items() for name in masked(text, near.get(place, NOWHERE)).names}


def _integer(text: str) -> str:
    """A whole number without exponent: Excel writes long ones as 4.3E+17."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    whole = number.is_finite() and number.adjusted() < _LONGEST and number == number.to_integral_value()
    return str(int(number)) if whole else text


def _like_mobile(digits: str) -> bool:
    return re.fullmatch(r"1[3-9][0-9]{9}", digits) is not None
