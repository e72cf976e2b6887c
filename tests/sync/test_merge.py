"""The algebra of the merge, over states that PCs can really reach."""

import random
from collections.abc import Iterator

import pytest

from kzzq_desktop.domain.row_state import GONE, RowState, covers, decode, encode, removal_of
from kzzq_desktop.sync.merge import Order, compare, forked, merge

FIELDS = ("name", "phone")
CASES = 20_000


def born(idx: int, seq: int, value: str) -> RowState:
    dot = (idx, seq)
    return RowState({idx: seq}, (dot,), {**{name: {dot: value} for name in FIELDS}, GONE: {dot: (0, {})}})


def written(state: RowState, idx: int, seq: int, name: str, value: object) -> RowState:
    """Return the state after a local write, as the unit makes it."""
    vector = {**state.vv, idx: seq}
    head = {(idx, seq): (value, dict(vector)) if name == GONE else value}
    return RowState(vector, state.base, {**state.heads, name: head})


def lives(chance: random.Random) -> list[RowState]:
    """Return the states of four PCs that wrote and merged one row for a while; two may have made it at once."""
    clock = 1
    first = born(1, clock, "a")
    pcs = [first, first, born(2, 1, chance.choice("ab")) if chance.random() < 0.3 else first, first]
    for _ in range(chance.randint(0, 10)):
        at = chance.randrange(4)
        if chance.random() < 0.6:
            clock += 1
            name = chance.choice((*FIELDS, GONE))
            value: object = chance.randint(0, 1) if name == GONE else chance.choice("abc")
            pcs[at] = written(pcs[at], 10 + at, clock, name, value)
        else:
            pcs[at] = merge(pcs[at], chance.choice(pcs))
    return pcs


def triples(count: int) -> Iterator[tuple[RowState, RowState, RowState]]:
    chance = random.Random(20261125)
    for _ in range(count):
        one, two, three, _ = lives(chance)
        yield one, two, three


def test_the_merge_is_commutative_associative_and_idempotent() -> None:
    tried = 0
    for one, two, three in triples(CASES):
        assert merge(one, two) == merge(two, one)
        assert merge(merge(one, two), three) == merge(one, merge(two, three))
        assert merge(one, one) == one
        assert merge(merge(one, two), two) == merge(one, two)
        tried += 1
    assert tried == CASES


def test_nothing_is_lost_that_nobody_has_seen_and_nothing_comes_back_that_was_overwritten() -> None:
    for one, two, _ in triples(CASES // 4):
        both = merge(one, two)
        for name, heads in both.heads.items():
            for dot in {*one.heads[name], *two.heads[name]}:
                dropped = [s for s in (one, two) if dot not in s.heads[name] and covers(s.vv, dot)]
                assert (dot in heads) == (not dropped)


def test_a_vector_that_has_seen_all_of_another_is_its_join() -> None:
    """What lets a newer row be taken as it is, without looking at its fields."""
    seen = 0
    for one, two, _ in triples(CASES // 4):
        standing = compare(one.vv, two.vv)
        assert compare(two.vv, one.vv) == {Order.NEWER: Order.OLDER, Order.OLDER: Order.NEWER}.get(standing, standing)
        if standing is Order.NEWER:
            seen += 1
            assert merge(one, two) == two
        elif standing is Order.SAME:
            assert one == two
    assert seen > 500


def test_a_removal_hides_only_what_its_author_had_seen() -> None:
    hidden = 0
    for one, two, _ in triples(CASES // 4):
        both = merge(one, two)
        if removal_of(both):
            hidden += 1
            seen = [vector for _, vector in both.heads[GONE].values()]
            dots = [dot for name in FIELDS for dot in both.heads[name]]
            assert all(any(covers(vector, dot) for vector in seen) for dot in dots)
    assert hidden > 200


def test_a_state_survives_being_written_to_columns_and_read_again() -> None:
    for one, two, _ in triples(CASES // 4):
        state = merge(one, two)
        found = encode(state, lambda _name, heads: max(heads, key=lambda dot: dot[1::-1]), FIELDS)
        again = decode((found.sy_vv, found.sy_st), found.shown, found.siblings, removal_of(state))
        assert again == state


def test_a_field_that_one_side_does_not_declare_stays() -> None:
    new = written(born(1, 1, "a"), 1, 2, "extra", "kept")
    old = written(born(1, 1, "a"), 3, 3, "phone", "b")
    assert merge(old, new).heads["extra"] == {(1, 2): "kept"} == merge(new, old).heads["extra"]
    assert merge(new, old).heads["phone"] == {(3, 3): "b"}


def test_one_write_with_two_values_tells_of_a_copied_machine_and_loses_nothing() -> None:
    one, two = written(born(1, 1, "a"), 1, 2, "name", "x"), written(born(1, 1, "a"), 1, 2, "name", "y")
    assert forked(one, two) == ("name",)
    assert forked(one, one) == ()
    assert merge(one, two) == merge(two, one)


def test_histories_that_contradict_each_other_keep_all_values() -> None:
    one, two = born(1, 5, "a"), born(2, 5, "b")
    one.vv[2], two.vv[1] = 9, 9
    assert set(merge(one, two).heads["name"].values()) == {"a", "b"}


@pytest.mark.parametrize(("mine", "theirs", "order"), [
    ({1: 1}, {1: 1}, Order.SAME), ({1: 1}, {1: 2}, Order.NEWER), ({1: 2}, {1: 1}, Order.OLDER), ({1: 1}, {2: 1}, Order.BOTH),
])  # fmt: skip
def test_vectors_are_compared(mine, theirs, order: Order) -> None:
    assert compare(mine, theirs) is order
