"""One self-evaluation laid out as different places lay it out, and its typed content without addresses."""

from .content import PROJECT_CONTENT, WHOLE_CONTENT, Content, Item
from .page import Page, book_of
from .styles import STANDARD, Style, lay_out
from .summary import expected, summary

__all__ = ["PROJECT_CONTENT", "STANDARD", "WHOLE_CONTENT", "Content", "Item", "Page", "Style", "book_of", "expected", "lay_out", "summary"]
