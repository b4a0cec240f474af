"""A workbook that leaks in every way we know of: each secret stands in one place, under its own words."""

import io
import zipfile

import xlsxwriter

from tests.support.workbook_parts import parts_of

PHONE, IDENTITY, CARD, LINE = "13800000000", "100000200001010009", "6200000000000000000", "0999-8000000"
# Names after labels, authors, and everybody who is on a list; the last ones are known only from elsewhere.
NAMES = ("某某甲", "某某乙", "某某丙", "某某丁", "某某戊", "某某己", "某某庚", "欧阳某某", "某某辛", "某某壬", "某某癸")
HIDDEN = tuple(
    f"机密{what}"
    for what in (
        "隐藏行 隐藏列 合并格下面 隐藏表 深度隐藏表 常量名称 方案值 筛选值 透视缓存 外部链接 连接串 自定义属性 自定义数据 打印机 孤儿部件 "
        "文件注释 夹缝 缩略图 宏 个人视图 修订用户 电脑路径 超链接基础 邮箱地址 本机文件 隐藏批注 嵌入对象 筛掉的系列 公式里的字 选项"
    ).split()
)
SECRETS = (PHONE, IDENTITY, CARD, "8000000", *NAMES, *HIDDEN)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def leaky() -> bytes:
    """The workbook as bytes."""
    parts = parts_of(_written())
    _with_hidden_parts(parts)
    _with_workbook_remarks(parts)
    _with_sheet_remarks(parts)
    _with_threads(parts)
    return _packed(parts)


def _written() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({
            "author": "某某甲", "manager": "某某乙", "company": "某某局", "title": f"自评表 {PHONE}",
            "hyperlink_base": "机密超链接基础",
        })  # fmt: skip
        book.set_custom_property("经手", "机密自定义属性")
        sheet = book.add_worksheet("公开表")
        _cells(book, sheet)
        _around_the_cells(book, sheet)
        hidden = book.add_worksheet("参数")
        hidden.write_column(0, 0, ["图上的系列", 11, 12, "机密选项", "机密隐藏表"])
        hidden.write_comment(0, 0, "机密隐藏表的批注")
        hidden.hide()
        deep = book.add_worksheet("底稿")
        deep.write(0, 0, "机密深度隐藏表")
        deep.very_hidden()
        last = book.add_worksheet("第二张")
        last.write(0, 0, "不变")
        last.print_area(0, 0, 3, 3)
        book.define_name("选项", "=参数!$A$1:$A$4")
        book.define_name("秘密", '="机密常量名称"')
        book.define_name("合计", "=公开表!$B$2")
    return file.getvalue()


def _cells(book, sheet) -> None:
    red, percent = book.add_format({"font_color": "red"}), book.add_format({"num_format": "0.00%"})
    sheet.write(0, 0, "部门整体支出绩效自评表")
    sheet.write_formula(1, 1, '=参数!A2*2+LEN("机密公式里的字")', None, 22)
    sheet.write_formula(2, 1, "=B2/100", percent, 0.22)
    sheet.write_array_formula(3, 1, 3, 2, "{=B2:C2*1}", None, 22)
    sheet.write(3, 2, 0)
    sheet.write_formula(4, 1, '="完"&"成"', None, "完成")
    sheet.write(5, 0, "填表人：某某丙　填报日期：2025-3-20　联系电话：8000000　单位负责人签字：某 甲")
    sheet.write(6, 0, "联系人")
    sheet.write(6, 1, "欧阳某某")
    sheet.write(6, 2, "手机")
    sheet.write_number(6, 3, int(PHONE))
    sheet.write_rich_string(7, 0, "由", red, "某某", "丙联系，手机138", red, "0000", "0000", book.add_format({"italic": True}))
    for col, label in enumerate(("姓 名", "身份证号", "银行卡号", "联系电话")):
        sheet.write(9, col, label)
    sheet.write_row(10, 0, ("某某丁", IDENTITY, CARD, LINE))
    sheet.write_row(11, 0, ("某某戊", IDENTITY, "", PHONE))
    sheet.write(13, 0, f"监督电话：{'0999-1234567'}")
    sheet.write(14, 0, "表述里的高峰期和某某局不变")
    sheet.write(15, 0, "机密隐藏行")
    sheet.set_row(15, None, None, {"hidden": True})
    sheet.write(0, 7, "机密隐藏列")
    sheet.set_column(7, 7, None, None, {"hidden": True})
    sheet.merge_range(17, 0, 18, 1, "合并的格")
    sheet.write(18, 1, "机密合并格下面")
    sheet.write(20, 0, "未变")
    sheet.write(21, 0, "1,380,000,0000 元不是号码")


