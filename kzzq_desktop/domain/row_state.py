"""A row with everything a merge needs: which dots it has integrated and which values of each field nobody has overwritten.

Pure; the texts `sy_vv` and `sy_st` go in and come out (sync.md 3.1, 3.2). A dot is (actor index, seq). A head is a value of
a field that no other write of that field has seen. Heads of `sy_del` are (state, vector its writer had seen).
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kzzq_desktop.domain.changes import IN_USE, MOVED_AWAY

Dot = tuple[int, int]
Vector = dict[int, int]
Heads = dict[Dot, Any]
BASE, GONE = "*", "sy_del"
PACK = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@dataclass(slots=True)
class RowState:
    """One row: its vector, the dots it was made by, and the heads of every field the document declares."""

    vv: Vector
    base: tuple[Dot, ...]
    heads: dict[str, Heads] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A row as its columns hold it: `shown` are the values shown, `siblings` the others, by field and dot."""

    sy_vv: str
    sy_st: str | None
    shown: dict[str, Any]
    siblings: dict[str, Heads]


def read_vector(text: str, rename: Mapping[int, int] | None = None) -> Vector:
    """Return the vector of a row; `rename` turns another database's actor numbers into ours."""
    held: dict[str, int] = json.loads(text)
    if rename is None:
        return {int(idx): seq for idx, seq in held.items()}
    return {rename[int(idx)]: seq for idx, seq in held.items()}


def write_vector(vector: Mapping[int, int]) -> str:
    """Return a vector as text."""
    return "{" + ",".join(f'"{idx}":{seq}' for idx, seq in vector.items()) + "}"


def read_bases(st_text: str | None, vector: Vector) -> tuple[Dot, ...]:
    """Return the dots a row was made by: one, or several when sites made the same row at once."""
    if not st_text:
        (only,) = vector.items()
        return (only,)
    found = json.loads(st_text)[BASE]
    return tuple((idx, seq) for idx, seq in found) if isinstance(found[0], list) else ((found[0], found[1]),)


def renamed(st_text: str, rename: Mapping[int, int]) -> str:
    """Return the heads of another database in our actor numbers."""
    held = json.loads(st_text)
    found: dict[str, Any] = {}
    for name, value in held.items():
        if name == BASE and not isinstance(value[0], list):
            found[name] = [rename[value[0]], value[1]]
        else:
            found[name] = [_renamed_head(head, rename) for head in value]
    return PACK(found)


def decode(
    texts: tuple[str, str | None],
    values: Mapping[str, Any],
    siblings: Mapping[str, Heads] | None = None,
    removed: int = IN_USE,
) -> RowState:
    """Return the state of a row from its (sy_vv, sy_st), the values shown, the other heads' values and its sy_del.

    Fields are those of `values`, and whatever `siblings` alone name (fields of a newer schema, all heads).
    """
    vector = read_vector(texts[0])
    held: dict[str, Any] = json.loads(texts[1]) if texts[1] else {}
    bases = read_bases(texts[1], vector)
    aside = siblings or {}
    state = RowState(vector, bases)
    for name, value in values.items():
        dots = [(head[0], head[1]) for head in held[name]] if name in held else bases
        state.heads[name] = {dots[0]: value} | {dot: aside.get(name, {}).get(dot, value) for dot in dots[1:]}
    for name, heads in aside.items():
        if name not in values:
            state.heads[name] = dict(heads)
    state.heads[GONE] = _removals(held.get(GONE), bases, removed)
    return state


def encode(state: RowState, choose: Callable[[str, Heads], Dot], known: Iterable[str]) -> Encoded:
    """Return a row as columns: `choose` picks the head shown of a field with several; `known` are the table's own fields.

    Fields that are not `known` come back whole in `siblings`.
    """
    shown: dict[str, Any] = {}
    siblings: dict[str, Heads] = {}
    held: dict[str, Any] = {}
    bases = set(state.base)
    for name in known:
        heads = state.heads[name]
        first = next(iter(heads)) if len(heads) == 1 else choose(name, heads)
        shown[name] = heads[first]
        if heads.keys() == bases and all(value == shown[name] for value in heads.values()):
            continue
        held[name] = [list(first), *(list(dot) for dot in sorted(heads) if dot != first)]
        if len(heads) > 1:
            siblings[name] = {dot: value for dot, value in heads.items() if dot != first}
    gone = state.heads[GONE]
    if gone.keys() != bases or any(removal[0] != IN_USE for removal in gone.values()):
        held[GONE] = [[*dot, {str(idx): seq for idx, seq in seen.items()}, how] for dot, (how, seen) in sorted(gone.items())]
    siblings |= {name: heads for name, heads in state.heads.items() if name not in shown and name != GONE}
    if not held and len(state.base) == 1 and state.vv == dict(state.base):
        return Encoded(write_vector(state.vv), None, shown, siblings)
    held[BASE] = [list(dot) for dot in sorted(state.base)] if len(state.base) > 1 else list(state.base[0])
    return Encoded(write_vector(state.vv), PACK(held), shown, siblings)


def covers(vector: Mapping[int, int], dot: Dot) -> bool:
    """Tell whether a vector has integrated a dot."""
    return vector.get(dot[0], 0) >= dot[1]


def removal_of(state: RowState) -> int:
    """Return how a row is gone: IN_USE unless every last word on it is a removal and these had seen everything else.

    A removal hides only what its author had seen (sync.md 3.9).
    """
    removals = state.heads[GONE].values()
    if any(how == IN_USE for how, _ in removals):
        return IN_USE
    others = {dot for name, heads in state.heads.items() if name != GONE for dot in heads}
    if all(any(covers(seen, dot) for _, seen in removals) for dot in others):
        return int(max(how for how, _ in removals))
    return IN_USE


def _removals(held: list[list[Any]] | None, bases: tuple[Dot, ...], removed: int) -> Heads:
    """Return the heads of sy_del; one written before its state stood beside it has the state the row shows."""
    if held is None:
        return {dot: (IN_USE, {}) for dot in bases}
    shown = IN_USE if removed == MOVED_AWAY else removed
    return {
        (head[0], head[1]): (head[3] if len(head) > 3 else shown, {int(idx): seq for idx, seq in head[2].items()})
        for head in held
    }


def _renamed_head(head: list[Any], rename: Mapping[int, int]) -> list[Any]:
    if len(head) == 2:
        return [rename[head[0]], head[1]]
    seen = {str(rename[int(idx)]): seq for idx, seq in head[2].items()}
    return [rename[head[0]], head[1], seen, *head[3:]]
