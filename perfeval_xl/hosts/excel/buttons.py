"""What Excel shows of the buttons: one macro each, and the ribbon tab (功能区选项卡) of the add-in."""

from xml.sax.saxutils import quoteattr

from ..buttons import BUTTONS, GROUPS, TITLE, Button, Group

MODULE = "PerfButtons"
RIBBON_MACRO = "PerfRibbonPress"  # of PerfRibbon.bas; it presses what the control's tag names

_HEAD = f"""\
Attribute VB_Name = "{MODULE}"
Option Explicit
' Made by workbooks/build_functions.py from perfeval_xl/hosts/buttons.py. Changes made here are lost.
'
' One macro for each button; what it does is the function of that name in perfeval_xl.macros.
"""


def vba_buttons() -> str:
    """The source of the module, lines ending in ``\\n``."""
    macros = (f'\nPublic Sub {one.macro}()\n    PerfPress "{one.function}"\nEnd Sub\n' for one in BUTTONS)
    return _HEAD + "".join(macros)


def ribbon() -> str:
    """``customUI14.xml`` of the add-in (Office 2010 and later)."""
    groups = "".join(f"{_group(number, one)}\n" for number, one in enumerate(GROUPS, 1))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        "<!-- Made by workbooks/build_functions.py from perfeval_xl/hosts/buttons.py. Changes made here are lost. -->\n"
        '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui">\n'
        f'  <ribbon>\n    <tabs>\n      <tab id="PerfTab" label={quoteattr(TITLE)}>\n{groups}'
        "      </tab>\n    </tabs>\n  </ribbon>\n</customUI>\n"
    )


def _group(number: int, group: Group) -> str:
    buttons = "".join(f"          {_button(one)}\n" for one in group.buttons)
    return f'        <group id="PerfGroup{number}" label={quoteattr(group.label)}>\n{buttons}        </group>'


def _button(button: Button) -> str:
    attributes = {
        "id": button.macro,
        "tag": button.function,
        "label": button.label,
        "imageMso": button.image,
        "size": "large" if button.large else "normal",
        "screentip": button.label,
        "supertip": button.tip,
        "onAction": RIBBON_MACRO,
    }
    return f"<button {' '.join(f'{name}={quoteattr(value)}' for name, value in attributes.items())}/>"
