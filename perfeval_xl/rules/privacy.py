"""P rules: what must not be published as it stands (隐私): numbers of persons, names, landlines.

The findings never repeat a number or a name in full: a report of the check may be passed on as well.
"""

from collections.abc import Iterator

from ..core.cells import Field
from ..core.findings import INFO, WARNING
from ..core.patterns import Pattern
from ..core.rules import rule
from ..domain.forms import FINAL_ACCOUNT, GOAL_TABLE, NARRATIVE, SCORING_TABLE, SELF_EVALUATIONS
from ..domain.unit_forms import UNIT_FIGURES
from .context import Context
from .reading import all_text, fields_with, has_digits_in_a_row

KINDS = (*SELF_EVALUATIONS, GOAL_TABLE, SCORING_TABLE, *UNIT_FIGURES, FINAL_ACCOUNT, NARRATIVE)

_LONG_NUMBER = Pattern(r"[0-9][0-9 \-]{9,}[0-9]")
_ALONE = r"(?<![0-9A-Za-z.,])", r"(?![0-9A-Za-z]|[.,][0-9])"
_NUMBERS = Pattern(
    rf"{_ALONE[0]}(?:"
    r"(?P<identity>[1-8][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx])"
    r"|(?P<card>[3-6][0-9]{3}[ \-]?[0-9]{4}[ \-]?[0-9]{4}[ \-]?[0-9]{4}(?:[ \-]?[0-9]{1,3})?)"
    r"|(?P<mobile>(?:\+?86[ \-]?)?1[3-9][0-9][ \-－—]?[0-9]{4}[ \-－—]?[0-9]{4})"
    rf"){_ALONE[1]}"
)
_KIND_NAMES = {"identity": "身份证号", "card": "银行卡号", "mobile": "手机号"}
_NUMBER_SIGNS = "0123456789Xx"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


@rule("P01", "手机号、身份证号、银行卡号", WARNING, basis="《中华人民共和国个人信息保护法》", each=KINDS)
def no_personal_numbers(context: Context, form) -> Iterator:
    """公开的表里不应有手机号、身份证号、银行卡号。

    为何重要：公开以后谁都能复制，删了网页也收不回来。
    怎样改：公开版改填办公电话，或只留前三位后四位；内部存档的原件不用改。
    """
    seen = set()
    for field in (*_signed(form), *_with_long_numbers(context, form)):
        for match in _NUMBERS.finditer(field.text):
            kind, number = match.lastgroup, "".join([sign for sign in match.group() if sign in _NUMBER_SIGNS])
            if not _is_real(kind, number) or (field.place, number) in seen:
                continue
            seen.add((field.place, number))
            yield context.finding(
                no_personal_numbers,
                field,
                "{cell} 有{kind} {actual}，公开前须遮蔽或删去",
                subject=_KIND_NAMES[kind],
                expected="遮蔽",
                actual=number[:3] + "*" * (len(number) - 7) + number[-4:],
                kind=_KIND_NAMES[kind],
            )


def _with_long_numbers(context: Context, form) -> list[Field]:
    """The texts worth a closer look; nearly always none, found in one pass over all of them."""
    if not has_digits_in_a_row(context, form) or not _holds_long_number(all_text(context, form)):
        return []
    return fields_with(form, _holds_long_number)


def _signed(form) -> list[Field]:
    """What was filled in on the signature line; a number typed there as a number is in no text cell."""
    entries = getattr(form, "signatures", None) or ()
    return [entry.field for entry in entries if entry.field.text and _holds_long_number(entry.field.text)]


def _holds_long_number(text: str) -> bool:
    return _LONG_NUMBER.search(text.replace("－", "-").replace("—", "-")) is not None


def _is_real(kind: str, number: str) -> bool:
    """Check digits tell an identity or card number from a credit code (统一社会信用代码) or a project code."""
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


