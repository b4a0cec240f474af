"""LibreOffice with a window: its own boxes, and what a user is just typing. The pictures are kept as artefacts."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from perfeval_xl.core.edits import FILLS
from tests.support.calc_office.desk import Desk
from tests.support.screen import shades

TITLE = "^绩效自评$"  # of the box


@pytest.fixture(scope="module")
def windows(screen, tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("windows"), headless=False, environment=screen.environment)
    yield desk
    desk.end()


@pytest.fixture
def lukou(windows, screen, examples, tmp_path):
    """The smallest example in a window that fills the screen."""
    document = windows.open(shutil.copy(examples / "lukou-2022.xlsx", tmp_path))
    screen.window("lukou-2022")
    document.fill_screen()
    yield document
    document.close()


@pytest.fixture
def pressed(lukou):
    """Press a button and go on: what the boxes ask is answered on the screen meanwhile."""
    with ThreadPoolExecutor(1) as other:
        yield lambda button: other.submit(lukou.press_on_screen, button)


def test_the_result_is_told_in_a_box_and_the_findings_are_in_front(lukou, screen, pressed, pictures):
    done = pressed("validate")
    screen.window(TITLE)
    time.sleep(1)
    screen.picture(pictures / "一键校验-消息框.png")
    assert not done.done()
    screen.answer(TITLE, "Return")
    assert done.result(30) is True
    time.sleep(1)
    pixels = screen.picture(pictures / "一键校验-校验结果.png")
    assert FILLS["warning"] in shades(pixels) and lukou.state()[3] == "校验结果"


@pytest.mark.parametrize(("key", "score"), [("Escape", 8.0), ("Return", 9.0)])
def test_a_question_is_answered_with_the_keyboard(key, score, lukou, screen, pressed, pictures):
    done = pressed("rescore")
    screen.window(TITLE)
    time.sleep(1)
    screen.picture(pictures / f"重算得分-{key}.png")
    screen.answer(TITLE, key)
    if key == "Return":  # and then the result is told
        screen.answer(TITLE, "Return")
    assert done.result(30) is True
    assert lukou.book().sheets[0].rows[19][7] == score


@pytest.fixture
def with_file(screen, pressed, pictures):
    """Press a button, choose a file in the dialogue of that title, and read the result."""

    def press(button, title, file):
        done = pressed(button)
        screen.window(title)
        time.sleep(1)
        screen.picture(pictures / f"{title}.png")
        screen.choose_file(title, file)
        screen.answer(TITLE, "Return", seconds=60)
        assert done.result(60) is True

    return press


def test_files_are_chosen_in_a_dialogue(lukou, with_file, examples):
    with_file("import_final_accounts", "选择决算公开表", examples / "consistent-2024.xlsx")
    assert "公开09表" in lukou.sheets()


def test_the_file_to_write_to_is_chosen_in_a_dialogue(with_file, tmp_path):
    with_file("seal", "封存提交", tmp_path / "seal.xlsx")
    assert (tmp_path / "seal.xlsx").exists()


def test_what_is_being_typed_is_entered_where_it_is_typed(lukou, screen):
    """Otherwise it would be entered into the sheet of findings, which is shown then."""
    lukou.select("整体自评表", "B13")
    screen.click(800, 500)
    lukou.select("整体自评表", "B13")
    screen.do("type", "保障机关运转123")
    time.sleep(1)
    lukou.press("validate")
    book = lukou.book()
    assert "123" in str(book.sheets[0].rows[12][1])
    assert not any("123" == str(value) for row in book.sheets[1].rows for value in row)
    assert lukou.undo_steps() == ["写校验结果", "Input"]
