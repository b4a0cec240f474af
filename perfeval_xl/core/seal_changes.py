"""What has changed in a sealed workbook (封存后的改动): which value at which cell, which row, which sheet.

Only a workbook that differs from its manifest is looked into. Sheets are paired by what stands in them and then by
name; their columns and rows by what they have in common, in order, so that an inserted row shifts nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from .alignment import aligned
from .book import Book, Sheet
from .cells import Box, address
from .edits import SHEET_NAME
from .explanations import Given
from .findings_rows import is_retouched, written_rows
from .findings_sheet import EXPLANATION, KEY, find_header, is_ours, is_seal_sheet
from .record import Record
from .seal import KINDS, Block, BrokenSeal, Manifest, Row, UnknownSeal, block, read

RETOUCHED = "里核实说明以外的文字被改动过，结论以重新校验的为准"  # of a sheet 校验结果: what it said before is not kept
_ALIKE = 0.5  # share of values in common from which on a sheet of another name is the same one, changed
_MOST_PAIRS = 2_500  # of sheets to be compared all with all
_FEW = 8  # sheets that a value may stand in to say which one it is; sheets to be compared with one among many


class Change(Record):
    """A change since the workbook was sealed; "" where there was nothing, or is nothing any more.

    ``cell`` is an address in the workbook as it is now; of a row that is gone the range where it stood, and "" for a
    whole sheet.
    """

    sheet: str
    cell: str
    was: str
    now: str


class Sealed(Record):
    """What the seal of a workbook says. ``intact`` is None where this version cannot tell."""

    time: str = ""
    intact: bool | None = True
    changes: tuple[Change, ...] = ()
    source_sha256: str = ""
    code: str = ""  # 封存校验码
    forced: bool = False
    reason: str = ""  # why the seal itself says nothing any more

    def to_dict(self) -> dict:
        """The member ``sealed`` in the JSON of ``check`` (contract.md)."""
        facts = {**self._asdict(), "changes": [change._asdict() for change in self.changes]}
        if not self.reason:
            del facts["reason"]
        return facts


def sealed(book: Book, given: Iterable[Given] = (), own: Iterable[Given] = ()) -> Sealed | None:
    """Whether a workbook is as it was sealed; None for one that was not.

    *own* are the explanations typed in the book, *given* those known from elsewhere: of a copy without its marks, or
    of the last submission. An explanation counts as changed only where neither still says it.
    """
    seals = [sheet for sheet in book.sheets if is_seal_sheet(sheet)]
    if not seals:
        return None
    if len(seals) > 1:
        return Sealed(intact=False, reason=f"工作簿里有 {len(seals)} 张封存信息表，分不清以哪一张为准")
    try:
        manifest, code = read(seals[0])
    except BrokenSeal as broken:
        return Sealed(intact=False, reason=str(broken))
    except UnknownSeal as unknown:
        return Sealed(intact=None, reason=str(unknown))
    changes = (*_in_sheets(manifest, book), *_in_explanations(manifest, book, given, own), *_in_findings(book))
    return Sealed(manifest.time, not changes, changes, manifest.source_sha256, code, manifest.forced)


# -- sheets --------------------------------------------------------------------------------------------------------


def _in_sheets(manifest: Manifest, book: Book) -> Iterator[Change]:
    now = [found for sheet in book.sheets if not is_ours(sheet) and (found := block(sheet)).rows]
    was, now = _differing(manifest.sheets, now)
    for before, after in _paired(was, now):
        if after is None:
            yield Change(before.name, "", f"整张表，{_size(before)} 格有内容", "")
        elif before is None:
            yield Change(after.name, "", "", f"新增的表，{_size(after)} 格有内容")
        else:
            yield from _in_cells(before, after)


def _size(values: Block) -> int:
    return sum(len(cells) for _, cells in values.rows)


def _differing(was: Sequence[Block], now: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The sheets that have no equal on the other side, whatever their names."""
    then, today = ([sheet.condensed() for sheet in side] for side in (was, now))
    left = Counter(today)
    before = []
    for sheet, values in zip(was, then):
        if left[values]:
            left[values] -= 1
        else:
            before.append(sheet)
    named = {(sheet.name, values) for sheet, values in zip(was, then)}
    after = set()
    for j in sorted(reversed(range(len(now))), key=lambda j: (now[j].name, today[j]) in named):
        if left[today[j]]:  # of two equal ones that of the same name was there before, or else the first
            left[today[j]] -= 1
            after.add(j)
    return before, [sheet for j, sheet in enumerate(now) if j in after]


