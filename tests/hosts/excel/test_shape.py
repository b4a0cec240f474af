"""The stand-in has the shape of the real thing: names, signatures, what can be set; and the constants are Excel's."""

import ast
import inspect
import textwrap
from pathlib import Path

import pytest

from perfeval_xl.hosts.excel import XLWINGS, com
from tests.support.excel import xlwings_range, xlwings_side
from tests.support.excel.model import ERRORS

xlwings = pytest.importorskip("xlwings", reason="xlwings 没有装，替身与真身无从比较（pip install perfeval-xl[test]）")

PAIRS = {
    "App": (xlwings_side.App, xlwings.App),
    "Book": (xlwings_side.Book, xlwings.Book),
    "Sheet": (xlwings_side.Sheet, xlwings.Sheet),
    "Sheets": (xlwings_side.Sheets, xlwings.main.Sheets),
    "Range": (xlwings_range.Range, xlwings.Range),
    "Note": (xlwings_range.Note, xlwings.main.Note),
    "Font": (xlwings_range.Font, xlwings.main.Font),
}
MEMBERS = [
    (name, member)
    for name, (ours, _) in PAIRS.items()
    for member in vars(ours)
    if not member.startswith("_") or member in ("__len__", "__iter__", "__getitem__")
]


def test_the_version_is_the_pinned_one(root):
    assert xlwings.__version__ == XLWINGS
    assert (root / "pyproject.toml").read_text(encoding="utf-8").count(f'"xlwings=={XLWINGS}"') == 2


@pytest.mark.parametrize(("name", "member"), MEMBERS)
def test_a_member_is_what_it_is_in_xlwings(name, member):
    ours, real = (inspect.getattr_static(side, member) for side in PAIRS[name])
    assert isinstance(ours, property) == isinstance(real, property)
    if isinstance(ours, property):
        assert ours.fset is None or real.fset is not None
    elif not member.startswith("__"):
        taken = inspect.signature(real).parameters
        for parameter in inspect.signature(ours).parameters.values():
            assert parameter.name in taken
            assert (parameter.default is parameter.empty) == (taken[parameter.name].default is parameter.empty)


def test_the_order_of_positional_arguments_is_that_of_xlwings():
    for name, member in MEMBERS:
        ours, real = (inspect.getattr_static(side, member) for side in PAIRS[name])
        if inspect.isfunction(ours) and not member.startswith("__"):
            mine, theirs = (list(inspect.signature(one).parameters) for one in (ours, real))
            assert theirs[: len(mine)] == mine, (name, member)


@pytest.fixture(scope="module")
def windows_side():
    """The statements of xlwings' Windows engine, which is imported on Windows only."""
    path = Path(xlwings.__file__).parent / "_xlwindows.py"
    return ast.parse(path.read_text(encoding="utf-8")).body


def test_a_book_is_made_from_the_workbook_that_was_handed_over(windows_side):
    assert "impl" in inspect.signature(xlwings.Book.__init__).parameters
    book = next(node for node in windows_side if isinstance(node, ast.ClassDef) and node.name == "Book")
    made = next(node for node in book.body if isinstance(node, ast.FunctionDef) and node.name == "__init__")
    assert [argument.arg for argument in made.args.args] == ["self", "xl"]


def implemented(engine: ast.ClassDef) -> set[str]:
    """The members of a class of an engine that do more than say that there is no such thing."""
    there = {target.id for node in engine.body if isinstance(node, ast.Assign) for target in node.targets}
    for node in engine.body:
        if isinstance(node, ast.FunctionDef) and "raise NotImplementedError" not in ast.unparse(node.body[-1]):
            there.add(node.name)
    return there


def lacking_on_windows(real, name, member, windows_side) -> set[str]:
    """What a member of xlwings' own class asks of the engine that the one for Windows has not."""
    found = inspect.getattr_static(real, member)
    parts = [one for one in (found.fget, found.fset) if one] if isinstance(found, property) else [found]
    asked = {
        node.attr
        for part in parts
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(part))))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self.impl" and not node.attr.startswith("__")
    }
    return asked - implemented(next(one for one in windows_side if isinstance(one, ast.ClassDef) and one.name == name))


@pytest.mark.parametrize(("name", "member"), MEMBERS)
def test_a_member_is_there_on_windows(name, member, windows_side):
    assert lacking_on_windows(PAIRS[name][1], name, member, windows_side) == set()


def test_a_member_that_only_other_systems_have_would_be_found(windows_side):
    assert lacking_on_windows(xlwings.Sheet, "Sheet", "freeze_panes", windows_side) == {"freeze_panes"}


def test_error_values_have_the_numbers_that_xlwings_knows(windows_side):
    assigned = [node for node in windows_side if isinstance(node, ast.Assign)]
    known = next(node.value for node in assigned if getattr(node.targets[0], "id", "") == "cell_errors")
    for number, text in ast.literal_eval(known).items():
        assert com.ERRORS[number] == text and ERRORS[text] == number


@pytest.mark.parametrize(
    ("ours", "group", "name"),
    [
        (com.XL_NONE, "ColorIndex", "xlColorIndexNone"),
        (com.XL_NONE, "Constants", "xlNone"),
        (com.XL_SOLID, "Constants", "xlSolid"),
        (com.XL_CENTER, "Constants", "xlCenter"),
        (com.XL_CONTINUOUS, "LineStyle", "xlContinuous"),
        (com.XL_LANDSCAPE, "PageOrientation", "xlLandscape"),
        (com.XL_PAPER_A4, "PaperSize", "xlPaperA4"),
        (com.XL_BAR_STACKED, "ChartType", "xlBarStacked"),
        (com.XL_CATEGORY, "AxisType", "xlCategory"),
        (com.XL_LEGEND_BOTTOM, "LegendPosition", "xlLegendPositionBottom"),
        (com.XL_UNDERLINE, "UnderlineStyle", "xlUnderlineStyleSingle"),
        (com.XL_SHEET_VISIBLE, "SheetVisibility", "xlSheetVisible"),
        (com.XL_SHEET_VERY_HIDDEN, "SheetVisibility", "xlSheetVeryHidden"),
    ],
)
def test_constants_are_those_that_xlwings_ships(ours, group, name):
    assert getattr(getattr(xlwings.constants, group), name) == ours
