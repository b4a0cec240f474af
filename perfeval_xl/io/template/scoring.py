"""The score cell of an indicator: 人工评分 first, then PERF_SCORE, then, where there are no functions, a native formula.

The native part stands in hidden columns right of the print area, one step each, so that anyone can unhide and follow it.
It covers one figure against one figure: digits with or without %, a comparator out of the list on 参数 (≥ ＞＝ 不低于 以上 …),
the same unit out of the list there on both sides, and words answered by “完成”. All else is #N/A, as for what a person
must judge: it never guesses. Source of the arithmetic: domain.scoring.
"""

from ...domain import directions
from .comparators import NUMBERS, comparator, way, without_comparators
from .names import DECIMALS, MISSED_IS_ZERO, PROFILE
from .page import fixed
from .settings import units_range

MANUAL = 12  # 人工评分, the column M
FIRST_STEP = 15  # the column P
STEPS = (
    ("函数得分", "P"), ("指标值", "Q"), ("比较符", "R"), ("指标值数字部分", "S"), ("指标数", "T"), ("指标单位", "U"),
    ("完成值", "V"), ("完成数", "W"), ("完成单位", "X"), ("写明的方向", "Y"), ("方向", "Z"), ("折算完成数", "AA"),
    ("公式得分", "AB"),
)  # fmt: skip
# Directions as numbers: more is better, less is better, as it is; not said at all; said in words nobody knows.
UP, DOWN, EXACT, OPEN, UNKNOWN = *map(NUMBERS.get, (directions.UP, directions.DOWN, directions.EXACT)), 2, 9

_PLAIN = (("％", "%"), (" ", ""), ("（", "("), ("）", ")"))
_EQUALS = (("＝", ""), ("=", ""), ("﹦", ""), ("═", ""))  # “=1489.93万元” as an actual is the figure
_PLACES = "{" + ",".join(map(str, range(1, 17))) + "}"
_TIME_UNITS = "|天|工作日|个工作日|小时|分钟|个月|"
_ANSWERS = '{"完成","已完成","达成预期指标"}'  # compared, not looked up: to MATCH an actual “*” would be every answer
_NO_TARGET = "/—…·.。*-_×xX指三待请填无定"  # what sample texts, and signs for nothing, begin with


class Row:
    """The cells of one indicator row.

    *level1* and *level2* are the (row, column) that hold its headings, *note* is the cell with the form's note.
    """

    def __init__(self, row, level1, level2, note):
        number = row + 1
        self.note = note
        self.nature, self.target, self.unit, self.actual, self.weight = (f"{col}{number}" for col in "EFGHI")
        self.manual = f"M{number}"
        self.step = {label: f"${col}{number}" for label, col in STEPS}
        self.indicator_class = f'IF({fixed(*level2)}="",{fixed(*level1)},{fixed(*level2)})'

    @property
    def blank(self):
        """Not filled in far enough to be scored."""
        return f'OR({self.target}="",{self.actual}="",{self.weight}="")'

    def joined(self, value):
        """A value with its 度量单位, which has a column of its own: 90 and % are 90%."""
        return f'{value}&IF(ISNUMBER(-RIGHT({value},1)),{self.unit},"")'

    @property
    def joined_actual(self):
        """The actual with its 度量单位; 0.952 beside 90 and % is a fraction and no 0.952%. Source: domain.unit_column."""
        goal, unit = self.step["指标数"], f"RIGHT({self.unit},1)"
        fraction = f'AND(OR({unit}="%",{unit}="％"),-{self.actual}<0,-{self.actual}>=-1,N({goal})>=50,N({goal})<1000)'
        unit = f'IF(IFERROR({fraction},FALSE),"",{self.unit})'
        return f'{self.actual}&IF(ISNUMBER(-RIGHT({self.actual},1)),{unit},"")'


def score(row):
    """得分."""
    return function_first(row.manual, row.blank, row.step["函数得分"], row.step["公式得分"])


def function_first(manual, blank, function, native):
    """What is typed by hand, else the function's result, else, where there are no functions (#NAME?), the formula's.

    No function returns a text: one is how LibreOffice shows an error that a macro returns.
    """
    error = f"IF(ISERROR({function}),IF(ERROR.TYPE({function})=5,{native},{function}),{native})"
    return f'IF({manual}<>"",{manual},IF({blank},"",IF(ISNUMBER({function}),{function},{error})))'


def engines(manual, function, score):
    """How many scores the functions computed, and how many the native formulas, of the cells of these ranges.

    A score of the functions may also be #N/A; where the function's cell says neither, the native formula was taken.
    """
    by_function = f"(ISNUMBER({function})+ISNA({function}))*({manual}=\"\")"
    by_formula = f"(1-ISNUMBER({function})-ISNA({function}))*(ISNUMBER({score})+ISNA({score}))*({manual}=\"\")"
    return f"SUMPRODUCT({by_function})", f"SUMPRODUCT({by_formula})"


def steps(row):
    """The formulas of the hidden columns, in the order of STEPS."""
    step = row.step
    return (
        _function(row),
        f'IF({row.blank},"",{_replaced(row.joined(row.target), _PLAIN)})',
        _of_target(step["指标值"], comparator),
        _of_target(step["指标值"], without_comparators),
        _number(step["指标值数字部分"]),
        _unit(step["指标值数字部分"], step["指标数"]),
        f'IF({row.blank},"",{_replaced(row.joined_actual, (*_PLAIN, *_EQUALS))})',
        _number(step["完成值"]),
        _unit(step["完成值"], step["完成数"]),
        _said(row),
        _way(row),
        _in_unit_of_target(row),
        _native(row),
    )


