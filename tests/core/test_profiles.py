from decimal import Decimal

import pytest

from perfeval_xl.core import profiles
from perfeval_xl.core.profiles import ProfileError, infer_profile, load_profile, profile_names

HUNAN_FORM = frozenset({"funds_by_nature"})


@pytest.mark.parametrize(
    ("year", "features", "text", "name"),
    [
        (2024, HUNAN_FORM, "", "hunan-2024"),
        (2022, HUNAN_FORM, "", "hunan-2022"),
        (2024, frozenset(), "株洲市行政审批服务局", "hunan-2024"),
        (2022, frozenset(), "某县教育局", "mof-standard"),
        (None, HUNAN_FORM, "", "mof-standard"),
    ],
)
def test_the_form_says_which_profile_applies(year, features, text, name):
    assert infer_profile(year, features, text).name == name


def test_a_profile_inherits_what_it_does_not_say():
    hunan, standard = load_profile("hunan-2024"), load_profile("mof-standard")
    assert (hunan.score_decimals, standard.score_decimals) == (1, 2)
    assert hunan.grades == standard.grades
    assert hunan.match.places == load_profile("hunan-2022").match.places


@pytest.mark.parametrize(("total", "grade"), [("90", "优"), ("89.9", "良"), ("80", "良"), ("60", "中"), ("0", "差")])
def test_grades(total, grade):
    assert load_profile("mof-standard").grade(Decimal(total)) == grade


def test_an_unknown_profile_is_refused_naming_the_known_ones():
    with pytest.raises(ProfileError, match="mof-standard"):
        load_profile("hunan-1999")


def test_an_unknown_key_is_refused_naming_the_known_ones(monkeypatch, tmp_path):
    (tmp_path / "typo.toml").write_text('title = "x"\nscore_decimal = 1\n', "utf-8")
    monkeypatch.setattr(profiles, "DIRECTORY", str(tmp_path))
    with pytest.raises(ProfileError, match="score_decimal.*score_decimals"):
        profiles._merged("typo")


def test_a_changed_severity_needs_its_reason(monkeypatch, tmp_path):
    (tmp_path / "silent.toml").write_text('title = "x"\n[severities]\nF10 = { severity = "info" }\n', "utf-8")
    monkeypatch.setattr(profiles, "DIRECTORY", str(tmp_path))
    with pytest.raises(ProfileError, match="F10.*reason"):
        profiles._merged("silent")


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_is_complete(name):
    profile = load_profile(name)
    assert profile.title and profile.basis
    assert profile.grades[-1][1] == 0
    assert profile.qualitative_bands[0][0] == 100 and profile.qualitative_bands[-1][1] == 0
