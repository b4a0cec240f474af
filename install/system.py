"""What some tests need and pip does not have: LibreOffice and a reader of PDF through apt, a validator of workbooks through npm.

Nothing of the tool itself needs them. Where they are absent and cannot be installed, the tests that need them skip
with a line that says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

OFFICE = "/usr/lib/libreoffice/program"
# Program, or file → the Debian packages that bring it.
PROGRAMS = {
    "soffice": ("libreoffice-calc", "fonts-noto-cjk"),
    f"{OFFICE}/libswlo.so": ("libreoffice-writer",),
    f"{OFFICE}/pythonloader.py": ("python3-uno",),  # add-ins in Python, and Python that reaches a running LibreOffice
    f"{OFFICE}/pythonscript.py": ("libreoffice-script-provider-python",),  # buttons with scripts in Python
    "Xvfb": ("xvfb",),
    "xdotool": ("xdotool",),
    "pdftotext": ("poppler-utils",),
}
# Microsoft's own validator of Open XML, compiled for Node.js; another version finds other things.
VALIDATOR, VERSION = "@ooxml-tools/validate", "0.4.6"


def provide(home: str) -> None:
    """Install what is missing. Never raises: what cannot be had is said on standard error.

    *home* is the folder of the virtual environment: the validator goes there, programs go where apt puts them.
    """
    _programs()
    _validator(os.path.join(home, "node"))


def _validator(folder: str) -> None:
    if os.path.exists(os.path.join(folder, VERSION)):
        return
    npm = shutil.which("npm")
    if npm is None:
        _tell(f"没有 npm，装不了 {VALIDATOR}：需要它的测试会跳过 / no npm, the tests that need it are skipped")
        return
    _tell(f"安装测试用的校验器 / installing for the tests: {VALIDATOR} {VERSION}")
    command = [npm, "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", f"{VALIDATOR}@{VERSION}"]
    if subprocess.run(command, stdout=2, check=False).returncode:
        _tell(f"npm install 没有成功：需要 {VALIDATOR} 的测试会跳过 / failed, the tests that need it are skipped")
        return
    with open(os.path.join(folder, VERSION), "w", encoding="utf-8"):
        pass  # says that this version is complete


def _programs() -> None:
    missing = [program for program in PROGRAMS if shutil.which(program) is None and not os.path.exists(program)]
    if not missing:
        return
    names = "、".join(map(os.path.basename, missing))
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        _tell(f"没有 {names}，也不能用 apt 安装：需要它的测试会跳过 / not available here, the tests that need it are skipped: {names}")
        return
    packages = [package for program in missing for package in PROGRAMS[program]]
    _tell(f"安装测试用的程序 / installing for the tests: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    for step in (["update"], ["install", "--no-install-recommends", "--yes", *packages]):
        # apt's own remarks go to standard error, so that standard output stays pytest's.
        if subprocess.run([*apt, *step], env=quiet, stdout=2, check=False).returncode:
            _tell(f"apt-get {step[0]} 没有成功：需要 {names} 的测试会跳过 / failed, the tests that need {names} are skipped")
            return


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
