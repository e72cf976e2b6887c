"""Names of grids and the sentences of a division."""

import pytest

from kzzq_desktop.domain.grid_plan import GridSpot, HouseholdSpot
from kzzq_desktop.domain.grid_words import grid_name, note_of
from kzzq_desktop.domain.grids import plan_grids
from kzzq_desktop.domain.places import GridSizes

VILLAGE = "150521102201"
SIZES = GridSizes()


def spots(group: str, many: int, building: str = "", grid_id: str = "", status: str = "home") -> list[HouseholdSpot]:
    return [
        HouseholdSpot(f"{group}{building}-{at}{status}", VILLAGE, group, building, str(at), status, grid_id)
        for at in range(1, many + 1)
    ]


def said(households: list[HouseholdSpot], grids: list[GridSpot] | None = None, **more: bool) -> tuple[str, ...]:
    return plan_grids(households, grids or [], SIZES, **more).villages[0].sentences


@pytest.mark.parametrize(
    ("groups", "name"),
    [
        (["东2"], "东2组"),
        (["10", "2"], "2组、10组"),
        (["3", "1", "2"], "1组、2组、3组"),
        (["1", "2", "3", "4"], "1组至4组"),
        ([""], ""),
        (["", "2"], "2组"),
        (["一", "1"], "1组"),
    ],
)
def test_a_grid_is_named_by_its_groups(groups: list[str], name: str) -> None:
    assert grid_name([home for group in groups for home in spots(group, 1)]) == name


def test_stairways_of_one_group_are_named_by_the_group_when_many() -> None:
    assert grid_name(spots("2", 1, "1单元") + spots("2", 1, "2单元")) == "2组1单元、2组2单元"
    assert grid_name([home for stair in range(1, 6) for home in spots("2", 1, f"{stair}单元")]) == "2组"


def test_a_name_fits_its_field() -> None:
    assert len(grid_name([home for at in range(3) for home in spots(f"{at}{'很长的组名' * 8}", 1)])) <= 64


@pytest.mark.parametrize(("size", "note"), [(7, "不足下限"), (8, ""), (12, ""), (13, "超上限")])
def test_a_size_out_of_bounds_is_noted(size: int, note: str) -> None:
    assert note_of(size, SIZES) == note


def test_what_is_put_together_is_said() -> None:
    assert "01号网格由1组4户、2组5户合成。" in said(spots("1", 4) + spots("2", 5))


def test_what_is_parted_is_said_with_its_reason() -> None:
    assert "1组13户，一个网格放不下，分在01、02号网格。" in said(spots("1", 13) + spots("2", 4))
    parted = said(spots("1", 12) + spots("2", 6))
    assert any("1组12户，为使各网格户数合适" in line for line in parted)


def test_what_is_too_small_is_said_with_its_reason() -> None:
    assert "01号网格5户，不足下限8户：相邻网格没有余地可调。" in said(spots("1", 5))
    locked = said(spots("1", 5, grid_id="g"), [GridSpot("g", VILLAGE, 4, "", True)])
    assert "04号网格5户，不足下限8户：已锁定，不作调整。" in locked
    kept = said(spots("1", 14, grid_id="g"), [GridSpot("g", VILLAGE, 4)])
    assert "04号网格14户，超过上限12户：原有网格不拆分，只作提示。" in kept


def test_who_left_is_counted() -> None:
    assert "2户已迁出或已销户，不再列入网格。" in said(
        spots("1", 10) + spots("2", 2, grid_id="g", status="moved"), [GridSpot("g", VILLAGE, 1)]
    )


def test_what_goes_out_of_use_is_said() -> None:
    grids = [GridSpot("a", VILLAGE, 1), GridSpot("b", VILLAGE, 2)]
    lines = said(spots("1", 5, grid_id="a") + spots("2", 5, grid_id="b"), grids, redraw=True)
    assert "02号网格的户并入其他网格，这个网格不再使用。" in lines


def test_those_away_only_are_divided_too() -> None:
    lines = said(spots("1", 9, status="away"))
    assert lines[0] == "9户，共1个网格，每格9户。"
