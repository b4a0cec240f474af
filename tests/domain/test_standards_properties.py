"""What holds for any scoring law and any text."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.domain.score_law import ScoringOptions
from perfeval_xl.domain.standards import Law, describe, law_from_data, read_standard, score_by

ONE_DECIMAL = ScoringOptions(decimals=1)
PIECES = (
    "每超过 每低于 每减少 一个百分点 1个百分点 扣0.5分 扣5%的分值 扣完为止 最多扣2分 得5分 计3分 得满分 不得分 得0分 90% 80% 60% 100%"
    " 0 -5% （含） (不含) 以上 以下 以内 ≥ ≤ > < = 大于等于 超过 低于 达到 - 至 ， ； 。 、 率 执行率 控制率 其他 否则 按比例计分 得分=完成率×分值"
    " ①制度健全 ②程序合规 1分 每项1分 每出现一例 不符合 无结余 有结余 不超过上年结转 超过上年结转 以100%为标准 [ ) ( ] × %"
    " 不足1个百分点按1个百分点计 甲乙 且 或 \n"
).split(" ")
CONDITIONS = (
    "≥{}% >{}% ≤{}% <{}% ={}% {}% {}%以上 {}%以下 {}%（含）以上 {}%及以下 执行率达到{}% 不足{}%的 其他 {}%-{}% {}%（含）-{}% {}%-{}%（含）"
    " [{}%,{}%) ≥{}%且<{}% {}%以上{}%以下"
).split(" ")
CONSEQUENCES = "得5分 计4分 得3分 得满分 不得分 记0分 得分值的60% 按比例计分 每低1个百分点扣0.5分 每超过1个百分点扣5%的分值".split()


@st.composite
def statements(draw) -> str:
    """Well-formed conditions and consequences in any order: laws with and without faults, and none."""
    limits = st.integers(0, 24).map(lambda number: number * 5)
    parts = []
    for _ in range(draw(st.integers(2, 4))):
        one, other = sorted((draw(limits), draw(limits)))
        parts.append(draw(st.sampled_from(CONDITIONS)).format(one, other) + "，" + draw(st.sampled_from(CONSEQUENCES)))
    return "；".join(parts) + draw(st.sampled_from(["", "，扣完为止", "；最多扣2分"]))


texts = statements() | st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(max_size=60)
hundredths = st.integers(0, 20000).map(lambda number: Decimal(number) / 100)
weights = st.integers(1, 400).map(lambda number: Decimal(number) / 4)
steps = st.integers(1, 40).map(lambda number: Decimal(number) / 20)


@st.composite
def banded(draw) -> tuple[str, list[tuple[Decimal, Decimal]]]:
    """A text of bands in one of the usual wordings, with (lowest value, points) of each, best first."""
    limits = sorted(draw(st.sets(st.integers(1, 99), min_size=1, max_size=5)), reverse=True)
    points = sorted(draw(st.sets(st.integers(1, 40), min_size=len(limits), max_size=len(limits))), reverse=True)
    mark, give = (
        draw(st.sampled_from(["≥{}%", "{}%（含）以上", "达到{}%"])),
        draw(st.sampled_from(["得{}分", "，计{}分", "的，记{}分"])),
    )
    parts = [mark.format(limits[0]) + give.format(points[0])]
    between = draw(
        st.sampled_from(["{0}%（含）-{1}%", "[{0}%,{1}%)", "≥{0}%且<{1}%", "{0}%≤执行率＜{1}%", "大于等于{0}%小于{1}%"])
    )
    parts += [between.format(low, high) + give.format(got) for high, low, got in zip(limits, limits[1:], points[1:])]
    parts.append(draw(st.sampled_from(["低于{}%不得分", "<{}%，得0分", "不足{}%的不计分"])).format(limits[-1]))
    expected = [*zip(map(Decimal, limits), map(Decimal, points)), (Decimal(0), Decimal(0))]
    return draw(st.sampled_from("；。，\n")).join(parts), expected


@st.composite
def deducting(draw) -> tuple[Law, str]:
    """A deduction law and the side on which more is worse."""
    way = draw(st.sampled_from(["full_to", "full_from"]))
    table = {
        "kind": "deduction",
        "full": "10",
        way: str(draw(hundredths)),
        "deduct": str(draw(steps)),
        "step": str(draw(steps)),
    }
    if draw(st.booleans()):
        table["most"] = str(draw(st.integers(1, 12)))
    table["partial"] = draw(st.sampled_from(["", "whole", "started", "proportional"]))
    return law_from_data(table), way


@given(texts, weights, hundredths)
def test_any_text_is_a_law_or_none_and_scores_stay_within_the_weight(text, weight, value):
    law = read_standard(text, weight)
    if law is None:
        return
    assert describe(law)
    result = score_by(law, value, weight, ONE_DECIMAL, {"carried_in": Decimal(50)})
    assert (result.score is None) == (result.accepted == ())
    assert all(0 <= score <= weight for score in result.accepted)
    assert result.explanation


@given(banded(), hundredths)
def test_bands_in_any_wording_cover_the_line(case, value):
    text, expected = case
    full = expected[0][1]
    law = read_standard(text, full)
    assert law is not None and law.kind == "bands" and law.faults == () and law.doubtful == ()
    points = next(points for low, points in expected if value >= low)
    assert score_by(law, value, full).score == points


@given(banded(), hundredths, hundredths)
def test_more_is_never_worse_where_the_bands_rise(case, one, other):
    law = read_standard(case[0], case[1][0][1])
    low, high = sorted((one, other))
    assert score_by(law, low, law.full).score <= score_by(law, high, law.full).score


@given(deducting(), hundredths, hundredths, weights)
def test_a_deduction_only_grows_with_the_distance(case, one, other, weight):
    law, way = case
    better, worse = sorted((one, other), reverse=way == "full_from")
    assert score_by(law, better, weight).score >= score_by(law, worse, weight).score


@given(deducting(), hundredths, weights)
def test_a_law_in_shares_scales_with_the_weight(case, value, weight):
    law, _ = case
    exact = ScoringOptions(decimals=12)
    once, twice = (score_by(law, value, times * weight, exact).score for times in (1, 2))
    assert abs(twice - 2 * once) <= Decimal("1e-11")


@given(hundredths, weights)
def test_in_proportion_is_the_weight_times_the_rate(value, weight):
    law = read_standard("得分=完成率×分值", weight)
    share = min(Decimal(100), value) / 100
    assert abs(score_by(law, value, weight).score - weight * share) <= Decimal("0.005")


@given(banded(), st.sampled_from(["\n", " ", "　", "“", "\u200b"]), st.integers(0, 80))
def test_spaces_breaks_and_quotation_marks_change_nothing(case, mark, place):
    text, expected = case
    assert read_standard(text[:place] + mark + text[place:], expected[0][1]) == read_standard(text, expected[0][1])


@given(banded(), st.sampled_from(["，酌情处理", "；由财政部门认定", "（不含政策性因素）", "，另加2", "。下同"]))
def test_a_remark_that_is_not_understood_makes_it_no_law(case, remark):
    assert read_standard(case[0] + remark, case[1][0][1]) is None


@given(statements(), weights)
def test_a_law_that_is_read_leaves_no_value_unmentioned_in_silence(text, weight):
    """Where no band holds a rate between 0 and 100 %, a fault says so."""
    law = read_standard(text, weight)
    if law is None or not law.measurable:
        return
    for value in (Decimal(number) / 4 for number in range(0, 401, 5)):
        if score_by(law, value, weight).score is None:
            assert law.faults, value
            return
