"""JSON for programs: ``perfeval-xl/check/1``, described by ``check.schema.json`` beside this module."""

import json
import os
from collections.abc import Sequence

from .. import __version__
from ..core.run import Run
from ..rules.catalogue import CATALOGUE_VERSION

SCHEMA = "perfeval-xl/check/1"


def document(runs: Sequence[Run]) -> dict:
    """The report as plain dictionaries and lists."""
    return {
        "schema": SCHEMA,
        "tool": {"version": __version__, "catalogue": CATALOGUE_VERSION},
        "files": [run.to_dict() for run in runs],
    }


def render(runs: Sequence[Run]) -> str:
    """The report as indented JSON."""
    return json.dumps(document(runs), ensure_ascii=False, indent=2)


def schema() -> dict:
    """The published JSON Schema (draft 2020-12) of :func:`document`."""
    with open(os.path.join(os.path.dirname(__file__), "check.schema.json"), encoding="utf-8") as file:
        return json.load(file)
