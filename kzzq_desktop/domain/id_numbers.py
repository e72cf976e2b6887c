"""Citizen ID numbers by GB 11643: reading what was typed, the check digit, birth and sex in the number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import mul

from kzzq_desktop.domain import flags

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_X_FORMS = str.maketrans(dict.fromkeys("xХх×✕✖ⅩⅹχΧ", "X"))
_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?E\+?1[4-9]$", re.IGNORECASE)
_BRACKETS = re.compile(r"[(【\[][^()【】\[\]]*[)】\]]")
_NOISE = re.compile(r"[\s\u00a0\u3000\u200b-\u200f\ufeff\-‐-―_.,·'`‘’“”\"]")
_CORE = re.compile(r"[0-9A-Z](?:.*[0-9A-Z])?", re.DOTALL)
_PLAIN = re.compile(r"[0-9]{17}[0-9X]").fullmatch
_MASKED = re.compile(r"[*×●■]{2,}|[xX]{3,}")
_TAIL = re.compile(r"(?:尾号|后四位|末四位)?[:：]?\d{3}[\dXx]")
_LEAST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class IdRead:
    """An ID cell as understood: an 18-digit number, or "" and the flag that says why not."""

    number: str = ""
    flag: str = ""


def read_id(cell: str | float, *, lost_tails: bool = False) -> IdRead:
    """Read an ID cell. A number of 16 or more digits stored as a number has lost its tail: always lossy.

    It passes the checksum by chance 1 time in 11. With `lost_tails` the same holds for text that a double could hold.
    """
    if isinstance(cell, float):
        if cell >= 1e15:
            return IdRead(flag=flags.ID_LOSSY)
        cell = f"{cell:.0f}"
    text = cell
    if not _PLAIN(cell):
        text = _cleaned(cell)
        if _SCIENTIFIC.match(text):
            return IdRead(flag=flags.ID_LOSSY)
        if sum(map(str.isdecimal, text)) < _LEAST_DIGITS:
            return IdRead(flag=flags.ID_MISSING)
    if lost_tails and re.fullmatch(r"\d{18}", text) and _is_double(text):
        return IdRead(flag=flags.ID_LOSSY)
    return check_id(text)


def is_masked(text: str) -> bool:
    """Say whether an ID was masked on purpose, as 1523**********1234 or 尾号1234: it then says nothing."""
    narrow = text.translate(_NARROW)
    return bool(_MASKED.search(narrow) or _TAIL.fullmatch(re.sub(r"\s", "", narrow)))


def has_lost_tails(texts: Iterable[str]) -> bool:
    """Say whether a column's IDs, text now, went through numbers: most of the wrong ones are such as a double can hold."""
    wrong = [text for text in texts if re.fullmatch(r"\d{18}", text) and check_digit(text[:17]) != text[17]]
    return len(wrong) > 2 and sum(_is_double(text) for text in wrong) * 2 > len(wrong)


@lru_cache(maxsize=4096)
def check_id(text: str) -> IdRead:
    """Check a bare number of 18 digits, or of 15 as issued before 1999, which is made one of 18."""
    if re.fullmatch(r"\d{15}", text):
        text = f"{text[:6]}19{text[6:]}"
        text += check_digit(text)
    if not re.fullmatch(r"\d{17}[\dX]", text):
        return IdRead(flag=flags.ID_LENGTH if len(text) != 18 else flags.ID_CHECKSUM)
    if check_digit(text[:17]) != text[17]:
        return IdRead(flag=flags.ID_LOSSY if text.endswith("000") else flags.ID_CHECKSUM)
    if not birth_in(text):
        return IdRead(flag=flags.ID_CHECKSUM)
    return IdRead(text)


def check_digit(first_17: str) -> str:
    """Return the 18th character for 17 digits."""
    return _CHECKS[sum(map(mul, map(int, first_17), _WEIGHTS)) % 11]


def _cleaned(cell: str) -> str:
    """Return what was typed without remarks, blanks, quotes and hyphens, in plain digits and a plain X."""
    text = _BRACKETS.sub("", cell.translate(_NARROW)).strip("'`‘ \t\n\u3000")
    if _SCIENTIFIC.match(text):
        return text
    core = _CORE.search(_NOISE.sub("", text).translate(_X_FORMS))
    return core[0] if core else ""


def _is_double(digits: str) -> bool:
    """Say whether 18 digits may be a number as a double keeps it: a multiple of 16, or its tail shown as zeros."""
    return int(digits) % 16 == 0 or digits.endswith("000")


@lru_cache(maxsize=4096)
def birth_in(number: str) -> str:
    """Return the birth day in an 18-digit number as ISO text, "" if there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14])).isoformat()
    except ValueError:
        return ""


def sex_in(number: str) -> str:
    """Return the sex in an 18-digit number as GB/T 2261.1: "1" for an odd serial, "2" for an even one, "" without."""
    return "" if len(number) != 18 else "1" if int(number[16]) % 2 else "2"
