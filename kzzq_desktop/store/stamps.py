"""Stamps as plain values: what a local write does to a row's vector and heads (pure; JSON text in, JSON text out)."""

import json
from collections.abc import Mapping

from kzzq_desktop.domain.row_state import BASE, GONE, read_bases, read_vector

Heads = dict[str, list[object]]
PACK = json.JSONEncoder(separators=(",", ":")).encode


def born(actor_idx: int, seq: int) -> str:
    """Return the row vector of a row just made: its base dot alone. Its `sy_st` is None."""
    return f'{{"{actor_idx}":{seq}}}'


def restamped(vv_text: str, st_text: str | None, actor_idx: int, seq: int, new: Mapping[str, object]) -> tuple[str, str]:
    """Return vector and heads after this actor wrote {field: value} with the dot (actor_idx, seq).

    The new head of each field is alone: its writer had seen all others. A removal carries the vector it had seen, its own
    dot too: what is written to a removed row together with its removal does not bring it back.
    """
    vector: dict[str, int] = json.loads(vv_text)
    heads: Heads = json.loads(st_text) if st_text else {BASE: [int(part) for part in next(iter(vector.items()))]}
    vector[str(actor_idx)] = seq
    for field, value in new.items():
        heads[field] = [[actor_idx, seq, vector, value]] if field == GONE else [[actor_idx, seq]]
    return PACK(vector), PACK(heads)


def base_dot(vv_text: str, st_text: str | None) -> tuple[int, int]:
    """Return (actor index, seq) of the row's creation, the first one if several sites made it at once."""
    return min(read_bases(st_text, read_vector(vv_text)), key=lambda dot: (dot[1], dot[0]))
