"""Personal data in a text masked with stars (遮蔽). A masked text is as long as it was, so every other character stays.

138****0000 of a mobile number, the first six and last four of an identity number, the last four of a card, area code,
first and last two digits of a landline, the surname of a name. 《中华人民共和国个人信息保护法》, 第七十三条（去标识化）.
"""

import re
from collections.abc import Iterator, Sequence

from ..core.patterns import Pattern
from ..core.record import Record
from .names import NOBODY, Known, is_whole_name, kept_of_name, listed_names, names_behind_labels
from .personal import BARE_LANDLINE, LANDLINE, NO_AMOUNT, WIDTHLESS, digits_of, personal_numbers, readable

NAME, MOBILE, IDENTITY, CARD, LANDLINES, MAIL = "姓名", "手机号", "身份证号", "银行卡号", "座机", "电子邮箱"
PASSPORT, CHAT = "护照号", "微信、QQ号"
_KINDS = {"identity": IDENTITY, "card": CARD, "mobile": MOBILE}
# Digits at the beginning and at the end.
_KEPT = {MOBILE: (3, 4), IDENTITY: (6, 4), CARD: (0, 4), PASSPORT: (0, 3), LANDLINES: (1, 2)}

_WORTH = Pattern(r"[0-9]{6}|[0-9]{3}[ \-.]+[0-9]{3,4}|@|[一-鿿]|[A-Z][A-Za-z]{1,14} [A-Z]|[Ww]e[Cc]hat")
_NUMBERED = Pattern(r"(?:[0-9][^0-9]*){7}|@|微信|QQ|(?i:wechat)")  # as many digits as the shortest number has
_ELEVEN = Pattern(r"(?:[0-9][^0-9]*){11}")
# What an account holds (账户余额) is an amount.
_ACCOUNT = Pattern(
    r"(?:卡号|账号|帐号|账户|帐户|银行卡)(?:(?!余额|结余|结存|资金|存款|收入|支出|金额|合计|利息)[^0-9]){0,8}"
    rf"([0-9][0-9 \-]{{8,26}}[0-9]){NO_AMOUNT}"
)
# In any groups, where it is said to be one: 138.0000.0000, 1380 000 0000, over two lines.
_SAID_TO_BE_MOBILE = Pattern(rf"(?:手机|电话|联系方式)(?:号码|号)?\s*:\s*(1[3-9][0-9](?:[ ./_\n\-]{{0,2}}[0-9]){{8}}){NO_AMOUNT}")
_MORE_LANDLINES = Pattern(
    r"\(0[1-9][0-9]{1,2}\) ?[2-9][0-9]{6,7}(?![0-9.])|(?:座机|固话|联系方式|手机|传真|电话\([^()]{0,6}\))\s*:?\s*[2-8][0-9]{6,7}(?![0-9.])"
    r"|(?:\+|00)86[- ]?[1-9][0-9]{1,2}[- ][2-8][0-9]{6,7}(?![0-9.])"
)
_LOCAL = rf"((?!20)[2-8][0-9]{{6,7}}){NO_AMOUNT}"  # what begins with 20 is a day or the code of an account
_ANOTHER_LINE = Pattern(rf"\s*[、/,，;；或]\s*{_LOCAL}")
_BEHIND_NAME = Pattern(rf"[\s(（,，、:]{{0,3}}{_LOCAL}")
# As China and most others number passports. Nine letters and digits in any order (ICAO Doc 9303, Part 4) could be any code.
_PASSPORT = r"([A-Za-z]{1,2}[0-9]{7,8})(?![0-9A-Za-z])"
_SAID_TO_BE_PASSPORT = Pattern(rf"(?:护照|(?i:passport))[^0-9A-Za-z]{{0,6}}(?:(?i:no)[.: ]*)?{_PASSPORT}")
_AMOUNT = Pattern(r"[0-9][.,][0-9]|[¥元]")  # under a heading 零余额账户
_CHAT = r"([A-Za-z][A-Za-z0-9_\-]{5,19}|[1-9][0-9]{4,11})(?![A-Za-z0-9@.])"
_SAID_TO_BE_CHAT = Pattern(rf"(?:微信号?|QQ号?|(?i:wechat))(?: ?ID)?\s*:\s*{_CHAT}")
_EXTENSION = Pattern(r"(?:转|-)[0-9]{1,4}(?![0-9])")
_MAIL = Pattern(r"[A-Za-z0-9_.+\-*]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_OFFICE = Pattern(r"(?:咨询|监督|举报|投诉|服务|热线|值班|办公|公开|受理|总机|查询|反馈|维权|官方|政务|公众)[^0-9:，。；]{0,6}:?\s*$")


class Near(Record):
    """What the cells around say of a text: what its own label announces, and whether its row is about a person."""

    label: str = ""  # NAME, LANDLINES (any telephone), IDENTITY, CARD, PASSPORT or CHAT
    person: bool = False
    office: bool = False  # its label is that of an office's public telephone
    named: bool = False  # its label is 姓名 itself


class Masked(Record):
    """A text with its personal data masked; equal to the original where there is none."""

    text: str
    kinds: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()  # what an office's number may be and was left


NOWHERE = Near()


def masked(text: str, near: Near = NOWHERE, known: Known = NOBODY) -> Masked:
    """Mask a text. *known* are persons named elsewhere in the workbook."""
    if not text.isascii() and WIDTHLESS.search(text):
        return _masked_between(text, near, known)
    plain = readable(text)
    if near.label not in (NAME, PASSPORT, CHAT) and not _WORTH.search(plain):
        return Masked(text)
    stars: set[int] = set()
    kinds: list[str] = []
    spans = [*_names(plain, near), *known.spans(plain)]
    for start, end in spans:
        stars |= _name_stars(plain, start, end)
        kinds.append(NAME)
    numbered = near.label == CHAT or _NUMBERED.search(plain) is not None
    for kind, start, end in _numbers(plain, near) if numbered else ():
        stars |= _digit_stars(plain, start, end, kind)
        kinds.append(kind)
    hints = []
    personal = near.person or bool(spans)
    for kind, start, end in _contacts(plain, near, spans) if numbered else ():
        if not any(start <= star < end for star in stars):
            if personal and not _of_an_office(plain, start, near):
                stars |= _line_stars(plain, start, end) if kind == LANDLINES else _address_stars(plain, start, end)
                kinds.append(kind)
            elif "*" not in plain[start:end]:
                hints.append(kind)
    shown = "".join("*" if at in stars else character for at, character in enumerate(text)) if stars else text
    told = tuple(dict.fromkeys(kinds)) if shown != text else ()
    return Masked(shown, told, tuple(dict.fromkeys(hints)))


def persons_named(text: str, near: Near = NOWHERE) -> Iterator[str]:
    """The names that stand behind labels, whole: to be looked for elsewhere, never to be shown."""
    if near.label == NAME or not text.isascii():
        plain = readable(text)
        for start, end in _names(plain, near):
            name = plain[start:end]
            yield name if name.isascii() else re.sub(r"\s", "", name)


def mobiles_told(text: str, near: Near = NOWHERE) -> Iterator[str]:
    """The mobile numbers in a text, their eleven digits: to be looked for elsewhere, never to be shown."""
    if _ELEVEN.search(text):
        plain = readable(text)
        for kind, start, end in _numbers(plain, near):
            if kind == MOBILE:
                yield digits_of(plain[start:end])[-11:]


def _masked_between(text: str, near: Near, known: Known) -> Masked:
    """The same for a text in which characters without width stand, which nobody sees between two digits."""
    places = [at for at, character in enumerate(text) if not WIDTHLESS.match(character)]
    seen = masked("".join(text[at] for at in places), near, known)
    shown = list(text)
    for at, character in zip(places, seen.text):
        shown[at] = character
    return seen._replace(text="".join(shown))


# -- names ---------------------------------------------------------------------------------------------------------


def _names(text: str, near: Near) -> list[tuple[int, int]]:
    spans = [] if text.isascii() else list(names_behind_labels(text))
    if near.label == NAME:
        start = len(text) - len(text.lstrip())
        spans += [span for span in listed_names(text, start) if span not in spans]
        if not spans and near.named and is_whole_name(text):
            spans.append((start, len(text.rstrip())))
    return spans


def _name_stars(text: str, start: int, end: int) -> set[int]:
    places = [at for at in range(start, end) if not text[at].isspace()]
    return set(places[kept_of_name(text[start:end]) :])


# -- numbers -------------------------------------------------------------------------------------------------------


def _numbers(text: str, near: Near) -> Iterator[tuple[str, int, int]]:
    """Numbers that are personal whoever gives them."""
    for kind, start, end in personal_numbers(text):
        yield _KINDS[kind], start, end
    for match in _ACCOUNT.finditer(text):
        yield CARD, *match.span(1)
    for match in _SAID_TO_BE_PASSPORT.finditer(text):
        yield PASSPORT, *match.span(1)
    for match in _SAID_TO_BE_MOBILE.finditer(text):
        yield MOBILE, *match.span(1)
    digits = digits_of(text)
    if near.label == IDENTITY and len(digits) >= 15 and "*" not in text:
        yield IDENTITY, 0, len(text)
    if near.label == CARD and len(digits) >= 10 and "*" not in text and not _AMOUNT.search(text):
        yield CARD, 0, len(text)
    if near.label == PASSPORT and re.fullmatch(_PASSPORT, text.strip()):
        yield PASSPORT, 0, len(text)
    if near.label == LANDLINES and re.fullmatch(r"1[3-9][0-9]{9}", digits):
        yield MOBILE, 0, len(text)


def _digit_stars(text: str, start: int, end: int, kind: str) -> set[int]:
    """The digits between those that may be seen; of a mobile number the country code is none of them."""
    places = [at for at in range(start, end) if text[at].isdigit() or text[at] in "Xx" or kind == PASSPORT]
    if kind == MOBILE:
        places = places[-11:]
    head, tail = _KEPT[kind]
    return set(places[head : len(places) - tail])


# -- landlines and mail --------------------------------------------------------------------------------------------


def _contacts(text: str, near: Near, names: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Landlines, mail and chat addresses: a person's are masked, an office's are public. *names*: where persons stand."""
    for _, end in names:
        line = _BEHIND_NAME.match(text, end)
        if line:
            yield LANDLINES, *line.span(1)
            yield from _more_lines(text, line.end(1))
    for pattern in (LANDLINE, _MORE_LANDLINES):
        for match in pattern.finditer(text):
            number = re.search(r"\(?[0-9]", match.group())
            extension = _EXTENSION.match(text, match.end())
            end = (extension or match).end()
            if not text[end : end + 1].isascii() or not text[end : end + 1].isalnum():
                start = match.start() + number.start()
                yield LANDLINES, start, end
                yield from () if _of_an_office(text, start, near) else _more_lines(text, end)
    bare = BARE_LANDLINE.fullmatch(text.strip()) if near.label == LANDLINES else None
    if bare:
        yield LANDLINES, 0, len(text)
    for match in _MAIL.finditer(text) if "@" in text else ():
        yield MAIL, *match.span()
    for match in _SAID_TO_BE_CHAT.finditer(text):
        yield CHAT, *match.span(1)
    if near.label == CHAT and re.fullmatch(_CHAT, text.strip()):
        yield CHAT, len(text) - len(text.lstrip()), len(text.rstrip())


def _more_lines(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The telephones listed behind one (8000000、8000001)."""
    while line := _ANOTHER_LINE.match(text, at):
        at = line.end(1)
        yield LANDLINES, *line.span(1)


def _of_an_office(text: str, start: int, near: Near) -> bool:
    before = text[:start].rstrip()
    return near.office if not before else _OFFICE.search(before.removesuffix("(")) is not None


def _line_stars(text: str, start: int, end: int) -> set[int]:
    """All of an extension, and the middle of the number behind the area code."""
    places = [at for at in range(start, end) if text[at].isdigit()]
    digits = "".join(text[at] for at in places)
    area = 0 if digits[0] != "0" else 3 if digits[1] in "12" and len(digits) >= 10 else 4
    extension = _EXTENSION.search(text[start:end][7:])
    behind = len(digits_of(extension.group())) if extension and len(places) - area > 8 else 0
    main = places[area : len(places) - behind]
    head, tail = _KEPT[LANDLINES]
    return {*main[head : len(main) - tail], *places[len(places) - behind :]} if main else set(places)


def _address_stars(text: str, start: int, end: int) -> set[int]:
    """What stands before the @, but for the first character."""
    at = text.find("@", start, end)
    return set(range(start + 1, at if at >= 0 else end))
