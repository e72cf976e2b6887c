"""Phone numbers: mobiles of 11 digits, landlines with or without their area code, several in a cell."""

import re
from dataclasses import dataclass

from kzzq_desktop.domain import flags

AREA_CODE = "0475"
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
# A remark in brackets, like (短号6612); one that holds a whole number is none.
_BRACKETS = re.compile(r"[（(](?=[^（）()]*[^\d（）()\s-])(?![^（）()]*\d{7})[^（）()]*[)）]")
_LETTERED = re.compile(r"(?=[0-9OoIl]*[OoIl])(?=[OoIl]*[0-9])[0-9OoIl]{7,}")
_NUMBER = re.compile(
    r"(?<![\dA-Za-z])(?:"
    r"(?:(?:\+|00)?86[\s-]?)?(?P<mobile>1[3-9]\d(?:[\s-]?\d{4}){2}|1[3-9]\d{3}[\s-]?\d{6}|1[3-9]\d{2}[\s-]?\d{3}[\s-]?\d{4})"
    r"|\(?(?P<area>0(?:10|2\d|[3-9]\d{2}))\)?[\s-]*(?P<line>\d{7,8})"
    r"|(?P<local>\d{7,8})"
    r")(?![\dA-Za-z])"
)
_LOCAL_DIGITS = 7
_RUN, _PARTING = re.compile(rf"\d{{{_LOCAL_DIGITS - 2},}}"), re.compile(r"[\s-]")
_PLAIN_MOBILE = re.compile(r"1[3-9][0-9]{9}").fullmatch


@dataclass(frozen=True, slots=True)
class PhonesRead:
    """A phone cell as understood: digits only, in order, no number twice; `flag` when some digits made no number."""

    phones: tuple[str, ...] = ()
    flag: str = ""

    @property
    def joined(self) -> str:
        """Return the numbers joined by "|", as the store keeps them."""
        return "|".join(self.phones)


def read_phones(cell: str | float, area: str = AREA_CODE) -> PhonesRead:
    """Read the numbers of a cell; a landline without area code gets `area`. Words and remarks in brackets are passed over."""
    text = f"{cell:.0f}" if isinstance(cell, float) else cell
    if not text or _PLAIN_MOBILE(text):
        return PhonesRead((text,) if text else ())
    text = _BRACKETS.sub(" ", text.translate(_NARROW))
    found: dict[str, None] = {}
    for match in _NUMBER.finditer(text):
        found[_digits(match, area)] = None
    left = _NUMBER.sub(" ", text)
    bad = _LETTERED.search(left) or _RUN.search(_PARTING.sub("", left)) is not None
    return PhonesRead(tuple(found), flags.PHONE_BAD if bad else "")


def spaced(phone: str) -> str:
    """Return a mobile as it is read aloud, 154 0475 0316; another number as it is."""
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}" if len(phone) == 11 and phone.startswith("1") else phone


def is_phone(digits: str) -> bool:
    """Say whether digits are a mobile or a landline with its area code."""
    return bool(re.fullmatch(r"1[3-9]\d{9}|0(?:10|2\d|[3-9]\d{2})\d{7,8}", digits))


def _digits(match: re.Match[str], area: str) -> str:
    if match["mobile"]:
        return re.sub(r"\D", "", match["mobile"])
    if match["line"]:
        return match["area"] + match["line"]
    return area + match["local"]
