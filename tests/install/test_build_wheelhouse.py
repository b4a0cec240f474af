"""The folder that is carried to Windows, made here from an index that is a folder of small wheels."""

import os
import shutil
import zipfile
from pathlib import Path

import build_wheelhouse
import pytest
from build_wheelhouse import build, zipped
from environment import InstallError
from perfeval_setup.carried import Carried, SetupError
from wheels import Target, require_complete

from perfeval_xl import __version__
from tests.install.wheel_files import make_wheel

XLWINGS_REQUIRES = ('pywin32>=224; platform_system == "Windows"', 'appscript; platform_system == "Darwin"')


def project_wheel(folder):
    """What setuptools makes of the project, without its modules."""
    requires = ["python-calamine>=0.9.1,<1", 'xlwings==0.37.8; extra == "excel"']
    requires += ['XlsxWriter<3.4,>=3.3.1; extra == "template"', 'pytest; extra == "test"']
    make_wheel(Path(folder), "perfeval_xl", __version__, requires=requires, extras=("excel", "template", "test"))


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """What the package index has; no other is asked."""
    folder = tmp_path_factory.mktemp("index")
    for python in ("cp311", "cp313"):
        make_wheel(folder, "xlwings", "0.37.8", f"{python}-{python}-win_amd64", requires=XLWINGS_REQUIRES)
        for platform in ("win_amd64", "win32"):
            make_wheel(folder, "python_calamine", "0.9.1", f"{python}-{python}-{platform}")
    for platform in ("win_amd64", "win32"):  # and none for Python 3.13
        make_wheel(folder, "pywin32", "312", f"cp311-cp311-{platform}")
    make_wheel(folder, "python_calamine", "0.9.1", "cp311-cp311-manylinux_2_17_x86_64")
    make_wheel(folder, "xlwings", "0.37.8", requires=XLWINGS_REQUIRES)
    for name, version in (("xlsxwriter", "3.3.1"), ("xlsxwriter", "3.4.0"), ("pip", "26.3")):
        make_wheel(folder, name, version)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", str(folder))
        patch.setenv("PIP_CONFIG_FILE", os.devnull)
        patch.setattr(build_wheelhouse, "_project_wheel", project_wheel)
        yield folder


@pytest.fixture(scope="module")
def built(index, tmp_path_factory):
    """The folder for one Python, of 64 and of 32 bits, with a portable one."""
    folder = tmp_path_factory.mktemp("built")
    made = folder / "安装 文件夹"
    build(str(made), ["3.11"], ["win32"], str(embeddable(folder / "embed.zip")))
    return made


@pytest.fixture
def made(built, tmp_path):
    """A copy of it to do as one likes with."""
    return shutil.copytree(built, tmp_path / "made")


def names(folder) -> set[str]:
    return {path.name for path in (folder / "wheels").iterdir()}


def test_the_folder_has_everything_that_a_windows_machine_needs(built):
    """Above all pywin32, which is needed on Windows only and which this machine would leave out. The wheel of xlwings for
    every platform, which 32 bits get, has no DLLs: they come from the one for 64."""
    several = {f"{name}-cp311-cp311-{bits}" for name in ("pywin32-312", "python_calamine-0.9.1") for bits in ("win_amd64", "win32")}
    pure = {f"{name}-py3-none-any" for name in (f"perfeval_xl-{__version__}", "xlsxwriter-3.3.1", "pip-26.3", "xlwings-0.37.8")}
    assert names(built) == {f"{name}.whl" for name in several | pure | {"xlwings-0.37.8-cp311-cp311-win_amd64"}}
    for name in ("安装.cmd", "卸载.cmd", "说明.txt", "LICENSE.txt", "setup/run.cmd", "files/perfeval.xlam", "files/绩效自评模板.xlsx"):
        assert (built / name).is_file()
    assert not list(built.rglob("__pycache__"))


def test_the_set_up_takes_the_folder_and_notices_a_changed_file(made):
    carried = Carried(str(made))
    carried.check()
    assert carried.version == __version__ and carried.targets == [("3.11", "win_amd64"), ("3.11", "win32")]
    assert carried.pip.endswith("pip-26.3-py3-none-any.whl") and os.path.exists(carried.add_in)
    (made / "setup" / "run.cmd").write_bytes(b"")
    with pytest.raises(SetupError, match="setup/run.cmd"):
        carried.check()


def test_a_wheel_that_there_is_not_is_named_and_the_old_folder_stays(index, made):
    before = names(made)
    with pytest.raises(InstallError, match="没有下载到 Python 3.13 win_amd64 的 pywin32"):
        build(str(made), ["3.13"], [], None)
    assert names(made) == before and [path.name for path in made.parent.iterdir()] == ["made"]


def test_completeness_is_judged_as_windows_would(made):
    house, target = made / "wheels", Target("3.11", "win_amd64")
    project = f"perfeval-xl[excel,template]=={__version__}"
    found = require_complete(project, ["pip"], target, str(house))
    assert len(found) == 6 and any(path.endswith("xlwings-0.37.8-cp311-cp311-win_amd64.whl") for path in found)
    (house / "pywin32-312-cp311-cp311-win_amd64.whl").unlink()
    with pytest.raises(InstallError, match="缺少 Python 3.11 win_amd64 的 pywin32"):
        require_complete(project, ["pip"], target, str(house))


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path):
    (tmp_path / "documents").mkdir()
    with pytest.raises(InstallError, match="又不是以前生成的安装文件夹"):
        build(str(tmp_path / "documents"), ["3.11"], [], None)


def embeddable(path: Path, version: str = "311") -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name in ("python.exe", "pythonw.exe", f"python{version}.dll", f"python{version}._pth"):
            package.writestr(name, name)
    return path


def test_a_portable_python_goes_along(built):
    assert (built / "python" / "python.exe").is_file()
    assert "  python/python.exe" in (built / "SHA256SUMS").read_text("utf-8")


@pytest.mark.parametrize(("content", "sentence"), [
    (b"no zip", "不是 .zip"), ("310", "没有给它备包"), ("", "不是 Windows embeddable package"),
])  # fmt: skip
def test_a_portable_python_that_does_not_fit(tmp_path, content, sentence):
    path = tmp_path / "embed.zip"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        embeddable(path, content)
    with pytest.raises(InstallError, match=sentence):
        build(str(tmp_path / "made"), ["3.11"], [], str(path))


def test_a_portable_python_that_cannot_be_downloaded(tmp_path, monkeypatch):
    def unreachable(address, timeout):
        assert address == "https://www.python.org/ftp/python/3.11.9/python-3.11.9-embed-amd64.zip"
        raise OSError("没有网络")

    monkeypatch.setattr(build_wheelhouse.urllib.request, "urlopen", unreachable)
    with pytest.raises(InstallError, match="下载不到.*没有网络.*--portable 文件.zip"):
        build(str(tmp_path / "made"), ["3.11"], [], "3.11.9")
    with pytest.raises(InstallError, match="没有文件 没有.zip"):
        build(str(tmp_path / "made"), ["3.11"], [], "没有.zip")


def test_zipped_its_chinese_names_are_marked_as_utf_8(tmp_path):
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "安装.cmd").touch()
    utf_8 = 0x800
    with zipfile.ZipFile(zipped(str(tmp_path / "made"))) as package:
        flags = {info.filename: info.flag_bits & utf_8 for info in package.infolist()}
    assert flags["made/安装.cmd"] == utf_8
