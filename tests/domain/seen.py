"""Made-up people and households for the duplicate desk's tests."""

from kzzq_desktop.domain.duplicate_rows import SeenHousehold, SeenPerson
from kzzq_desktop.domain.id_numbers import check_digit


def number(birth: str, serial: int, place: str = "152399") -> str:
    """A right ID number of nobody."""
    first = f"{place}{birth.replace('-', '')}{serial:03d}"
    return first + check_digit(first)


def person(name: str, **facts) -> SeenPerson:
    return SeenPerson(id="", household_id="", name=name, **facts)


def home(home_id: str, *people: SeenPerson, village: str = "150521102201", **facts) -> SeenHousehold:
    """A household whose first person is the head; ids are those of the household with a letter."""
    placed = []
    for at, one in enumerate(people):
        held = {name: getattr(one, name) for name in SeenPerson.__dataclass_fields__}
        held |= {"id": f"{home_id}{'abcdefgh'[at]}", "household_id": home_id, "relation": one.relation or ("" if at else "02")}
        placed.append(SeenPerson(**held))
    return SeenHousehold(home_id, village, head_id=placed[0].id, people=tuple(placed), **facts)


def crowd(people: int = 300, village: str = "150521102201") -> list[SeenHousehold]:
    """Strangers whose names, births and phones are all different: the village around."""
    letters = "丁于万乔任傅冯冼凌卜卞古叶司吕周唐"
    return [
        home(
            f"x{at:04d}",
            person(
                f"{letters[at % 17]}{letters[at // 17 % 17]}{'强伟芳敏静'[at % 5]}", birth=f"{1940 + at % 60}-{at % 12 + 1:02d}"
            ),
            village=village,
        )
        for at in range(people)
    ]
