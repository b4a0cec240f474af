"""封存提交: a copy whose values are frozen and written down, so that ``check`` tells whether it was changed, and where.

The sealed copy keeps the sheet 校验结果, written anew: the finance bureau reads in it what was found, and the explanations
(核实说明) by which warnings were accepted go on holding when it checks the file itself. It has no coloured cells and no
comments of ours: the forms look as the department made them.

A seal detects changes. It is no signature: it does not say who sealed, and who changes a file can seal it anew. What
is sealed are the values of cells, hidden ones too, and the explanations; not how they look.
"""

from . import __version__
from .annotation import unmarked
from .api import Source, check_source, sha256
from .copying import local_time, opened, refuse_extension, refuse_itself, without
from .core.book import UNCACHED, Book
from .core.cells import address
from .core.edits import Edits
from .core.findings import ERROR
from .core.findings_sheet import is_ours, is_seal_sheet
from .core.run import Run
from .core.seal import Manifest, SealedForm, block, code_of
from .io.convert import as_xlsx
from .io.errors import UnreadableFile, UnwritableFile
from .io.files import write_whole
from .io.patch.apply import applied
from .io.patch.values import freeze
from .io.reader import file_bytes, read_bytes
from .recognition.findings_sheet import explanations
from .report.marks import Told, edits
from .report.seal_sheet import seal_sheet
from .rules.catalogue import CATALOGUE_VERSION
from .rules.check import with_seal

_NAMED = 10  # cells that a sentence names


class NotSealed(Exception):
    """A workbook that was not sealed (没有封存); ``str()`` is one Chinese sentence."""

    def __init__(self, path: str, why: str, for_errors: bool = False):
        super().__init__(f"{path} 没有封存：{why}。")
        self.for_errors = for_errors  # whether *force* would seal it


def seal(path: str, out: str, profile: str | None = None, force: bool = False, now: str | None = None) -> tuple[Run, str]:
    """Write a sealed copy of the workbook *path* to *out*; returns its check and its code (封存校验码).

    *force* seals it although errors are open, and says so in the seal. *now* is the time to be told, local by default.
    A file that was sealed before is sealed anew; ``sealed`` of the Run says what had been changed since (None: it was not
    sealed). Raises NotSealed for one that could not be checked, that has errors,
    or a formula without a cached value; UnreadableFile, UnwritableFile, ProfileError.
    """
    refuse_itself(path, out)
    source = file_bytes(path)
    data, name = as_xlsx(source, path)
    refuse_extension(out, data)
    before = unmarked(data, name)
    data, book = without(is_seal_sheet, before.data, name)
    run = check_source(Source(path, sha256(source), book), profile, before.given)
    _refuse(run, book, force)
    time = now or local_time()
    data = _frozen(data, name, run, Told(__version__, CATALOGUE_VERSION, run.profile, time, run.sha256))
    sheet, code = seal_sheet(_manifest(run, read_bytes(data, name), time))
    with opened(data, name) as work:
        applied(work, Edits(sheet=sheet))
        pieces = work.pieces()
    write_whole(out, pieces)
    return with_seal(run, read_bytes(before.data, name), before.given), code


def _refuse(run: Run, book: Book, force: bool) -> None:
    if run.reason:
        raise NotSealed(run.path, run.reason.rstrip("。"))
    cells = [
        f"“{sheet.name}”{address(number, col)}"
        for sheet in book.sheets
        for number, row in enumerate(sheet.rows)
        for col, value in enumerate(row)
        if value is UNCACHED
    ]
    if cells:
        more = f"等 {len(cells)} 格" if len(cells) > _NAMED else ""
        where = f"{'、'.join(cells[:_NAMED])}{more}"
        raise NotSealed(run.path, f"{where}的公式没有缓存值，请在 Excel 或 WPS 里打开并保存一次再封存")
    errors = run.summary[ERROR]
    if errors and not force:
        raise NotSealed(run.path, f"还有逻辑性结论 {errors} 条，请改正后再封存；确需照此封存的，加 --force", True)


def _frozen(data: bytes, name: str, run: Run, told: Told) -> bytes:
    """The file with values for formulas, and with the record of its check on the sheet 校验结果."""
    with opened(data, name) as work:
        freeze(work)
        applied(work, edits(run, told)._replace(marks=()))
        return b"".join(work.pieces())


def _manifest(run: Run, book: Book, time: str) -> Manifest:
    """What *book*, the frozen one, says. Of its explanations those count that were accepted."""
    blocks = {sheet.name: block(sheet) for sheet in book.sheets if not is_ours(sheet)}
    forms = tuple(
        SealedForm(
            form.key, form.kind, form.table, form.sheet, form.box.a1, form.title,
            code_of(blocks[form.sheet].within(form.box)),
        )
        for form in run.summaries
    )  # fmt: skip
    return Manifest(
        tool=__version__,
        catalogue=CATALOGUE_VERSION,
        profile=run.profile,
        time=time,
        source_sha256=run.sha256,
        status=run.status,
        forced=bool(run.summary[ERROR]),
        counts={**run.summary, "explained": run.explained},
        forms=forms,
        sheets=tuple(found for found in blocks.values() if found.rows),
        explanations={given.key: given.text.strip() for given in explanations(book) if given.text.strip()},
    )


__all__ = ["NotSealed", "UnreadableFile", "UnwritableFile", "seal"]
