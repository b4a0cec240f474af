"""What a check says: findings, what could not be checked, what does not apply."""

from collections.abc import Mapping

from .cells import Field
from .record import Record
from .relations import Relation

ERROR = "error"  # 逻辑性：算术或定义上不可能成立
WARNING = "warning"  # 核实性：可能有理由，须逐条说明
INFO = "info"  # 提示
ROUNDING = "rounding"  # 尾差
SEVERITIES = (ERROR, WARNING, INFO, ROUNDING)
SEVERITY_NAMES = {ERROR: "逻辑性", WARNING: "核实性", INFO: "提示", ROUNDING: "尾差"}


class Finding(Record):
    """One conclusion. The message template and its arguments stay apart until someone reads them.

    ``field`` is the cell to change first, ``related`` the other side. ``subject`` names what the finding is
    about in the form's own words (an indicator, an account code), so that ``key`` survives an inserted row.
    """

    rule: str
    severity: str
    field: Field
    message: str
    arguments: Mapping[str, str] = {}
    expected: str = ""
    actual: str = ""
    difference: str = ""
    basis: str = ""
    related: tuple[Field, ...] = ()
    subject: str = ""
    relation: Relation | None = None
    form: str = ""  # the key of the form it belongs to
    key: str = ""
    caused_by: str | None = None  # a rule may name a finding that its own goes with; it counts where there is none
    hint: str = ""  # which one change would settle this finding and its cascade
    explanation: str | None = None  # 核实说明, accepted
    reopened: str | None = None  # one that must be written anew, and why
    doubled: tuple[Field, ...] = ()  # the figures of a row that stands there twice: they go with it

    @property
    def text(self) -> str:
        """The sentence a person reads. The message may name the finding's own values beside its arguments."""
        named = {
            "label": self.field.label,
            "cell": self.field.cell,
            "actual": self.actual,
            "expected": self.expected,
            "difference": self.difference,
            **self.arguments,
        }
        return self.message.format_map(named) + self.hint

    @property
    def counts(self) -> bool:
        """A consequence of another finding is listed but does not count."""
        return self.caused_by is None


def key_of(rule: str, form: str, subject: str) -> str:
    """What a finding is known by from one version of a file to the next: business terms, no addresses."""
    return f"{rule}/{form}/{subject}"


class Unchecked(Record):
    """A rule whose material is there but whose input is not: never taken for passed."""

    rule: str
    reason: str
    sheet: str = ""
    cell: str = ""


class NotApplicable(Record):
    """A rule whose whole kind of material was not submitted."""

    rule: str
    reason: str
