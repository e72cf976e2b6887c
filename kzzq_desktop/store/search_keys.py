"""What each household, resident, member and grid can be found by."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select

from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.places import Division
from kzzq_desktop.domain.work import Grid, grid_code
from kzzq_desktop.store.pinyin import readings
from kzzq_desktop.store.tables import table_of

HOUSEHOLD, RESIDENT, MEMBER, GRID, DIVISION = (table_of(kind) for kind in (Household, Resident, Member, Grid, Division))
GONE = ("moved_out", "deceased")
WHOLE = "="
PARTS = re.compile(r"[0-9]+(?:x(?![a-z0-9]))?|[a-z]+|[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Key:
    """`line` is the text LIKE asks (words after a space each), `tokens` the words of the FTS index.

    A word that is a whole name, reading or row of initials stands with "=" before it, and so does the first
    syllable with the other initials (zhangsm), as many type.
    """

    kind: str
    ref_id: str
    title: str
    line: str
    tokens: str


def keys_of(conn: Connection, kind: str, ids: Sequence[str]) -> list[Key]:
    """Return the keys of these rows; those removed or gone have none."""
    return [_key(kind, row) for row in conn.execute(SELECTS[kind].where(IDS[kind].in_(ids)))]


def folded(words: str) -> str:
    """Return words as keys hold them: NFKC, lower case, ü as v, dots, marks and punctuation left out, spaces kept."""
    text = unicodedata.normalize("NFKC", words).lower().replace("ü", "v")
    return text if text.isalnum() else "".join(letter for letter in text if letter == " " or _is_letter(letter))


def key_line(names: Sequence[str], numbers: Sequence[str]) -> tuple[str, str]:
    """Return (line, tokens) for names and numbers."""
    wholes: list[str] = []
    words: list[str] = []
    for name in names:
        wholes.append(WHOLE + folded(name).replace(" ", ""))
        for syllables in readings(folded(name)):
            initials = "".join(syllable[0] for syllable in syllables)
            wholes += [WHOLE + "".join(syllables), WHOLE + initials, WHOLE + syllables[0] + initials[1:]]
            words += ["".join(syllables[i:]) for i in range(len(syllables))]
            words += [initials[i:] for i in range(len(syllables))]
    for number in numbers:
        digits = folded(number).replace(" ", "")
        words += [digits, digits[::-1]] if digits else []
    every = list(dict.fromkeys([*wholes, *words]))
    pieces = [piece for name in names for piece in (*_pieces(name), WHOLE)]
    runs = [piece for piece in pieces if piece.isascii()]
    return f" {' '.join(dict.fromkeys([*every, *runs]))} ", " ".join([*pieces, *every])


def _pieces(name: str) -> list[str]:
    """Return a name's characters one by one, runs of Latin letters or digits whole: so phrases find any middle part."""
    return [piece for part in PARTS.findall(folded(name)) for piece in ([part] if part.isascii() else part)]


def _is_letter(letter: str) -> bool:
    """Letters and digits of any script; also code points this Python does not know yet, and private ones."""
    category = unicodedata.category(letter)
    return category[0] in "LN" or category in {"Co", "Cn"}


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
