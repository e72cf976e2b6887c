"""Stamps as plain values: dots, row vectors and heads (pure; JSON text in, JSON text out)."""

import json
from collections.abc import Iterable

BASE = "*"
Heads = dict[str, list[object]]
PACK = json.JSONEncoder(separators=(",", ":")).encode


def born(actor_idx: int, seq: int) -> str:
    """Return the row vector of a row just made: its base dot alone. Its `sy_st` is None."""
    return f'{{"{actor_idx}":{seq}}}'


def restamped(vv_text: str, st_text: str | None, actor_idx: int, seq: int, fields: Iterable[str]) -> tuple[str, str]:
    """Return vector and heads after this actor wrote `fields` with the dot (actor_idx, seq).

    The new head of each field is alone: its writer had seen all others. A removal carries the vector it had seen.
    """
    vector: dict[str, int] = json.loads(vv_text)
    heads: Heads = json.loads(st_text) if st_text else {BASE: list(_only_dot(vector))}
    for field in fields:
        heads[field] = [[actor_idx, seq, dict(vector)]] if field == "sy_del" else [[actor_idx, seq]]
    vector[str(actor_idx)] = seq
    return _packed(vector), _packed(heads)


def base_dot(vv_text: str, st_text: str | None) -> tuple[int, int]:
    """Return (actor index, seq) of the row's creation."""
    if st_text:
        idx, seq = json.loads(st_text)[BASE]
        return int(idx), int(seq)
    return _only_dot(json.loads(vv_text))


def _only_dot(vector: dict[str, int]) -> tuple[int, int]:
    ((idx, seq),) = vector.items()
    return int(idx), seq


def _packed(value: object) -> str:
    return PACK(value)
