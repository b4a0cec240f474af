"""The cell formats of the template, named by what a cell is for. Inputs are filled and unlocked, all else is locked."""

SONG = "宋体"
# The font that column widths are counted in. Named, and not left to the theme, it is the same in every language of Excel:
# a digit is 8 pixels wide.
BODY = {
    "default_format_properties": {"font_name": SONG, "font_size": 11, "font_scheme": "none"},
    "default_column_width": 72,
}
NAVY, PALE = "#1F4E79", "#DDEBF7"
INPUT_FILL = "#FFF9E3"  # 填写
BESIDE_FILL = "#E8F3EC"  # 打印区外的人工填写
MISSED_FILL, MISSED_FONT = "#FBE3D6", "#A61C00"
DUE_FILL = "#FFE08A"
SPACER_SIZE = 9.5  # two lines of it are as high as a row that grows is at first
# Money keeps the width of a space from the border: an indent is lost where the cell to the left is filled.
MONEY, SCORE, RATE, TEXT = "#,##0.00_ ", "0.0#", "0.00%", "@"

_LINE = "#9DB2C7"  # lines of the sheets that are not handed in
_BOX = {"border": 1, "text_wrap": True, "valign": "vcenter"}
_SOFT = {**_BOX, "border_color": _LINE}
_INPUT = {**_BOX, "locked": False, "bg_color": INPUT_FILL}
_BESIDE = {"border": 4, "border_color": "#7FA88D", "locked": False, "bg_color": BESIDE_FILL, "valign": "vcenter"}
# What is too wide for its cell is printed smaller, rather than cut off or as ####.
_SHRINKS = {"text_wrap": False, "shrink": True}
_CENTRE, _LEFT, _RIGHT = {"align": "center"}, {"align": "left"}, {"align": "right"}
_MONEY = {**_RIGHT, **_SHRINKS, "num_format": MONEY}

_STYLES = {
    "title": {"font_size": 18, "bold": True, "align": "center", "valign": "vcenter"},
    "plain": {**_LEFT, "valign": "vcenter", "text_wrap": True},
    "plain_right": {**_RIGHT, "valign": "vcenter"},
    "note": {**_LEFT, "valign": "vcenter", "text_wrap": True, "font_size": 9.5},
    "heading": {**_LEFT, "valign": "vcenter", "bold": True, "font_size": 12, "font_color": NAVY, "bottom": 2, "bottom_color": NAVY},
    "header": {**_BOX, **_CENTRE, "bold": True},
    "centre": {**_BOX, **_CENTRE},
    "left": {**_BOX, **_LEFT, "indent": 1},
    "centre_plain": {**_CENTRE, "valign": "vcenter"},
    "weight": {**_BOX, **_CENTRE, **_SHRINKS},
    "total_weight": {**_BOX, **_CENTRE, **_SHRINKS, "bold": True},
    "money": {**_BOX, **_MONEY},
    "amount": {**_BOX, **_MONEY},
    "rate": {**_BOX, **_CENTRE, **_SHRINKS, "num_format": RATE},
    "score": {**_BOX, **_CENTRE, **_SHRINKS, "num_format": SCORE},
    "total_score": {**_BOX, **_CENTRE, **_SHRINKS, "num_format": SCORE, "bold": True},
    "input": {**_INPUT, **_CENTRE},
    "input_left": {**_INPUT, **_LEFT, "indent": 1},
    "input_block": {**_INPUT, **_LEFT, "valign": "top", "indent": 1},
    "input_text": {**_INPUT, **_CENTRE, "num_format": TEXT},
    "input_code": {**_INPUT, **_LEFT, **_SHRINKS, "indent": 1, "num_format": TEXT},
    "input_money": {**_INPUT, **_MONEY},
    "input_amount": {**_INPUT, **_MONEY},
    "input_weight": {**_INPUT, **_CENTRE, **_SHRINKS},
    "input_year": {**_INPUT, **_CENTRE, "num_format": "0"},
    "beside": {**_BESIDE, **_CENTRE, **_SHRINKS, "num_format": "General"},
    "beside_money": {**_BESIDE, **_MONEY},
    "beside_header": {**_CENTRE, "valign": "vcenter", "text_wrap": True, "font_size": 9, "font_color": "#3B6B4B"},
    "spacer": {"text_wrap": True, "font_size": SPACER_SIZE},
    "working": {"font_size": 9, "font_color": "#7F7F7F"},
    "working_header": {"font_size": 9, "font_color": "#7F7F7F", "bold": True, "text_wrap": True},
    "band": {**_CENTRE, "valign": "vcenter", "font_size": 20, "bold": True, "font_color": "white", "bg_color": NAVY},
    "under_band": {**_CENTRE, "valign": "vcenter", "font_size": 12, "font_color": NAVY, "bg_color": PALE},
    "step": {**_SOFT, **_CENTRE, "font_size": 14, "bold": True, "font_color": "white", "bg_color": NAVY},
    "label": {**_SOFT, **_LEFT, "indent": 1, "bold": True, "font_color": NAVY, "bg_color": PALE},
    "said": {**_SOFT, **_LEFT, "indent": 1},
    "licence": {**_LEFT, "valign": "top", "text_wrap": True, "font_size": 8, "font_color": "#595959"},
    "link": {**_LEFT, "valign": "vcenter", "font_color": "#0563C1", "underline": 1},
    "legend_input": {**_SOFT, **_CENTRE, "bg_color": INPUT_FILL},
    "legend_missed": {**_SOFT, **_CENTRE, "bg_color": MISSED_FILL},
    "legend_due": {**_SOFT, **_CENTRE, "bg_color": DUE_FILL},
    "legend_beside": {**_BESIDE, **_CENTRE, "locked": True},
}


class Styles:
    """The workbook's formats, made when first used."""

    def __init__(self, book):
        self._book = book
        self._formats = {}

    def __getitem__(self, name):
        if name not in self._formats:
            self._formats[name] = self._book.add_format({"font_name": SONG, "font_size": 10.5, **_STYLES[name]})
        return self._formats[name]

    def conditional(self, key, **options):
        """A format for a conditional colour."""
        if key not in self._formats:
            self._formats[key] = self._book.add_format(options)
        return self._formats[key]
