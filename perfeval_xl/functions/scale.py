"""Scale: how scores count for one call: the profile (方案) and the scoring options that follow from it."""

from functools import lru_cache

from ..core.profiles import STANDARD, Profile, ProfileError, is_path, packaged_profile
from ..domain.score_law import ScoringOptions, options_of
from .values import text_of


class Scale:
    """A profile and its scoring options. Compared by identity, so that remembering results by it costs nothing."""

    __slots__ = ("profile", "options")

    def __init__(self, profile: Profile, options: ScoringOptions):
        self.profile = profile
        self.options = options


@lru_cache(maxsize=64)
def named_scale(name: str) -> Scale:
    """The scale of a profile by name. Raises ProfileError."""
    profile = packaged_profile(name)
    return Scale(profile, options_of(profile))


def scale_for(profile, caller) -> Scale:
    """The scale of a call: *profile* as given in the cell, else the workbook's, else 财政部通用口径.

    Raises ProfileError naming the profiles there are.
    """
    name = text_of(profile).strip().lower() if profile else ""
    if name and is_path(name):  # whoever sends a workbook must not choose which files are opened here
        raise ProfileError(f"单元格里只能写方案名，不能写文件名“{name}”；自己的方案文件请在命令行用 --profile 给出")
    if caller is None:
        return named_scale(name or STANDARD)
    return caller.scale(name)
