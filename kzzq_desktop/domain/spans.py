"""Months, quarters and years as papers ask for them: their first and last days, and how they are said."""

from calendar import monthrange

MONTH, QUARTER, YEAR = "month", "quarter", "year"
SPANS = ((MONTH, "本月"), (QUARTER, "本季度"), (YEAR, "本年"))
_QUARTERS = "一二三四"
_MONTHS = 12


def span_days(month: str, span: str = MONTH) -> tuple[str, str]:
    """Return the first and last day, as ISO text, of the month ("2026-11") or of the quarter or year it lies in."""
    first, last = _month_numbers(month, span)
    year = int(month[:4])
    return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{monthrange(year, last)[1]:02d}"


def span_words(month: str, span: str = MONTH) -> str:
    """Return how it is said: 2026年11月, 2026年第四季度, 2026年."""
    year, number = int(month[:4]), int(month[5:7])
    if span == YEAR:
        return f"{year}年"
    return f"{year}年第{_QUARTERS[(number - 1) // 3]}季度" if span == QUARTER else f"{year}年{number}月"


def months_before(month: str, count: int) -> tuple[str, ...]:
    """Return so many ISO months that end with this one, the earliest first."""
    last = int(month[:4]) * _MONTHS + int(month[5:7]) - 1
    return tuple(f"{at // _MONTHS}-{at % _MONTHS + 1:02d}" for at in range(last - count + 1, last + 1))


def _month_numbers(month: str, span: str) -> tuple[int, int]:
    number = int(month[5:7])
    if span == YEAR:
        return 1, _MONTHS
    begin = number - (number - 1) % 3
    return (begin, begin + 2) if span == QUARTER else (number, number)
