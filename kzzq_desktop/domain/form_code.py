"""The code on a visit form: which form it is, and for each printed row which household, without a word about anybody.

It is read back without asking what the grid looked like then: a page code, the form's version, four signs (20 bits) of
each row's household, two signs that check the rest. Households are few enough in a village that 20 bits tell them apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kzzq_desktop.domain.page_code import SIGNS, PageCode, check_signs, page_code, read_page_code

_KEY_DIGITS, _KEY_SIGNS = 5, 4
_PAGE_LENGTH = 16
_CHECK = 2


@dataclass(frozen=True, slots=True)
class FormCode:
    """What a form's code says: its page, the version of its geometry, the first five hex digits of each row's household."""

    page: PageCode
    version: int
    keys: tuple[str, ...]


def form_code(page: tuple[str, str, int, str], version: int, households: Sequence[str]) -> str:
    """Return the code of a form; `page` is (sign, grid, page, month "2026-11"), households are ids in the order of rows."""
    body = page_code(*page) + SIGNS[version] + "".join(_key_signs(one[:_KEY_DIGITS]) for one in households)
    return body + check_signs(body)


def read_form_code(text: str) -> FormCode | None:
    """Return what a code says, None if it is no form code or a sign of it is wrong."""
    code = "".join(sign for sign in text.upper() if sign in SIGNS)
    rows = code[_PAGE_LENGTH + 1 : -_CHECK]
    if len(code) < _PAGE_LENGTH + 1 + _CHECK or len(rows) % _KEY_SIGNS or check_signs(code[:-_CHECK]) != code[-_CHECK:]:
        return None
    page = read_page_code(code[:_PAGE_LENGTH])
    if page is None:
        return None
    keys = tuple(_key(rows[at : at + _KEY_SIGNS]) for at in range(0, len(rows), _KEY_SIGNS))
    return FormCode(page, SIGNS.index(code[_PAGE_LENGTH]), keys)


def page_of(text: str) -> PageCode | None:
    """Return the page that a code stands on, a page code or a form code; None if it is neither."""
    found = read_page_code(text)
    if found is None and (form := read_form_code(text)):
        return form.page
    return found


def _key_signs(key: str) -> str:
    number = int(key, 16)
    return "".join(SIGNS[number >> shift & 31] for shift in (15, 10, 5, 0))


def _key(signs: str) -> str:
    number = 0
    for sign in signs:
        number = number << 5 | SIGNS.index(sign)
    return f"{number:0{_KEY_DIGITS}x}"
