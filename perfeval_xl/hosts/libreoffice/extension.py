"""The parts of the extension that tell LibreOffice what is in it: manifest, description, menu, toolbar, scripts, jobs.

Schemas: LibreOffice's officecfg (Addons.xcs, Jobs.xcs, CalcWindowState.xcs); Developer's Guide, chapter Extensions.
"""

from xml.sax.saxutils import escape

from ... import __version__
from ..buttons import BUTTONS, GROUPS, TITLE, Button
from . import EXTENSION, JOB, OPENED, SAVED, SPREADSHEET
from .buttons import script_url
from .registration import INTERFACE, in_each_language

COMPONENT = "perf_component.py"
_TOOLBAR = f"{EXTENSION}.toolbar"
_NOTE = "Made by workbooks/build_functions.py from perfeval_xl/hosts. Changes made here are lost."
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CONFIGURATION = "application/vnd.sun.star.configuration-data"
_CONFIGURED = ("CalcAddIns.xcu", "Addons.xcu", "CalcWindowState.xcu", "Jobs.xcu")


def manifest() -> str:
    """``META-INF/manifest.xml``: the type library, the component, the configuration and the folder of scripts."""
    entries = [
        (f"{INTERFACE}.idl", "application/vnd.sun.star.uno-typelibrary;type=RDB"),
        (COMPONENT, "application/vnd.sun.star.uno-component;type=Python"),
        *((name, _CONFIGURATION) for name in _CONFIGURED),
        ("python", "application/vnd.sun.star.framework-script"),
    ]
    lines = "\n".join(
        f' <manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>' for path, kind in entries
    )
    return f'{_HEAD}<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">\n{lines}\n</manifest:manifest>\n'


def description() -> str:
    """``description.xml``: identifier, version and name for the extension manager."""
    return f"""{_HEAD}<description xmlns="http://openoffice.org/extensions/description/2006" xmlns:xlink="http://www.w3.org/1999/xlink">
 <identifier value="{EXTENSION}"/>
 <version value="{__version__}"/>
 <dependencies>
  <lo:LibreOffice-minimal-version xmlns:lo="http://libreoffice.org/extensions/description/2011" value="7.4" d:name="LibreOffice 7.4" xmlns:d="http://openoffice.org/extensions/description/2006"/>
 </dependencies>
 <display-name>
  <name lang="en">{TITLE} perfeval-xl</name>
  <name lang="zh-CN">{TITLE} perfeval-xl</name>
 </display-name>
</description>
"""


def scripts() -> str:
    """The scripts behind the buttons, one line each; what they do is the function of that name in perfeval_xl.macros."""
    functions = "\n\n".join(
        f'def {one.function}(*event):\n    """{one.label}"""\n    _press("{one.function}", event)\n' for one in BUTTONS
    )
    names = ", ".join(one.function for one in BUTTONS)
    return f'''"""The scripts behind the buttons: each presses its button in the document at hand.

{_NOTE}
"""

import sys

import uno


def _press(function, event):
    script = XSCRIPTCONTEXT  # noqa: F821  LibreOffice puts it there
    where = script.getComponentContext().getValueByName("/singletons/com.sun.star.deployment.PackageInformationProvider")
    folder = uno.fileUrlToSystemPath(where.getPackageLocation("{EXTENSION}") + "/pythonpath")
    if folder not in sys.path:
        sys.path.append(folder)
    from perfeval_xl.hosts.libreoffice.scripts import pressed

    pressed(function, event, script.getDocument())


{functions}

g_exportedScripts = ({names})
'''


def addons() -> str:
    """``Addons.xcu``: a menu and a toolbar with all buttons, in windows with a spreadsheet."""
    items = list(_items())
    menu = "".join(_node(f"m{number:02}", item, 4) for number, item in enumerate(items))
    bar = "".join(_node(f"t{number:02}", item, 3) for number, item in enumerate(items))
    return _component_data(
        "Addons",
        "org.openoffice.Office",
        f""" <node oor:name="AddonUI">
  <node oor:name="OfficeMenuBar">
   <node oor:name="{EXTENSION}.menu" oor:op="replace">
    {in_each_language("Title", TITLE)}
    {_value("Context", SPREADSHEET)}
    <node oor:name="Submenu">
{menu}    </node>
   </node>
  </node>
  <node oor:name="OfficeToolBar">
   <node oor:name="{_TOOLBAR}" oor:op="replace">
{bar}   </node>
  </node>
 </node>
""",
    )


def window_state() -> str:
    """``CalcWindowState.xcu``: the toolbar has a name, and is there from the beginning."""
    return _component_data(
        "CalcWindowState",
        "org.openoffice.Office.UI",
        f""" <node oor:name="UIElements">
  <node oor:name="States">
   <node oor:name="private:resource/toolbar/addon_{_TOOLBAR}" oor:op="replace">
    {in_each_language("UIName", TITLE)}
    {_value("Docked", "true")}
    {_value("Visible", "true")}
    {_value("Style", "1")}
   </node>
  </node>
 </node>
""",
    )


def jobs() -> str:
    """``Jobs.xcu``: one job for the events of documents."""
    events = "".join(
        f'  <node oor:name="{event}" oor:op="fuse"><node oor:name="JobList"><node oor:name="PerfEval" oor:op="replace"/></node></node>\n'
        for event in (OPENED, *SAVED)
    )
    return _component_data(
        "Jobs",
        "org.openoffice.Office",
        f""" <node oor:name="Jobs">
  <node oor:name="PerfEval" oor:op="replace">{_value("Service", JOB)}</node>
 </node>
 <node oor:name="Events">
{events} </node>
""",
    )


def _items():
    """The buttons, None between two groups."""
    for number, group in enumerate(GROUPS):
        if number:
            yield None
        yield from group.buttons


def _node(name: str, button: Button | None, depth: int) -> str:
    inner = " " * (depth + 2)
    if button is None:
        properties = [_value("URL", "private:separator")]
    else:
        properties = [
            _value("URL", script_url(button.function)),
            in_each_language("Title", button.label),
            _value("Target", "_self"),
            _value("Context", SPREADSHEET),
        ]
    lines = "".join(f"{inner}{one}\n" for one in properties)
    return f'{" " * (depth + 1)}<node oor:name="{name}" oor:op="replace">\n{lines}{" " * (depth + 1)}</node>\n'


def _component_data(name: str, package: str, content: str) -> str:
    return (
        f"{_HEAD}<!-- {_NOTE} -->\n"
        '<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="{name}" oor:package="{package}">\n'
        f"{content}</oor:component-data>\n"
    )


def _value(name: str, value: str) -> str:
    return f'<prop oor:name="{name}"><value>{escape(value)}</value></prop>'
