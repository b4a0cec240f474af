"""A LibreOffice of an ordinary user who has the extension: a home, a profile and copies of what is needed, and no more.

LibreOffice installs nothing for root, so where the tests run as root all of it runs as nobody.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.support.calc_office.desk import Desk, python

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[2]
_NOBODY = 65534
_SECONDS = 240


class User:
    """An ordinary user with a folder of their own, in which they have what the tests give them."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="perfeval-"))
        self.home = self.folder / "home"
        self.profile = self.folder / "profile"
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
        self._as = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"] if is_root else []
        self.environment = {"HOME": str(self.home), "PYTHONPATH": str(self.folder), "LANG": "C.UTF-8", "XDG_CONFIG_HOME": "",
                            "PYTHONDONTWRITEBYTECODE": ""}
        for name in ("install/libreoffice.py", "workbooks/perfeval.oxt"):
            self.given(_ROOT / name, name)
        for file in _HERE.glob("*.py"):
            self.given(file, str(file.relative_to(_ROOT)))
        self.home.mkdir()
        self.owned(self.folder)
        self.owned(self.home)

    def given(self, file, name=None) -> Path:
        """A copy of a file, which the user may change."""
        copy = self.folder / (name or Path(file).name)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        self.owned(copy.parent)
        self.owned(copy)
        return copy

    def owned(self, path: Path) -> None:
        if self._as:
            os.chown(path, _NOBODY, _NOBODY)

    def runs(self, *command: str) -> subprocess.CompletedProcess:
        environment = {**os.environ, **self.environment}
        return subprocess.run(
            [*self._as, *command], env=environment, cwd=self.folder, capture_output=True, text=True, timeout=_SECONDS
        )

    def installer(self, *options: str) -> subprocess.CompletedProcess:
        """Run install/libreoffice.py."""
        return self.runs(python(), "install/libreoffice.py", "--profile", str(self.profile), *options)

    def desk(self, screen=None) -> Desk:
        """LibreOffice, running; on a screen where one is given."""
        environment = {**self.environment, **(screen.environment if screen is not None else {})}
        side = self.folder / (_HERE / "extension_side.py").relative_to(_ROOT)
        return Desk(self.folder, headless=screen is None, environment=environment, side=side, before=self._as)

    def gone(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
