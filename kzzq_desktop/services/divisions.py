"""Divisions as shipped: the banners in `db/reference`, or another banner's list from a CSV file."""

import csv
from pathlib import Path

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.paths import reference
from kzzq_desktop.domain.places import BANNER, TOWNSHIP, Place


class BadDivisions(AppError):
    """A list of divisions that cannot be used."""

    advice = "表头应为 code,name,level,parent_code（12位代码；旗3、苏木镇4、嘎查村5），请改好后再导入。"


def list_banners() -> tuple[Place, ...]:
    """Return the banners whose divisions are shipped."""
    return tuple(read_divisions(path.stem.removeprefix("divisions_"))[0] for path in sorted(reference().glob("divisions_*.csv")))


def list_townships(banner: str) -> tuple[Place, ...]:
    """Return the townships of a shipped banner, by code."""
    return tuple(place for place in read_divisions(banner) if place.level == TOWNSHIP)


def read_divisions(banner: str) -> tuple[Place, ...]:
    """Return a banner's divisions, itself first; `banner` is its code (6 or 12 digits) or the path of a CSV."""
    path = Path(banner) if banner.lower().endswith(".csv") else reference() / f"divisions_{banner[:6]}.csv"
    try:
        places = [_place(row) for row in csv.DictReader(_text(path.read_bytes()).splitlines())]
    except FileNotFoundError as error:
        raise BadDivisions(f"没有 {banner} 的区划表。", "请核对代码，或用区划表CSV文件代替代码。") from error
    except (OSError, UnicodeDecodeError, KeyError, ValueError, TypeError, AttributeError, csv.Error) as error:
        raise BadDivisions("区划表读不出来。") from error
    _check(places)
    return tuple(places)


def _text(content: bytes) -> str:
    """Decode as UTF-8, else as GB18030, which spreadsheet programs here write."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _check(places: list[Place]) -> None:
    """A list is one banner with its townships and villages, each code once, each parent before its children."""
    if not places or places[0].level != BANNER:
        raise BadDivisions("区划表的第一行不是旗县。")
    levels = {places[0].code: BANNER}
    for line, place in enumerate(places[1:], 3):
        if place.code in levels:
            raise BadDivisions(f"区划表第{line}行的代码重复：{place.code}。")
        if levels.get(place.parent) != place.level - 1:
            raise BadDivisions(f"区划表第{line}行的上级不对：{place.code}。")
        levels[place.code] = place.level


def _place(row: dict[str, str]) -> Place:
    code = row["code"].strip()
    if len(code) != len("150521000000") or not code.isdigit():
        raise ValueError(code)
    others = tuple(name for name in (row.get("other_names") or "").split("|") if name)
    return Place(code, row["name"].strip(), int(row["level"]), row["parent_code"].strip(), others)
