"""The open documents (打开的文档) from which functions were called, each with what was read of it last.

While Calc computes a cell, the values of others must not be asked for: Calc would compute these at once, and take a
cell that refers to the one under way for a circular reference. So a function answers from what was read before; if
nothing was, from what is typed, formulas having no value yet. What changed is read when Calc has finished, and then
the cells that told of the workbook are computed anew.
"""

from collections.abc import Callable

import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.uno import Exception as UnoException
from com.sun.star.util import XModifyListener

from ...core.book import Book
from ...core.host import HostError
from ...core.profiles import ProfileError
from ...functions import Workbook
from ...functions.scale import Scale
from .calling_cell import Cells
from .reading import read_book, read_typed
from .results import Results

_LATER = "com.sun.star.awt.AsyncCallback"


class Documents:
    """What is known of the documents, by identity; a document that closes is forgotten.

    ``forget()`` is called when what was answered so far may not hold any more.
    """

    def __init__(self, context, forget: Callable[[], None]):
        self._context, self._forget_answers = context, forget
        self._opened: dict[str, OpenDocument] = {}
        self._last: OpenDocument | None = None

    def of(self, document) -> "OpenDocument":
        """The document, known or new."""
        last = self._last
        if last is None or last.document != document:  # cells of one document are computed one after the other
            last = self._last = self._found(document)
        return last

    def _found(self, document) -> "OpenDocument":
        name = document.RuntimeUID
        if name not in self._opened:
            later = self._context.ServiceManager.createInstanceWithContext(_LATER, self._context)
            opened = self._opened[name] = OpenDocument(
                document, later, self._forget_answers, lambda: self._forget(name)
            )
            document.addModifyListener(opened)
        return self._opened[name]

    def _forget(self, name: str) -> None:
        self._last = None
        self._opened.pop(name, None)
        self._forget_answers()


class OpenDocument(unohelper.Base, XModifyListener, XCallback):
    """A document, its workbook as it was read last, and the results that its cells show."""

    def __init__(self, document, later, other_scale: Callable[[], None], closed: Callable[[], None]):
        self.document = document
        self.results = Results()
        self.cells = Cells(document)
        self._later, self._other_scale, self._closed = later, other_scale, closed
        self._workbook: Workbook | None = None
        self._is_whole = self._is_waiting = False
        self._laws: dict[str, object] = {}  # by profile, as the answers so far were given
        self._scales: dict[str, Scale | None] = {}

    @property
    def workbook(self) -> Workbook:
        """As it was read last; what is typed where nothing was read yet."""
        if self._workbook is None:
            self._workbook = Workbook(read_typed(self.document))
            self._read_later()
        return self._workbook

    def scale_everywhere(self, profile: str) -> Scale | None:
        """As Workbook's, remembered for every call. Raises ProfileError."""
        if profile not in self._scales:
            self._laws[profile] = _law(self.workbook, profile)
            self._scales[profile] = self.workbook.scale_everywhere(profile)
        return self._scales[profile]

    # -- what Calc tells ---------------------------------------------------------------------------------------------

    def modified(self, event) -> None:
        """Something in the document changed (XModifyListener)."""
        self.cells.forget()
        if self._workbook is not None:
            self._read_later()

    def disposing(self, source) -> None:
        """The document was closed (XEventListener)."""
        self._closed()

    def notify(self, data) -> None:
        """Calc has finished: read what there is now (XCallback)."""
        self._is_waiting = False
        try:
            book = read_book(self.document)
        except (HostError, UnoException):  # too large, or closed meanwhile: what was known remains
            return
        if not (self._is_whole and _same(book, self._workbook.book)):
            self._take(Workbook(book))

    def _read_later(self) -> None:
        if not self._is_waiting:
            self._is_waiting = True
            self._later.addCallback(self, None)

    def _take(self, workbook: Workbook) -> None:
        before, self._laws = self._laws, {profile: _law(workbook, profile) for profile in self._laws}
        self._workbook, self._is_whole, self._scales = workbook, True, {}
        if self._laws != before:
            self._other_scale()
            self.document.calculateAll()  # another profile: every score may be another one
        else:
            self.results.ring()


def _same(book: Book, other: Book) -> bool:
    return [(one.name, one.rows, one.merges) for one in book.sheets] == [
        (one.name, one.rows, one.merges) for one in other.sheets
    ]


def _law(workbook: Workbook, profile: str):
    """All that scores depend on besides the arguments of their cell."""
    try:
        everywhere = workbook.scale_everywhere(profile)
        if everywhere is not None:
            return everywhere.profile.name, everywhere.options
        corners = [(form.sheet, form.box.top, form.box.left) for form in workbook.forms]
        return [
            (form.box, workbook.scale_at(*corner, profile).options) for form, corner in zip(workbook.forms, corners)
        ]
    except ProfileError as unknown:
        return str(unknown)
