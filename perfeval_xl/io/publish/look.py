"""What the public may see of a text, wherever it stands in the workbook; everything that is masked is told."""

import re
from collections.abc import Callable, Collection
from decimal import Decimal, InvalidOperation

from ...core.cells import Place, address
from ...core.publication import HINT, MASKED, REMOVED, Told, excerpt
from ...domain.masks import CARD, CHAT, IDENTITY, LANDLINES, MOBILE, NOWHERE, Masked, Near, masked
from ...domain.names import Known
from ...recognition.persons import Surroundings

_LONGEST = 20  # digits of a number that is looked at
_MOBILE = 11  # digits of a mobile number
_TELEPHONE = Near(label=LANDLINES)


class Look:
    """Masks texts, known names among them, and keeps the list of what it did."""

    def __init__(self, told: list[Told], known: Known, mobiles: Collection[str] = ()):
        """*known*, *mobiles*: the persons named anywhere in the workbook, and their numbers."""
        self._told = told
        self._known = known
        self._mobiles = frozenset(mobiles)
        self._seen: dict[tuple[str, Near], Masked] = {}  # a ledger says the same in thousands of cells

    def at(self, sheet: str, where: str) -> Callable[[str], str]:
        """For texts of one place: a header, a drawing, a property."""
        return lambda text: self._shown(text, NOWHERE, sheet, where)

    def tells(self, text: str) -> bool:
        """Whether a text that cannot be masked, as that of a formula or an address, gives somebody away."""
        return bool(masked(text, NOWHERE, self._known).kinds)

    def plotted(self, sheet: str) -> Callable[[str], bool]:
        """For the numbers that charts hold: whether one is somebody's, which no chart shows."""

        def personal(number: str) -> bool:
            found = integer(number) in self._mobiles
            if found:
                self._told.append(Told(REMOVED, f"图表里的{MOBILE}", sheet))
            return found

        return personal

    def comments(self, sheet: str) -> Callable[[Place, str], str]:
        return lambda place, text: self._shown(text, NOWHERE, sheet, f"{address(*place)} 的批注")

    def cells(self, sheet: str, near: Surroundings) -> Callable[[Place, str, bool], str]:
        """For the cells of a sheet: (place, text, whether it is a number) → what is shown."""

        def show(place: Place, text: str, is_number: bool) -> str:
            about = near.of(place)
            if not is_number:
                return self._shown(text, about, sheet, place)
            if not about.label and len(text) < _MOBILE and "E" not in text and "e" not in text:
                return text
            digits = integer(text)
            if about.label in (LANDLINES, IDENTITY, CARD, CHAT) or about.person and _like_mobile(digits):
                shown = self._shown(digits, about, sheet, place)
                return text if shown == digits else shown
            if digits in self._mobiles:
                return self._shown(digits, _TELEPHONE, sheet, place)
            if _like_mobile(digits):
                self._told.append(Told(HINT, f"像{MOBILE}的数", sheet, address(*place), f"{digits[:3]}****{digits[-4:]}"))
            return text

        return show

    def _shown(self, text: str, near: Near, sheet: str, where: str | Place) -> str:
        result = self._seen.get((text, near)) or self._seen.setdefault((text, near), masked(text, near, self._known))
        if result.text is text and not result.hints:
            return text
        where = where if isinstance(where, str) else address(*where)
        for hint in result.hints:
            self._told.append(Told(HINT, f"单位的{hint}", sheet, where, excerpt(result.text)))
        if result.text != text:
            self._told.append(Told(MASKED, "、".join(result.kinds), sheet, where, excerpt(result.text)))
        return result.text


def integer(text: str) -> str:
    """A whole number without exponent: Excel writes long ones as 4.3E+17."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    whole = number.is_finite() and number.adjusted() < _LONGEST and number == number.to_integral_value()
    return str(int(number)) if whole else text


def _like_mobile(digits: str) -> bool:
    return re.fullmatch(r"1[3-9][0-9]{9}", digits) is not None
