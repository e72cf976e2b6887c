"""The matching is exact: as many pairs as possible and the cheapest such set, compared with every way there is."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.matching import Network, fill_cheapest, match

WISHES = st.lists(st.dictionaries(st.integers(0, 4), st.integers(0, 9), max_size=5), max_size=5)


@given(WISHES)
@settings(max_examples=400, deadline=None)
def test_no_other_matching_is_better(costs: list[dict[int, int]]) -> None:
    found, total = match(costs, 5)
    taken = [column for column in found if column >= 0]
    assert len(set(taken)) == len(taken)
    assert total == sum(costs[row][column] for row, column in enumerate(found) if column >= 0)
    assert (len(taken), -total) == brute_force(costs)


def test_nothing_to_match() -> None:
    assert match([], 3) == ([], 0)
    assert match([{}, {}], 0) == ([-1, -1], 0)


def test_a_dear_pair_is_taken_where_it_fills_more() -> None:
    assert match([{0: 0, 1: 100}, {0: 1}], 2) == ([1, 0], 101)


def test_flow_walks_over_shared_places() -> None:
    net = Network(7)
    for start, cost in ((1, 2), (2, 5)):
        net.add_arc(0, start, cost)
        net.add_arc(start, 3, 1)
    net.add_arc(3, 4, 0, room=2)
    for seat in (5,):
        net.add_arc(4, seat, 3)
        net.add_arc(seat, 6, 0)
    assert fill_cheapest(net, 0, 6) == (1, 6)


def brute_force(costs: list[dict[int, int]]) -> tuple[int, int]:
    best = (0, 0)
    columns = [0, 1, 2, 3, 4, *([-1] * len(costs))]
    for order in set(permutations(columns, len(costs))):
        if all(column < 0 or column in costs[row] for row, column in enumerate(order)):
            pairs = [(row, column) for row, column in enumerate(order) if column >= 0]
            best = max(best, (len(pairs), -sum(costs[row][column] for row, column in pairs)))
    return best
