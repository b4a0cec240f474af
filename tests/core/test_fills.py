"""How the fill of a cell is written down, by hosts with and without a styles part."""

import pytest

from perfeval_xl.core.fills import NO_FILL, Fill, read_fill, rgb_of, spelled


@pytest.mark.parametrize(
    ("text", "fill"),
    [
        ("none", NO_FILL),
        ("rgb:ffc7ce", Fill("FFC7CE")),
        ('<fill><patternFill patternType="none"/></fill>', NO_FILL),
        ("<fill><patternFill/></fill>", NO_FILL),
        ('<fill><patternFill patternType="solid"><fgColor rgb="FF00B0F0"/><bgColor indexed="64"/></patternFill></fill>', Fill("00B0F0")),
        (
            '<fill><patternFill patternType="solid"><fgColor theme="4" tint="-0.249977111117893"/></patternFill></fill>',
            Fill(theme=4, tint="-0.249977111117893"),
        ),
        ('<fill><patternFill patternType="solid"><fgColor theme="0"/></patternFill></fill>', Fill(theme=0)),
        ('<fill>\n <patternFill patternType="solid">\n  <fgColor rgb="FF00B0F0"/>\n </patternFill>\n</fill>', Fill("00B0F0")),  # Gnumeric
        ('<fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill>', Fill(index=13)),
        ('<fill><patternFill patternType="solid"><fgColor indexed="64"/></patternFill></fill>', None),
        ('<fill><patternFill patternType="gray125"/></fill>', None),
        ('<fill><gradientFill degree="90"><stop position="0"/></gradientFill></fill>', None),
        ("rgb:12345", None),
        ("黄色", None),
        ("", None),
    ],
)  # fmt: skip
def test_either_spelling_is_read(text, fill):
    assert read_fill(text) == fill


@pytest.mark.parametrize(("colour", "text"), [("00b0f0", "rgb:00B0F0"), (None, "none")])
def test_what_is_spelled_is_read_again(colour, text):
    assert spelled(colour) == text
    assert read_fill(text) == Fill(colour.upper() if colour else "")
    assert rgb_of(text) == (colour and colour.upper())
