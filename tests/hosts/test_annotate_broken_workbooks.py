"""Workbooks broken by chance, somewhere inside: annotated without harm, or refused in one sentence, never a crash."""

import random
import re

import pytest

from perfeval_xl import check
from perfeval_xl.annotation import annotate, clear
from perfeval_xl.io.errors import UnreadableFile
from tests.support.odd_workbooks import own_comments
from tests.support.workbook_parts import package, parts_of

VALUES = ("", "-1", "99999999999", "某某", "&amp;", "rId99", "XFE1")


@pytest.fixture(scope="module")
def sources(examples, tmp_path_factory):
    """A workbook with comments, and its annotated copy."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "a.xlsx").write_bytes(own_comments((examples / "lukou-2022.xlsx").read_bytes()))
    annotate(str(folder / "a.xlsx"), str(folder / "b.xlsx"))
    return [(folder / name).read_bytes() for name in ("a.xlsx", "b.xlsx")]


def broken(data, dice):
    """One tag of one part removed, doubled or changed, or the part cut off or missing."""
    parts = parts_of(data)
    name = dice.choice(list(parts))
    text = parts[name].decode("utf-8", "replace")
    tag = dice.choice(list(re.finditer("<[^>]*>", text)) or [re.match("", text)])
    attributes = list(re.finditer(r'\s[\w:]+="([^"]*)"', tag[0])) or [None]
    attribute = dice.choice(attributes)
    way = dice.randrange(6)
    if way == 0:
        return package({other: content for other, content in parts.items() if other != name})
    if way == 1 or attribute is None and way in (4, 5):
        text = text[: tag.start()] + text[tag.end() :]
    elif way == 2:
        text = text[: tag.end()] + tag[0] + text[tag.end() :]
    elif way == 3:
        text = text[: dice.randrange(len(text) + 1)]
    else:
        start, end = (tag.start() + place for place in (attribute.span() if way == 4 else attribute.span(1)))
        text = text[:start] + ("" if way == 4 else dice.choice(VALUES)) + text[end:]
    return package({**parts, name: text})


@pytest.mark.parametrize("seed", range(8))
def test_annotated_without_harm_or_refused_in_a_sentence(sources, tmp_path, seed):
    dice = random.Random(seed)
    path, once, twice, back = (tmp_path / f"{name}.xlsx" for name in ("报送表", "一次", "两次", "还原"))
    annotated = 0
    for turn in range(15):
        source = sources[turn % 2]
        path.write_bytes(broken(source, dice))
        try:
            run = annotate(str(path), str(once))
        except UnreadableFile as refused:
            assert str(refused).startswith("报送表.xlsx 无法检查：")
            continue
        if run.reason:
            assert "自身出错" not in run.reason
            continue
        annotated += 1
        assert [finding.key for finding in check(once).findings] == [finding.key for finding in run.findings]
        annotate(str(once), str(twice))
        assert twice.read_bytes() == once.read_bytes()
        clear(str(once), str(back))
        assert turn % 2 or back.read_bytes() == path.read_bytes()
    assert annotated
