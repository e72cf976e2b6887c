"""What each household, resident, member and grid can be found by."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select

from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.places import Division
from kzzq_desktop.domain.work import Grid, grid_code
from kzzq_desktop.store.pinyin import readings
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK

HOUSEHOLD, RESIDENT, MEMBER, GRID, DIVISION = (table_of(kind) for kind in (Household, Resident, Member, Grid, Division))
GONE = ("moved", "closed", "moved_out", "deceased")


@dataclass(frozen=True, slots=True)
class Key:
    """`line` is the text LIKE asks (tokens after a space each), `tokens` the words of the FTS index."""

    kind: str
    ref_id: str
    title: str
    line: str
    tokens: str


def keys_of(conn: Connection, kind: str, ids: Sequence[str]) -> list[Key]:
    """Return the keys of these rows; those removed or gone have none."""
    return [_key(kind, row) for row in conn.execute(SELECTS[kind].where(IDS[kind].in_(ids)))]


def households_headed_by(conn: Connection, residents: Sequence[str]) -> set[str]:
    """Return the households whose head is among these residents."""
    found: set[str] = set()
    for start in range(0, len(residents), CHUNK):
        found.update(
            conn.execute(select(HOUSEHOLD.c.id).where(HOUSEHOLD.c.head_id.in_(residents[start : start + CHUNK]))).scalars()
        )
    return found


def key_line(names: Sequence[str], numbers: Sequence[str]) -> tuple[str, str]:
    """Return (line, tokens) for names and numbers."""
    words: list[str] = []
    for name in names:
        for syllables in readings(name):
            words += ["".join(syllables[i:]) for i in range(len(syllables))]
            words += ["".join(s[0] for s in syllables[i:]) for i in range(len(syllables))]
    digits = ["".join(ch for ch in number.lower() if ch.isalnum()) for number in numbers]
    words += [side for number in digits if number for side in (number, number[::-1])]
    words = list(dict.fromkeys(words))
    plain = [name.replace("·", "").lower() for name in names]
    line = " ".join([*plain, *words])
    return line, " ".join([*(" ".join(name) + " ." for name in plain), *words])


def _key(kind: str, row: Row[tuple[object, ...]]) -> Key:
    names, numbers = NAMES[kind](row)
    line, tokens = key_line([name for name in names if name], numbers)
    return Key(kind, row.id, names[0], line, tokens)


def _household(row: Row[tuple[object, ...]]) -> tuple[list[str], list[str]]:
    return [row.name, *json.loads(row.other_names)], [*row.phones.split("|"), *row.phone.split("|"), row.id_number]


def _resident(row: Row[tuple[object, ...]]) -> tuple[list[str], list[str]]:
    return [row.name, *json.loads(row.other_names)], [*row.phones.split("|"), row.id_number]


def _member(row: Row[tuple[object, ...]]) -> tuple[list[str], list[str]]:
    return [row.name, *json.loads(row.other_names)], row.phone.split("|")


def _grid(row: Row[tuple[object, ...]]) -> tuple[list[str], list[str]]:
    return [f"{row.village}{row.number}号网格", row.name], [grid_code(row.village_id, row.number)]


_ALIVE = (RESIDENT.c.sy_del == 0) & RESIDENT.c.status.not_in(GONE)
SELECTS = {
    "household": select(
        HOUSEHOLD.c.id, HOUSEHOLD.c.phone, RESIDENT.c.name, RESIDENT.c.other_names, RESIDENT.c.phones, RESIDENT.c.id_number
    )
    .join(RESIDENT, RESIDENT.c.id == HOUSEHOLD.c.head_id)
    .where(HOUSEHOLD.c.sy_del == 0),
    "resident": select(RESIDENT.c.id, RESIDENT.c.name, RESIDENT.c.other_names, RESIDENT.c.phones, RESIDENT.c.id_number)
    .join(HOUSEHOLD, HOUSEHOLD.c.id == RESIDENT.c.household_id)
    .where(_ALIVE, HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.head_id.is_distinct_from(RESIDENT.c.id)),
    "member": select(MEMBER.c.id, MEMBER.c.name, MEMBER.c.other_names, MEMBER.c.phone).where(MEMBER.c.sy_del == 0),
    "grid": select(GRID.c.id, GRID.c.number, GRID.c.name, GRID.c.village_id, DIVISION.c.name.label("village"))
    .join(DIVISION, DIVISION.c.id == GRID.c.village_id)
    .where(GRID.c.sy_del == 0),
}
IDS = {"household": HOUSEHOLD.c.id, "resident": RESIDENT.c.id, "member": MEMBER.c.id, "grid": GRID.c.id}
NAMES = {"household": _household, "resident": _resident, "member": _member, "grid": _grid}
