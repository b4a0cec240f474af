"""The worksheet functions PERF_* (单元格函数), each defined once for all hosts."""

from .calling import BY_NAME, call
from .definition import CATEGORY, Function
from .table import FUNCTIONS
from .workbook import Caller, Reference, Workbook

__all__ = ["BY_NAME", "CATEGORY", "FUNCTIONS", "Caller", "Function", "Reference", "Workbook", "call"]
