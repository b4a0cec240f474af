"""Two versions side by side, whatever was put in, taken out or changed, in sequences short and long."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core import alignment


def side_by_side(was, now):
    """The pairs of words; each word is compared by its letters."""
    before, after = ([Counter(word) for word in side.split()] for side in (was, now))
    pairs = alignment.aligned(before, after, lambda a, b: (a & b).total())
    was, now = was.split(), now.split()
    return [("-" if i is None else was[i]) + ">" + ("-" if j is None else now[j]) for i, j in pairs]


CASES = [
    ("abc def ghi", "abc def ghi", "abc>abc def>def ghi>ghi"),
    ("abc ghi", "abc def ghi", "abc>abc ->def ghi>ghi"),
    ("abc def ghi", "abc ghi", "abc>abc def>- ghi>ghi"),
    ("abc def ghi", "abc dex ghi", "abc>abc def>dex ghi>ghi"),
    ("abc def ghi", "abc xyz ghi", "abc>abc def>xyz ghi>ghi"),
    ("abc def ghi", "xyz abc dex ghi", "->xyz abc>abc def>dex ghi>ghi"),
    ("abc", "", "abc>-"),
    ("", "abc", "->abc"),
]


@pytest.mark.parametrize("most", [250_000, 0], ids=["all with all", "the equal ones first"])
@pytest.mark.parametrize("was, now, expected", CASES)
def test_what_belongs_together(monkeypatch, was, now, expected, most):
    monkeypatch.setattr(alignment, "_MOST_PAIRS", most)
    assert " ".join(side_by_side(was, now)) == expected


WORDS = st.lists(st.sampled_from("ab abc cde efg gh".split()), max_size=12)


@given(WORDS, WORDS, st.sampled_from([250_000, 9, 0]))
def test_everything_appears_once_and_in_order(was, now, most):
    before, after = ([Counter(word) for word in side] for side in (was, now))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_MOST_PAIRS", most)
        pairs = list(alignment.aligned(before, after, lambda a, b: (a & b).total()))
    assert [i for i, _ in pairs if i is not None] == list(range(len(was)))
    assert [j for _, j in pairs if j is not None] == list(range(len(now)))
