"""How entries stand on papers: their households, members and grids by name, their boxes in words, nobody named who is gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kzzq_desktop.domain.duties import BY_CODE, BoxKind, BoxValue, read_boxes
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.services.printing.grid_facts import UNKNOWN_HEAD, stands_at
from kzzq_desktop.store.paper_duties import DutyFacts, GridPlace, VisitedFacts
from kzzq_desktop.store.papers import LEFT

GONE_MEMBER, NO_MEMBER = "已不在册", "未填党员"
NO_GRID, OLD_GRID = "未填网格", "已撤销网格"
MOVED, CLOSED = "已迁出", "已销户"
_END = "。；;，, "


@dataclass(frozen=True, slots=True)
class Home:
    """A household of entries: its place in the natural order, its head's name, or why it is `gone`."""

    id: str
    order: int
    village_id: str
    head: str
    gone: str
    place: str


def homes_of(visited: Iterable[VisitedFacts]) -> dict[str, Home]:
    """Return {household: how it is named}; a head who moved away or died is never named."""
    return {one.id: _home(order, one) for order, one in enumerate(visited)}


def homes_words(homes: Iterable[Home]) -> str:
    """Return the heads' names; who cannot be named is counted: 王秀英、李广才、已迁出1户."""
    held = list(homes)
    names = [home.head for home in held if home.head and not home.gone]
    counts = ((MOVED, MOVED), (CLOSED, CLOSED), ("", f"户主{UNKNOWN_HEAD}"))
    for gone, word in counts:
        number = sum(home.gone == gone and (bool(gone) or not home.head) for home in held)
        if number:
            names.append(f"{word}{number}户")
    return "、".join(names)


def duty_word(code: str) -> str:
    """Return the duty's word; an unknown code as it is."""
    return BY_CODE[code].word if code in BY_CODE else code


def duty_words(duty: DutyFacts, homes: Mapping[str, Home]) -> str:
    """Return what was done: the clerk's words, then place and boxes in brackets; these alone without words."""
    filled = [f"地点：{duty.place.strip()}"] if duty.place.strip() else []
    filled += _boxes(duty, homes)
    words, boxes = duty.words.strip().strip(_END), "，".join(filled)
    return f"{words}（{boxes}）" if words and boxes else words or boxes


def grid_place_words(grid: GridPlace | None, village: str) -> str:
    """Return village and number of an entry's grid."""
    if grid is None:
        return NO_GRID
    return f"{village}{OLD_GRID}" if grid.removed else f"{village}{grid.number:02d}号"


def _home(order: int, one: VisitedFacts) -> Home:
    gone = MOVED if one.status == HouseholdStatus.MOVED else CLOSED if one.removed or one.status == HouseholdStatus.CLOSED else ""
    head = "" if gone or one.head_status in LEFT else one.head
    return Home(one.id, order, one.village_id, head, gone, stands_at(one))


def _boxes(duty: DutyFacts, homes: Mapping[str, Home]) -> Iterable[str]:
    """Yield each filled box as its word and value; boxes that the form no longer has are left out."""
    if duty.boxes in ("", "{}") or duty.code not in BY_CODE:
        return
    values = read_boxes(duty.boxes)
    for box in BY_CODE[duty.code].boxes:
        if said := _value(values.get(box.key, ""), box.kind, homes):
            yield f"{box.word}：{said}"


def _value(value: BoxValue, kind: BoxKind, homes: Mapping[str, Home]) -> str:
    if kind == BoxKind.HOUSEHOLDS:
        ids = value if isinstance(value, tuple) else ()
        return homes_words(homes[one] for one in ids if one in homes)
    return "、".join(value) if isinstance(value, tuple) else str(value).strip()
