"""What happens by itself: a document that was opened is made ready, one that was saved is made Excel's again."""

from .entry import rebind


def happened(event: str, document) -> None:
    rebind(document)
