"""The sheet 参数: a workbook names its profile and its year itself."""

import pytest

from perfeval_xl.core.book import UNCACHED, Book, CellError
from perfeval_xl.core.profiles import ProfileError
from perfeval_xl.recognition.settings import book_profile, book_year, one_profile, one_year


def book(*rows, name="参数") -> Book:
    return Book.from_lists({"整体自评表": [["某某局"]], name: [list(row) for row in rows]})


@pytest.mark.parametrize(
    "rows",
    [
        [("方案", "hunan-2022")],
        [("参数表",), ("项", "值", "说明"), ("评价方案：", "hunan-2022", "下拉选择"), ("年度", 2022)],
        [("", "方 案", "", " Hunan-2022 ")],
        [("方案", "ｈｕｎａｎ－２０２２")],
        [("方案", "湖南省部门绩效自评表（2020—2023 年度）")],
        [("方案", ""), ("计分方案", "hunan-2022")],
        [("年度", 2022, "方案", "hunan-2022")],
    ],
    ids=["two cells", "a table with heading", "spaces", "full width", "by its title", "the first left empty", "in one row"],
)
def test_the_profile_is_named_right_of_its_label(rows):
    assert book_profile(book(*rows)).name == "hunan-2022"


@pytest.mark.parametrize(
    "rows",
    [[("方案", "")], [("方案", "—")], [("方案",)], [("方案", "", "年度", 2024)], [("方案", "按表识别")], [("单位", "hunan-2022")], []],
    ids=["empty", "a dash", "nothing beside it", "another label beside it", "automatic", "no such label", "an empty sheet"],
)
def test_nothing_named_leaves_the_choice_to_the_forms(rows):
    assert book_profile(book(*rows)) is None


def test_only_the_sheet_of_that_name_counts():
    assert book_profile(book(("方案", "hunan-2022"), name="说明")) is None
    assert book_profile(book(("方案", "hunan-2022"), name=" 参数 ")).name == "hunan-2022"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("hunan2022", ["“参数”表 B1", "hunan2022", "可用的有：", "最接近的是 hunan-2022", "--profile"]),
        ("某市方案", ["“参数”表 B1", "某市方案", "可用的有："]),
        (2022, ["“参数”表 B1", "2022"]),
        ("./我的方案.toml", ["“参数”表 B1", "文件名", "--profile"]),
        (CellError("#REF!"), ["“参数”表 B1", "#REF!"]),
        (UNCACHED, ["“参数”表 B1", "没有缓存值"]),
    ],
    ids=["misspelt", "unknown", "a number", "a file", "an error value", "a formula without a value"],
)
def test_a_name_that_no_profile_has_is_said_with_its_cell(value, words):
    with pytest.raises(ProfileError) as error:
        book_profile(book(("方案", value)))
    assert all(word in str(error.value) for word in words), str(error.value)


@pytest.mark.parametrize(
    ("value", "year"),
    [(2024, 2024), (2024.0, 2024), ("2024", 2024), ("2024年度", 2024), ("２０２４年", 2024), ("去年", None), ("", None), (True, None)],
)
def test_the_year(value, year):
    assert book_year(book(("评价年度", value))) == year


def test_books_checked_together_may_name_it_once_or_alike():
    named, silent = book(("方案", "hunan-2022"), ("年度", 2022)), book()
    assert one_profile([silent, named, named]).name == "hunan-2022"
    assert (one_year([silent, named]), one_profile([silent]), one_year([silent])) == (2022, None, None)


def test_books_checked_together_that_name_different_ones():
    with pytest.raises(ProfileError, match="hunan-2022、hunan-2024.*--profile"):
        one_profile([book(("方案", "hunan-2022")), book(("方案", "hunan-2024"))])
