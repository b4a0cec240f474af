"""核实说明: what a department says of a finding, and whether it still holds.

An explanation belongs to a finding by its stable key, so it survives another check, an inserted row or a renamed
sheet. It was given for certain figures: when they change, it is asked for anew. It never silences an error.
"""

from collections.abc import Iterable, Mapping, Sequence

from .cells import Field
from .findings import Finding
from .money import plain
from .patterns import Pattern
from .record import Record

SHORTEST, LONGEST = 6, 500  # characters, blanks and punctuation not counted

# Said of anything, these explain nothing.
_EMPTY_PHRASES = frozenset("填报错误 系统自动生成 系统生成 系统导出 待定".split())
# Nor does what is made of these alone, however it is put together: “经核实，情况属实”, “按照相关规定执行”, “详见附件说明”.
_EMPTY_WORDS = (
    "经过 核实 核查 核对 查证 查实 核验 确认 审核 复核 检查 属实 真实 准确 完整 无误 有误 没有 不存在 异常 问题 差错 正常 现象 合理 范围 "
    "合规 符合 按照 依照 依据 根据 有关 相关 规定 要求 制度 政策性 政策 文件 执行 填报 填列 填写 办理 实际 工作 需要 客观 特殊 历史 "
    "其他 原因 理由 造成 导致 形成 所致 因为 由于 属于 详见 附件 附表 附后 说明 自评 报告 备注 同上 如上 如下 以上 以下 一致 相符 同意 领导 "
    "沟通 汇报 请示 知悉 已阅 单位 我局 我部门 部门 本表 本项 本条 该项 该条 此项 数据 数字 数值 情况 内容 信息 指标 事项 变动 波动 变化 "
    "误差 允许 暂无 暂时 无需 无须 不需要 不必 不清楚 清楚 不详 了解 均为 确实 确属 确系 一切 全部 目前 就是 可以 解释 反映 体现 予以 进行 "
    "无 见 经 已 均 都 该 此 我 们 是 为 属 系 确 的 地 得 了 等 与 和 及 且 在 内 中 以 因 由 按 照 略 未 不 也 很 可 会 请 查 看"
).split()
_EMPTY = Pattern("|".join(sorted(_EMPTY_WORDS, key=len, reverse=True)))
_MEANT = 2  # characters that are left of a text which says anything
_NO_WORD = Pattern(r"[\W_]+")
_FIGURE = Pattern(r"[0-9](?<![A-Za-z0-9$.][0-9])[0-9]*(?:\.[0-9]+)?(?![0-9A-Za-z])")  # searched by its first digit
_NUMBERED = Pattern(r"#[0-9]+(?=/|$)")  # forms of one name, and findings on one subject
UNREAD = "公式"  # stands for one that has no result, or an error for one


class Given(Record):
    """An explanation as it stands in the sheet 校验结果."""

    key: str  # of the finding
    text: str
    fingerprint: str  # of the figures it was given for
    reopened: str = ""  # where nothing has been written since: the one that no longer stood, and why
    seen: tuple[str, ...] = ()  # the row as it is seen, where the hidden columns with the key of its finding are gone


def fault(text: str) -> str | None:
    """Why a text is no explanation, as the rest of a sentence; None for one that can stand."""
    from unicodedata import normalize

    if text == UNREAD:
        return "读不出文字，请直接写成文字"
    words = _NO_WORD.sub("", normalize("NFKC", text))
    if words and (words in _EMPTY_PHRASES or len(_EMPTY.sub("", words)) < _MEANT):
        return f"“{text.strip()}”没有说出理由，请写明原因和依据"
    if len(words) < SHORTEST:
        return f"太短（不足 {SHORTEST} 个字），请写明原因和依据"
    if len(words) > LONGEST:
        return f"太长（超过 {LONGEST} 个字），请写要点，材料另附"
    if words.isnumeric() or len(set(words)) < SHORTEST // 2 or _is_one_word(text):
        return "不成句子，请写明原因和依据"
    return None


def _is_one_word(text: str) -> bool:
    """Whether a text in Latin letters is a single word, be it repeated (asdfgh, test test)."""
    return text.isascii() and len({*_NO_WORD.sub(" ", text).lower().split()}) < 2


def fingerprint(finding: Finding) -> str:
    """The figures that a finding is about, in short: the cell's own, what it should be, those of the other side and of the
    sentence. In which order the sheets stand does not matter, nor how many decimals a figure of the sentence shows."""
    from hashlib import sha1  # loads OpenSSL, and a check without explanations needs none

    figures = [_figure(finding.field), finding.expected]
    figures += sorted([f"{field.label} {_figure(field)}" for field in finding.related])
    figures += _told(finding)
    return sha1("\n".join(figures).encode(), usedforsecurity=False).hexdigest()[:12]


def _told(finding: Finding) -> list[str]:
    """The figures of the sentence; neither addresses nor the names of sheets, which change without any figure changing."""
    arguments = finding.arguments
    sheets = {finding.field.sheet, *[field.sheet for field in finding.related]}
    said = [text for name in sorted(arguments) if (text := arguments[name]) not in sheets]
    figures = _FIGURE.findall("\n".join((finding.actual, finding.difference, *said)))
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


def known_by_sight(findings: Iterable[Finding], given: Iterable[Given]) -> list[Given]:
    """The same explanations with the keys of their findings, where the sheet has lost them: the row says what the finding says.

    As it still says so, its figures are those that the explanation was given for.
    """
    given = list(given)
    if not any(one.seen for one in given):
        return given
    from .findings_rows import sight  # loads OpenSSL too

    keys = {}
    for one in findings:
        seen = sight((one.rule, one.field.sheet, one.field.cell, one.text, one.expected, one.actual, one.difference))
        keys.setdefault(seen, one.key)
    return [one._replace(key=keys.get(one.seen, one.key), seen=()) if one.seen else one for one in given]


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
