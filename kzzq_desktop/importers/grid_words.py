"""What ledgers write for groups, doors, grids and the members who look after them."""

import re
from functools import lru_cache

from kzzq_desktop.domain.codes import CHINESE_NUMERAL, chinese_number
from kzzq_desktop.domain.names import normal_text, read_name
from kzzq_desktop.domain.phones import read_phones

_NUMBER = rf"(?:\d+|{CHINESE_NUMERAL})"
_GROUP = re.compile(rf"第?({_NUMBER})(?:村民小组|村民组|小组|组|社(?!区)|队|屯(?=$|[\d号]))")
_DOOR = re.compile(r"(\d+(?:-\d+)*)\s*号(?!楼|院)")
_PHONE_LIKE = re.compile(r"(?:\+?86[\s-]?)?1[3-9]\d[\d\s-]{8,12}|0\d{2,3}[-\s]?\d{7,8}")
_CODE_DIGITS = 15
_NUMBERED_NAME = re.compile(r"第([1-9]\d{0,2})网格·(.+)")


@lru_cache(maxsize=1024)
def group_in(cell: str | float) -> str:
    """Return a group cell as the number or word without 第 and 组: "第三组" -> "3", "东2组" -> "东2"."""
    text = _plain(cell)
    text = re.sub(r"^第|(?:村民小组|村民组|小组|组|社|队)$", "", text)
    return str(chinese_number(text)) if re.fullmatch(CHINESE_NUMERAL, text) else text.lstrip("0") or text


def group_in_address(address: str) -> str:
    """Return the group an address names, "" without one."""
    match = _GROUP.search(_plain(address))
    return "" if match is None else group_in(match[1])


def door_in_address(address: str) -> str:
    """Return the door number an address names, "" without one."""
    match = _DOOR.search(normal_text(address))
    return "" if match is None else match[1]


@lru_cache(maxsize=1024)
def grid_in(cell: str | float, village: str = "") -> tuple[int | None, str]:
    """Return a grid cell as number and name: the number of "第3网格", "网格三" or a 15-digit code, else the words.

    `village` is a name to pass over, so that its own numerals are not taken for the grid's. A number and a name
    together are told apart in the lists that this program writes itself: "第3网格·东片".
    """
    if isinstance(cell, str) and (own := _NUMBERED_NAME.fullmatch(normal_text(cell))):
        return int(own[1]), own[2]
    text = _plain(cell)
    if re.fullmatch(rf"\d{{{_CODE_DIGITS}}}", text):
        return int(text[-3:]), ""
    if village:
        text = text.replace(village, "")
    match = (
        re.search(rf"({_NUMBER})(?:号|级)?(?:网格|格)", text)
        or re.search(rf"网格({_NUMBER})", text)
        or re.fullmatch(rf"(?:\D*-)?第?({_NUMBER})号?", text)
    )
    if match is None:
        return None, text
    number = int(match[1]) if match[1].isdecimal() else chinese_number(match[1])
    return (number, "") if 0 < number < 1000 else (None, text)


@lru_cache(maxsize=1024)
def contact_in(cell: str) -> tuple[str, str, tuple[str, ...]]:
    """Return name, phone and further names of a cell like "王有（17913738385）"; remarks in brackets are passed over."""
    phones = read_phones(cell).phones
    text = _PHONE_LIKE.sub(" ", normal_text(cell))
    text = re.sub(r"[（(][^（）()]*[)）]", " ", text)
    parts = [read_name(part.strip(" :：-")).name for part in re.split(r"[、，,;；/\n]", text)]
    parts = [part for part in parts if part]
    return (parts[0] if parts else ""), (phones[0] if phones else ""), tuple(parts[1:])


def _plain(cell: str | float) -> str:
    text = f"{cell:.0f}" if isinstance(cell, float) and cell == int(cell) else str(cell)
    return re.sub(r"\s", "", normal_text(text))
