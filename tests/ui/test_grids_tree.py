"""The tree of 网格: villages and their grids, read when opened, kept open over a refresh."""

import pytest

from kzzq_desktop.domain.board import VillageCount
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.ui.grids.tree import PlaceTree

TOWN = "150521102000"
VILLAGES = [VillageCount(f"{TOWN[:9]}{201 + at}", f"嘎查{at}", TOWN, "舍伯吐镇", at, 0, 100, at * 10) for at in range(4)]
FAR = VillageCount("150521103201", "远村", "150521103000", "保康镇", 2, 0, 50, 20)


def rows_of(village: str) -> list[GridRow]:
    count = next(one.grids for one in [*VILLAGES, FAR] if one.village_id == village)
    return [
        GridRow(f"{village}-{n}", village, "", n, "", f"{n}组", False, 9 + n, 30, "", "", "", "", "") for n in range(1, count + 1)
    ]


@pytest.fixture
def tree(qtbot):
    asked: list[str] = []
    made = PlaceTree(lambda village: (asked.append(village), rows_of(village))[1])
    made.asked = asked
    qtbot.addWidget(made)
    made.show()
    return made


def names(item) -> list[tuple[str, str]]:
    return [(item.child(at).text(0), item.child(at).text(1)) for at in range(item.childCount())]


def test_one_township_stands_open_with_its_villages(tree) -> None:
    tree.show_villages(VILLAGES)
    top = tree.topLevelItem(0)
    assert (top.text(0), top.text(1), top.isExpanded()) == ("舍伯吐镇", "6", True)
    assert names(top) == [("嘎查0", "0"), ("嘎查1", "1"), ("嘎查2", "2"), ("嘎查3", "3")]
    assert tree.asked == []


def test_several_townships_stand_closed(tree) -> None:
    tree.show_villages([*VILLAGES, FAR])
    assert [tree.topLevelItem(at).isExpanded() for at in range(2)] == [False, False]


def test_grids_are_read_when_a_village_is_opened(tree) -> None:
    tree.show_villages(VILLAGES)
    village = tree.topLevelItem(0).child(2)
    village.setExpanded(True)
    assert tree.asked == [VILLAGES[2].village_id]
    assert names(village) == [("01 1组", "10户"), ("02 2组", "11户")]
    village.setExpanded(False)
    village.setExpanded(True)
    assert len(tree.asked) == 1


def test_walking_tells_what_was_picked(tree) -> None:
    tree.show_villages(VILLAGES)
    told: list[tuple[str, ...]] = []
    tree.township_picked.connect(lambda code: told.append(("town", code)))
    tree.village_picked.connect(lambda code: told.append(("village", code)))
    tree.grid_picked.connect(lambda village, grid: told.append(("grid", village, grid)))
    village = tree.topLevelItem(0).child(3)
    for item in (tree.topLevelItem(0), village):
        tree.setCurrentItem(item)
    tree.setCurrentItem(village.child(1))
    code = VILLAGES[3].village_id
    assert told == [("town", TOWN), ("village", code), ("grid", code, f"{code}-2")]


def test_a_refresh_keeps_what_is_open_and_chosen(tree) -> None:
    tree.show_villages(VILLAGES)
    tree.setCurrentItem(tree.topLevelItem(0).child(2))
    told: list[str] = []
    tree.village_picked.connect(told.append)
    tree.show_villages(VILLAGES)
    again = tree.topLevelItem(0).child(2)
    assert again.isExpanded()
    assert again.childCount() == 2
    assert tree.currentItem() is again
    assert told == []


def test_a_grid_is_found_in_a_closed_village(tree) -> None:
    tree.show_villages([*VILLAGES, FAR])
    assert tree.choose("grid", f"{FAR.village_id}-2", FAR.village_id)
    assert tree.currentItem().text(0) == "02 2组"
    assert not tree.choose("village", "unknown")


def test_a_village_without_grids_cannot_be_opened(tree) -> None:
    tree.show_villages(VILLAGES)
    assert tree.topLevelItem(0).child(0).childCount() == 0
    policy = tree.topLevelItem(0).child(0).childIndicatorPolicy()
    assert policy == policy.DontShowIndicator
