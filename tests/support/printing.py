"""What comes out of the printer: a workbook printed to PDF by LibreOffice, and the text or the picture of each page."""

import shutil
import subprocess

from tests.support.calc import recomputed
from tests.support.office import program

SECONDS = 60
# 宋体 is not to be had here. With this its stand-in is the one that is like it, and as wide: not whatever comes first.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match target="pattern"><test name="family"><string>宋体</string></test>
<edit name="family" mode="assign" binding="strong"><string>Noto Serif CJK SC</string></edit></match>
</fontconfig>
"""


def printer():
    """Whether workbooks can be printed here, and the PDF read."""
    return bool(program() and shutil.which("pdftotext"))


def printed(path, folder):
    """The workbook *path* recomputed and printed, as a PDF in *folder*."""
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS, encoding="utf-8")
    return recomputed(path, folder, "pdf", fonts)


def pages(pdf):
    """The text of each page, without any white space."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, check=True, timeout=SECONDS).stdout.decode()
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


def below_the_chart_title(pdf):
    """The text of the sheet 校验结果 from the chart on, without any white space: names that are left out are not in it."""
    return next(page.partition("各表结论数")[2] for page in pages(pdf) if "各表结论数" in page)


def picture(pdf, page, dots_per_inch):
    """Page number *page*, counted from 1: its rows from top to bottom, each a list of colours of three bytes."""
    command = ["pdftoppm", "-r", str(dots_per_inch), "-f", str(page), "-l", str(page), str(pdf)]
    data = subprocess.run(command, capture_output=True, check=True, timeout=SECONDS).stdout
    _, size, _, pixels = data.split(b"\n", 3)  # P6, width and height, 255
    wide, high = map(int, size.split())
    return [[pixels[at : at + 3] for at in range(row * wide * 3, (row + 1) * wide * 3, 3)] for row in range(high)]
