"""What is personal in a text (个人信息): numbers of persons, names, landlines. Rules and the public edition share it."""

from collections.abc import Iterator

from ..core.patterns import Pattern

# -- spellings -----------------------------------------------------------------------------------------------------

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\ufe58\ufe63\uff0d"
_BLANKS = "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_WIDTHLESS = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_WIDE = "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ（）：＠．＋＿"
_AS_TYPED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz():@.+_"
_READABLE = str.maketrans(_HYPHENS + _BLANKS + _WIDE, "-" * len(_HYPHENS) + " " * len(_BLANKS) + _AS_TYPED, _WIDTHLESS)
_WIDE_DIGITS = "０１２３４５６７８９"
_ODD_BEHIND_DIGITS = f"{_HYPHENS}{_BLANKS}{_WIDTHLESS}Ｘｘ"
_ODD = Pattern(f"[{_WIDE_DIGITS}]|[0-9][{_ODD_BEHIND_DIGITS}]", words=tuple(_WIDE_DIGITS + _ODD_BEHIND_DIGITS))
WIDTHLESS = Pattern(f"[{_WIDTHLESS}]")


def readable(text: str) -> str:
    """The text with the signs that all patterns here know: full-width ones, hyphens and blanks of any kind as on a keyboard.

    What has no width is gone; where there is nothing of that (WIDTHLESS) every character keeps its place.
    """
    return text if text.isascii() else text.translate(_READABLE)


def is_oddly_written(text: str) -> bool:
    """Whether the text holds a number that only ``readable`` shows as such: most texts need not be written anew."""
    return _ODD.search(text) is not None


PERSON_LABELS = ("填表人", "填报人", "制表人", "经办人", "联系人", "负责人", "姓名")

# -- numbers -------------------------------------------------------------------------------------------------------

# In a text as it was typed: as many digits in a row as the shortest telephone number has, whatever stands between them.
DIGITS_IN_A_ROW = Pattern(rf"[0-9０-９][0-9０-９ \-{_HYPHENS}{_BLANKS}{_WIDTHLESS}]{{5,}}[0-9０-９]")
LONG_NUMBER = Pattern(r"[0-9][0-9 \-]{9,}[0-9]")
# What has money, persons or an area behind it, or ¥ before it, is an amount.
NO_AMOUNT = r"(?![0-9A-Za-z]|[.,][0-9]| ?(?:[百千万亿]{0,2}元|人次|平方米|吨|亩))"
_ALONE = r"(?<![0-9A-Za-z.,])(?<![¥￥])", NO_AMOUNT
_GAP = " ?(?:--? ?)?"  # between the groups of a number
_MOBILE = f"1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}"
NUMBERS = Pattern(
    rf"{_ALONE[0]}(?:"
    r"(?P<identity>[1-8][0-9]{5} ?(?:19|20)[0-9]{6} ?[0-9]{3}[0-9Xx])"
    rf"|(?P<card>[3-6][0-9]{{3}}(?:{_GAP}[0-9]{{4}}){{3}}(?:{_GAP}[0-9]{{1,3}})?)"
    rf"|(?P<mobile>(?:\+?86{_GAP})?{_MOBILE})"
    rf"){_ALONE[1]}"
)
# A list of mobile numbers with commas is no amount.
_LISTED = Pattern(r"(?<=[0-9]{11})[,.](?=1[3-9][0-9]{9}(?![0-9]))")
_LETTERED = Pattern(rf"(?i:tel|phone|mobile|mob|wechat|vx)[.: ]*({_MOBILE})(?![0-9A-Za-z])", words=tuple("TtPpMmWwVv"))
_SAID_TO_BE_IDENTITY = Pattern(
    r"身份证[^0-9]{0,10}([0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9A-Za-z])", words=("身份证",)
)
_CODE = Pattern(r"(?:编码|编号|代码|文号|凭证号|流水号|合同号|单号|批号|票号|票据号|发票号|发票号码|支票号|档案号|备案号|许可证号|资产号)[\s:：为是(]{0,3}$", words=("码", "号"))
_LONGEST_CODE = 6  # characters that _CODE looks at
NUMBER_NAMES = {"identity": "身份证号", "card": "银行卡号", "mobile": "手机号"}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_NUMBER_SIGNS = "0123456789Xx"


def holds_long_number(text: str) -> bool:
    """Whether a text is worth a search for the numbers of persons."""
    return len(text) > 10 and LONG_NUMBER.search(readable(text)) is not None


