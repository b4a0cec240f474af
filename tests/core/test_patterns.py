import copy
import re
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_xl.core.patterns import Pattern
from tests.architecture.sources import PACKAGE, modules, name_of


def every_pattern() -> list:
    """(where, Pattern) of all that stand at the top of a module."""
    found = []
    for path in modules():
        name = ".".join(["perfeval_xl", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")
        if not name.endswith("__main__"):
            try:
                values = vars(import_module(name)).items()
            except ModuleNotFoundError as missing:
                if missing.name not in ("uno", "unohelper"):  # these only LibreOffice's own Python has
                    raise
                assert "Pattern(" not in path.read_text("utf-8")
                continue
            found += [(f"{name}.{label}", value) for label, value in values if isinstance(value, Pattern)]
    return found


@pytest.mark.parametrize(("where", "pattern"), every_pattern(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_pattern_of_the_package_compiles(where, pattern):
    """A mistake in one would otherwise show only with the first form that needs it."""
    assert pattern.groups >= 0


@pytest.mark.parametrize("pattern", [pattern for _, pattern in every_pattern() if pattern.words], ids=lambda it: it.pattern)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_every_match_holds_one_of_the_words_that_the_pattern_is_said_to_need(pattern, data):
    """Or a text that the rule is about would be passed over."""
    compiled = re.compile(pattern.pattern, pattern.flags)
    match = compiled.search(data.draw(st.from_regex(compiled)))
    assert any(word in match[0] for word in pattern.words)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_group_is_possessive(path):
    """``(a|b)*+`` is mistaken by Python before 3.11.5 (gh-106052), the Python of LibreOffice on Debian 12 among them."""
    assert not re.search(r"(?<!\\)\)[*+?]\+", path.read_text("utf-8"))


def test_it_answers_as_a_compiled_pattern_does():
    amount = Pattern(r"(?P<amount>\d+) ?万元", re.I)
    assert amount.search("合计 12 万元")["amount"] == "12"
    assert amount.fullmatch("12万") is None
    assert amount.sub("…", "3万元、4万元") == "…、…"
    assert amount.pattern == r"(?P<amount>\d+) ?万元"


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch):
    compiled, compile_now = [], re.compile
    monkeypatch.setattr(re, "compile", lambda *source: compiled.append(source) or compile_now(*source))
    year = Pattern("20[0-9]{2}年")
    assert not hasattr(year, "rule")
    assert compiled == []
    assert [bool(year.search(text)) for text in ("2024年", "二〇二四年")] == [True, False]
    assert len(compiled) == 1


def test_with_words_it_is_not_compiled_before_a_text_holds_one_and_answers_the_same(monkeypatch):
    compiled, compile_now = [], re.compile
    monkeypatch.setattr(re, "compile", lambda *source: compiled.append(source) or compile_now(*source))
    none = Pattern("(?:未|没有)发生", words=("未", "没有"))
    assert (none.search("如期完成"), none.match("发生"), none.fullmatch(""), [*none.finditer("完成")]) == (None, None, None, [])
    assert compiled == []
    assert none.search("尚未完成") is None
    assert none.match("全年未发生", 2)[0] == "未发生"
    assert [found[0] for found in none.finditer("未发生，没有发生")] == ["未发生", "没有发生"]
    assert none.sub("零", "没有发生") == "零"


def test_a_mistake_in_it_shows_when_it_is_used():
    with pytest.raises(re.error):
        Pattern("(").search("")


def test_it_can_be_copied():
    assert copy.deepcopy(Pattern("[甲乙]")).search("乙")
