"""规则评分表（投入、过程、产出、效果）: where they begin in a sheet, and what stands in them."""

from .finding import find

__all__ = ["find"]