def _function(row):
    nature = f'{row.nature}&"、"&{row.indicator_class}'
    arguments = (row.joined(row.target), row.joined_actual, row.weight, nature, chosen_profile(row.note))
    return f'IF({row.blank},"",PERF_SCORE({",".join(arguments)}))'


def chosen_profile(note):
    """方案 as an argument, so that another choice on 参数 has the scores computed anew.

    A function also reads from the sheet to how many decimals the form's note rounds. A spreadsheet knows only of cells
    that a formula names, hence none of the note's characters: it is to be computed before the scores.
    """
    return f"{PROFILE}&LEFT({note},0)"


def _replaced(text, spellings):
    for spelling, usual in spellings:
        text = f'SUBSTITUTE({text},"{spelling}","{usual}")'
    return text


def _of_target(target, made):
    return f'IF({target}="","",{made(target)})'


def _number(text):
    """The digits in front as a number, nothing where there are none. 16 digits are more than a cell keeps.

    With an exponent behind it no computer takes 2024.12.1 for a date, in whatever way Windows is set to write dates.
    """
    return f'IFERROR(VALUE(LEFT({text},{_length(text)})&"E0"),"")'


def _unit(text, number):
    return f'IF({number}="","",MID({text},{_length(text)}+1,20))'


def _length(text):
    return f'MATCH(TRUE,ISERROR(FIND(MID({text}&"#",{_PLACES},1),"0123456789.")),0)-1'


def _said(row):
    """The direction that 指标性质 says, else the comparator."""
    sign = row.step["比较符"]
    by_sign = f'IF(OR({sign}="≥",{sign}=">"),{UP},IF(OR({sign}="≤",{sign}="<"),{DOWN},IF({sign}="=",{EXACT},{OPEN})))'
    return f'IF({row.blank},"",IF({row.nature}="",{by_sign},{way(row.nature, UNKNOWN)}))'


def _way(row):
    """Under 成本指标 “=” and a bare number are ceilings, under 时效指标 a bare length of time is a limit."""
    said, goal, unit = row.step["写明的方向"], row.step["指标数"], row.step["指标单位"]
    cost, benefit, time = (f'ISNUMBER(FIND("{word}",{row.indicator_class}))' for word in ("成本", "效益", "时效"))
    lasting = f'ISNUMBER(FIND("|"&{unit}&"|","{_TIME_UNITS}"))'
    not_said = f"IF(AND({time},{lasting}),{DOWN},IF({goal}=0,{EXACT},{UP}))"
    ceiling = f"AND({cost},NOT({benefit}),OR({said}={EXACT},{said}={OPEN}))"
    return f'IF({row.blank},"",IF({ceiling},{DOWN},IF({said}={OPEN},{not_said},{said})))'


def _in_unit_of_target(row):
    """The actual as the target is written; nothing where the units are not known to be the same.

    A bare number beside % is a fraction up to 1 (0.98 is 98%) and percentage points beyond.
    """
    goal, done = row.step["指标数"], row.step["完成数"]
    goal_unit, done_unit = row.step["指标单位"], row.step["完成单位"]
    known = f'OR({goal_unit}="",SUMPRODUCT(--({units_range()}={goal_unit}))>0)'
    points = f'IF(AND({goal_unit}="%",{done_unit}=""),IF({done}<=1,{done}*100,{done}),"")'
    fraction = f'IF(AND({goal_unit}="",{done_unit}="%"),IF({goal}<=1,{done}/100,{done}),{points})'
    like_a_date = f'AND({goal_unit}="",ISNUMBER(FIND(".",{goal})),{goal}>=1900,{goal}<2100)'
    same = f'IF(AND({goal_unit}={done_unit},{known},NOT({like_a_date})),{done},{fraction})'
    return f'IF(OR({row.blank},NOT(ISNUMBER({goal})),NOT(ISNUMBER({done}))),"",{same})'


def _native(row):
    """The score by the native formulas. Excel: ``=ROUND(分值*完成数/指标数,小数位)``, full weight where it is reached."""
    step, weight = row.step, row.weight
    done, way = step["折算完成数"], step["方向"]
    product = _product(weight, step["指标数"], done, way)
    numbers = f"IF(AND(ISNUMBER({done}),{way}<{UNKNOWN}),{_rounded(weight, product)},NA())"
    answered = f"OR({row.actual}={_ANSWERS})"
    repeated = f"AND({row.actual}={row.target},{answered})"
    qualitative = f'AND({row.nature}="定性",LEN({row.target})>1,ISERROR(FIND(LEFT({row.target},1),"{_NO_TARGET}")),{answered})'
    words = _rounded(weight, weight)
    valid = f"IF(ISNUMBER({weight}),{weight}>=0,FALSE)"
    scored = f'IF(OR({repeated},{qualitative}),{words},IF({row.nature}="定性",NA(),{numbers}))'
    return f'IF({row.blank},"",IF({valid},{scored},NA()))'


def _rounded(weight, points):
    return f"MIN({weight},ROUND({points},{DECIMALS}))"


def _product(weight, goal, done, way):
    """Weight first, then the proportion: one division, as the exact arithmetic has it."""
    rising = f"IF({done}>={goal},{weight},{weight}*{done}/{goal})"
    falling = f'IF({done}<={goal},{weight},IF({MISSED_IS_ZERO}="记 0 分",0,{weight}*{goal}/{done}))'
    exact = f"IF({done}={goal},{weight},{weight}*MIN({done},{goal})/MAX({done},{goal}))"
    return f"IF({way}={UP},{rising},IF({way}={DOWN},{falling},{exact}))"
