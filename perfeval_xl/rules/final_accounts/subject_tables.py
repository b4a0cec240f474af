"""K05–K09 and K19: the tables with one row an account subject, added up downwards and across."""

from ...core.findings import ERROR
from ...core.rules import rule
from ...domain.forms import FINAL_ACCOUNT, FinalAccount
from ..context import Context
from .checks import check_table

BASIS = "《政府收支分类科目》；部门决算公开表《%s》"


@rule("K05", "收入决算表·纵向", ERROR, basis=BASIS % "收入决算表", each=(FINAL_ACCOUNT,), tables=("income",))
def income_adds_up_downwards(context: Context, form: FinalAccount):
    """收入决算表每一栏的合计应等于各科目之和：合计＝Σ类，类＝Σ款，款＝Σ项。

    只印项级科目的表，或类、款只作标题都没有填数的表，合计直接等于项级之和；各级都印的，逐级相加，不重复计算。
    一行编码写错、漏列、空着或列了两次，改过来各级就相等的，只报那一处。

    为何重要：合计与科目不符，按科目引用的收入就不可靠。
    怎样改：看提示的科目，核对下级各科目有没有漏列、重列或填错。
    """
    yield from check_table(context, income_adds_up_downwards, form)


@rule("K06", "收入决算表·横向", ERROR, basis=BASIS % "收入决算表", each=(FINAL_ACCOUNT,), tables=("income",))
def income_adds_up_across(context: Context, form: FinalAccount):
    """收入决算表每一行的本年收入合计应等于各来源收入之和；一栏再分小计和几栏的，小计应等于各栏之和，“其中”一栏不应大于小计。

    各栏加起来不等于小计、又看不出列全没有的（不是按三类预算分），记未检。

    为何重要：横向不符，财政拨款与其他收入的划分就有错。
    怎样改：核对该行各栏，数填串了栏的移回去，漏填的补上。
    """
    yield from check_table(context, income_adds_up_across, form)


@rule("K07", "支出决算表·纵向", ERROR, basis=BASIS % "支出决算表", each=(FINAL_ACCOUNT,), tables=("expenditure",))
def expenditure_adds_up_downwards(context: Context, form: FinalAccount):
    """支出决算表每一栏的合计应等于各科目之和：合计＝Σ类，类＝Σ款，款＝Σ项。

    一行编码写错、漏列、空着或列了两次，改过来各级就相等的，只报那一处。

    为何重要：自评表的全年执行数、基本支出和项目支出都取自这张表的合计行。
    怎样改：看提示的科目，核对下级各科目有没有漏列、重列或填错。
    """
    yield from check_table(context, expenditure_adds_up_downwards, form)


@rule("K08", "支出决算表·横向", ERROR, basis=BASIS % "支出决算表", each=(FINAL_ACCOUNT,), tables=("expenditure",))
def expenditure_adds_up_across(context: Context, form: FinalAccount):
    """支出决算表每一行的本年支出合计应等于基本支出、项目支出、上缴上级、经营支出与对附属单位补助之和；一栏再分小计和几栏的，小计应等于各栏之和。

    为何重要：基本支出与项目支出划分错了，绩效自评的口径也跟着错。
    怎样改：核对该行各栏，数填串了栏的移回去，漏填的补上。
    """
    yield from check_table(context, expenditure_adds_up_across, form)


@rule(
    "K09",
    "一般公共预算财政拨款支出决算表",
    ERROR,
    basis=BASIS % "一般公共预算财政拨款支出决算表",
    each=(FINAL_ACCOUNT,), tables=("general_public_budget",),
)
def general_public_budget_adds_up(context: Context, form: FinalAccount):
    """一般公共预算财政拨款支出决算表的小计应等于基本支出加项目支出，合计应等于各科目之和；基本支出再分人员经费、公用经费的，也应等于两项之和。

    为何重要：基本支出明细表和财政拨款总表的一般公共预算栏都与它核对。
    怎样改：先核对提示的那一行三栏，再核对下级科目。
    """
    yield from check_table(context, general_public_budget_adds_up, form)


@rule(
    "K19",
    "基金表、国资表",
    ERROR,
    basis=BASIS % "政府性基金预算财政拨款收入支出决算表、国有资本经营预算财政拨款支出决算表",
    each=(FINAL_ACCOUNT,), tables=("government_fund", "state_capital"),
)
def fund_and_capital_tables_add_up(context: Context, form: FinalAccount):
    """基金表、国资表应横向、纵向都相符，基金表的年初结转加本年收入减本年支出应等于年末结转。

    为何重要：基金和国资各自收支平衡，结转数要带到下一年度。
    怎样改：核对该行年初结转、本年收入、本年支出和年末结转，改正填错的一格。
    """
    yield from check_table(context, fund_and_capital_tables_add_up, form)
