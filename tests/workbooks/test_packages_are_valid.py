"""Every workbook that is shipped is one that Excel opens without repairing it, by an independent validator."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WORKBOOKS = Path(__file__).resolve().parents[2] / "workbooks"
SHIPPED = sorted(path for path in WORKBOOKS.rglob("*.xl*") if path.suffix in (".xlsx", ".xlsm", ".xlam"))
VALIDATOR = shutil.which("openxml-audit", path=f"{Path(sys.executable).parent}") or shutil.which("openxml-audit")


@pytest.mark.skipif(VALIDATOR is None, reason="openxml-audit is not installed: the packages were not validated")
@pytest.mark.parametrize("version", ["office2016", "microsoft365"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_package_has_no_faults(path, version):
    done = subprocess.run([VALIDATOR, "-f", version, str(path)], capture_output=True, encoding="utf-8")
    assert done.returncode == 0 and "Errors: 0" in done.stdout, done.stdout[-2000:]
