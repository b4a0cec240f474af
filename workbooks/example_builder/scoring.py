"""The rule-scored table (部门整体支出绩效评价评分表): each row scored by a written standard."""

from .page import facts_of, rows_covered, value_of

HEADER = ("一级指标", "二级指标", "三级指标", "评分标准", "分值", "自评得分", "扣分原因和其他说明")
# Levels, standard and weight may cover several rows; null continues the box above.
MERGED_COLUMNS = (0, 1, 3, 4)


def scoring_table(page, facts):
    """评分表: one box of the weight column covers three rows, as published."""
    page.columns(11, 11, 20, 46, 7, 10, 16)
    page.print_on_a4()
    page.repeat_header(2, 2)
    page.put(0, 0, facts["attachment"], "plain", across=2)
    page.put(1, 0, facts["title"], "title", across=7)
    page.height(1, 30)
    for column, text in enumerate(HEADER):
        page.put(2, column, text, "header")
    rows = [facts_of(line) for line in facts["rows"]]
    for index, cells in enumerate(rows):
        for column, fact in enumerate(cells):
            if column not in MERGED_COLUMNS or value_of(fact) is not None:
                down = rows_covered(rows, index, column) if column in MERGED_COLUMNS else 1
                page.put(3 + index, column, fact, "left" if column in (2, 3, 6) else "centre", down=down)
    row = 3 + len(rows)
    for column, fact in enumerate(facts_of(facts["total"])):
        page.put(row, column, fact)
    page.put(row + 1, 0, facts["notes"][0], "plain", across=7)


LAYOUTS = {"scoring_table": scoring_table}
