"""Names and places that several sheets of the template share."""

COVER, UNIT, WHOLE, FINDINGS, SETTINGS = "首页", "基本信息", "整体自评表", "校验结果", "参数"
PROJECTS = ("项目自评表1", "项目自评表2", "项目自评表3")
ACCOUNTS = tuple(f"公开{number:02}表" for number in range(1, 10))
SHEETS = (COVER, UNIT, WHOLE, *PROJECTS, *ACCOUNTS, FINDINGS, SETTINGS)

# 参数
PROFILE, YEAR = "参数!$B$3", "参数!$B$4"
DECIMALS, EXECUTION_WEIGHT, MISSED_IS_ZERO = "参数!$B$5", "参数!$B$6", "参数!$B$7"

# 基本信息
UNIT_NAME = "基本信息!$B$3"
FILLED_BY, FILLED_ON, TELEPHONE, SIGNED_BY = (f"基本信息!$B${row}" for row in (8, 9, 10, 11))
NO_FUND, NO_STATE_CAPITAL, NO_THREE_PUBLIC = (f"基本信息!$B${row}" for row in (14, 15, 16))


# The forms: what each counts, added up over all sheets from 整体自评表 to 公开01表, so also over those added in between.
BY_FUNCTION, BY_FORMULA, DUE = (f"SUM({WHOLE}:{ACCOUNTS[0]}!${col}$1)" for col in "PQR")

# 公开01表 and 公开03表: what the forms and the first sheet draw on
GENERAL_BUDGET, GOVERNMENT_FUND = f"{ACCOUNTS[0]}!C7", f"{ACCOUNTS[0]}!C8"
INCOME_THIS_YEAR = f"{ACCOUNTS[0]}!C33"
INCOME_TOTAL, EXPENDITURE_TOTAL = f"{ACCOUNTS[0]}!C36", f"{ACCOUNTS[0]}!F36"
SPENT, SPENT_BASIC, SPENT_PROJECTS = (f"{ACCOUNTS[2]}!{col}9" for col in "CDE")


def shown(reference):
    """A formula that shows what a cell holds, and nothing for an empty one: a bare reference shows 0."""
    return f'IF({reference}="","",{reference})'
