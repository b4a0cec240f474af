"""Every profile that comes along loads, says where it comes from, and refuses what it does not know."""

import pytest

from perfeval_xl.core import profiles
from perfeval_xl.core.findings import SEVERITIES
from perfeval_xl.rules.catalogue import catalogue


@pytest.fixture
def directory(tmp_path, monkeypatch):
    """A folder of profiles of one's own."""
    monkeypatch.setattr(profiles, "DIRECTORY", str(tmp_path))
    profiles.load_profile.cache_clear()
    yield tmp_path
    profiles.load_profile.cache_clear()


@pytest.mark.parametrize("name", profiles.profile_names())
def test_a_profile_that_comes_along_is_whole(name):
    profile = profiles.load_profile(name)
    assert profile.title and profile.basis
    floors = [floor for _, floor in profile.grades]
    assert floors == sorted(floors, reverse=True) and floors[-1] == 0
    assert set(profile.severities) <= {rule.code for rule in catalogue()}
    assert set(profile.severities.values()) <= set(SEVERITIES)


@pytest.mark.parametrize("name", profiles.profile_names())
def test_a_changed_severity_has_its_reason_in_the_file(name):
    for code, entry in profiles._merged(name).get("severities", {}).items():
        assert entry.get("reason"), f"{name}: {code}"


def test_a_misspelt_key_is_refused_with_the_known_ones(directory):
    (directory / "ours.toml").write_text('titel = "我们的"\n', "utf-8")
    with pytest.raises(profiles.ProfileError, match="titel.*可用的有.*title"):
        profiles.load_profile("ours")


def test_an_unknown_profile_is_refused_with_the_names_there_are():
    with pytest.raises(profiles.ProfileError, match="mof-standard"):
        profiles.load_profile("moon-2024")
