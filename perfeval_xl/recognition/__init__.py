"""Grids to typed forms. Anchors on words and merges, never on fixed cells. Standard library only."""

from .recogniser import LOOKED_FOR, Recognition, recognise

__all__ = ["LOOKED_FOR", "Recognition", "recognise"]
