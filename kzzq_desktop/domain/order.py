"""The natural order of groups and doors: 2组 before 10组, 12号 before 101号, 第一组 where 1组 stands."""

import re
import unicodedata
from functools import lru_cache

Key = tuple[tuple[int, int, str], ...]
Group = tuple[bool, Key, Key]

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERALS = "".join([*_DIGITS, *_TENS])
_SIDES = "东西南北前中后上下左右甲乙丙丁"
_PIECES = re.compile(rf"\d+|[{_NUMERALS}]+|[{_SIDES}]|[^\d{_NUMERALS}{_SIDES}]+")
_NOISE = re.compile(r"[\s第]+|号(?=$|[^\w])|组$")
_WHOLE = ("社", "队", "屯", "片", "区", "院", "营子", "楼", "单元", "栋", "幢")


@lru_cache(maxsize=1 << 16)
def natural_key(text: str) -> Key:
    """Return what sorts `text` as a person reads it: numbers by value, sides as 东西南北, the rest by its letters."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())
    return tuple(_piece_key(piece) for piece in _PIECES.findall(plain))


@lru_cache(maxsize=1 << 16)
def group_key(group_no: str, building: str = "") -> Group:
    """Return the place of a group: two spellings of one group have one key; a household without a group comes last.

    In town a building or stairway stands where a group stands; inside a group it divides it further.
    """
    return not (group_no.strip() or building.strip()), natural_key(group_no), natural_key(building)


def door_key(door_no: str) -> tuple[bool, Key]:
    """Return the place of a door in its group; no door comes last."""
    return not door_no.strip(), natural_key(door_no)


def group_words(group_no: str, building: str = "") -> str:
    """Return how a group is said: 3组, 东2组, 5号楼2单元; "" where there is none."""
    group = group_no.strip().removesuffix("组")
    spoken = group if not group or group.endswith(_WHOLE) else f"{group}组"
    return f"{spoken}{building.strip()}"


def door_words(door_no: str) -> str:
    """Return how a door is said: 12号; a name of a place as it is."""
    return f"{door_no}号" if door_no.isdecimal() else door_no


def chinese_number(text: str) -> int:
    """Return the value of Chinese numerals: 十二 12, 二十 20, 一百零一 101, 一二 12."""
    if not any(letter in _TENS for letter in text):
        return int("".join(str(_DIGITS[letter]) for letter in text))
    total = digit = 0
    for letter in text:
        if letter in _TENS:
            total += (digit or 1) * _TENS[letter]
            digit = 0
        else:
            digit = _DIGITS[letter]
    return total + digit


def _piece_key(piece: str) -> tuple[int, int, str]:
    if piece[0].isdecimal():
        return 0, int(piece), ""
    if piece[0] in _DIGITS or piece[0] in _TENS:
        return 0, chinese_number(piece), ""
    return 1, _SIDES.index(piece) if piece in _SIDES else len(_SIDES), piece
