"""关于, at the foot of 首页: version and licences.

The macros contain VBA of xlwings. Its licence asks that whoever passes them on in whatever form reproduces the copyright
notice, the conditions and the disclaimer: they stand here in full, as in the installed package (a test compares them).
"""

from ... import __version__

XLWINGS_NOTICE = (
    "Copyright (C) 2014 - present, Zoomer Analytics GmbH. All rights reserved.",
    "Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following "
    "conditions are met:",
    "* Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.",
    "* Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following "
    "disclaimer in the documentation and/or other materials provided with the distribution.",
    "* Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products "
    "derived from this software without specific prior written permission.",
    "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS \"AS IS\" AND ANY EXPRESS OR IMPLIED WARRANTIES, "
    "INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE "
    "DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, "
    "SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; "
    "LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN "
    "CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS "
    "SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.",
)
_MACROS = "宏里含 xlwings（© Zoomer Analytics GmbH，BSD-3-Clause 许可证）的 VBA 模块，许可证全文见下。"
_OPEN = "本工作簿没有密码：需要改动结构时，在“审阅”里撤销工作表保护即可。"


def about(page, row, *, with_macros):
    """关于. Returns the first row below."""
    page.heading(row, "关于")
    said = f"perfeval-xl {__version__}，以 MIT 许可证发布。{_MACROS if with_macros else ''}{_OPEN}"
    page.put(row + 1, 0, said, "note", across=4)
    page.height(row + 1, 32)
    if not with_macros:
        return row + 2
    page.put(row + 2, 0, "\n".join(XLWINGS_NOTICE), "licence", across=4)
    page.height(row + 2, 210)
    return row + 3
