"""P rules: what must not be published as it stands (隐私): numbers of persons, names, landlines.

The findings never repeat a number or a name in full: a report of the check may be passed on as well.
"""

from collections.abc import Iterator

from ..core.cells import Field
from ..core.findings import INFO, WARNING
from ..core.rules import rule
from ..domain.forms import EVERY_KIND, Signature
from ..domain.personal import (
    BARE_LANDLINE,
    LANDLINE,
    LANDLINE_BEGINS,
    LONG_NUMBER,
    NUMBER_NAMES,
    SEVEN_DIGITS,
    SIGNING_LABELS,
    digits_of,
    holds_long_number,
    may_name_someone,
    names_persons,
    names_someone,
    personal_numbers,
    readable,
)
from ..domain.unit_forms import UNIT_FIGURES
from .context import Context
from .reading import all_text, fields_with, text_for_numbers


@rule("P01", "手机号、身份证号、银行卡号", WARNING, basis="《中华人民共和国个人信息保护法》", each=EVERY_KIND)
def no_personal_numbers(context: Context, form) -> Iterator:
    """公开的表里不应有手机号、身份证号、银行卡号。

    为何重要：公开以后谁都能复制，删了网页也收不回来。
    怎样改：公开版改填办公电话，或只留前三位后四位；内部存档的原件不用改。
    """
    seen = set()
    for field in (*_signed(form), *_with_long_numbers(context, form)):
        text = readable(field.text)
        for kind, start, end in personal_numbers(text):
            number = digits_of(text[start:end])
            if (field.place, number) in seen:
                continue
            seen.add((field.place, number))
            yield context.finding(
                no_personal_numbers,
                field,
                "{cell} 有{kind} {actual}，公开前须遮蔽或删去",
                subject=NUMBER_NAMES[kind],
                expected="遮蔽",
                actual=number[:3] + "*" * (len(number) - 7) + number[-4:],
                kind=NUMBER_NAMES[kind],
            )


def _with_long_numbers(context: Context, form) -> list[Field]:
    """The texts worth a closer look; nearly always none, found in one pass over all of them."""
    return fields_with(form, holds_long_number) if LONG_NUMBER.search(text_for_numbers(context, form)) else []


def _signed(form) -> list[Field]:
    """What was filled in beside a label for persons; a number typed there as a number is in no text cell."""
    return [entry.field for entry in _entries(form) if entry.field.text and holds_long_number(entry.field.text)]


def _entries(form) -> tuple[Signature, ...]:
    """What is filled in for persons: on the signature line and in the head."""
    return (*(getattr(form, "signatures", None) or ()), *getattr(form, "contacts", ()))


@rule("P02", "姓名、座机", INFO, basis="《中华人民共和国政府信息公开条例》", each=EVERY_KIND)
def names_are_meant_to_be_public(context: Context, form) -> Iterator:
    """表里的姓名和座机，公开前应确认可以公开。

    为何重要：办公电话属公务信息，经办人的姓名不一定要公开，发出去就收不回来。
    怎样改：确认可以公开的不用改；不必公开的写职务或删去。
    """
    found = {}
    for entry in _entries(form):
        kind = _personal_entry(entry.label, entry.field.text) if entry.field.text else ""
        if kind:
            found.setdefault(entry.field.place, (entry.field, []))[1].append(kind)
    for field, kinds in _personal_texts(context, form):
        found.setdefault(field.place, (field, kinds))
    if form.kind in UNIT_FIGURES:
        from .unit_people import people

        for field, kind in people(context, form):
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
    if any(map(label.__contains__, SIGNING_LABELS)):
        return "姓名" if names_persons(text) else ""
    number = readable(text).strip()
    landline = "电话" in label and number.startswith(LANDLINE_BEGINS) and BARE_LANDLINE.fullmatch(number)
    return "座机" if landline else ""


def _personal_texts(context: Context, form) -> Iterator[tuple[Field, list[str]]]:
    landlines = LANDLINE.search(text_for_numbers(context, form)) is not None
    if not landlines and not may_name_someone(all_text(context, form)):
        return

    def may_tell(text: str) -> bool:
        return "人" in text or "姓名" in text or "领导" in text or landlines and SEVEN_DIGITS.search(readable(text)) is not None

    for field in fields_with(form, may_tell):
        kinds = ["姓名"] if names_someone(field.text) else []
        if landlines and LANDLINE.search(readable(field.text)):
            kinds.append("座机")
        if kinds:
            yield field, kinds
