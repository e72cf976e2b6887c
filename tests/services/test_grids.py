"""The tree, the board, the card, and the small changes made on them."""

from pathlib import Path

import pytest

from kzzq_desktop.base.errors import FormError
from kzzq_desktop.services import grids
from kzzq_desktop.services.assign import assign, preview_members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import divide, preview_division
from tests.services.desks import VILLAGE
from tests.services.grid_desk import OTHER, make_villages


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_villages(tmp_path)
    divide(desk, preview_division(desk))
    assign(desk, preview_members(desk))
    return desk


def test_the_tree_counts_what_stands_in_each_village(desk: Desk) -> None:
    first, second = grids.list_villages(desk)
    assert (first.village, first.township, first.grids, first.vacant, first.households, first.placed) == (
        "先锋嘎查",
        "舍伯吐镇",
        4,
        1,
        43,
        43,
    )
    assert (second.village_id, second.grids, second.vacant, second.households) == (OTHER, 1, 1, 9)


def test_a_grid_row_says_what_the_tile_shows(desk: Desk) -> None:
    row = grids.list_grids(desk, [VILLAGE])[0]
    assert (row.number, row.name, row.groups, row.households, row.people, row.member) == (1, "1组", "1组", 10, 30, "特木尔巴根")
    assert grids.read_grid(desk, row.id) == row
    assert grids.list_grids(desk, []) == ()


def test_a_grids_households_stand_in_natural_order(desk: Desk) -> None:
    rows = grids.list_grid_households(desk, grids.list_grids(desk)[0].id)
    assert [row.door_no for row in rows] == [str(door) for door in range(1, 11)]


def test_the_card_names_who_leads(desk: Desk) -> None:
    first, vacant = grids.list_grids(desk, [VILLAGE])[0], grids.list_grids(desk, [VILLAGE])[3]
    card = grids.read_card(desk, first.id)
    assert (card.member, card.phone, card.why) == ("特木尔巴根", "16904750316", "自家在本网格，名下0户")
    assert grids.read_card(desk, vacant.id).member_id == ""


def test_households_move_within_their_village(desk: Desk) -> None:
    one, two, *_ = grids.list_grids(desk, [VILLAGE])
    houses = [row.id for row in grids.list_grid_households(desk, one.id)[:2]]
    grids.move_households(desk, houses, two.id)
    assert [row.households for row in grids.list_grids(desk, [VILLAGE])][:2] == [8, 14]
    grids.move_households(desk, houses[:1], "")
    assert grids.list_villages(desk)[0].placed == 42
    with pytest.raises(grids.OtherVillage):
        grids.move_households(desk, houses, grids.list_grids(desk, [OTHER])[0].id)


def test_a_locked_grid_neither_gives_nor_takes(desk: Desk) -> None:
    one, two, *_ = grids.list_grids(desk, [VILLAGE])
    grids.lock_grid(desk, one.id, locked=True)
    mine, theirs = (grids.list_grid_households(desk, grid.id)[0].id for grid in (one, two))
    with pytest.raises(grids.GridLocked):
        grids.move_households(desk, [mine], two.id)
    with pytest.raises(grids.GridLocked):
        grids.move_households(desk, [theirs], one.id)
    grids.lock_grid(desk, one.id, locked=False)
    grids.move_households(desk, [mine], two.id)


def test_a_grid_is_renamed(desk: Desk) -> None:
    one = grids.list_grids(desk)[0]
    grids.rename_grid(desk, one.id, " 1组 西 ")
    assert grids.read_grid(desk, one.id).name == "1组 西"
    with pytest.raises(FormError):
        grids.rename_grid(desk, one.id, "长" * 65)


def test_only_an_empty_grid_goes_out_of_use(desk: Desk) -> None:
    one, two, *_ = grids.list_grids(desk, [VILLAGE])
    with pytest.raises(grids.GridNotEmpty):
        grids.drop_grid(desk, one.id)
    grids.move_households(desk, [row.id for row in grids.list_grid_households(desk, one.id)], two.id)
    grids.drop_grid(desk, one.id)
    assert [row.number for row in grids.list_grids(desk, [VILLAGE])] == [2, 3, 4]
    assert grids.list_contacts(desk, one.id)[0].until
