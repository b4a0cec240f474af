"""The cell formats of the template, named by what a cell is for. Inputs are filled and unlocked, all else is locked."""

SONG = "宋体"
INPUT_FILL = "#FFF8DC"  # 填写
BESIDE_FILL = "#E8F3EC"  # 打印区外的人工填写
MISSED_FILL, MISSED_FONT = "#FBE3D6", "#A61C00"
DUE_FILL = "#FFE08A"
# Money keeps the width of a space from the border: an indent is lost where the cell to the left is filled.
MONEY, SCORE, RATE, TEXT = "#,##0.00_ ", "0.0#", "0.00%", "@"

_BOX = {"border": 1, "text_wrap": True, "valign": "vcenter"}
_INPUT = {**_BOX, "locked": False, "bg_color": INPUT_FILL}
_BESIDE = {"border": 4, "border_color": "#7FA88D", "locked": False, "bg_color": BESIDE_FILL, "valign": "vcenter"}
_CENTRE, _LEFT, _RIGHT = {"align": "center"}, {"align": "left"}, {"align": "right"}

_STYLES = {
    "title": {"font_size": 18, "bold": True, "align": "center", "valign": "vcenter"},
    "plain": {**_LEFT, "valign": "vcenter", "text_wrap": True},
    "plain_right": {**_RIGHT, "valign": "vcenter"},
    "note": {**_LEFT, "valign": "top", "text_wrap": True, "font_size": 9.5},
    "heading": {**_LEFT, "valign": "vcenter", "bold": True, "font_size": 12, "font_color": "#1F3864"},
    "header": {**_BOX, **_CENTRE, "bold": True},
    "centre": {**_BOX, **_CENTRE},
    "left": {**_BOX, **_LEFT, "indent": 1},
    "centre_plain": {**_CENTRE, "valign": "vcenter"},
    "weight": {**_BOX, **_CENTRE},
    "total_weight": {**_BOX, **_CENTRE, "bold": True},
    "money": {**_BOX, **_RIGHT, "text_wrap": False, "num_format": MONEY},
    "amount": {**_BOX, **_CENTRE, "num_format": "0.00"},
    "rate": {**_BOX, **_CENTRE, "num_format": RATE},
    "score": {**_BOX, **_CENTRE, "num_format": SCORE},
    "total_score": {**_BOX, **_CENTRE, "num_format": SCORE, "bold": True},
    "input": {**_INPUT, **_CENTRE},
    "input_left": {**_INPUT, **_LEFT, "indent": 1},
    "input_block": {**_INPUT, **_LEFT, "valign": "top", "indent": 1},
    "input_text": {**_INPUT, **_CENTRE, "num_format": TEXT},
    "input_code": {**_INPUT, **_LEFT, "indent": 1, "num_format": TEXT},
    "input_money": {**_INPUT, **_RIGHT, "text_wrap": False, "num_format": MONEY},
    "input_amount": {**_INPUT, **_CENTRE, "num_format": "0.00"},
    "input_weight": {**_INPUT, **_CENTRE},
    "input_year": {**_INPUT, **_CENTRE, "num_format": "0"},
    "beside": {**_BESIDE, **_CENTRE, "num_format": "General"},
    "beside_money": {**_BESIDE, **_RIGHT, "num_format": MONEY},
    "beside_header": {**_CENTRE, "valign": "vcenter", "text_wrap": True, "font_size": 9, "font_color": "#3B6B4B"},
    "spacer": {"text_wrap": True},
    "working": {"font_size": 9, "font_color": "#7F7F7F"},
    "working_header": {"font_size": 9, "font_color": "#7F7F7F", "bold": True, "text_wrap": True},
    "link": {**_LEFT, "valign": "vcenter", "font_color": "#0563C1", "underline": 1},
    "legend_input": {**_BOX, **_CENTRE, "bg_color": INPUT_FILL},
    "legend_missed": {**_BOX, **_CENTRE, "bg_color": MISSED_FILL},
    "legend_beside": {**_BESIDE, **_CENTRE},
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
