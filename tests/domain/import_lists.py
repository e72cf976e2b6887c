"""Made-up lists of a township: households with namesakes, fathers and sons of one name, and much left empty."""

import random
from dataclasses import replace

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, MemberDraft, PersonDraft
from kzzq_desktop.domain.id_numbers import check_digit
from kzzq_desktop.domain.spot import Spot
from tests.domain.import_office import OTHER_VILLAGE, VILLAGE

NAMES = ("巴特尔", "乌云其其格", "王秀英", "特木尔", "包·青格乐", "萨仁", "阿拉坦仓", "王伟", "娜仁", "白音")
FAMILY = (("02", 30, "1"), ("12", 30, "2"), ("20", 4, "1"), ("30", 2, "2"), ("51", 58, "1"))


def id_number(born: str, sex: str, serial: int) -> str:
    """Return a right number of nobody."""
    first = f"152299{born.replace('-', '')}{serial % 99:02d}{serial % 4 * 2 + (1 if sex == '1' else 0)}"
    return first + check_digit(first)


def make_list(seed: int, most: int = 9, *, poor: bool = False) -> LedgerReading:
    """Return a list of up to `most` households in two villages; the same for the same seed.

    A poor list has few names, and no door where a number, a phone or a birth tells its households apart.
    """
    chance = random.Random(seed)
    homes = tuple(make_home(chance, place) for place in range(chance.randint(1, most)))
    if poor:
        homes = tuple(_poorer(home, chance) for home in homes)
    named = {home.contact_name: home.village_code for home in homes if home.contact_name}
    members = tuple(MemberDraft(Spot("表.xlsx", "一"), name, village_code=code, from_ledger=True) for name, code in named.items())
    return LedgerReading(homes, members)


def make_home(chance: random.Random, place: int) -> HouseholdDraft:
    """Return one household; its door is its own, and so are its ID numbers and phones."""
    people = [make_person(chance, place, row) for row in range(chance.choice((1, 1, 2, 3, 4, 5)))]
    if len(people) > 2 and chance.random() < 0.4:
        people[2] = replace(people[2], name=people[0].name)  # father and son of one name
    head, village = people[0], chance.choice((VILLAGE, VILLAGE, OTHER_VILLAGE))
    return HouseholdDraft(
        Spot("表.xlsx", "一", place * 10 + 1), f"{place}", village,
        group_no=chance.choice(("1", "2", "")), door_no=str(place + 1), address=chance.choice(("", f"路东{place}号")),
        grid_number=chance.choice((1, 2, None)), contact_name=f"党员{village[-1]}" if chance.random() < 0.3 else "",
        phone=head.phones[0] if head.phones else "", stated_people=chance.choice((len(people), None)),
        needs=chance.choice(((), ("低保",))), people=tuple(people),
    )  # fmt: skip


def _poorer(home: HouseholdDraft, chance: random.Random) -> HouseholdDraft:
    people = tuple(replace(person, name=chance.choice(NAMES[:3])) for person in home.people)
    head = people[0]
    told = bool(head.id_number or head.phones or len(head.birth) == len("1986-05-03"))
    door = chance.choice(("", home.door_no)) if told else home.door_no
    return replace(home, people=people, door_no=door, address="" if not door else home.address)


def make_person(chance: random.Random, place: int, row: int) -> PersonDraft:
    """Return one person of a family, with or without an ID number, a birth and a phone."""
    relation, age, sex = FAMILY[row]
    born = f"{2020 - age - place}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    number = id_number(born, sex, place * 5 + row) if chance.random() < 0.6 else ""
    birth = born if number else chance.choice((born, born[:7], born[:4], ""))
    phones = (f"164{place:04d}{row:04d}",) if chance.random() < 0.5 else ()
    return PersonDraft(
        Spot("表.xlsx", "一", place * 10 + row + 1), chance.choice(NAMES), relation=relation, sex=sex, birth=birth,
        id_number=number, phones=phones,
    )  # fmt: skip


def with_twins(reading: LedgerReading, seed: int) -> LedgerReading:
    """Return the list with some households listed again, in the same sheet or another, and then told a little otherwise."""
    chance = random.Random(seed)
    homes = list(reading.households)
    for home in reading.households:
        if chance.random() < 0.4:
            sheet = chance.choice(("一", "二"))
            people = tuple(replace(one, status=chance.choice(("here", "here", "away"))) for one in home.people)
            spot = replace(home.spot, sheet=sheet, row=home.spot.row + 500)
            told = {"status": chance.choice(("home", "away")), "group_no": chance.choice((home.group_no, "3", ""))}
            homes.append(replace(home, spot=spot, ref=f"{home.ref}b", people=people, **told))
    return replace(reading, households=tuple(homes))


def shuffled(reading: LedgerReading, seed: int) -> LedgerReading:
    """Return the list with its households, and the people in them, in another order."""
    chance = random.Random(seed)
    homes = [replace(home, people=tuple(chance.sample(home.people, len(home.people)))) for home in reading.households]
    return replace(reading, households=tuple(chance.sample(homes, len(homes))))


def without(reading: LedgerReading, home_columns: set[str], person_columns: set[str]) -> LedgerReading:
    """Return the list as if it had not these columns."""
    empty = {"grid_number": None, "stated_people": None, "needs": (), "phones": ()}
    bare = {name: empty.get(name, "") for name in home_columns}
    less = {name: empty.get(name, "") for name in person_columns}
    return replace(
        reading,
        households=tuple(
            replace(home, **bare, people=tuple(replace(person, **less) for person in home.people)) for home in reading.households
        ),
        members=() if "contact_name" in home_columns else reading.members,
    )
