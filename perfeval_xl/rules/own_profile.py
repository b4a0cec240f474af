"""What somebody's own profile (自己的方案文件) is held to beyond the shape of its settings: rules that exist, laws that score."""

from ..core.profiles import Profile, ProfileError
from ..domain.standards import law_from_data
from .catalogue import catalogue


def assert_usable(profile: Profile) -> None:
    """Raises ProfileError where the profile changes a rule that there is not, or where a scoring law cannot be read."""
    known = {rule.code for rule in catalogue()}
    stray = [code for code in profile.severities if code not in known]
    if stray:
        raise ProfileError(f"方案 {profile.name} 改了级别的规则 {'、'.join(stray)} 不存在，规则码见 perfeval-xl rules")
    for name, data in profile.laws().items():
        try:
            law_from_data(data, name)
        except ValueError as error:
            raise ProfileError(f"方案 {profile.name} 的评分标准不对：{str(error).rstrip('。')}") from None