def _paired(was: Sequence[Block], now: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """The most alike first; a sheet of the same name is the same one unless another is much more alike."""
    said_then, said_now = ([_said(values) for values in side] for side in (was, now))
    by_name = {after.name: j for j, after in enumerate(now)}
    partner: dict[int, int] = {}
    for i, before in enumerate(was):
        j = by_name.get(before.name)
        if j is not None and _likeness(said_then[i], said_now[j]) > 1 - _ALIKE:  # no other can be as much alike
            partner[i] = j
    taken = set(partner.values())
    rest = {i: said for i, said in enumerate(said_then) if i not in partner}
    others = {j: said for j, said in enumerate(said_now) if j not in taken}
    likeness = {
        (i, j): _likeness(said_then[i], said_now[j]) + (_ALIKE if was[i].name == now[j].name else 0)
        for i, j in _candidates(rest, others, {i: by_name.get(was[i].name) for i in rest})
    }
    for (i, j), alike in sorted(likeness.items(), key=lambda item: -item[1]):
        if alike >= _ALIKE and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    for i, before in enumerate(was):
        yield before, now[partner[i]] if i in partner else None
    yield from ((None, after) for j, after in enumerate(now) if j not in taken)


def _candidates(
    was: Mapping[int, Counter], now: Mapping[int, Counter], namesakes: Mapping[int, int | None]
) -> Iterator[tuple[int, int]]:
    """Which sheets are worth comparing. Few: all with all. Many: those with the most values in common that few have.

    Forms of one template share their labels, so these say nothing of which is which. A sheet also has as candidates
    its namesake and the one in its place.
    """
    if len(was) * len(now) <= _MOST_PAIRS:
        yield from ((i, j) for i in was for j in now)
        return
    holders: dict[str, list[int]] = {}
    for j, said in now.items():
        for value in said:
            holders.setdefault(value, []).append(j)
    places = [*now]
    for at, (i, said) in enumerate(was.items()):
        rare = (holders[value] for value in said if len(holders.get(value, ())) in range(1, _FEW + 1))
        most = Counter(chain.from_iterable(rare)).most_common(_FEW)
        near = {namesakes[i], *places[at : at + 1], *(j for j, _ in most)}
        yield from ((i, j) for j in sorted(near & now.keys()))


def _said(values: Block) -> Counter:
    """The values of a sheet, wherever they stand."""
    return Counter(said for _, cells in values.rows for said in cells.values())


def _likeness(was: Counter, now: Counter) -> float:
    return (was & now).total() / max(was.total(), now.total())


# -- cells ---------------------------------------------------------------------------------------------------------


def _in_cells(before: Block, after: Block) -> Iterator[Change]:
    """The changes within a sheet, row by row."""
    columns = _columns(before, after)  # now → when it was sealed
    back = {was: now for now, was in columns.items()}
    moved = [{columns.get(col, -1 - col): said for col, said in cells.items()} for _, cells in after.rows]
    was = [cells for _, cells in before.rows]
    for i, j in aligned(was, moved, lambda a, b: len(a.items() & b.items())):
        if j is None:
            yield Change(after.name, _range(before.rows[i]), _words(before.rows[i]), "")
        elif i is None:
            yield Change(after.name, _range(after.rows[j]), "", _words(after.rows[j]))
        else:
            for col in sorted(was[i].keys() | moved[j].keys(), key=lambda col: back.get(col, abs(col))):
                if was[i].get(col) != moved[j].get(col):
                    place = back.get(col, col if col >= 0 else -1 - col)
                    old, new = was[i].get(col, ""), moved[j].get(col, "")
                    yield Change(after.name, address(after.rows[j][0], place), *_told(old, new))


def _columns(before: Block, after: Block) -> dict[int, int]:
    """Which column of now is which one of then."""
    was, now = _by_column(before), _by_column(after)
    pairs = aligned(list(was.values()), list(now.values()), lambda a, b: (a & b).total())
    there, here = list(was), list(now)
    return {here[j]: there[i] for i, j in pairs if i is not None and j is not None}


def _by_column(values: Block) -> dict[int, Counter]:
    columns: dict[int, Counter] = {}
    for _, cells in values.rows:
        for col, said in cells.items():
            columns.setdefault(col, Counter())[said] += 1
    return dict(sorted(columns.items()))


def _told(was: str, now: str) -> tuple[str, str]:
    """The values without their kind, unless the kind is all that changed."""
    if was[1:] != now[1:] or not was or not now:
        return was[1:], now[1:]
    return tuple(f"{said[1:]}（{KINDS[said[0]]}）" for said in (was, now))


def _range(row: Row) -> str:
    number, cells = row
    return Box(number, min(cells), number, max(cells)).a1


def _words(row: Row) -> str:
    return " | ".join(said[1:] for _, said in sorted(row[1].items()))


# -- explanations --------------------------------------------------------------------------------------------------


def _in_explanations(manifest: Manifest, book: Book, given: Iterable[Given], own: Iterable[Given]) -> Iterator[Change]:
    typed = {one.key: one.text.strip() for one in own if one.text.strip()}
    known = {one.key: one.text.strip() for one in given} | typed
    places, nowhere = _places(book.sheets), (SHEET_NAME, "")
    for key, text in manifest.explanations.items():
        if known.get(key) != text:
            yield Change(*places.get(key, nowhere), _explained(text), _explained(known.get(key, "")))
    for key, text in typed.items():
        if key not in manifest.explanations:
            yield Change(*places.get(key, nowhere), "", _explained(text))


def _explained(text: str) -> str:
    return text and f"{EXPLANATION}：{text}"


def _places(sheets: Iterable[Sheet]) -> dict[str, tuple[str, str]]:
    """Where in a sheet 校验结果 the explanation of each finding stands."""
    places = {}
    for sheet in sheets:
        header = find_header(sheet)
        if header is not None:
            for number, values in written_rows(sheet):
                places[values.get(KEY, "")] = sheet.name, address(number, header[1][EXPLANATION])
    return places


def _in_findings(book: Book) -> Iterator[Change]:
    """Findings sheets whose own texts were changed. One made anew since by another check is as good as the sealed one."""
    yield from (Change(sheet.name, "", "", RETOUCHED) for sheet in book.sheets if is_retouched(sheet))
