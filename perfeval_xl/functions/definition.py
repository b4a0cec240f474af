"""What a worksheet function (单元格函数) is: everything that a host, a generated file and the manual know of it."""

from collections.abc import Callable

from ..core.record import Record

CATEGORY = "绩效自评"  # the group under which a host lists the functions

# When the host must compute anew although no argument changed.
NEVER = "never"
WITHOUT_ARGUMENTS = "without arguments"  # the call then reads the workbook itself
ALWAYS = "always"


class Parameter(Record):
    """One argument. Every argument may be a single value or a range, unless it is a *reference*."""

    name: str  # ASCII, as VBA and IDL call it
    title: str  # 中文名称
    help: str
    optional: bool = False
    reference: bool = False  # the function is told where the range is, not what it holds


class Example(Record):
    """A call for the manual, which shows the result it really gives."""

    arguments: tuple = ()
    cell: str = ""  # “工作表!A1” of the manual's workbook, for functions that read the workbook


class Function(Record):
    """One function.

    ``compute(arguments, caller)`` gets exactly one value per parameter, None for what was left out; only a call
    without any argument, where the function allows it, gets an empty tuple.
    """

    name: str
    program_name: str  # as UNO calls it
    description: str  # one line, at most 255 characters (Application.MacroOptions)
    parameters: tuple[Parameter, ...]
    compute: Callable
    returns: str
    errors: tuple[tuple[str, str], ...]  # error value → when
    examples: tuple[Example, ...]
    volatile: str = NEVER
    needs_workbook: bool = False  # reads the workbook around the calling cell, if only for its profile (方案)
    without_arguments: bool = False

    @property
    def required(self) -> int:
        """How many arguments must be given."""
        return sum(not parameter.optional for parameter in self.parameters)

    @property
    def signature(self) -> str:
        """``PERF_GRADE(总分, [方案])``."""
        shown = [f"[{one.title}]" if one.optional else one.title for one in self.parameters]
        return f"{self.name}({', '.join(shown)})"