def personal_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """(a key of NUMBER_NAMES, start, end) of the numbers in a readable text that are somebody's, whoever tells them."""
    listed = _LISTED.sub(";", text)
    for match in NUMBERS.finditer(listed):
        kind, start = match.lastgroup, match.start()
        if is_real(kind, digits_of(match.group())) and not _CODE.search(text[max(0, start - _LONGEST_CODE) : start]):
            yield kind, *match.span()
    for match in _LETTERED.finditer(listed):
        yield "mobile", *match.span(1)
    for match in _SAID_TO_BE_IDENTITY.finditer(text):
        yield "identity", *match.span(1)


def is_real(kind: str, number: str) -> bool:
    """Check digits tell an identity or card number from a credit code (统一社会信用代码) or a project code.

    *kind* is a group of NUMBERS, *number* its digits alone (and X).
    """
    if kind == "identity":
        month, day = int(number[10:12]), int(number[12:14])
        total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number))
        return 1 <= month <= 12 and 1 <= day <= 31 and _CHECK_DIGITS[total % 11] == number[17].upper()
    if kind == "card":
        return (len(number) == 16 or number.startswith("62")) and _luhn(number)
    return True


def _luhn(number: str) -> bool:
    """The check digit of bank cards (ISO/IEC 7812)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


# -- landlines -----------------------------------------------------------------------------------------------------

# All of these look at readable texts. Any landline has seven digits; what has them is worth a closer look.
SEVEN_DIGITS = Pattern("[0-9]{7}")
LANDLINE = Pattern(
    r"0(?<![0-9A-Za-z.\-]0)[1-9][0-9]{1,2}[- ]?[0-9]{7,8}(?![0-9.])|电话\s*[:：]?\s*[2-8][0-9]{6,7}(?![0-9.])",
    words=("0", "电话"),
)
LANDLINE_BEGINS = tuple("02345678")
BARE_LANDLINE = Pattern(r"(?:0[1-9][0-9]{1,2}[- ]?)?[2-8][0-9]{6,7}(?:[-转][0-9]{1,4})?")

# -- names ---------------------------------------------------------------------------------------------------------

# Behind these a rule looks for names; the public edition, which may take its time, knows more of them (names.py).
SIGNING_LABELS = (*PERSON_LABELS, "编制人", "审核人", "复核人", "责任人", "收集人", "领导")
_NAMED = Pattern(
    rf"(?P<label>{'|'.join(SIGNING_LABELS)})(?:[（(][^（）()]{{0,6}}[)）]|签字|签名|签章|审签)*\s*[:：]\s*"
    r"(?!联系|电话|填报|日期|单位|签|无|年)(?P<name>[一-鿿](?:[ \u3000\xa0]{1,4}[一-鿿]){1,2}|[\w·]{2,4})"
    r"(?=$|[\s,，;；、。（(0-9]|联系|电话|填报|单位|日期)",
    words=SIGNING_LABELS,
)
_BETWEEN_NAMES = Pattern(r"[、/,，;；]")
_TELEPHONE_BEHIND = Pattern(r"[(（]?[0-9][0-9 \-]*(?:转[0-9]+)?[)）]?$")


def is_someone(text: str, sure: bool = True) -> bool:
    """Whether what stands behind a label for persons is one: 王 某 某 is, 财务科 is none. Not *sure*: only a usual name is."""
    from .names import is_person  # which needs the labels above, and is loaded where a name may stand

    return is_person(text, sure)


def names_persons(entry: str) -> bool:
    """Whether an entry names somebody: one name or several, with a telephone behind it or without."""
    return any(is_someone(_TELEPHONE_BEHIND.sub("", part.strip())) for part in _BETWEEN_NAMES.split(entry))


def may_name_someone(text: str) -> bool:
    """Whether a long text is worth a closer look for names."""
    return any(_NAMED.match(text, at) for label in SIGNING_LABELS if label in text for at in _places(label, text))


def _places(word: str, text: str) -> Iterator[int]:
    """Where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def names_someone(text: str) -> bool:
    """Whether a name follows “填表人：” or another such label."""
    return any(is_someone(match["name"], match["label"] in PERSON_LABELS) for match in _NAMED.finditer(text))


def digits_of(number: str) -> str:
    """A number without blanks and hyphens."""
    return "".join([sign for sign in number if sign in _NUMBER_SIGNS])
