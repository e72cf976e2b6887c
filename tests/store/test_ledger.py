"""What is on record for an import to be compared with, and its plan written in portions."""

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.people import Household, HouseholdNeed, MemberPost, Resident
from kzzq_desktop.store import ledger
from kzzq_desktop.store.database import Store
from tests.store.people import OTHER_VILLAGE, VILLAGE, add_family, add_grid, add_member, row_of

NUMBERS = ("152299198001011234", "152299199002022345")


def known(store: Store, *villages: str, numbers: tuple[str, ...] = ()):
    with store.reading() as conn:
        return ledger.read_known(conn, villages, numbers)


def test_what_stands_in_the_villages_is_known_with_its_people(store: Store) -> None:
    household_id = add_family(store, "特木尔", "乌兰", phone="16000000001", id_number=NUMBERS[0], also=("铁木尔",))
    grid_id, member_id = add_grid(store, 3), add_member(store, "赵党员", "16900000001")
    with store.unit("标注") as unit:
        unit.add(HouseholdNeed(id=new_id(), household_id=household_id, need="低保"))
        unit.add(MemberPost(id=new_id(), member_id=member_id, post="政策宣传"))
    (home,) = known(store, VILLAGE).households
    assert [(person.name, person.other_names) for person in home.people] == [("特木尔", ("铁木尔",)), ("乌兰", ())]
    assert (home.id, home.needs, home.head_id) == (household_id, {"低保"}, home.people[0].id)
    assert [(grid.id, grid.number) for grid in known(store, VILLAGE).grids] == [(grid_id, 3)]
    assert [member.phone for member in known(store).members] == ["16900000001"]
    assert known(store).posts == {(member_id, "政策宣传")}
    assert known(store, OTHER_VILLAGE).households == ()


def test_a_number_is_known_in_the_whole_office_as_long_as_it_is_in_use(store: Store) -> None:
    household_id = add_family(store, "特木尔", id_number=NUMBERS[0])
    assert known(store, OTHER_VILLAGE, numbers=NUMBERS).holders == {NUMBERS[0]: household_id}
    assert known(store, VILLAGE, numbers=NUMBERS).holders == {}
    assert known(store, OTHER_VILLAGE).holders == {}
    with store.unit("删除") as unit:
        unit.remove(Household, [household_id])
    assert known(store, OTHER_VILLAGE, numbers=NUMBERS).holders == {}


def test_the_revision_moves_with_every_save_and_with_nothing_else(store: Store) -> None:
    with store.reading() as conn:
        before = ledger.read_revision(conn)
    with store.unit("没有写") as unit:
        assert ledger.read_revision(unit.conn) == before
    with store.reading() as conn:
        assert ledger.read_revision(conn) == before
    add_family(store, "特木尔")
    with store.reading() as conn:
        assert ledger.read_revision(conn) != before


def test_a_plan_larger_than_a_portion_is_written_whole(store: Store, monkeypatch) -> None:
    monkeypatch.setattr(ledger, "PORTION", 3)
    home_id, ids = new_id(), [new_id() for _ in range(8)]
    people = [{"id": row_id, "household_id": home_id, "name": f"人{place}"} for place, row_id in enumerate(ids)]
    old = add_family(store, "特木尔")
    with store.unit("导入") as unit:
        inserts = {"household": [{"id": home_id, "village_id": VILLAGE, "head_id": ids[0]}], "resident": people}
        ledger.save_plan(unit, inserts, {"household": {old: {"phone": "16000000009"}}})
    (home,) = [home for home in known(store, VILLAGE).households if home.id == home_id]
    assert sorted(person.name for person in home.people) == [f"人{place}" for place in range(8)]
    row = row_of(store, Resident, ids[0])
    assert (row["raw_name"], row["other_names"], row["note"], row["status"]) == ("", "[]", "", "here")
    assert row_of(store, Household, old)["phone"] == "16000000009"
