"""The published schema says no more and no less than what is written."""

import json

import jsonschema
import pytest

from perfeval_xl.report.json import document, render, schema
from tests.report import runs

VALIDATOR = jsonschema.Draft202012Validator(schema("check"))


def test_the_schema_is_itself_valid():
    jsonschema.Draft202012Validator.check_schema(schema("check"))


@pytest.mark.parametrize("given", [[], [runs.EVERYTHING, runs.WITH_REOPENED], [runs.UNREADABLE, runs.run(missing=("没有总分行",))]])
def test_every_report_is_valid(given):
    VALIDATOR.validate(json.loads(render(given)))


def test_every_member_that_is_written_is_described():
    definitions = schema("check")["$defs"]
    (file,) = document([runs.WITH_REOPENED])["files"]
    described = {name: set(definition.get("properties", ())) for name, definition in definitions.items()}
    assert set(file) <= described["file"]
    assert set(file["forms"][0]) <= described["form"]
    assert set(file["summary"]) == described["summary"]
    for member, name in (("findings", "finding"), ("unchecked", "unchecked"), ("not_applicable", "not_applicable")):
        assert set().union(*file[member]) == described[name]


def broken(**changes):
    (file,) = document([runs.EVERYTHING])["files"]
    return {**document([]), "files": [{**file, **changes}]}


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "ok"},
        {"status": "unreadable"},
        {"reason": "只有打不开的文件才有原因"},
        {"sha256": "ABC"},
        {"findings": [{"rule": "S05"}]},
        {"summary": {"error": -1, "warning": 0, "info": 0, "unchecked": 0, "rounding": 0}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_the_schema_refuses_what_cannot_be(changes):
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(broken(**changes))


def test_chinese_stays_readable():
    assert "执行率不对" in render([runs.EVERYTHING])
