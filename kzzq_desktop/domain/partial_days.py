"""Days that may be known only in part: "1986", "1986-05", "1986-05-03" as ISO text."""

import re
from datetime import date, timedelta

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: 0x2E}
_DIGITS = re.compile(r"^(\d{4})(?:(\d{2})(\d{2})?)?$")
_PARTS = re.compile(r"^(\d{4}|\d{2})[年./\-\\](\d{1,2})(?:[月./\-\\](?:(\d{1,2})[日号]?)?)?(?:T?\d{1,2}:.*)?$")
_EXCEL_ZERO = date(1899, 12, 30)
_FIRST_YEAR = 1880
_SERIALS = range(3000, 80000)


def read_day(cell: str | float | date, today: date) -> str:
    """Read a day cell as ISO text as far as it is known; "" when it cannot be read or lies after `today`.

    Numbers are Excel serial days, 19860503, 198605, a year, or a year and month typed as 1986.5. There 1986.1 may be
    January or October, so only the year is kept. Two digits of a year mean the last hundred years.
    """
    if isinstance(cell, date):
        return _iso(cell.year, cell.month, cell.day, today)
    if isinstance(cell, float):
        return _read_number(cell, today)
    text = re.sub(r"[\s\u00a0\u3000]", "", cell.translate(_NARROW)).rstrip("生.年")
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        return _read_number(float(text), today)
    match = _DIGITS.match(text) or _PARTS.match(text)
    return _iso(_full_year(match[1], today), int(match[2] or 0), int(match[3] or 0), today) if match else ""


def fits(day: str, other: str) -> bool:
    """Say whether two partly known days can be the same day."""
    return day.startswith(other) or other.startswith(day)


def _read_number(number: float, today: date) -> str:
    whole = int(number)
    if number == whole and whole in _SERIALS:
        found = _EXCEL_ZERO + timedelta(days=whole)
        return _iso(found.year, found.month, found.day, today)
    if number == whole:
        text = str(whole)
        return read_day(text, today) if len(text) in {4, 6, 8} else ""
    if whole < _SERIALS.start:
        month = f"{number:.2f}".split(".")[1]
        return _iso(whole, 0 if month == "10" else int(month.rstrip("0")), 0, today)
    return _read_number(float(whole), today)


def _full_year(text: str, today: date) -> int:
    if len(text) == 4:
        return int(text)
    century = today.year // 100 * 100
    year = century + int(text)
    return year if year <= today.year else year - 100


def _iso(year: int, month: int, day: int, today: date) -> str:
    """Return as much as is a real day not after today; a month of 0 means that only the year is known."""
    if not _FIRST_YEAR <= year <= today.year:
        return ""
    try:
        whole = date(year, month or 1, day or 1)
    except ValueError:
        return f"{year:04d}" if not 1 <= month <= 12 else f"{year:04d}-{month:02d}"
    if whole > today:
        return ""
    return whole.isoformat()[: 10 if day and month else 7 if month else 4]
