"""What was masked and removed for the public edition, as text and as JSON (``perfeval-xl/publish/1``)."""

from collections.abc import Iterator, Sequence

from ..core.publication import ACTION_NAMES, MASKED, Told
from ..core.run import Run
from .json import head, written

SCHEMA = "perfeval-xl/publish/1"
_LAST = "姓名、护照号和微信号只认标签（如“联系人”“护照号”）旁边的，姓名还认同名的；图片里的字认不出，公开前请通读一遍。"


def text(told: Sequence[Told], out: str, unexplained: int) -> str:
    """For a person: each kind of action with its places, then what is still to be done."""
    lines = []
    for action, title in ACTION_NAMES.items():
        those = [one for one in told if one.action == action]
        if those:
            lines += [f"{title} {len(those)} 处", *_listed(those), ""]
    warned = [f"还有 {unexplained} 条核实性结论没有写核实说明，公开前宜先说明。"] if unexplained else []
    return "\n".join([*lines, f"公开版已写到 {out}。", *warned, _LAST])


def _listed(those: Sequence[Told]) -> Iterator[str]:
    for one in those:
        where = f"“{one.sheet}”{one.cell}" if one.sheet else one.cell
        now = f"现为“{one.now}”" if one.action == MASKED else one.now
        yield "  " + "  ".join(" ".join(piece.split()) for piece in (where, one.kind, now) if piece)


def as_json(told: Sequence[Told], run: Run, out: str) -> str:
    """For programs: the same list, and the state of the original."""
    document = {
        **head(SCHEMA),
        "path": run.path,
        "sha256": run.sha256,
        "output": out,
        "status": run.status,
        "errors": run.summary["error"],
        "unexplained_warnings": run.unexplained,
        "told": [one._asdict() for one in told],
    }
    return written(document)
