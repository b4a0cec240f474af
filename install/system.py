"""Programs that some tests need and pip does not have (LibreOffice): installed through apt where that is possible.

Nothing of the tool itself needs them. Where they are absent and cannot be installed, the tests that need them skip
with a line that says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# Program → the Debian packages that bring it.
PROGRAMS = {"soffice": ("libreoffice-calc", "fonts-noto-cjk")}


def provide() -> None:
    """Install what is missing. Never raises: what cannot be had is said on standard error."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if not missing:
        return
    names = "、".join(missing)
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