def _around_the_cells(book, sheet) -> None:
    sheet.write_comment(1, 1, f"某某己:\n问 {PHONE}，联系人：某某庚", {"author": "某某己"})
    sheet.write_comment(15, 0, "机密隐藏批注", {"author": "某某己"})
    sheet.set_header(f'&L&"宋体,常规"&12 填表人：某某丙&C{PHONE}')
    sheet.set_footer("&C第 &P 页&R某某丙")
    sheet.data_validation("B20", {"validate": "list", "source": ["某某辛", "某某壬"]})
    sheet.data_validation("B21", {"validate": "list", "source": "=选项", "input_message": "按表选"})
    sheet.data_validation("B22", {"validate": "integer", "criteria": ">", "value": 1, "input_message": f"问 {PHONE}"})
    sheet.conditional_format("A1:A5", {"type": "formula", "criteria": "=参数!$A$2>1", "format": book.add_format({"bold": 1})})
    sheet.conditional_format("B1:B5", {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format({"bold": 1})})
    sheet.write_url(22, 0, "mailto:x@example.com?subject=机密邮箱地址", string="写信")
    sheet.write_url(23, 0, "external:机密本机文件.xlsx", string="另一个文件")
    sheet.write_url(24, 0, "internal:'参数'!A1", string="看参数")
    sheet.write_url(25, 0, "https://example.com/a", string="网站")
    sheet.insert_textbox(26, 0, f"联系人：某某庚 {PHONE}")
    sheet.insert_button(30, 0, {"caption": "机密宏", "macro": "go"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "=参数!$A$1", "categories": "=公开表!$A$11:$A$12", "values": "=参数!$A$2:$A$3"})
    chart.set_title({"name": "图：某某丙"})
    sheet.insert_chart(32, 0, chart, {"description": "C:\\用户\\机密电脑路径.png"})
    sheet.add_table(50, 0, 52, 1, {"columns": [{"header": "项"}, {"header": "数", "formula": "=LEN([@项])"}], "data": [["甲", 1], ["乙", 1]]})
    sheet.autofilter(60, 0, 62, 1)
    sheet.filter_column(0, "x == 机密筛选值")


# -- what no library writes ----------------------------------------------------------------------------------------


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), content)
            if name == "xl/workbook.xml":  # bytes between two entries, which no directory lists
                file.write("机密夹缝".encode())
                archive.start_dir = file.tell()
        archive.comment = "机密文件注释".encode()
    return file.getvalue()


def _related(parts, source: str, kind: str, target: str, mode: str = "") -> None:
    folder, _, name = source.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    text = parts.get(rels, empty.encode()).decode()
    kind = kind if "://" in kind else _REL + kind
    entry = f'<Relationship Id="rIdX{text.count("Id=")}" Type="{kind}" Target="{target}"{mode}/>'
    parts[rels] = text.replace("</Relationships>", entry + "</Relationships>").encode()


def _added(parts, name: str, content: str | bytes, content_type: str) -> None:
    parts[name] = content.encode() if isinstance(content, str) else content
    types = parts["[Content_Types].xml"].decode()
    entry = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", entry + "</Types>").encode()


def _changed(parts, name: str, old: str, new: str) -> None:
    text = parts[name].decode()
    assert old in text, f"{name} 里没有 {old}"
    parts[name] = text.replace(old, new, 1).encode()


