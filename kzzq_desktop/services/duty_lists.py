"""Looking at duties: the log's lists and counts, and what can be ticked for a new entry."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kzzq_desktop.base.clock import today
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.duties import BoxValue
from kzzq_desktop.domain.duty_log import DutyCount, DutyDraft, DutyFilter, GridChoice, HouseholdChoice
from kzzq_desktop.domain.names import normal_name
from kzzq_desktop.domain.order import door_key, group_key
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.domain.places import Place
from kzzq_desktop.domain.work import DutyRow, grid_code
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import list_villages
from kzzq_desktop.store import duties, duty_choices
from kzzq_desktop.store.pinyin import readings

_NUMBERED = re.compile(r"^(.*?)[\s第·・-]*(\d{1,3})\s*(?:号网格|网格|号)?$")
_KINDS = re.compile(r"(嘎查|村|社区)(村委会|居委会)?$")


class UnknownGrid(AppError):
    """No grid, or more than one, of that name."""

    advice = "请写15位网格编号，或嘎查村名加网格号，如：先锋嘎查03。"


class UnknownHousehold(AppError):
    """No household, or more than one, of that name in the grid."""

    advice = "请核对户主姓名；同名的请写门牌号。"


def list_duty_ids(desk: Desk, chosen: DutyFilter, sort: str = "day", *, down: bool = True) -> list[str]:
    """Return the ids of the entries asked for; `sort` is one of store.duties.SORTS."""
    with desk.store.reading() as conn:
        return duties.list_duty_ids(conn, chosen, sort, down=down)


def list_duties(desk: Desk, ids: Sequence[str]) -> tuple[DutyRow, ...]:
    """Return the rows of a window of ids, in their order."""
    with desk.store.reading() as conn:
        return duties.duty_rows(conn, ids)


def list_recent(desk: Desk, limit: int = 30) -> tuple[DutyRow, ...]:
    """Return the entries written last, newest first."""
    with desk.store.reading() as conn:
        return duties.duty_rows(conn, duties.list_recent_ids(conn, limit))


def count_by_month(desk: Desk, chosen: DutyFilter) -> tuple[DutyCount, ...]:
    """Return duties and households in sum for each code and month."""
    with desk.store.reading() as conn:
        return duties.count_by_month(conn, chosen)


def count_reached(desk: Desk, chosen: DutyFilter) -> tuple[int, int]:
    """Return (duties, different households) of what was asked for."""
    with desk.store.reading() as conn:
        return duties.count_reached(conn, chosen)


def this_month() -> DutyFilter:
    """Return the filter of the present month up to today."""
    day = today()
    return DutyFilter(first_day=day.replace(day=1).isoformat(), last_day=day.isoformat())


def list_grids(desk: Desk) -> tuple[GridChoice, ...]:
    """Return every grid by village and number, with what it can be found by."""
    with desk.store.reading() as conn:
        found = duty_choices.list_grid_choices(conn)
    return tuple(replace(grid, keys=_grid_keys(grid)) for grid in found)


def list_households(desk: Desk, grid_id: str) -> tuple[HouseholdChoice, ...]:
    """Return a grid's households by group and door, to tick."""
    with desk.store.reading() as conn:
        found = duty_choices.list_households_of(conn, grid_id)
    return tuple(sorted(found, key=lambda choice: (group_key(choice.group_no), door_key(choice.door_no), choice.id)))


def find_households(desk: Desk, ids: Sequence[str]) -> tuple[HouseholdChoice, ...]:
    """Return these households, in the order of `ids`, to show an entry that holds them."""
    with desk.store.reading() as conn:
        found = {choice.id: choice for choice in duty_choices.find_households(conn, ids)}
    return tuple(found[row_id] for row_id in ids if row_id in found)


def started_draft(desk: Desk, code: str, grid_id: str, day: str, boxes: dict[str, BoxValue] | None = None) -> DutyDraft:
    """Return a draft with the grid's households that are at home; those away are left out."""
    at_home = tuple(choice.id for choice in list_households(desk, grid_id) if choice.status == HouseholdStatus.HOME)
    return DutyDraft(code=code, day=day, grid_id=grid_id, households=at_home, boxes=boxes or {})


def lead_on(desk: Desk, grid_id: str, day: str) -> tuple[str, str]:
    """Return (id, name) of the member who led the grid on that day, ("", "") if nobody did."""
    with desk.store.reading() as conn:
        member_id = duty_choices.lead_on(conn, grid_id, day)
        return member_id, duty_choices.member_name(conn, member_id)


def find_grid(desk: Desk, words: str) -> GridChoice:
    """Return the grid named by its 15-digit code or by village and number; raises UnknownGrid."""
    words = words.strip()
    grids = list_grids(desk)
    exact = [grid for grid in grids if grid_code(grid.village_id, grid.number) == words]
    matched = _NUMBERED.match(words)
    if not exact and matched:
        codes = {place.code for place in list_villages(desk) if _is_named(place, matched[1], desk.office.township_name)}
        exact = [grid for grid in grids if grid.village_id in codes and grid.number == int(matched[2])]
    if len(exact) != 1:
        raise UnknownGrid(f"有 {len(exact)} 个网格叫这个名字。" if exact else "没有这个网格。")
    return exact[0]


def named_households(desk: Desk, grid_id: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the grid's households by head or door number; raises UnknownHousehold, naming none."""
    choices = list_households(desk, grid_id)
    found = []
    for place, name in enumerate(names, 1):
        wanted = normal_name(name)
        hits = [c.id for c in choices if normal_name(c.head) == wanted or (c.door_no and c.door_no == wanted.removesuffix("号"))]
        if len(hits) != 1:
            said = "在这个网格里不止一户。" if hits else "不在这个网格里。"
            raise UnknownHousehold(f"写的第 {place} 户{said}")
        found += hits
    return tuple(found)


def _grid_keys(grid: GridChoice) -> str:
    """Return what a grid is found by: xianfenggacha03 xfgc03 xfgc3 …, its code, its own name, its member's keys."""
    numbers = (f"{grid.number:02d}", str(grid.number))
    said = [f"{sound}{number}" for sound in _sounds(grid.village) for number in numbers]
    return " ".join((*said, grid_code(grid.village_id, grid.number), grid.name, grid.keys)).lower()


@lru_cache(maxsize=8192)
def _sounds(name: str) -> tuple[str, ...]:
    """Return a name itself, its pinyin and its initials; for a village also without 嘎查 or 村."""
    spoken = dict.fromkeys((name, _bare(name)))
    sounds = [syllables for words in spoken for syllables in readings(words)[:1]]
    return (*spoken, *("".join(part) for part in sounds), *("".join(syllable[0] for syllable in part) for part in sounds))


def _is_named(place: Place, words: str, township: str) -> bool:
    """Tell whether `words` names the place: its name with or without 嘎查 or 村, another spelling, the township before it."""
    wanted = _bare(words.strip().removeprefix(township))
    return bool(wanted) and wanted in {_bare(name) for name in (place.name, *place.other_names)}


def _bare(name: str) -> str:
    return _KINDS.sub("", name.strip())
