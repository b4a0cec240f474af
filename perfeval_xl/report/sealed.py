"""What a check says of a seal (封存), in words: one line, and one for each change."""

from os.path import commonprefix

from ..core.seal_changes import RETOUCHED, Change, Sealed

_NAMED = 20  # changes that are told one by one
_LONGEST, _BEFORE = 60, 10  # characters of a text that are shown, and of them before the first difference


def line(sealed: Sealed) -> str:
    """“封存于 2025-03-01 09:30，未改动”."""
    if sealed.reason:
        return f"封存信息不能用：{sealed.reason}，不能说明封存后有没有改动"
    forced = "（有逻辑性结论，强制封存）" if sealed.forced else ""
    state = "未改动" if sealed.intact else f"封存后有 {len(sealed.changes)} 处改动"
    return f"封存于 {sealed.time}{forced}，{state}（封存校验码 {sealed.code}）"


def changes(sealed: Sealed) -> list[str]:
    """Each change: where, what it was, what it is now."""
    told = [_change(change) for change in sealed.changes[:_NAMED]]
    if len(sealed.changes) > _NAMED:
        told.append(f"另有 {len(sealed.changes) - _NAMED} 处，见 --format json")
    return told


def _change(change: Change) -> str:
    if change.now == RETOUCHED and not change.cell:
        return f"“{change.sheet}”{RETOUCHED}"
    was, now = _excerpts(change.was, change.now)
    return f"“{change.sheet}”{change.cell}：原为 {was or '空'}，现为 {now or '空'}"


def _excerpts(was: str, now: str) -> tuple[str, str]:
    """Long texts from shortly before the place where they differ."""
    if max(len(was), len(now)) <= _LONGEST:
        return was, now
    start = max(0, len(commonprefix((was, now))) - _BEFORE)
    return tuple(
        ("…" if start else "") + text[start : start + _LONGEST] + ("…" if len(text) > start + _LONGEST else "")
        for text in (was, now)
    )
