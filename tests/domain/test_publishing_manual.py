"""docs/publishing.md says what publish does: every line of its table is masked just so, and what it says it misses is missed."""

import pytest

from perfeval_xl.domain.masks import masked

UNKNOWN = ["联系人：Tom", "联系人：LI LEI", "联系人：li lei", "号码 1380 000 0000", "军官证 南字第00000000号", "车牌 湘A00000"]


def rows(root):
    """(原文, 公开版) of the first table."""
    text = (root / "docs" / "publishing.md").read_text(encoding="utf-8")
    table = text.split("| 原文 | 公开版 |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_the_manual_shows_what_is_masked(root):
    shown = rows(root)
    assert len(shown) >= 8
    assert [[text, masked(text).text] for text, _ in shown] == shown


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_the_manual_says_is_not_known_is_not(text):
    assert masked(text).text == text
