"""What the duplicate desk reads of the file, and the decisions it remembers."""

import json

from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.domain.places import Setting
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.duplicates import read_apart, read_seen, write_apart
from kzzq_desktop.store.tables import table_of
from tests.store.people import TOWNSHIP, VILLAGE, add_family, found_office


def seen(store: Store):
    with store.reading() as conn:
        return {home.id: home for home in read_seen(conn)}


def head_of(store: Store, household_id: str) -> str:
    return seen(store)[household_id].head_id


def test_a_household_is_read_with_its_people_in_their_order(store: Store) -> None:
    found_office(store)
    home_id = add_family(store, "特木尔", "乌云", "苏和", phone="16000000001|16000000002", also=("特木热",))
    home = seen(store)[home_id]
    assert (home.village_id, home.head.name, [person.name for person in home.people]) == (
        VILLAGE,
        "特木尔",
        ["特木尔", "乌云", "苏和"],
    )
    assert home.people[0].phones == ("16000000001", "16000000002")
    assert home.people[0].names == ("特木尔", "特木热")
    assert home.people[1].phones == ()


def test_a_damaged_number_is_found_in_the_note(store: Store) -> None:
    home_id = add_family(store, "特木尔", "李□")
    with store.unit("x") as unit:
        unit.change(Resident, head_of(store, home_id), note="外出；台账原文身份证号：152399198309269000；低保")
    first, second = seen(store)[home_id].people
    assert first.id_text == "152399198309269000"
    assert (first.name_lost, second.name_lost) == (False, True)
    with store.unit("x") as unit:
        unit.change(Resident, first.id, id_number="152399198309269702")
    assert seen(store)[home_id].people[0].id_text == ""


def test_who_moved_away_or_was_removed_is_left_out(store: Store) -> None:
    here, moved, closed, removed = (add_family(store, name, "乌云") for name in ("甲", "乙", "丙", "丁"))
    mate = seen(store)[here].people[1].id
    with store.unit("x") as unit:
        unit.change(Household, moved, status="moved")
        unit.change(Household, closed, status="closed")
        unit.remove(Household, [removed])
        unit.change(Resident, mate, status="moved_out")
    assert list(seen(store)) == [here]
    assert [person.name for person in seen(store)[here].people] == ["甲"]
    with store.unit("x") as unit:
        unit.change(Resident, mate, status="deceased")
    assert len(seen(store)[here].people) == 2


def test_a_decision_is_one_row_whoever_makes_it(store: Store) -> None:
    with store.unit("一") as unit:
        write_apart(unit, TOWNSHIP, "b" * 32, "a" * 32)
    with store.unit("二") as unit:
        write_apart(unit, TOWNSHIP, "a" * 32, "b" * 32)
        write_apart(unit, TOWNSHIP, "a" * 32, "c" * 32)
    with store.reading() as conn:
        table = table_of(Setting)
        kept = conn.execute(table.select().where(table.c.key.startswith("apart-"))).mappings().all()
        assert read_apart(conn) == {frozenset({"a" * 32, "b" * 32}), frozenset({"a" * 32, "c" * 32})}
    assert len(kept) == 2
    assert all(len(row["key"]) <= 32 and len(json.loads(row["value"])) == 2 for row in kept)


def test_a_decision_taken_back_is_forgotten(store: Store) -> None:
    with store.unit("一") as unit:
        write_apart(unit, TOWNSHIP, "a" * 32, "b" * 32)
    with store.reading() as conn:
        row_id = conn.execute(table_of(Setting).select()).mappings().one()["id"]
    with store.unit("二") as unit:
        unit.remove(Setting, [row_id])
    with store.reading() as conn:
        assert read_apart(conn) == frozenset()
    with store.unit("三") as unit:
        write_apart(unit, TOWNSHIP, "b" * 32, "a" * 32)
    with store.reading() as conn:
        assert len(read_apart(conn)) == 1
