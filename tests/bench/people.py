"""A banner's office of any size in an encrypted file: families of people who do not exist, in real villages."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.changes import Stamped
from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.domain.places import VILLAGE, Office
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.services.demo_names import MAN, WOMAN, People
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divisions import read_divisions
from kzzq_desktop.services.office import found
from kzzq_desktop.store.bulk import roomy
from kzzq_desktop.store.database import open_file

Rows = list[dict[str, object]]
AT_ONCE = 10_000
GRID_HOUSEHOLDS = 10


def make_office(folder: Path, residents: int, seed: int = 7) -> Desk:
    """Make an office with that many residents, 18 in 100 of them with Mongolian names."""
    places = read_divisions("150521")
    store = open_file(folder, bytes(32), new=True)
    desk = found(store, Office(places[0].code, places[0].name, "", ""), "c" * 32, "操作员", places)
    villages = [place.code for place in places if place.level == VILLAGE]
    with roomy(store):
        for tables in families(residents, villages, Random(seed)):
            with store.unit("导入") as unit:
                for kind, rows in tables.items():
                    unit.add_many(kind, rows)
    return desk


def families(residents: int, villages: list[str], chance: Random) -> Iterator[dict[type[Stamped], Rows]]:
    """Give rows of grids, households and residents, some thousand residents at a time."""
    people, made, numbers = People(chance), 0, dict.fromkeys(villages, 0)
    while made < residents:
        tables: dict[type[Stamped], Rows] = {Grid: [], Household: [], Resident: []}
        while made < residents and len(tables[Resident]) < AT_ONCE:
            if len(tables[Household]) % GRID_HOUSEHOLDS == 0:
                village = chance.choice(villages)
                numbers[village] += 1
                grid_id = new_id()
                tables[Grid].append({"id": grid_id, "village_id": village, "number": numbers[village]})
            family = _family(people, chance)[: residents - made]
            made += len(family)
            household_id = new_id()
            place = {"group_no": str(chance.randint(1, 9)), "door_no": str(chance.randint(1, 99))}
            home = {"id": household_id, "village_id": village, "head_id": family[0]["id"], "grid_id": grid_id, **place}
            tables[Household].append(home)
            tables[Resident] += [{**person, "household_id": household_id} for person in family]
        yield tables


def _family(people: People, chance: Random) -> Rows:
    mongol = chance.random() < 0.18
    return [_person(people, chance, mongol=mongol) for _ in range(chance.choice((1, 2, 2, 3, 3, 4)))]


def _person(people: People, chance: Random, *, mongol: bool) -> dict[str, object]:
    sex, born = chance.choice((MAN, WOMAN)), date(1935, 1, 1) + timedelta(days=chance.randrange(31_000))
    name = people.given_mongol(sex) if mongol else people.surname(mongol=False) + people.given_han(sex, born.year)
    phone = people.phone() if chance.random() < 0.7 else ""
    known = {"sex": sex, "birth": born.isoformat(), "id_number": people.number(born, sex), "phones": phone}
    return {"id": new_id(), "name": name, **known}
