"""封存提交 and 生成公开版: made of a saved copy; the open workbook stays as it is."""

import copy
import shutil
from pathlib import Path

import pytest

import perfeval_xl
from perfeval_xl.macros import press, publish, seal
from tests.support.hosts import in_memory, looks


@pytest.fixture
def sound(examples):
    return in_memory(examples / "consistent-2024.xlsx")


@pytest.fixture
def faulty(examples):
    return in_memory(examples / "quyuan-2024.xlsx")


def test_a_sealed_copy_is_intact_and_its_code_is_told(sound, tmp_path):
    sound.save_name = str(tmp_path / "封存 一份.xlsx")
    before = copy.deepcopy(looks(sound))
    assert press(seal, sound)
    assert "封存校验码" in sound.said[-1][1] and looks(sound) == before
    assert perfeval_xl.check(tmp_path / "封存 一份.xlsx").to_dict()["sealed"]["intact"] is True


def test_with_errors_open_the_user_decides(faulty, tmp_path):
    faulty.save_name, faulty.answer = str(tmp_path / "封存.xlsx"), False
    assert press(seal, faulty)
    assert not (tmp_path / "封存.xlsx").exists()
    assert "逻辑性结论" in faulty.questions[0] and "--force" not in faulty.questions[0]
    faulty.answer = True
    assert press(seal, faulty)
    assert (tmp_path / "封存.xlsx").exists()


def test_the_open_workbook_is_no_target(examples, tmp_path):
    path = shutil.copy(examples / "consistent-2024.xlsx", tmp_path)
    host = in_memory(Path(path))
    host.save_name = path
    before = Path(path).read_bytes()
    assert not press(seal, host)
    assert "请换一个文件名" in host.said[-1][1] and Path(path).read_bytes() == before


@pytest.mark.parametrize("button", [seal, publish])
def test_cancelling_the_file_name_does_nothing(button, sound):
    if button is publish:
        pytest.importorskip("perfeval_xl.publication", reason="生成公开版要用 perfeval_xl.publication")
    assert press(button, sound)
    assert not sound.said and not sound.questions


def test_a_target_that_cannot_be_written_is_said(sound, tmp_path):
    sound.save_name = str(tmp_path / "没有这个文件夹" / "封存.xlsx")
    assert not press(seal, sound)
    assert sound.said[-1][0] == "error" and "没有这个文件夹" in sound.said[-1][1]


def test_the_public_edition_is_written_beside(sound, tmp_path):
    pytest.importorskip("perfeval_xl.publication", reason="生成公开版要用 perfeval_xl.publication")
    sound.save_name = str(tmp_path / "公开版.xlsx")
    assert press(publish, sound)
    assert "公开前请打开看一遍" in sound.said[-1][1]
    assert perfeval_xl.check(tmp_path / "公开版.xlsx").forms
