"""What records are called by those who work with them: a household by its head and place, a duty by its day and words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kzzq_desktop.domain.codes import relation_word
from kzzq_desktop.domain.conflict_words import CODES, POINTS_TO, day_words
from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.domain.order import door_key, door_words, group_key, group_words
from kzzq_desktop.domain.setting_words import setting_title
from kzzq_desktop.store.record_rows import RecordRows, Row

NO_HEAD, GONE, UNKNOWN = "没有户主的一户", "（已删除）", "（不在本机）"
LONGEST = 30
PARENTS = tuple(dict.fromkeys(POINTS_TO.values()))


@dataclass(frozen=True, slots=True)
class Title:
    """How a record is called and where it is opened; `order` sorts by place, a household before its people."""

    title: str
    detail: str
    screen: str
    place: str
    order: tuple[Any, ...]


def learn_around(rows: RecordRows, found: Iterable[tuple[str, Row]]) -> None:
    """Read at once what titles of these records need: what they point to, and what that points to."""
    near = list(found)
    for _ in range(3):  # a resident's household, its head, its village
        wanted: dict[str, list[object]] = {}
        for _, row in near:
            for field, table in POINTS_TO.items():
                if row.get(field):
                    wanted.setdefault(table, []).append(row[field])
        for table, ids in wanted.items():
            rows.learn(table, ids)
        near = [(table, known) for table, ids in wanted.items() for one in ids if (known := rows.row(table, one))]


def title_of(rows: RecordRows, table: str, row: Row) -> Title:
    """Return what a record is called; `row` may be one that is not on record here."""
    title, detail = _TITLES[table](rows, row) if table in _TITLES else ("一条记录", "")
    screen, place = _opened(rows, table, row)
    return Title(title, detail, screen, place, _order(rows, table, row))


def name_of(rows: RecordRows, table: str, row_id: str) -> str:
    """Return what a record is called inside a sentence: 包金花, 包金花家, 03号网格."""
    row = rows.row(table, row_id)
    if row is None:
        return UNKNOWN
    words = _NAMES[table](rows, row) if table in _NAMES else UNKNOWN
    return f"{words}{GONE}" if row["sy_del"] == 1 else words


def _home(rows: RecordRows, home: Row, suffix: str) -> str:
    """Return whose household it is: 包金花家, 包金花 户."""
    head = rows.row("resident", home["head_id"]) if home.get("head_id") else None
    return f"{head['name']}{suffix}" if head else NO_HEAD


def _village(rows: RecordRows, code: object) -> str:
    division = rows.row("division", code) if code else None
    return str(division["name"]) if division else ""


def _spot(rows: RecordRows, home: Row) -> str:
    """Return where a household is: 巴彦胡硕嘎查 东2组 5号; the address where neither group nor door is known."""
    inside = [group_words(home["group_no"], home["building"]), door_words(home["door_no"])]
    parts = [part for part in inside if part] or [home["address"]]
    return " ".join(part for part in (_village(rows, home["village_id"]), *parts) if part)


def _household(rows: RecordRows, row: Row) -> tuple[str, str]:
    return _home(rows, row, " 户"), _spot(rows, row)


def _resident(rows: RecordRows, row: Row) -> tuple[str, str]:
    home = rows.row("household", row["household_id"])
    if home is None:
        return str(row["name"]), ""
    relation = "户主" if home["head_id"] == row["id"] else relation_word(row["relation"])
    return str(row["name"]), " ".join(part for part in (_home(rows, home, "家"), relation, _spot(rows, home)) if part)


def _grid_name(row: Row) -> str:
    return f"{row['number']:02d}号网格"


def _grid(rows: RecordRows, row: Row) -> tuple[str, str]:
    return _grid_name(row), " ".join(part for part in (_village(rows, row["village_id"]), row["name"]) if part)


def _contact(rows: RecordRows, row: Row) -> tuple[str, str]:
    grid = rows.row("grid", row["grid_id"])
    role = CODES["contact", "role"].get(row["role"], "联系党员")
    where = _grid(rows, grid) if grid else (UNKNOWN, "")
    return f"{where[0]}的{role}", " ".join(part for part in (where[1], name_of(rows, "member", row["member_id"])) if part)


def _duty(rows: RecordRows, row: Row) -> tuple[str, str]:
    word = BY_CODE[row["code"]].word if row["code"] in BY_CODE else "履职"
    grid = rows.row("grid", row["grid_id"]) if row["grid_id"] else None
    where = f"{_village(rows, grid['village_id'])} {_grid_name(grid)}".strip() if grid else ""
    words = str(row["words"])
    said = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    return f"{day_words(row['day'])} {word}", " ".join(part for part in (where, said) if part)


def _member(rows: RecordRows, row: Row) -> tuple[str, str]:
    branch = rows.row("branch", row["branch_id"]) if row["branch_id"] else None
    where = (_village(rows, row["village_id"]), str(branch["name"]) if branch else "")
    return f"党员 {row['name']}", " ".join(part for part in where if part)


def _list_item(_rows: RecordRows, row: Row) -> tuple[str, str]:
    kind = CODES["list_item", "kind"].get(row["kind"], "列表")
    duty = BY_CODE[row["code"]].word if row["code"] in BY_CODE else ""
    return str(row["words"]), " ".join(part for part in (f"{kind}列表里的一条", duty, row["grp"]) if part)


def _mark(of: str, word: str, parent: str) -> Callable[[RecordRows, Row], tuple[str, str]]:
    """Return the words of a need or a post: they belong to a record that has a title."""

    def told(rows: RecordRows, row: Row) -> tuple[str, str]:
        owner = rows.row(parent, row[f"{parent}_id"])
        title, detail = _TITLES[parent](rows, owner) if owner else (UNKNOWN, "")
        return f"{word}：{row[of]}", " ".join(part for part in (title, detail) if part)

    return told


def _part(rows: RecordRows, row: Row) -> tuple[str, str]:
    duty = rows.row("duty", row["duty_id"])
    title = _duty(rows, duty)[0] if duty else f"{day_words(row['day'])} 履职"
    return title, f"住户：{name_of(rows, 'household', row['household_id'])}"


_TITLES: Mapping[str, Callable[[RecordRows, Row], tuple[str, str]]] = {
    "household": _household,
    "resident": _resident,
    "household_need": _mark("need", "需求", "household"),
    "member": _member,
    "member_post": _mark("post", "岗位", "member"),
    "grid": _grid,
    "contact": _contact,
    "duty": _duty,
    "duty_household": _part,
    "branch": lambda rows, row: (f"党支部 {row['name']}", _village(rows, row["division_id"])),
    "division": lambda rows, row: (str(row["name"]), _village(rows, row["parent_id"])),
    "clerk": lambda _rows, row: (f"操作员 {row['name']}", ""),
    "setting": lambda rows, row: (f"设置：{setting_title(row['key'])}", _village(rows, row["division_id"])),
    "list_item": _list_item,
    "glyph_picture": lambda _rows, row: (f"造字“{row['letter']}”", ""),
}
_NAMES: Mapping[str, Callable[[RecordRows, Row], str]] = {
    "resident": lambda _rows, row: str(row["name"]),
    "household": lambda rows, row: _home(rows, row, "家"),
    "grid": lambda _rows, row: _grid_name(row),
    "member": lambda _rows, row: str(row["name"]),
    "division": lambda _rows, row: str(row["name"]),
    "branch": lambda _rows, row: str(row["name"]),
    "duty": lambda rows, row: _duty(rows, row)[0],
}
_SCREENS: Mapping[str, tuple[str, str]] = {
    "household": ("households", "id"), "resident": ("households", "household_id"),
    "household_need": ("households", "household_id"), "member": ("members", "id"), "member_post": ("members", "member_id"),
    "grid": ("grids", "id"), "contact": ("grids", "grid_id"), "duty": ("duty", "id"), "duty_household": ("duty", "duty_id"),
    "branch": ("members", ""), "division": ("settings", ""), "clerk": ("settings", ""), "setting": ("settings", ""),
    "list_item": ("settings", ""), "glyph_picture": ("settings", ""),
}  # fmt: skip
_RANKS = {"household": 0, "resident": 0, "household_need": 0, "grid": 1, "contact": 1, "duty": 2, "member": 3, "branch": 4}


def _opened(rows: RecordRows, table: str, row: Row) -> tuple[str, str]:
    """Return the screen and the record that it opens: "" where that record is not in use."""
    screen, field = _SCREENS.get(table, ("", ""))
    place = str(row[field]) if field and row.get(field) else ""
    if field not in {"", "id"}:
        shown = rows.row(POINTS_TO[field], place) if place else None
        place = place if shown and shown["sy_del"] == 0 else ""
    return screen, place


def _order(rows: RecordRows, table: str, row: Row) -> tuple[Any, ...]:
    """Return what sorts by village, kind, group and door; a household's records stand together, it first; so do a grid's."""
    home = row if table == "household" else rows.row("household", row["household_id"]) if row.get("household_id") else None
    home = home if table in {"household", "resident", "household_need"} else None
    grid = row if table == "grid" else rows.row("grid", row["grid_id"]) if row.get("grid_id") else None
    near = next((one for one in (home, row, grid) if one and one.get("village_id")), None)
    village = str(near["village_id"]) if near else str(row.get("division_id") or "")
    place = home or {"group_no": "", "building": "", "door_no": "", "id": ""}
    number = 0 if home else int(grid["number"]) if grid else 0
    spot = (group_key(place["group_no"], place["building"]), door_key(place["door_no"]), str(place["id"]))
    among = int(row["place"]) if table == "resident" else 0
    return not village, village, _RANKS.get(table, 9), spot, number, table not in {"household", "grid"}, table, among, row["id"]
