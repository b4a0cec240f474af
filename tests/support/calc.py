"""LibreOffice as an oracle: a workbook opened, recomputed throughout, and saved again."""

import os
import shutil
import signal
import subprocess

SECONDS = 150
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def program():
    """The path of soffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(path, folder, kind="xlsx", fonts=None):
    """The file *path* recomputed and saved in *folder* as *kind*; returns the new file's path.

    *fonts* is a configuration of fontconfig to be used instead of the machine's.
    """
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    out = folder / f"computed-{kind}"
    command = [
        program(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--convert-to", kind, "--outdir", str(out), str(path),
    ]  # fmt: skip
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)} if fonts else None
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=environment
    )
    try:
        process.wait(SECONDS)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)  # soffice forks: the whole group ends
            process.wait()
    made = out / f"{path.stem}.{kind}"
    assert made.exists(), f"LibreOffice did not convert {path.name}"
    return made
