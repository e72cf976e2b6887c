"""The code on a printed page: which paper of which record, and nothing that could be read as a person.

Fourteen signs: one for the paper, ten for the first 48 bits of the record's id, one for the page, two that check the rest.
Of a paper of one month two more stand before the page: the months since January 2000.
"""

from dataclasses import dataclass

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_ID_DIGITS = 12
_ID_SIGNS = 10
_LENGTH, _WITH_MONTH = 14, 16
_FIRST_YEAR = 2000
# A prime below 32²: one wrong sign or two signs changed round are always seen.
_PRIME = 1021


@dataclass(frozen=True, slots=True)
class PageCode:
    """What a page code says: the paper's sign, the first 12 hex digits of the record's id, its page, the month ("2026-11")."""

    paper: str
    id_start: str
    page: int
    month: str = ""


def page_code(paper: str, record_id: str, page: int = 1, month: str = "") -> str:
    """Return the code of a page; `paper` is one sign of the alphabet, pages after the 31st carry the 31st's.

    `month` is "" or ISO ("2026-11"), from 2000-01 to 2085-04.
    """
    number = int(record_id[:_ID_DIGITS], 16)
    signs = "".join([SIGNS[number >> shift & 31] for shift in range(45, -5, -5)])
    body = f"{paper}{signs}{_month_signs(month)}{SIGNS[min(page, 31)]}"
    return f"{body}{check_signs(body)}"


def spoken(code: str) -> str:
    """Return a code in groups, as it stands under the square: HXXXX-XXXXX-XXXX."""
    return f"{code[:5]}-{code[5:10]}-{code[10:]}"


def read_page_code(text: str) -> PageCode | None:
    """Return what a code says, from a scanner or typed by hand; None if it is no page code or a sign is wrong."""
    code = "".join(sign for sign in text.upper() if sign in SIGNS)
    if len(code) not in (_LENGTH, _WITH_MONTH) or check_signs(code[:-2]) != code[-2:]:
        return None
    number = 0
    for sign in code[1 : 1 + _ID_SIGNS]:
        number = number << 5 | SIGNS.index(sign)
    return PageCode(code[0], f"{number:0{_ID_DIGITS}x}", SIGNS.index(code[-3]), _month(code[1 + _ID_SIGNS : -3]))


def _month_signs(month: str) -> str:
    if not month:
        return ""
    months = (int(month[:4]) - _FIRST_YEAR) * 12 + int(month[5:7]) - 1
    return SIGNS[months >> 5] + SIGNS[months & 31]


def _month(signs: str) -> str:
    if not signs:
        return ""
    months = SIGNS.index(signs[0]) << 5 | SIGNS.index(signs[1])
    return f"{_FIRST_YEAR + months // 12}-{months % 12 + 1:02d}"


def check_signs(body: str) -> str:
    """Return the two signs that check a code: one wrong sign is always seen, whatever the length."""
    total = 0
    for sign in body:
        total = (total * 31 + SIGNS.index(sign) + 1) % _PRIME
    return SIGNS[total >> 5] + SIGNS[total & 31]
