"""整体、项目支出绩效自评表: where they begin in a sheet, and what stands in them."""

from .finding import find, may_hold

__all__ = ["find", "may_hold"]
