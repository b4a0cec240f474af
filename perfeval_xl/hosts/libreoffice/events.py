"""What happens by itself: a document that was opened is made ready, a file that was saved is made Excel's again."""

from . import SAVED
from .entry import rebind
from .files import path_of
from .names import name_functions, restore_names


def happened(event: str, document) -> None:
    """*event*: as com.sun.star.document.DocumentEvent calls it; opening has several names."""
    if event in SAVED:
        restore_names(path_of(document))
    else:
        rebind(document)
        name_functions(document)
