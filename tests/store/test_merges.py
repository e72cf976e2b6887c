"""What hangs on a household that is merged: read whole, moved over, none left behind."""

from kzzq_desktop.domain.duties import boxes_text, read_boxes
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, Resident
from kzzq_desktop.domain.work import Duty, DutyHousehold
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.merges import duties_of, move_duties, move_members, read_held
from tests.store.people import VILLAGE, add_family, add_grid, add_member, found_office, row_of

DAY = "2026-11-20"


def held(store: Store, kept: str, other: str, **more):
    with store.reading() as conn:
        return read_held(conn, kept, other, **more)


def log(store: Store, *households: str, **boxes: object) -> str:
    with store.unit("登记") as unit:
        duty = unit.add(Duty(id="", day=DAY, code="mediation", boxes=boxes_text(boxes)))
        rows = [{"id": f"{duty[:16]}{home[:16]}", "duty_id": duty, "household_id": home, "day": DAY} for home in households]
        unit.add_many(DutyHousehold, rows)
    return duty


def test_both_households_are_read_whole(store: Store) -> None:
    found_office(store)
    kept, other, grid = add_family(store, "特木尔", "乌云"), add_family(store, "苏和"), add_grid(store, 3)
    with store.unit("x") as unit:
        unit.change(Household, other, grid_id=grid)
        unit.add(HouseholdNeed(id="n" * 32, household_id=other, need="低保"))
    log(store, other)
    both = held(store, kept, other)
    assert (both.home["id"], both.other_home["id"]) == (kept, other)
    assert sorted(row["name"] for row in both.people.values()) == ["乌云", "特木尔", "苏和"]
    assert (both.needs, both.other_needs, both.duties) == ((), ("低保",), 1)
    assert (both.villages, both.grids) == ({VILLAGE: "白音塔拉嘎查"}, {grid: 3})
    people = list(both.people)
    assert held(store, people[0], people[-1], of_people=True).stamps == both.stamps
    assert held(store, kept, "f" * 32) is None
    assert held(store, people[0], "f" * 32, of_people=True) is None


def test_every_edit_changes_the_stamps(store: Store) -> None:
    kept, other = add_family(store, "特木尔", "乌云"), add_family(store, "苏和")
    person = next(iter(held(store, kept, other).people))
    edits = (
        lambda unit: unit.change(Household, kept, group_no="2"),
        lambda unit: unit.change(Resident, person, sex="2"),
        lambda unit: unit.add(HouseholdNeed(id="n" * 32, household_id=other, need="低保")),
        lambda unit: unit.remove(HouseholdNeed, ["n" * 32]),
        lambda unit: unit.add(Resident(id="", household_id=other, name="巴根")),
    )
    told = {held(store, kept, other).stamps}
    for number, edit in enumerate(edits, 2):
        with store.unit("改") as unit:
            edit(unit)
        told.add(held(store, kept, other).stamps)
        # A need put and taken away leaves what was there before.
        assert len(told) == number - (number > 4)


def test_duties_move_and_name_the_kept_one(store: Store) -> None:
    kept, other, third = (add_family(store, name) for name in ("特木尔", "苏和", "巴根"))
    both = log(store, kept, other, parties=(kept, other))
    alone = log(store, other, third, parties=(third, other), kind="邻里")
    with store.unit("移") as unit:
        move_duties(unit, other, kept, {duty: f"{duty[:16]}{kept[:16]}" for duty in duties_of(unit.conn, other)})
    with store.reading() as conn:
        assert duties_of(conn, other) == ()
        assert set(duties_of(conn, kept)) == {both, alone}
        assert duties_of(conn, third) == (alone,)
    assert read_boxes(row_of(store, Duty, both)["boxes"]) == {"parties": (kept,)}
    assert read_boxes(row_of(store, Duty, alone)["boxes"]) == {"parties": (third, kept), "kind": "邻里"}


def test_members_are_tied_anew(store: Store) -> None:
    kept, other = add_family(store, "特木尔"), add_family(store, "苏和")
    member, stranger = add_member(store, "苏和"), add_member(store, "白音")
    with store.unit("x") as unit:
        unit.change(Member, member, household_id=other)
    with store.unit("移") as unit:
        move_members(unit, "household_id", other, {"household_id": kept})
    assert row_of(store, Member, member)["household_id"] == kept
    assert row_of(store, Member, stranger)["household_id"] is None
