"""Two validators of Open XML: openxml-audit (pip) has the rules of Microsoft's SDK rewritten, @ooxml-tools/validate (npm)
is that SDK itself. Both look for Office 2016 and for Microsoft 365."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

SECONDS = 600
_LIBRARY = Path(sys.prefix) / "node" / "node_modules" / "@ooxml-tools" / "validate" / "dist" / "npm" / "index.js"
# A remark on what Excel will do when it saves, and no fault: texts of ours are inline, so that shared strings stay untouched.
_NO_FAULT = ("inline-string cell(s)",)

needs_sdk = pytest.mark.skipif(
    not _LIBRARY.exists() or not shutil.which("node"),
    reason="没有 @ooxml-tools/validate（install/test.py 经 npm 安装）：没有用微软的校验器查",
)

# (path, version of Office) → how often each fault was found
Faults = dict[tuple[str, str], Counter]


def by_openxml_audit(paths: Sequence[str]) -> Faults:
    """What openxml-audit finds in the files."""
    faults = {}
    for path in paths:
        for version in (FileFormat.OFFICE_2016, FileFormat.MICROSOFT_365):
            found = OpenXmlValidator(file_format=version, max_errors=0).validate(path).errors
            faults[path, version.name] = Counter(
                (error.part_uri, error.description) for error in found if not any(said in error.description for said in _NO_FAULT)
            )
    return faults


def by_sdk(paths: Sequence[str]) -> Faults:
    """What the SDK of Microsoft finds in the files. A test that calls this is marked ``needs_sdk``."""
    command = ["node", str(Path(__file__).with_name("validate.mjs")), str(_LIBRARY), *paths]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=SECONDS)
    assert done.returncode == 0, done.stderr[-2000:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == 2 * len(paths)
    return {(one["file"], one["version"]): Counter(map(tuple, one["faults"])) for one in told}