def _with_hidden_parts(parts) -> None:
    main, book, sheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"', "xl/workbook.xml", "xl/worksheets/sheet1.xml"
    for source, kind, name, content, content_type in (
        (book, "pivotCacheDefinition", "xl/pivotCache/pivotCacheDefinition1.xml", f'<pivotCacheDefinition {main} refreshedBy="某某甲"><s v="机密透视缓存"/></pivotCacheDefinition>', _TYPE + "pivotCacheDefinition+xml"),
        (book, "externalLink", "xl/externalLinks/externalLink1.xml", f'<externalLink {main}><v>机密外部链接</v></externalLink>', _TYPE + "externalLink+xml"),
        (book, "connections", "xl/connections.xml", f'<connections {main}><connection connection="机密连接串"/></connections>', _TYPE + "connections+xml"),
        (book, "customXml", "customXml/item1.xml", "<x>机密自定义数据</x>", "application/xml"),
        (book, "revisionHeaders", "xl/revisions/revisionHeaders.xml", f'<headers {main}><header userName="机密修订用户"/></headers>', _TYPE + "revisionHeaders+xml"),
        (book, "calcChain", "xl/calcChain.xml", f'<calcChain {main}><c r="B2" i="1"/></calcChain>', _TYPE + "calcChain+xml"),
        (book, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "xl/vbaProject.bin", "机密宏", "application/vnd.ms-office.vbaProject"),
        (sheet, "printerSettings", "xl/printerSettings/printerSettings1.bin", "机密打印机".encode("utf-16-le") + "机密打印机".encode(), _TYPE + "printerSettings"),
        (sheet, "oleObject", "xl/embeddings/oleObject1.bin", "机密嵌入对象", "application/vnd.openxmlformats-officedocument.oleObject"),
        ("", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", "机密缩略图", "image/jpeg"),
    ):  # fmt: skip
        _added(parts, name, content, content_type)
        _related(parts, source, kind, name if not source else f"/{name}")
    parts["xl/media/left-over.xml"] = "机密孤儿部件".encode()
    _changed(parts, "[Content_Types].xml", _TYPE + "sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def _with_workbook_remarks(parts) -> None:
    path = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15">'
        '<x15ac:absPath url="C:\\机密电脑路径\\" xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/>'
        "</mc:Choice></mc:AlternateContent>"
    )
    _changed(parts, "xl/workbook.xml", "<bookViews>", path + "<bookViews>")
    views = '<customWorkbookViews><customWorkbookView name="机密个人视图" guid="{11111111-2222-3333-4444-555555555555}" windowWidth="1" windowHeight="1" activeSheetId="1"/></customWorkbookViews>'
    _changed(parts, "xl/workbook.xml", "</workbook>", views + "</workbook>")


def _with_sheet_remarks(parts) -> None:
    scenario = '<scenarios><scenario name="一" user="某某甲"><inputCells r="B2" val="机密方案值"/></scenario></scenarios>'
    _changed(parts, "xl/worksheets/sheet1.xml", "</sheetData>", "</sheetData>" + scenario)
    text = parts["xl/worksheets/sheet1.xml"].decode()
    covered = text.index('<c r="B19"')
    cell = text[covered : text.index(">", covered) + 1]
    if cell.endswith("/>"):  # XlsxWriter keeps what a merge covers empty; spreadsheets do not always
        text = text.replace(cell, '<c r="B19" t="inlineStr"><is><t>机密合并格下面</t></is></c>', 1)
    parts["xl/worksheets/sheet1.xml"] = text.encode()
    filtered = (
        '<c:extLst><c:ext uri="{02D57815-91ED-43cb-92C2-25804820EDAC}" xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
        "<c15:filteredBarSeries><c15:ser><c:tx><c:v>机密筛掉的系列</c:v></c:tx></c15:ser></c15:filteredBarSeries></c:ext></c:extLst>"
    )
    _changed(parts, "xl/charts/chart1.xml", "</c:barChart>", filtered + "</c:barChart>")


def _with_threads(parts) -> None:
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    person, note = "{11111111-1111-1111-1111-111111111111}", "{22222222-2222-2222-2222-222222222222}"
    _added(
        parts, "xl/persons/person.xml",
        f'<personList xmlns="{threads}"><person displayName="某某癸" id="{person}" userId="某某癸@example.com" providerId="AD"/></personList>',
        "application/vnd.ms-excel.person+xml",
    )  # fmt: skip
    _related(parts, "xl/workbook.xml", "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml")
    _added(
        parts, "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments xmlns="{threads}"><threadedComment ref="A21" dT="2025-01-02T03:04:05.00" personId="{person}" id="{note}">'
        f'<text>@某某癸 打 {PHONE}</text><mentions><mention mentionpersonId="{person}" mentionId="{note}" startIndex="0" length="4"/>'
        "</mentions></threadedComment></ThreadedComments>",
        "application/vnd.ms-excel.threadedcomments+xml",
    )  # fmt: skip
    _related(parts, "xl/worksheets/sheet1.xml", "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml")
