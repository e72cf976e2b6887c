import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.store.stamps import base_dot, born, restamped

FIELDS = st.sampled_from(["phone", "name", "note", "sy_del"])
WRITES = st.lists(st.tuples(st.integers(1, 4), st.frozensets(FIELDS, min_size=1)), max_size=12)


def written(writes: list[tuple[int, frozenset[str]]]) -> tuple[str, str | None]:
    """Return the stamps of a row born by actor 1 and then written by others, seq by seq."""
    vv, heads = born(1, 1), None
    for seq, (actor, fields) in enumerate(writes, 2):
        vv, heads = restamped(vv, heads, actor, seq, dict.fromkeys(fields))
    return vv, heads


@given(WRITES)
def test_the_base_dot_stays_whatever_is_written(writes) -> None:
    assert base_dot(*written(writes)) == (1, 1)


@given(WRITES)
def test_the_vector_holds_the_newest_dot_of_each_author(writes) -> None:
    newest = {"1": 1} | {str(actor): seq for seq, (actor, _) in enumerate(writes, 2)}
    assert json.loads(written(writes)[0]) == newest


@given(WRITES)
def test_each_field_has_one_head_its_last_write(writes) -> None:
    last = {field: [actor, seq] for seq, (actor, fields) in enumerate(writes, 2) for field in fields}
    heads = json.loads(written(writes)[1] or "{}")
    heads.pop("*", None)
    assert {field: head[0][:2] for field, head in heads.items()} == last
    assert all(len(head) == 1 for head in heads.values())


@given(WRITES)
def test_a_removal_carries_the_vector_its_author_had_seen(writes) -> None:
    vv, heads = written(writes)
    removed_vv, removed_heads = restamped(vv, heads, 9, 99, {"sy_del": 1})
    assert json.loads(removed_heads)["sy_del"] == [[9, 99, json.loads(vv) | {"9": 99}, 1]]
    assert json.loads(removed_vv) == json.loads(vv) | {"9": 99}


def test_a_row_just_made_has_a_vector_of_one_dot() -> None:
    assert (born(17, 4031), base_dot(born(17, 4031), None)) == ('{"17":4031}', (17, 4031))


def test_a_row_without_heads_has_one_author() -> None:
    with pytest.raises(ValueError):
        base_dot('{"1":1,"2":2}', None)
