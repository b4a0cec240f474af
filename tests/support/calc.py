"""LibreOffice as an oracle: a workbook opened, recomputed throughout, and saved again."""

import os

from tests.support.office import converted

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recomputed(path, folder, kind="xlsx", fonts=None):
    """The file *path* recomputed and saved in *folder* as *kind*; returns the new file's path.

    *fonts* is a configuration of fontconfig to be used instead of the machine's.
    """
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    out = folder / f"computed-{kind}"
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)} if fonts else None
    return converted([path], kind, out, profile, environment)[0]
