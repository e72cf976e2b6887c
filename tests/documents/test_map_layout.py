from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzzq_desktop.documents import map_layout
from kzzq_desktop.documents.map_layout import LEAST_HIGH, LEAST_WIDE, LOW, TILE_GAP, TOP, place
from kzzq_desktop.documents.map_tiles import boxes_of
from kzzq_desktop.documents.map_words import MapVillage, Tile
from kzzq_desktop.documents.sheet import A3_WIDE

TILE = Tile("01", "巴特尔·苏和", 10, "12天", 0)


def make_villages(*counts, township=lambda _: ""):
    return tuple(MapVillage(f"嘎查{at}", "", (TILE,) * count, township(at)) for at, count in enumerate(counts))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 130), min_size=1, max_size=40), st.booleans())
def test_every_tile_stands_once_on_a_sheet_and_on_no_other(counts, towns):
    villages = make_villages(*counts, township=lambda at: f"镇{at // 5}" if towns else "")
    plan, placed = place(villages)
    assert sum(len(one.tiles) for one in placed) == sum(counts)
    assert {one.village.name for one in placed} == {village.name for village in villages}
    assert (plan.wide >= LEAST_WIDE, plan.high >= LEAST_HIGH) == (True, True)
    for one in placed:
        for box in boxes_of(one, plan):
            assert A3_WIDE.left <= box.x
            assert box.x + box.wide <= A3_WIDE.right + 0.01
            assert box.y >= LOW - 0.01
            assert box.y + box.high <= TOP + 0.01
    first = [box for one in placed if one.page == 0 for box in boxes_of(one, plan)][:120]
    for one, other in combinations(first, 2):
        apart_x = max(one.x, other.x) - min(one.x + one.wide, other.x + other.wide)
        apart_y = max(one.y, other.y) - min(one.y + one.high, other.y + other.high)
        assert max(apart_x, apart_y) >= TILE_GAP - 0.01


@pytest.mark.parametrize(("counts", "columns", "tiles"), [([10] * 10, 1, 10), ([4], 1, 4), ([10], 1, 5)])
def test_a_township_is_one_matrix(counts, columns, tiles):
    plan, placed = place(make_villages(*counts))
    assert (plan.columns, plan.tiles, max(one.page for one in placed)) == (columns, tiles, 0)


def test_a_banner_takes_few_sheets():
    plan, placed = place(make_villages(*[4] * 475, township=lambda at: f"镇{at // 25}"))
    assert max(one.page for one in placed) + 1 <= 9
    assert plan.wide < 1.5 * LEAST_WIDE


def test_a_township_is_named_again_on_a_new_sheet():
    _, placed = place(make_villages(*[4] * 475, township=lambda at: f"镇{at // 250}"))
    heads = [(one.page, one.town) for one in placed if one.town]
    assert heads[:2] == [(0, "镇0"), (1, "镇0（续）")]
    assert {page for page, _ in heads} == {one.page for one in placed}
    assert [town for _, town in heads].count("镇1") == 1


def test_a_village_longer_than_a_column_goes_on():
    plan, placed = place(make_villages(1000))
    assert [one.again for one in placed] == [False, *[True] * (len(placed) - 1)]
    assert all(one.rows * plan.high <= TOP - LOW + map_layout.TILE_GAP for one in placed)
