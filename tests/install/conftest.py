"""The set-up for Windows on a machine that is none: folders as there, and the few things that only Windows can do."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Neither is a part of the package.
sys.path[:0] = [str(ROOT / "install" / "windows" / "setup"), str(ROOT / "install")]


@pytest.fixture
def windows(tmp_path):
    """A user's Windows whose folders have Chinese characters and spaces."""
    from tests.install.windows_machine import Windows

    return Windows(tmp_path / "C" / "用户 张三")


@pytest.fixture
def carried(tmp_path):
    """The folder that was carried there, in a place with a name that cmd.exe finds hard."""
    from tests.install.windows_machine import carried_folder

    return carried_folder(tmp_path / "U盘" / "绩效 R&D (2024)")


@pytest.fixture
def install(windows, carried):
    """Install from the carried folder, and what was said."""
    from perfeval_setup.carried import Carried
    from perfeval_setup.installing import Installation

    def run(template="none") -> list[str]:
        said = []
        Installation(windows, Carried(str(carried)), said.append).install(template)
        return said

    return run
