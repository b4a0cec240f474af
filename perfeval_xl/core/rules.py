"""What a rule is, and how one is declared. The docstring of a rule is its page in the manual."""

from collections.abc import Callable, Iterator, Sequence, Set
from types import FunctionType, ModuleType

from .record import Record, new


class Rule(Record):
    """One entry of the catalogue.

    ``each`` are the kinds of form it is run on, one by one; ``needs`` the kinds that must all have been submitted.
    ``tables`` narrows a kind that comes in several tables: at least one entry must be there, an entry “a+b” (one table
    compared with another) wholly; with ``each`` it runs on the tables of the other entries only.
    ``yields_to`` are rules whose finding on the same subject makes this one a consequence; ``beside`` are rules that
    add up other columns of the same rows: a row left out is told by both (core/rows.py).
    """

    code: str
    title: str
    severities: tuple[str, ...]  # the first is what it reports unless the rule says otherwise
    basis: str
    each: tuple[str, ...]
    needs: tuple[str, ...]
    tables: tuple[str, ...]
    yields_to: tuple[str, ...]
    explanation: str
    check: Callable[..., Iterator]
    beside: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        return self.code[0]

    @property
    def by_labels(self) -> bool:
        """Whether it goes by the headings and labels of a form; not what looks at each text by itself."""
        return self.family not in "GP"

    @property
    def between_kinds(self) -> bool:
        """Whether it compares forms of different kinds."""
        return len(self.needs) > 1 and self.needs != self.each

    def absent_tables(self, there: Set[str]) -> Sequence[str]:
        """What the nearest of the alternatives lacks; nothing when one is wholly there."""
        if not there.isdisjoint(self.tables):
            return ()
        return min(([table for table in entry.split("+") if table not in there] for entry in self.tables), key=len)

    def partners_absent(self, there: Set[str]) -> Sequence[str]:
        """The tables that are not there to be compared with one that is."""
        pairs = [entry.split("+") for entry in self.tables if "+" in entry]
        absent = [table for pair in pairs if not there.isdisjoint(pair) for table in pair if table not in there]
        return tuple(dict.fromkeys(absent))


def rule(
    code: str,
    title: str,
    *severities: str,
    basis: str,
    each: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    tables: tuple[str, ...] = (),
    yields_to: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
) -> Callable:
    """Declare a generator as the rule *code*.

    With ``each`` it is called as ``check(context, form)`` for every form of those kinds; otherwise once, as
    ``check(context)``. It yields Finding or Unchecked, and may let Missing escape.
    """

    def declare(check: Callable) -> Callable:
        said = check.__doc__ or ""
        check.rule = new(Rule, (code, title, severities, basis, each, needs or each, tables, yields_to, said, check, beside))
        return check

    return declare


def rules_in(module: ModuleType) -> list[Rule]:
    """The rules a module declares, in its order."""
    functions = [value for value in vars(module).values() if type(value) is FunctionType]
    return [value.rule for value in functions if hasattr(value, "rule") and value.__module__ == module.__name__]
