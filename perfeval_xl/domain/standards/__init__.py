"""Scoring laws (评分标准): how a rule-scored table turns a value, or a finding of fact, into points.

A law is data. It is read from the words of the 评分标准 column where they are regular, or given by a profile:

``read_standard(text, weight) -> Law | None``
    The law that a 评分标准 text states; *weight* is the item's 分值, what “得满分” means. None where any part of the
    text is not understood: no law is better than a wrong one. Never raises, in time linear in the text.
``law_from_data(table, name="") -> Law``
    The law of a profile. ``ValueError`` with one Chinese sentence that names *name*, the key and what is expected.
``score_by(law, value, weight, options=STANDARD, others={}) -> Scored``
    The score of a value: a rate in percentage points (93.33), an amount in 万元, else a number in ``law.unit``.
    *others* gives the inputs (domain.inputs) that ``law.needs`` names. ``score`` is None, and ``explanation`` says
    why, where the law says nothing about the value, an input is lacking, or only a person can judge.
``describe(law) -> str``
    The law as one Chinese sentence.

Values that a person must judge (``law.measurable`` False: checklist, per_case) have ``law.items`` for adding up.

Laws in TOML. Amounts are strings. Points are shares of the weight, or points out of ``full`` where it is given
(``full = "5"``: the points as the published form prints them); they are scaled to the weight of the item.

.. code-block:: toml

    ["财政供养人员控制率"]          # full up to a limit, deduction beyond it
    kind = "deduction"
    full = "5"                    # default "1": shares of the weight
    unit = "%"                    # of limits: "%" (default), "万元", "" …
    full_to = "100"               # full up to and including; or full_from = "100": full from there on; or both
    deduct = "0.5"                # for every step beyond the limit
    step = "1"                    # default "1", in the unit (percentage points)
    most = "3"                    # optional: never more is deducted
    nothing_above = "110"         # optional: beyond it no points (nothing_below with full_from)
    partial = "whole"             # optional: a step begun counts "whole" (not), "started" (as one), "proportional"

    ["重点支出安排率"]              # stretches of the line of values
    kind = "bands"
    full = "5"
    bands = [                     # from ≤ value, above < value, to ≥ value, below > value
        { from = "90", points = "5" },
        { from = "80", below = "90", points = "4" },
        { below = "80", points = "0" },
    ]

    ["资金结余"]                   # a limit may be another input, by its name in domain.inputs
    kind = "bands"
    full = "3"
    unit = "万元"
    bands = [{ to = "0", points = "3" }, { above = "0", to = "carried_in", points = "2" }, { above = "carried_in", points = "0" }]

    ["预算执行率"]                 # score = weight × value ÷ full_from
    kind = "proportional"
    full_from = "100"             # default "100"
    nothing_below = "60"          # optional

    ["管理制度健全性"]              # a person judges each item
    kind = "checklist"
    full = "3"
    items = [{ text = "制度已制定", points = "1" }, { text = "制度合规完整", points = "1" }, { text = "得到执行", points = "1" }]
    # items without points: deduct = "1" for every item that is not met

    ["支付进度"]                   # a person counts the cases
    kind = "per_case"
    full = "3"
    deduct = "0.5"
    case = "未按进度下达的专项"
    most = "3"                    # optional
"""

from .data import law_from_data
from .describe import describe
from .law import BANDS, CHECKLIST, DEDUCTION, PER_CASE, PROPORTIONAL, Band, Item, Law, Scored
from .read import read_standard
from .score import score_by

__all__ = [
    "BANDS",
    "Band",
    "CHECKLIST",
    "DEDUCTION",
    "Item",
    "Law",
    "PER_CASE",
    "PROPORTIONAL",
    "Scored",
    "describe",
    "law_from_data",
    "read_standard",
    "score_by",
]
