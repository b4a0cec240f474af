"""Colours that another host told by theme or palette, as the RGB that LibreOffice knows.

ECMA-376 Part 1: 18.8.27 (palette of 64), 18.8.19 (theme and tint), 20.1.6.2 (clrScheme).
"""

import colorsys

from ...core.fills import Fill
from ...core.patterns import Pattern
from ...io.errors import Fault, UnreadableFile
from ...io.package import Package
from ...io.reader import file_bytes

# What ``theme`` counts; the part itself has dark and light the other way round.
_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_OFFICE = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080",
)  # fmt: skip
_BASIC = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_PALETTE = (
    *_BASIC, *_BASIC,
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080",
    "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF",
    "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF",
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
)  # fmt: skip
_PART, _LARGEST = "xl/theme/theme1.xml", 1 << 20
_COLOUR = Pattern(r"<a:(\w+)>\s*<a:(?:srgbClr val|sysClr val=\"\w+\" lastClr)=\"([0-9A-Fa-f]{6})\"")


class Theme:
    """The colours that a workbook file names by number; Office's own where it has none. Read when first asked for."""

    def __init__(self, path: str):
        self._path = path
        self._colours: tuple[str, ...] = ()

    def colour(self, number: int) -> str | None:
        """RRGGBB; None for a number that no theme has."""
        self._colours = self._colours or _theme_of(self._path)
        return self._colours[number] if number < len(self._colours) else None


def _theme_of(path: str) -> tuple[str, ...]:
    told: dict[str, str] = {}
    try:
        told = dict(_COLOUR.findall(Package(file_bytes(path)).head(_PART, _LARGEST).decode("utf-8", "replace")))
    except (Fault, UnreadableFile):  # no package: what is open was told no colours by it
        pass
    return tuple(told.get(name, office).upper() for name, office in zip(_ORDER, _OFFICE))


def rgb_of(fill: Fill, theme: Theme) -> str | None:
    """RRGGBB; None for no fill, and for a number that the theme or the palette does not have."""
    if fill.theme is not None:
        base = theme.colour(fill.theme)
        return None if base is None else tinted(base, float(fill.tint))
    if fill.index is not None:
        return _PALETTE[fill.index] if fill.index < len(_PALETTE) else None
    return fill.rgb or None


def tinted(rgb: str, tint: float) -> str:
    """A colour made lighter (up to 1) or darker (down to -1); hue and saturation stay (18.8.19)."""
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))