_PERSON_LABELS = ("填表人", "填报人", "制表人", "经办人", "联系人", "负责人", "姓名")
_NAMED = Pattern(
    rf"(?:{'|'.join(_PERSON_LABELS)})(?:[（(][^（）()]{{0,6}}[)）]|签字|签名|签章)*\s*[:：]\s*"
    r"(?!联系|电话|填报|日期|单位|签|无|年)(?P<name>[\w·]{2,4})(?=$|[\s,，;；、。（(]|联系|电话|填报|单位|日期)"
)
# What ends so after “负责人：” is an office or a date.
_NO_NAME_ENDS = tuple("局科室部处院组心司年月日章字")
# Any landline has these; what has them is worth a closer look.
_SEVEN_DIGITS = Pattern("[0-9]{7}")
_LANDLINE = Pattern(
    r"0(?<![0-9A-Za-z.\-]0)[1-9][0-9]{1,2}[-－— ]?[0-9]{7,8}(?![0-9.])|电话\s*[:：]?\s*[2-8][0-9]{6,7}(?![0-9.])"
)
_LANDLINE_BEGINS = tuple("02345678")
_BARE_LANDLINE = Pattern(r"(?:0[1-9][0-9]{1,2}[-－— ]?)?[2-8][0-9]{6,7}(?:[-－转][0-9]{1,4})?")


@rule("P02", "姓名、座机", INFO, basis="《中华人民共和国政府信息公开条例》", each=KINDS)
def names_are_meant_to_be_public(context: Context, form) -> Iterator:
    """表里的姓名和座机，公开前应确认可以公开。

    为何重要：办公电话属公务信息，经办人的姓名不一定要公开，发出去就收不回来。
    怎样改：确认可以公开的不用改；不必公开的写职务或删去。
    """
    found = {}
    for entry in getattr(form, "signatures", None) or ():
        kind = _personal_entry(entry.label, entry.field.text) if entry.field.text else ""
        if kind:
            found.setdefault(entry.field.place, (entry.field, []))[1].append(kind)
    for field, kinds in _personal_texts(context, form):
        found.setdefault(field.place, (field, kinds))
    if form.kind in UNIT_FIGURES:
        from .unit_people import people

        for field, kind in people(form):
            found.setdefault(field.place, (field, []))[1].append(kind)
    for field, kinds in found.values():
        names = "、".join(dict.fromkeys(kinds))
        yield context.finding(
            names_are_meant_to_be_public,
            field,
            "{cell} 有{names}，公开前请确认可以公开",
            subject=names,
            expected="确认可以公开",
            actual=names,
            names=names,
        )


def _personal_entry(label: str, text: str) -> str:
    """What an entry of the signature line gives away: 姓名, 座机 or nothing."""
    if any(word in label for word in _PERSON_LABELS):
        return "姓名" if _is_name(text.strip()) else ""
    number = text.strip()
    landline = "电话" in label and number.startswith(_LANDLINE_BEGINS) and _BARE_LANDLINE.fullmatch(number)
    return "座机" if landline else ""


def _is_name(text: str) -> bool:
    """Whether a text can be a person's name: two to four Chinese characters, or a dot between them."""
    return 2 <= len(text) <= 4 and all("一" <= character <= "鿿" or character == "·" for character in text)


def _names_someone(text: str) -> bool:
    """Whether a name follows “填表人：” or another such label."""
    names = (match["name"] for match in _NAMED.finditer(text))
    return any(_is_name(name) and not name.endswith(_NO_NAME_ENDS) for name in names)


def _personal_texts(context: Context, form) -> Iterator[tuple[Field, list[str]]]:
    joined = all_text(context, form)
    landlines = has_digits_in_a_row(context, form) and _LANDLINE.search(joined)
    if not landlines and not _NAMED.search(joined):
        return

    def may_tell(text: str) -> bool:
        return "人" in text or "姓名" in text or _SEVEN_DIGITS.search(text) is not None

    for field in fields_with(form, may_tell):
        kinds = ["姓名"] if _names_someone(field.text) else []
        if _LANDLINE.search(field.text):
            kinds.append("座机")
        if kinds:
            yield field, kinds
