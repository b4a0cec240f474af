"""核实说明: what a department says of a finding, and whether it still holds.

An explanation belongs to a finding by its stable key, so it survives another check, an inserted row or a renamed
sheet. It was given for certain figures: when they change, it is asked for anew. It never silences an error.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha1

from .cells import Field
from .findings import Finding
from .money import plain
from .patterns import Pattern
from .record import Record

SHORTEST, LONGEST = 6, 500  # characters, blanks and punctuation not counted

# Said of anything, these explain nothing.
_EMPTY_PHRASES = frozenset(
    "无 没有 正常 属实 情况属实 已核实 核实 已核对 无误 核对无误 经核实无误 没有问题 无问题 同上 略 详见附件 符合实际 实际情况如此 "
    "情况正常 符合要求 符合规定 按规定执行 按要求填报 按实际填报 工作需要 实际工作需要 客观原因 特殊情况 历史原因 政策原因 其他原因 "
    "已说明 见说明 待核实 待定 不清楚 不详 暂无 暂无说明 无需说明 无须说明 填报错误".split()
)
_NO_WORD = Pattern(r"[\W_]+")
_FIGURE = Pattern(r"(?<![A-Za-z0-9$.])[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z])")
_NUMBERED = Pattern(r"#[0-9]+(?=/|$)")  # forms of one name, and findings on one subject
UNREAD = "公式"  # stands for one that has no result, or an error for one


class Given(Record):
    """An explanation as it stands in the sheet 校验结果."""

    key: str  # of the finding
    text: str
    fingerprint: str  # of the figures it was given for
    reopened: str = ""  # where nothing has been written since: the one that no longer stood, and why


def fault(text: str) -> str | None:
    """Why a text is no explanation, as the rest of a sentence; None for one that can stand."""
    if text == UNREAD:
        return "读不出文字，请直接写成文字"
    words = _NO_WORD.sub("", text)
    if words in _EMPTY_PHRASES:
        return f"“{text.strip()}”没有说出理由，请写明原因和依据"
    if len(words) < SHORTEST:
        return f"太短（不足 {SHORTEST} 个字），请写明原因和依据"
    if len(words) > LONGEST:
        return f"太长（超过 {LONGEST} 个字），请写要点，材料另附"
    if words.isdigit() or len(set(words)) < SHORTEST // 2:
        return "不成句子，请写明原因和依据"
    return None


def fingerprint(finding: Finding) -> str:
    """The figures that a finding is about, in short: the cell's own, what it should be, those of the other side and of the
    sentence. In which order the sheets stand does not matter, nor how many decimals a figure of the sentence shows."""
    figures = [_figure(finding.field), finding.expected]
    figures += sorted([f"{field.label} {_figure(field)}" for field in finding.related])
    figures += _told(finding)
    return sha1("\n".join(figures).encode(), usedforsecurity=False).hexdigest()[:12]


def _told(finding: Finding) -> list[str]:
    """The figures of the sentence; neither addresses nor the names of sheets, which change without any figure changing."""
    said = [finding.actual, finding.difference]
    for name in sorted(finding.arguments):
        text = finding.arguments[name]
        if text != finding.field.sheet and not any([text == field.sheet for field in finding.related]):
            said.append(text)
    figures = _FIGURE.findall("\n".join(said))
    return [figure.rstrip("0").rstrip(".") if "." in figure else figure for figure in figures]


def _figure(field: Field) -> str:
    """A value whatever unit or row it is written in."""
    return plain(field.number) if field.number is not None else field.text


def explained(findings: Sequence[Finding], given: Iterable[Given]) -> list[Finding]:
    """The findings with their explanations: accepted ones, and those that must be written anew with the reason why."""
    said, _ = _brought_to(findings, given)
    return [_with(finding, said.get(finding.key)) for finding in findings] if said else list(findings)


def unmatched(findings: Sequence[Finding], given: Iterable[Given]) -> list[Given]:
    """The explanations of findings that there are no more: put right, named otherwise, or not checked this time."""
    return _brought_to(findings, given)[1]


def _brought_to(findings: Sequence[Finding], given: Iterable[Given]) -> tuple[dict[str, Given], list[Given]]:
    """The explanation of each finding by its key, and those of no finding.

    Findings on the same subject are numbered as they stand in the book (``#2``), and change their numbers when sheets or
    rows do their places: among them an explanation goes with its figures.
    """
    by_key = {one.key: one for one in given if one.text.strip() or one.reopened}
    keys = {finding.key for finding in findings} if by_key else set()
    said = {key: one for key, one in by_key.items() if key in keys}
    left = [one for key, one in by_key.items() if key not in keys]
    numbered = {_subject(key) for key in (*by_key, *keys) if "#" in key} if by_key else ()
    if not numbered:
        return said, left
    alike, over = {subject: {} for subject in numbered}, {subject: [] for subject in numbered}
    for finding in findings:
        if (subject := _subject(finding.key)) in numbered:
            alike[subject][finding.key] = fingerprint(finding)
    for one in left:
        over.get(_subject(one.key), []).append(one)
    left = [one for one in left if _subject(one.key) not in numbered]
    for subject in numbered:
        left += _brought_to_figures(said, alike[subject], over[subject])
    return said, left


def _brought_to_figures(said: dict[str, Given], alike: Mapping[str, str], left: Sequence[Given]) -> list[Given]:
    """Of *alike*, keys of one subject with their figures, each gets the explanation of its figures; returns those left."""
    wrong = [said.pop(key) for key, figures in alike.items() if key in said and said[key].fingerprint != figures]
    free: dict[str, list[str]] = {}
    for key, figures in reversed(alike.items()):
        if key not in said:
            free.setdefault(figures, []).append(key)
    over = []
    for one in (*wrong, *left):
        keys = free.get(one.fingerprint)
        if keys:
            said[keys.pop()] = one
        else:
            over.append(one)
    said |= {one.key: one for one in over if one.key in alike and one.key not in said}
    return [one for one in over if said.get(one.key) is not one]


def _subject(key: str) -> str:
    """The key without its numbers."""
    return _NUMBERED.sub("", key)


def _with(finding: Finding, given: Given | None) -> Finding:
    if given is None:
        return finding
    if not given.text.strip():
        return finding._replace(reopened=given.reopened)
    wrong = fault(given.text)
    if wrong is None and given.fingerprint and given.fingerprint != fingerprint(finding):
        wrong = "是就原来的数写的，数已经变了，请按现在的数重写"
    if wrong is None:
        return finding._replace(explanation=given.text.strip())
    return finding._replace(reopened=f"{given.text.strip()}（{wrong}）")
