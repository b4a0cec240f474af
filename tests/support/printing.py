"""What comes out of the printer: a workbook printed to PDF by LibreOffice, and the text or the picture of each page."""

import shutil
import subprocess

from tests.support.calc import converted, program

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
    return converted(path, folder, "pdf", fonts)


def pages(pdf):
    """The text of each page, without any white space."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, check=True, timeout=SECONDS).stdout.decode()
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


def picture(pdf, page, out, dots_per_inch):
    """Page number *page*, counted from 1, as a PNG: *out* without its ending. Returns its path."""
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(dots_per_inch), "-f", str(page), "-l", str(page), str(pdf), str(out)]
    subprocess.run(command, check=True, timeout=SECONDS)
    return out.with_name(f"{out.name}.png")
