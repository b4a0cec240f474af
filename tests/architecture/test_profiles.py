"""Every profile that comes along loads, says where it comes from, scores by laws that can be read, and is in the manual."""

import re

import pytest

from perfeval_xl.core import profiles
from perfeval_xl.core.findings import SEVERITIES
from perfeval_xl.core.profile_settings import SETTINGS
from perfeval_xl.domain.inputs import INPUTS
from perfeval_xl.domain.standards import law_from_data
from perfeval_xl.report.profiles import as_markdown
from perfeval_xl.rules.catalogue import catalogue
from perfeval_xl.rules.own_profile import assert_usable
from tests.architecture.sources import ROOT

NAMES = profiles.profile_names()
LAWS = [(name, indicator) for name in NAMES for indicator in profiles.load_profile(name).laws()]


@pytest.fixture
def directory(tmp_path, monkeypatch):
    """A folder of profiles of one's own."""
    monkeypatch.setattr(profiles, "DIRECTORY", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_that_comes_along_is_whole(name):
    profile = profiles.load_profile(name)
    assert profile.title and profile.basis
    floors = [floor for _, floor in profile.grades]
    assert floors == sorted(floors, reverse=True) and floors[-1] == 0
    assert set(profile.severities.values()) <= set(SEVERITIES)
    assert_usable(profile)


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_severity_has_its_reason_in_the_file(name):
    for step in profiles.lineage(name):
        assert all(override.reason for override in step.stated.get("severities", {}).values())


@pytest.mark.parametrize("name", NAMES)
def test_every_profile_but_the_standard_says_where_it_applies(name):
    match = profiles.load_profile(name).match
    assert bool(match.places or match.features) == (name != profiles.STANDARD)


@pytest.mark.parametrize(("name", "indicator"), LAWS)
def test_a_scoring_law_can_be_read_and_its_limits_are_known_inputs(name, indicator):
    law = law_from_data(profiles.load_profile(name).laws()[indicator], indicator)
    assert law.full > 0 and set(law.needs) <= set(INPUTS)
    assert not law.faults, "bands without holes or overlaps"
    assert law.item_total in (None, law.full)


@pytest.mark.parametrize("key", SETTINGS)
def test_every_setting_is_explained_in_one_line(key):
    setting = SETTINGS[key]
    assert setting.title and setting.explanation.endswith("。") and "\n" not in setting.explanation


def test_the_rules_that_settings_speak_of_exist():
    codes = {code for setting in SETTINGS.values() for code in re.findall(r"\b[A-Z]\d\d\b", setting.explanation)}
    assert codes and codes <= {rule.code for rule in catalogue()}


def test_the_manuals_page_is_fresh():
    """Made anew with: perfeval-xl profiles --format md > docs/profiles.md"""
    assert (ROOT / "docs" / "profiles.md").read_text("utf-8").strip() == as_markdown().strip()


def test_the_examples_in_the_manual_can_be_used(tmp_path):
    profile, laws = re.findall(r"```toml\n(.*?)```", as_markdown(), re.S)
    (tmp_path / "标准.toml").write_text(laws, "utf-8")
    (tmp_path / "我的.toml").write_text(f'laws = "标准.toml"\n{profile}', "utf-8")
    own = profiles.load_profile(str(tmp_path / "我的.toml"))
    assert_usable(own)
    assert own.severities and len(own.laws()) == 4


def test_a_misspelt_key_is_refused_with_the_known_ones(directory):
    (directory / "ours.toml").write_text('titel = "我们的"\n', "utf-8")
    with pytest.raises(profiles.ProfileError, match="titel.*可用的有.*title"):
        profiles.load_profile("ours")


def test_an_unknown_profile_is_refused_with_the_names_there_are():
    with pytest.raises(profiles.ProfileError, match="mof-standard"):
        profiles.load_profile("moon-2024")
