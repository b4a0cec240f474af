"""What is personal in a text (个人信息): numbers of persons, names, landlines. Rules and the public edition share it."""

from collections.abc import Iterator

from ..core.patterns import Pattern

PERSON_LABELS = ("填表人", "填报人", "制表人", "经办人", "联系人", "负责人", "姓名")

# -- numbers -------------------------------------------------------------------------------------------------------

LONG_NUMBER = Pattern(r"[0-9][0-9 \-]{9,}[0-9]")
_ALONE = r"(?<![0-9A-Za-z.,])", r"(?![0-9A-Za-z]|[.,][0-9])"
NUMBERS = Pattern(
    rf"{_ALONE[0]}(?:"
    r"(?P<identity>[1-8][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx])"
    r"|(?P<card>[3-6][0-9]{3}[ \-]?[0-9]{4}[ \-]?[0-9]{4}[ \-]?[0-9]{4}(?:[ \-]?[0-9]{1,3})?)"
    r"|(?P<mobile>(?:\+?86[ \-]?)?1[3-9][0-9][ \-－—]?[0-9]{4}[ \-－—]?[0-9]{4})"
    rf"){_ALONE[1]}"
)
NUMBER_NAMES = {"identity": "身份证号", "card": "银行卡号", "mobile": "手机号"}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_NUMBER_SIGNS = "0123456789Xx"


def holds_long_number(text: str) -> bool:
    """Whether a text is worth a search with NUMBERS."""
    return len(text) > 10 and LONG_NUMBER.search(text.replace("－", "-").replace("—", "-")) is not None


def is_real(kind: str, number: str) -> bool:
    """Check digits tell an identity or card number from a credit code (统一社会信用代码) or a project code.

    *kind* is a group of NUMBERS, *number* its digits alone (and X).
    """
    if kind == "identity":
        month, day = int(number[10:12]), int(number[12:14])
        total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number))
        return 1 <= month <= 12 and 1 <= day <= 31 and _CHECK_DIGITS[total % 11] == number[17].upper()
    if kind == "card":
        return (len(number) == 16 or number.startswith("62")) and 16 <= len(number) <= 19 and _luhn(number)
    return True


def _luhn(number: str) -> bool:
    """The check digit of bank cards (ISO/IEC 7812)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


# -- landlines -----------------------------------------------------------------------------------------------------

# Any landline has these; what has them is worth a closer look.
SEVEN_DIGITS = Pattern("[0-9]{7}")
LANDLINE = Pattern(
    r"0(?<![0-9A-Za-z.\-]0)[1-9][0-9]{1,2}[-－— ]?[0-9]{7,8}(?![0-9.])|电话\s*[:：]?\s*[2-8][0-9]{6,7}(?![0-9.])"
)
LANDLINE_BEGINS = tuple("02345678")
BARE_LANDLINE = Pattern(r"(?:0[1-9][0-9]{1,2}[-－— ]?)?[2-8][0-9]{6,7}(?:[-－转][0-9]{1,4})?")

# -- names ---------------------------------------------------------------------------------------------------------

_NAMED = Pattern(
    rf"(?:{'|'.join(PERSON_LABELS)})(?:[（(][^（）()]{{0,6}}[)）]|签字|签名|签章)*\s*[:：]\s*"
    r"(?!联系|电话|填报|日期|单位|签|无|年)(?P<name>[\w·]{2,4})(?=$|[\s,，;；、。（(]|联系|电话|填报|单位|日期)"
)
# What ends so after “负责人：” is an office or a date.
_NO_NAME_ENDS = tuple("局科室部处院组心司年月日章字")


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: two to four Chinese characters, or a dot between them."""
    return 2 <= len(text) <= 4 and all("一" <= character <= "鿿" or character == "·" for character in text)


def may_name_someone(text: str) -> bool:
    """Whether a long text is worth a closer look for names."""
    return any(_NAMED.match(text, at) for label in PERSON_LABELS for at in _places(label, text))


def _places(word: str, text: str) -> Iterator[int]:
    """Where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def names_someone(text: str) -> bool:
    """Whether a name follows “填表人：” or another such label."""
    names = (match["name"] for match in _NAMED.finditer(text))
    return any(is_name(name) and not name.endswith(_NO_NAME_ENDS) for name in names)


def digits_of(number: str) -> str:
    """A number without blanks and hyphens."""
    return "".join([sign for sign in number if sign in _NUMBER_SIGNS])
