"""JSON for programs: ``perfeval-xl/check/1``, described by ``check.schema.json``; and what all documents have in common."""

import json
import os
from collections.abc import Sequence

from .. import __version__
from ..core.run import Run
from ..rules.catalogue import CATALOGUE_VERSION

SCHEMA = "perfeval-xl/check/1"


def document(runs: Sequence[Run]) -> dict:
    """The report as plain dictionaries and lists."""
    return {**head(SCHEMA), "files": [run.to_dict() for run in runs]}


def render(runs: Sequence[Run]) -> str:
    """The report as indented JSON."""
    return written(document(runs))


def head(kind: str) -> dict:
    """How a document begins: its kind, and which version of the tool and of the rules says it."""
    return {"schema": kind, "tool": {"version": __version__, "catalogue": CATALOGUE_VERSION}}


def written(document: dict) -> str:
    """A document as indented JSON, Chinese as it is."""
    return json.dumps(document, ensure_ascii=False, indent=2)


def schema(name: str) -> dict:
    """The published JSON Schema (draft 2020-12) of ``perfeval-xl/NAME/1``: ``check`` or ``score``."""
    with open(os.path.join(os.path.dirname(__file__), f"{name}.schema.json"), encoding="utf-8") as file:
        return json.load(file)
