"""What became of the findings since the last submission, as text and as JSON (``perfeval-xl/diff/1``)."""

from collections.abc import Iterator, Sequence

from ..core.changes import Changes, differences_of_material
from ..core.findings import SEVERITY_NAMES, Finding
from ..core.run import Run, finding_entry
from .json import head, written
from .sealed import line

SCHEMA = "perfeval-xl/diff/1"
_TITLES = {
    "fixed": "已改",
    "open": "未改",
    "new": "新增",
    "settled": "未改，已有核实说明",
    "reopened": "核实说明须重写",
    "untold": "上次有、这次没有检到（规则未检、不适用或表没有再交），不能算已改",
}


def text(changes: Changes, old: Run, new: Run) -> str:
    """For a person: each group with its findings, the last line sums up."""
    lines = [f"上次 {old.path} → 这次 {new.path}"]
    if new.sealed is not None:
        lines.append(f"这次的文件{line(new.sealed)}")
    lines += [f"注意：{said}。" for said in differences_of_material(old, new)]
    lines.append("")
    for name, title in _TITLES.items():
        findings = getattr(changes, name)
        if findings:
            lines += [f"{title} {len(findings)} 条", *_listed(findings, name), ""]
    return "\n".join([*lines, verdict(changes)])


def _listed(findings: Sequence[Finding], name: str) -> Iterator[str]:
    for finding in findings:
        where = f"“{finding.field.sheet}”{finding.field.cell}"
        yield f"  [{SEVERITY_NAMES[finding.severity]}] {where}  {finding.rule} {_one_line(finding.text)}"
        if name == "settled":
            yield f"      核实说明：{_one_line(finding.explanation)}"
        if name == "reopened":
            yield f"      {_one_line(finding.reopened)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def verdict(changes: Changes) -> str:
    """The one line that says how far the department has come."""
    counts = [(title.partition("，")[0] if name != "settled" else "已说明", getattr(changes, name)) for name, title in _TITLES.items()]
    told = "、".join(f"{title} {len(found)} 条" for title, found in counts[:4])
    more = f"；核实说明须重写 {len(changes.reopened)} 条" if changes.reopened else ""
    untold = f"；没有检到 {len(changes.untold)} 条" if changes.untold else ""
    return f"结论：{told}{more}{untold}。"


def document(changes: Changes, old: Run, new: Run) -> dict:
    """The same as plain dictionaries and lists."""
    return {
        **head(SCHEMA),
        "old": {"path": old.path, "sha256": old.sha256, "status": old.status},
        "new": {"path": new.path, "sha256": new.sha256, "status": new.status},
        "sealed": None if new.sealed is None else new.sealed.to_dict(),
        **{name: [finding_entry(finding) for finding in getattr(changes, name)] for name in _TITLES},
        "notes": list(differences_of_material(old, new)),
        "unchecked": [entry._asdict() for entry in changes.unchecked],
        "summary": {name: len(getattr(changes, name)) for name in _TITLES},
    }


def as_json(changes: Changes, old: Run, new: Run) -> str:
    return written(document(changes, old, new))
