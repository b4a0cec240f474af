"""Make the folder that is carried to Windows machines without internet: set-up, wheels, add-in, template.

    python3 install/build_wheelhouse.py [-o FOLDER] [--python 3.12 ...] [--platform win32 ...]
                                        [--portable VERSION|FILE.zip|URL] [--zip]

On any machine that reaches a package index. With --portable the embeddable Python of python.org goes along, so that the
machines need none of their own.
"""

from __future__ import annotations

import argparse
import glob
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile

from environment import PROJECT, ROOT, InstallError, main, prepared

PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
ALWAYS = "win_amd64"  # also because only this wheel of xlwings brings the DLLs
_WINDOWS = os.path.join(ROOT, "install", "windows")
_WORKBOOKS = os.path.join(ROOT, "workbooks")
_EMBEDDABLE = "https://www.python.org/ftp/python/{version}/python-{version}-embed-amd64.zip"


def run() -> int:
    options = _parser().parse_args()
    program = prepared().program("python")
    if os.path.realpath(sys.prefix) != os.path.realpath(os.path.dirname(os.path.dirname(program))):
        # There pip is, and a version of it that is known to work.
        return subprocess.run([program, os.path.abspath(__file__), *sys.argv[1:]], check=False).returncode
    folder = os.path.abspath(options.output or f"perfeval-xl-{_version()}-windows")
    build(folder, options.python or list(PYTHONS), options.platform or [], options.portable)
    if options.zip:
        zipped(folder)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="生成可以拷到没有网络的 Windows 机器上的安装文件夹。")
    add = parser.add_argument
    add("-o", "--output", metavar="FOLDER", help="写到哪个文件夹（默认 perfeval-xl-版本-windows）")
    add("--python", action="append", metavar="3.12", help=f"给哪些 Python 备包，可以写几次（默认 {'、'.join(PYTHONS)}）")
    add("--platform", action="append", choices=("win32", "win_arm64"), help=f"除 {ALWAYS} 以外还给哪个平台备包")
    add("--portable", metavar="PYTHON", help="放进自带的 Python：版本号（如 3.12.10）、下载好的 .zip，或网址")
    add("--zip", action="store_true", help="另外打成一个 .zip")
    return parser


def build(folder: str, pythons: list[str], platforms: list[str], portable: str | None) -> None:
    """Make *folder* anew. Raises InstallError; then an older one is left as it was."""
    from wheels import Target, download, require_complete

    if os.path.exists(folder) and not os.path.exists(os.path.join(folder, "contents.json")):
        raise InstallError(f"{folder} 已经存在，又不是以前生成的安装文件夹，请在 -o 后换一个名字。")
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    with tempfile.TemporaryDirectory(dir=os.path.dirname(folder)) as work:
        made = os.path.join(work, "made")
        house = os.path.join(made, "wheels")
        os.makedirs(house)
        if portable:
            _unpack_portable(portable, os.path.join(made, "python"), pythons)
        _copy_setup(made)
        _project_wheel(house)
        wanted = f"perfeval-xl[excel,template]=={_version()}", ["pip"]
        targets = [Target(python, platform) for python in pythons for platform in (ALWAYS, *platforms)]
        for target in targets:
            _tell(f"下载 / downloading: {target}")
            download(*wanted, target, house)
        for target in targets:
            require_complete(*wanted, target, house)
        contents = {"version": _version(), "targets": [[target.python, target.platform] for target in targets]}
        _write(os.path.join(made, "contents.json"), json.dumps(contents, indent=1))
        _write(os.path.join(made, "SHA256SUMS"), _sums(made))
        shutil.rmtree(folder, ignore_errors=True)
        os.rename(made, folder)
    _tell(f"写到 / written to: {folder}")


def _version() -> str:
    with open(os.path.join(ROOT, "perfeval_xl", "__init__.py"), encoding="utf-8") as file:
        return re.search(r'^__version__ = "(.+)"', file.read(), re.M)[1]


def _project_wheel(house: str) -> None:
    with tempfile.TemporaryDirectory() as sources:  # building writes into the sources
        for name in PROJECT:
            source = os.path.join(ROOT, name)
            (shutil.copytree if os.path.isdir(source) else shutil.copyfile)(source, os.path.join(sources, name))
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
        if subprocess.run([*command, "--wheel-dir", house, sources], check=False, stdout=2).returncode:
            raise InstallError("没有做成本程序的安装包，请看上面 pip 的说明，检查网络。")


def _copy_setup(made: str) -> None:
    shutil.copytree(os.path.join(_WINDOWS, "setup"), os.path.join(made, "setup"), ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("安装.cmd", "卸载.cmd"):
        shutil.copyfile(os.path.join(_WINDOWS, name), os.path.join(made, name))
    with open(os.path.join(_WINDOWS, "说明.md"), encoding="utf-8") as file:
        # For Notepad, which is what opens it there.
        with open(os.path.join(made, "说明.txt"), "w", encoding="utf-8-sig", newline="\r\n") as copy:
            copy.write(file.read())
    shutil.copyfile(os.path.join(ROOT, "LICENSE"), os.path.join(made, "LICENSE.txt"))
    os.mkdir(os.path.join(made, "files"))
    for path in [os.path.join(_WORKBOOKS, "perfeval.xlam"), *glob.glob(os.path.join(_WORKBOOKS, "绩效自评模板.xls?"))]:
        shutil.copyfile(path, os.path.join(made, "files", os.path.basename(path)))


def _unpack_portable(source: str, target: str, pythons: list[str]) -> None:
    """The embeddable Python as it is; the set-up makes it find packages. Raises InstallError."""
    try:
        package = zipfile.ZipFile(io.BytesIO(_portable(source)))
    except zipfile.BadZipFile:
        raise InstallError(f"{source} 不是 .zip，请用 python.org 的 Windows embeddable package。") from None
    names = package.namelist()
    library = next((re.fullmatch(r"python3(\d+)\._pth", name) for name in names if name.endswith("._pth")), None)
    if library is None or "python.exe" not in names:
        raise InstallError(f"{source} 不是 Windows embeddable package（里面没有 python.exe 和 python3*._pth）。")
    if f"3.{library[1]}" not in pythons:
        raise InstallError(f"{source} 是 Python 3.{library[1]}，没有给它备包，请加上 --python 3.{library[1]}。")
    package.extractall(target)


def _portable(source: str) -> bytes:
    if os.path.exists(source):
        with open(source, "rb") as file:
            return file.read()
    address = _EMBEDDABLE.format(version=source) if re.fullmatch(r"3\.\d+\.\d+", source) else source
    if not address.startswith("https://"):
        raise InstallError(f"没有文件 {source}；也可以写版本号（如 3.12.10）或 https 网址。")
    _tell(f"下载 / downloading: {address}")
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.read()
    except OSError as error:
        raise InstallError(f"下载不到 {address}（{error}），请用别的办法下载，再写成 --portable 文件.zip。") from None


def _sums(folder: str) -> str:
    """One line for each file, as sha256sum writes it; names with forward slashes."""
    lines = []
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "**"), recursive=True)):
        if os.path.isfile(path):
            with open(path, "rb") as file:
                digest = hashlib.sha256(file.read()).hexdigest()
            lines.append(f"{digest}  {os.path.relpath(path, folder).replace(os.sep, '/')}")
    return "\n".join(lines)


def zipped(folder: str) -> str:
    """The folder as one file beside it, for a mail or a download; its path."""
    path = shutil.make_archive(folder, "zip", os.path.dirname(folder), os.path.basename(folder))
    _tell(f"写到 / written to: {path}")
    return path


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text + "\n")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(run))
