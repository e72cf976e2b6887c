"""The merge of two states of one row: commutative, associative, idempotent, and no clock takes part (sync.md 3.7).

A value survives unless the other side had seen it and no longer has it. Fields that one side does not declare (an older
program) stay as the other has them: absent is not removed.
"""

from collections.abc import Mapping
from enum import Enum

from kzzq_desktop.domain.row_state import Dot, Heads, RowState, Vector, covers


class Order(Enum):
    """How another state of a row stands to ours."""

    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    BOTH = "both"


def compare(mine: Mapping[int, int], theirs: Mapping[int, int]) -> Order:
    """Return how the other vector stands to ours: NEWER means that they have seen all we have, and more."""
    if mine == theirs:
        return Order.SAME
    newer = any(mine.get(idx, 0) < seq for idx, seq in theirs.items())
    older = any(theirs.get(idx, 0) < seq for idx, seq in mine.items())
    if newer and older:
        return Order.BOTH
    return Order.NEWER if newer else Order.OLDER


def merge(mine: RowState, theirs: RowState) -> RowState:
    """Return the join of two states of one row; actor numbers must be of one database."""
    joined = RowState(_joined_vector(mine.vv, theirs.vv), tuple(sorted({*mine.base, *theirs.base})))
    for name in {**mine.heads, **theirs.heads}:
        if name not in theirs.heads:
            joined.heads[name] = dict(mine.heads[name])
        elif name not in mine.heads:
            joined.heads[name] = dict(theirs.heads[name])
        else:
            joined.heads[name] = _joined_heads(mine, theirs, name)
    return joined


def forked(mine: RowState, theirs: RowState) -> tuple[str, ...]:
    """Return the fields of which one dot shows two values: only a running copy of one start can do that."""
    shared = mine.heads.keys() & theirs.heads.keys()
    return tuple(
        sorted(
            name
            for name in shared
            for dot in mine.heads[name].keys() & theirs.heads[name].keys()
            if mine.heads[name][dot] != theirs.heads[name][dot]
        )
    )


def _joined_vector(mine: Vector, theirs: Vector) -> Vector:
    return {idx: max(mine.get(idx, 0), theirs.get(idx, 0)) for idx in {**mine, **theirs}}


def _joined_heads(mine: RowState, theirs: RowState, name: str) -> Heads:
    ours, others = mine.heads[name], theirs.heads[name]
    kept = {dot: _either(dot, ours, others) for dot in ours if dot in others or not covers(theirs.vv, dot)}
    kept |= {dot: value for dot, value in others.items() if dot not in ours and not covers(mine.vv, dot)}
    return kept or {**ours, **others}  # histories that contradict each other: a copied machine. Nothing is lost


def _either(dot: Dot, ours: Heads, others: Heads) -> object:
    """Return a dot's value; where a copied machine made two, the greater one by its text, on every PC the same."""
    return max((heads[dot] for heads in (ours, others) if dot in heads), key=repr)
