"""The functions of formulas that ledgers are written with: each from plain values to a plain value."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from kzzq_desktop.importers.formula_tree import NotCounted
from kzzq_desktop.importers.sheet import Cell

Value = Cell | bool | None
Argument = Value | list[Value]
EPOCH = date(1899, 12, 30)
_LONGEST_TEXT = 32_767


def one(value: Argument) -> Value:
    """Return the only value of an area of one cell."""
    if isinstance(value, list):
        if len(value) != 1:
            raise NotCounted
        return value[0]
    return value


def number(argument: Argument) -> float:
    """Return a value as a number, as Excel takes it: days count from 1899-12-30."""
    value = one(argument)
    if isinstance(value, date):
        return float((value - EPOCH).days)
    if isinstance(value, str):
        if re.fullmatch(r"\s*[-+]?\d+(\.\d*)?\s*", value) is None:
            raise NotCounted
        return float(value)
    return float(value or 0)


def text(argument: Argument) -> str:
    """Return a value as text, as Excel joins it."""
    value = one(argument)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        value = number(value)
    if isinstance(value, float):
        if abs(value) >= 1e15:
            raise NotCounted
        return f"{value:.15g}"
    return value or ""


def add(left: Argument, right: Argument, sign: int) -> Value:
    """Return the sum or difference; a day and a number make a day."""
    a, b = one(left), one(right)
    total = number(a) + sign * number(b)
    days = isinstance(a, date) != isinstance(b, date)
    return EPOCH + timedelta(days=int(total)) if days else total


def compare(mark: str, left: Argument, right: Argument) -> bool:
    """Return a comparison; texts are equal whatever their case, and greater than every number."""
    a, b = _sortable(one(left), one(right)), _sortable(one(right), one(left))
    return {"=": a == b, "<>": a != b, "<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[mark]


def _sortable(value: Value, other: Value) -> tuple[int, float, str]:
    if value is None:
        value = "" if isinstance(other, str) else 0.0
    if isinstance(value, bool):
        return 2, float(value), ""
    return (1, 0.0, value.lower()) if isinstance(value, str) else (0, number(value), "")


def _values(arguments: Sequence[Argument]) -> list[Value]:
    return [value for argument in arguments for value in (argument if isinstance(argument, list) else [argument])]


def _numbers(arguments: Sequence[Argument]) -> list[float]:
    return [number(value) for value in _values(arguments) if isinstance(value, float | date)]


def _left(words: Argument, count: Argument = 1.0) -> Value:
    return text(words)[: _natural(count)]


def _right(words: Argument, count: Argument = 1.0) -> Value:
    taken = _natural(count)
    return text(words)[-taken:] if taken else ""


def _mid(words: Argument, start: Argument, count: Argument) -> Value:
    first = _natural(start) - 1
    if first < 0:
        raise NotCounted
    return text(words)[first : first + _natural(count)]


def _natural(argument: Argument) -> int:
    value = int(number(argument))
    if value < 0:
        raise NotCounted
    return value


def _join(*words: Argument) -> Value:
    joined = "".join(text(value) for value in _values(words))
    if len(joined) > _LONGEST_TEXT:
        raise NotCounted
    return joined


def _day(year: Argument, month: Argument, day: Argument) -> Value:
    first = int(number(year)) * 12 + int(number(month)) - 1
    return date(first // 12, first % 12 + 1, 1) + timedelta(days=int(number(day)) - 1)


def _as_day(argument: Argument) -> date:
    value = one(argument)
    return value if isinstance(value, date) else EPOCH + timedelta(days=int(number(value)))


def _shown(argument: Argument, shape: Argument) -> Value:
    """TEXT for the shapes of days and of zeros; 0000-00-00 makes a day of the eight digits of an ID."""
    value, form = one(argument), text(shape).lower()
    if form == "@":
        return text(value)
    if re.fullmatch(r"0+(?:\D0+)*", form):
        whole = number(value)
        digits = f"{int(whole + 0.5):0{form.count('0')}d}" if whole >= 0 else ""
        if not digits:
            raise NotCounted
        return _into_zeros(digits, form)
    if re.fullmatch(r"(?:yyyy|mm?|dd?|[-/.年月日\s])+", form):
        return _shown_day(_as_day(value), form)
    raise NotCounted


def _shown_day(day: date, form: str) -> str:
    words = {"yyyy": f"{day.year}", "mm": f"{day.month:02}", "dd": f"{day.day:02}", "m": f"{day.month}", "d": f"{day.day}"}
    return re.sub("yyyy|mm?|dd?", lambda found: words[found[0]], form)


def _into_zeros(digits: str, form: str) -> str:
    """Fill the zeros of a shape from the right; what is left over stands in front."""
    rest = list(digits)
    shown = [rest.pop() if mark == "0" else mark for mark in reversed(form)]
    return "".join(rest) + "".join(reversed(shown))


def _count_if(area: Argument, wanted: Argument) -> Value:
    value = one(wanted)
    if isinstance(value, str) and re.search(r"[<>=*?~]", value):
        raise NotCounted
    return float(sum(cell is not None and compare("=", cell, value) for cell in _values([area])))


def _remainder(value: Argument, by: Argument) -> Value:
    return number(value) % number(by)


def _rounded(value: Argument, places: Argument = 0.0) -> Value:
    factor = 10.0 ** max(-9, min(9, int(number(places))))
    scaled = number(value) * factor
    return (int(scaled + 0.5) if scaled >= 0 else -int(0.5 - scaled)) / factor


def _replaced(words: Argument, old: Argument, new: Argument) -> Value:
    return _join(text(words).replace(text(old), text(new)) if text(old) else text(words))


def is_true(value: Value) -> bool:
    """Return whether a condition holds: any number but 0 does."""
    if isinstance(value, str):
        raise NotCounted
    return bool(number(value))


Function = Callable[..., Value]
# Name: fewest and most arguments, and what it does.
FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "LEFT": (1, 2, _left), "RIGHT": (1, 2, _right), "MID": (3, 3, _mid), "LEN": (1, 1, lambda a: float(len(text(a)))),
    "CONCATENATE": (1, 99, _join), "CONCAT": (1, 99, _join), "TRIM": (1, 1, lambda a: " ".join(text(a).split(" ")).strip()),
    "SUBSTITUTE": (3, 3, _replaced), "VALUE": (1, 1, number), "TEXT": (2, 2, _shown), "T": (1, 1, text), "N": (1, 1, number),
    "DATE": (3, 3, _day), "YEAR": (1, 1, lambda a: float(_as_day(a).year)), "MONTH": (1, 1, lambda a: float(_as_day(a).month)),
    "DAY": (1, 1, lambda a: float(_as_day(a).day)),
    "SUM": (1, 99, lambda *a: sum(_numbers(a))), "MAX": (1, 99, lambda *a: max(_numbers(a), default=0.0)),
    "MIN": (1, 99, lambda *a: min(_numbers(a), default=0.0)), "COUNT": (1, 99, lambda *a: float(len(_numbers(a)))),
    "COUNTA": (1, 99, lambda *a: float(sum(value is not None for value in _values(a)))), "COUNTIF": (2, 2, _count_if),
    "INT": (1, 1, lambda a: float(number(a) // 1)), "ABS": (1, 1, lambda a: abs(number(a))), "ROUND": (1, 2, _rounded),
    "MOD": (2, 2, _remainder), "ISODD": (1, 1, lambda a: int(number(a)) % 2 == 1),
    "ISEVEN": (1, 1, lambda a: int(number(a)) % 2 == 0),
    "AND": (1, 99, lambda *a: all(map(is_true, _values(a)))), "OR": (1, 99, lambda *a: any(map(is_true, _values(a)))),
    "NOT": (1, 1, lambda a: not is_true(one(a))), "ISBLANK": (1, 1, lambda a: one(a) is None),
}  # fmt: skip
