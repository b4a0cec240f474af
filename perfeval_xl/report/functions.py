"""The manual page of the worksheet functions (单元格函数), made from functions.FUNCTIONS: what it shows is what they give."""

from collections.abc import Callable, Sequence

from ..functions.definition import ALWAYS, WITHOUT_ARGUMENTS, Example, Function
from ..functions.notation import formula, shown

_HEAD = """\
# 单元格函数

在装好加载项的 Excel 和装好扩展的 LibreOffice 里同名同义；WPS 里没有这些函数，模板在 WPS 里改用公式算分。
命令行可以试：`perfeval-xl call PERF_SCORE "≥90%" "98%以上" 10`。
本页由 `python workbooks/build_functions.py` 从程序生成，例子的结果是当场算出来的。

- 参数可以是单个值，也可以是区域：几个区域形状相同，返回同样形状的数组，一次调用算完一整列；单个值与区域的每一格搭配；形状不同返回 #VALUE!。
- 必填的几格整行空白，返回空文本；有的空、有的不空，返回 #N/A。某一格是错误值，只影响这一格的结果（LibreOffice 例外，见下）。
- 读不懂的输入返回错误值（#VALUE!、#N/A、#DIV/0!），不返回会被 SUM 忽略的文字；`PERF_EXPLAIN` 说明原因。
- 没有给方案时：先用“参数”表里写的，再按表识别，最后用 mof-standard；表的备注写明得分精确到几位小数的，按备注。
- 电子表格只在公式里写到的格子变了时才重新计算：没有写方案的公式，在“参数”表里换了方案或改了备注以后，请按 Ctrl+Alt+F9（LibreOffice 是 Ctrl+Shift+F9）。
  也可以像模板那样，把 参数!$B$3 写进公式。
- 不写格子、自己去读工作簿的（`PERF_TABLE`、`PERF_CHECK`、不带参数的 `PERF_SCORE`、`PERF_EXPLAIN`）每次都重新计算，但可能早于它要读的公式；结果不对时再按一次 F9。
- 显示为 98% 的格子，实际是 0.98：与写成百分数的一边相比时，不超过 1 的数按小数看待（0.98 即 98%），更大的数按百分点看待。
- 函数只看得到格子里的值，看不到数字格式：由格式显示的“≥”“个”，只显示“2024年12月”“12月31日”的日期（里面是完整的日期），函数都按里面的值算，所以指标值、完成值请写成文字；
  不带参数的 `PERF_SCORE`、命令行和按钮按格子显示的内容读。
- LibreOffice 把单个空格子传成 0，所以在 LibreOffice 里请给两格以上的区域，如整列 E12:E30；它把日期格子传成数字，请写成文字，如 2024年12月20日。
- 给的区域里有一格是错误值（#DIV/0!、#N/A 等），LibreOffice 就让整个公式显示 Err:504：请改好那一格；一时改不了的，把那个区域写成 IFERROR(H12:H30,"")，按 Ctrl+Shift+Enter 输入，那一格就按空白算。
"""
_VOLATILE = {
    ALWAYS: "每次重算都重新计算，因为结果取决于整个工作簿。",
    WITHOUT_ARGUMENTS: "不给参数时，每次重算都重新计算，因为结果取决于整张表；给了参数时，参数变了才重新计算。",
}


def as_markdown(functions: Sequence[Function], workbook: str, answer: Callable[[Function, Example], object]) -> str:
    """The page. *answer* gives an example's result; *workbook* is the file that examples with a cell are computed in."""
    index = ["| 函数 | 说明 |", "|---|---|", *(f"| `{one.signature}` | {one.description} |" for one in functions)]
    note = f"读工作簿的例子用的是 `{workbook}`。"
    return "\n".join([_HEAD, *index, "", note, "", *(_section(one, answer) for one in functions)]).rstrip() + "\n"


def _section(function: Function, answer: Callable[[Function, Example], object]) -> str:
    bare = f" 或 `{function.name}()`" if function.without_arguments and function.required else ""
    lines = [f"## {function.name}", "", f"`{function.signature}`{bare}", "", function.description, ""]
    lines += ["| 参数 | 说明 |", "|---|---|"]
    lines += [f"| {one.title}{'（可选）' if one.optional else ''} | {one.help} |" for one in function.parameters]
    lines += ["", f"返回：{function.returns}", ""]
    lines += [f"- {_code(error)}：{when}。" for error, when in function.errors]
    if function.volatile in _VOLATILE:
        lines += ["", _VOLATILE[function.volatile]]
    examples = [_example(function, example, answer(function, example)) for example in function.examples]
    return "\n".join([*lines, "", "```text", *examples, "```", ""])


def _example(function: Function, example: Example, result) -> str:
    """The formula, where it stands, and below it what it gives."""
    where = f"    （写在 {example.cell}）" if example.cell and not example.arguments else ""
    rows = shown(result).split("\n")
    return "\n".join([formula(function.name, example.arguments) + where, *(f"  → {_row(row)}" for row in rows)])


def _row(row: str) -> str:
    return " ｜ ".join(row.rstrip("\t").split("\t")) or "（空文本）"


def _code(error: str) -> str:
    return f"`{error}`" if error.startswith("#") else error
