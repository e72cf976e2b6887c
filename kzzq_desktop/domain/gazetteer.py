"""The divisions of one or more banners, found in free text by name and other spellings."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kzzq_desktop.base import paths
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.places import BANNER, TOWNSHIP, VILLAGE, Place
from kzzq_desktop.domain.reference import read_rows

_OFFICES = ("村民委员会", "村委会", "居民委员会", "居委会", "党支部", "党总支", "党委")
_KINDS = ("分场生活区", "生活区", "嘎查", "村", "社区", "分场")
# A name preceded by one of these may be the tail of a longer name that is not in the list.
_LONGER_NAME = "东西南北前后中上下大小新老"
_SHORT = 2


class DivisionListBad(AppError):
    """A list of divisions cannot be used."""

    advice = "区划表须为 UTF-8 的 CSV，表头为 code,name,level,parent_code（可加 other_names，用“|”分开），编码12位。"


@dataclass(frozen=True, slots=True)
class Found:
    """A division named in a text: where it stands, how it was written and which codes it may be."""

    start: int
    words: str
    codes: tuple[str, ...]


class Gazetteer:
    """Names and other spellings of divisions -> codes. Built from places; never changed afterwards."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = {place.code: place for place in places}
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._bare: set[str] = set()
        for place in self.places.values():
            for spelling in _spellings(place):
                self._codes[spelling].add(place.code)
            self._bare |= _bare_spellings(place)
        self._lengths: dict[str, list[int]] = defaultdict(list)
        for spelling in self._codes:
            self._lengths[spelling[0]].append(len(spelling))
        for first, lengths in self._lengths.items():
            self._lengths[first] = sorted(set(lengths), reverse=True)

    def find(self, text: str) -> tuple[Found, ...]:
        """Return the divisions named in a text, left to right, the longest name first where names overlap."""
        text = re.sub(r"\s", "", normal_text(text))
        found, place = [], 0
        while place < len(text):
            hit = self._longest_at(text, place)
            if hit is None:
                place += 1
            else:
                found.append(hit)
                place += len(hit.words)
        return tuple(found)

    def townships_in(self, text: str) -> tuple[str, ...]:
        """Return the codes of townships that a text names in full."""
        return tuple(code for found in self.find(text) for code in found.codes if self.level(code) == TOWNSHIP)

    def villages_in(self, text: str, townships: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the codes a text may mean by the villages it names, only those of `townships` where they have any."""
        own = self.townships_in(text) or tuple(townships)
        names: list[tuple[str, ...]] = []
        for found in self.find(text):
            codes = tuple(code for code in found.codes if self.level(code) == VILLAGE)
            near = tuple(code for code in codes if self.places[code].parent in own)
            if codes:
                names.append(near or codes)
        return tuple(dict.fromkeys(code for codes in names for code in codes))

    def level(self, code: str) -> int:
        """Return a code's level, 0 if it is not in the list."""
        return self.places[code].level if code in self.places else 0

    def name(self, code: str) -> str:
        """Return a village's name after its township's ("门达镇 门达嘎查"), another division's own name, "" if unknown."""
        place = self.places.get(code)
        if place is None:
            return ""
        parent = self.places.get(place.parent)
        return f"{parent.name} {place.name}" if parent and place.level == VILLAGE else place.name

    def _longest_at(self, text: str, start: int) -> Found | None:
        for length in self._lengths.get(text[start], ()):
            words = text[start : start + length]
            if words not in self._codes or len(words) < length:
                continue
            if words in self._bare and not _stands_alone(text, start, words):
                continue
            before = text[start - 1 : start]
            if before and before in _LONGER_NAME:
                continue
            return Found(start, words, tuple(sorted(self._codes[words])))
        return None


def read_places(path: Path) -> tuple[Place, ...]:
    """Read divisions from a CSV of any banner; raises DivisionListBad with the line that is wrong."""
    try:
        rows = read_rows(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DivisionListBad("区划表读不出来。") from error
    if not rows or not {"code", "name", "level"} <= set(rows[0]):
        raise DivisionListBad("区划表没有数据，或缺少 code、name、level 列。")
    places: dict[str, Place] = {}
    for line, row in enumerate(rows, 2):
        place = _place(row, line)
        if place.code in places:
            raise DivisionListBad(f"区划表第{line}行：编码与前面重复。")
        places[place.code] = place
    for line, place in enumerate(places.values(), 2):
        if place.level > BANNER and place.parent not in places:
            raise DivisionListBad(f"区划表第{line}行：上级编码不在表中。")
    return tuple(places.values())


@cache
def shipped_gazetteer(*banners: str) -> Gazetteer:
    """Return the gazetteer of the banners shipped with the program, all of them unless some are named by code."""
    wanted = [paths.reference() / f"divisions_{banner}.csv" for banner in banners]
    return Gazetteer(place for path in wanted or shipped_lists() for place in read_places(path))


def shipped_lists() -> tuple[Path, ...]:
    """Return the files of divisions shipped with the program."""
    return tuple(sorted(paths.reference().glob("divisions_*.csv")))


def _place(row: dict[str, str], line: int) -> Place:
    code, name, level = row["code"].strip(), row["name"].strip(), row["level"].strip()
    if not re.fullmatch(r"\d{12}", code):
        raise DivisionListBad(f"区划表第{line}行：编码不是12位数字。")
    if not name:
        raise DivisionListBad(f"区划表第{line}行：没有名称。")
    if level not in {str(BANNER), str(TOWNSHIP), str(VILLAGE)}:
        raise DivisionListBad(f"区划表第{line}行：level 应为3（旗县）、4（苏木镇）或5（嘎查村）。")
    others = tuple(other.strip() for other in row.get("other_names", "").split("|") if other.strip())
    return Place(code, name, int(level), (row.get("parent_code") or row.get("parent", "")).strip(), others)


def _spellings(place: Place) -> set[str]:
    """Every way a place may be written: its names, without office words, and a village's without its kind."""
    names = {re.sub(r"\s", "", normal_text(name)) for name in (place.name, *place.other_names)}
    names |= {_without_office(name) for name in names}
    if place.level == TOWNSHIP:
        names |= {name.removesuffix("办事处") for name in names if len(name) > 4}
    if place.level == VILLAGE:
        names |= _bare_spellings(place)
    return {name for name in names if len(name) >= _SHORT}


def _bare_spellings(place: Place) -> set[str]:
    """A village's names without 嘎查, 村 and the like: too short to be trusted inside a longer text."""
    if place.level != VILLAGE:
        return set()
    names = {_without_office(re.sub(r"\s", "", name)) for name in (place.name, *place.other_names)}
    bare = {name.removesuffix(kind) for name in names for kind in _KINDS if name.endswith(kind)}
    bare |= {name for name in names if not name.endswith(_KINDS)}
    return {name for name in bare if len(name) >= _SHORT and not name.endswith(("分场", *"一二三四五六七八九十"))}


def _without_office(name: str) -> str:
    for office in _OFFICES:
        if name.endswith(office) and len(name) > len(office) + 1:
            rest = name.removesuffix(office)
            return rest if rest.endswith(_KINDS) or not office.startswith("村") else f"{rest}村"
    return name


def _stands_alone(text: str, start: int, words: str) -> bool:
    """Say whether a bare name is not part of a longer word: nothing of a place name follows, two letters need edges."""
    after = text[start + len(words) :]
    if after.startswith(("镇", "苏木", "乡", "牧场", "农场", "街道", "旗", "县", "市")):
        return False
    edges = bool(re.match(r"$|[^\u3400-\u9fff]|[\d一二三四五六七八九十]+[组社号]|党员|网格|联系|户情|登记|花名册", after))
    head = not text[:start] or text[start - 1] in "镇木乡场旗处-_—.、（(：:0123456789"
    return edges and head if len(words) == _SHORT else edges or head
