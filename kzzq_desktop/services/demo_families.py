"""Families of people who do not exist: who lives together, how old, how they are called, what they need."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kzzq_desktop.services.demo_names import MAN, WOMAN, People

HEAD, HUSBAND, WIFE, SON, DAUGHTER, FATHER, MOTHER = "02", "11", "12", "20", "30", "51", "52"
# Who lives together, and how often: together they make about 2.6 people a household.
SHAPES = (("alone", 17), ("couple", 34), ("one_child", 26), ("two_children", 13), ("three_generations", 10))
MONGOL_SHARE, BARE_SHARE, PHONE_SHARE, NUMBER_SHARE = 0.7, 0.3, 0.8, 0.98
RARE_SHARE, DOTTED_SHARE = 0.006, 0.012
ADULT, OLD, CHILD = 18, 65, 16


@dataclass(frozen=True, slots=True)
class Person:
    """One invented resident. `relation` is GB/T 4761."""

    name: str
    sex: str
    birth: date
    relation: str
    id_number: str
    phone: str


@dataclass(frozen=True, slots=True)
class Family:
    """One invented household: its people, head first, and its needs."""

    people: tuple[Person, ...]
    needs: tuple[str, ...]


class Families:
    """Draws families as of a day."""

    def __init__(self, chance: Random, day: date) -> None:
        self.chance, self.day, self.people = chance, day, People(chance)
        self._styles = tuple(name for name, _ in SHAPES), tuple(weight for _, weight in SHAPES)

    def draw(self) -> Family:
        """Return the next family."""
        mongol = self.chance.random() < MONGOL_SHARE
        surname = "" if mongol and self.chance.random() < BARE_SHARE else self.people.surname(mongol=mongol)
        shape = self.chance.choices(*self._styles)[0]
        people = self._members(shape, surname, mongol=mongol)
        return Family(people, self._needs(people))

    def _members(self, shape: str, surname: str, *, mongol: bool) -> tuple[Person, ...]:
        ages = {"alone": (48, 86), "couple": (42, 80), "one_child": (27, 56), "two_children": (29, 52)}.get(shape, (30, 55))
        age = self.chance.randint(*ages)
        sex = WOMAN if self.chance.random() < (0.5 if shape == "alone" else 0.12) else MAN
        people = [self._person(surname, sex, age, HEAD, mongol=mongol)]
        if shape != "alone":
            other, relation = (WOMAN, WIFE) if sex == MAN else (MAN, HUSBAND)
            own = "" if mongol and self.chance.random() < BARE_SHARE else self.people.surname(mongol=mongol)
            people.append(self._person(own, other, max(20, age + self.chance.randint(-5, 3)), relation, mongol=mongol))
        count = {"one_child": 1, "two_children": 2}.get(shape, self.chance.randint(1, 2) if shape == "three_generations" else 0)
        people += [self._child(surname, age, mongol=mongol) for _ in range(count)]
        if shape == "three_generations":
            people.append(self._parent(surname, age, mongol=mongol))
        return tuple(people)

    def _child(self, surname: str, age: int, *, mongol: bool) -> Person:
        sex = self.chance.choice((MAN, WOMAN))
        years = max(0, age - self.chance.randint(22, 32))
        return self._person(surname, sex, years, SON if sex == MAN else DAUGHTER, mongol=mongol)

    def _parent(self, surname: str, age: int, *, mongol: bool) -> Person:
        sex = self.chance.choice((MAN, WOMAN))
        return self._person(
            surname, sex, min(93, age + self.chance.randint(21, 32)), FATHER if sex == MAN else MOTHER, mongol=mongol
        )

    def _person(self, surname: str, sex: str, age: int, relation: str, *, mongol: bool) -> Person:
        birth = self.day - timedelta(days=int(age * 365.25) + self.chance.randrange(1, 365))
        phone = self.people.phone() if age >= CHILD and self.chance.random() < PHONE_SHARE else ""
        number = self.people.number(birth, sex) if self.chance.random() < NUMBER_SHARE else ""
        return Person(self._name(surname, sex, birth.year, mongol=mongol), sex, birth, relation, number, phone)

    def _name(self, surname: str, sex: str, year: int, *, mongol: bool) -> str:
        drawn = self.chance.random()
        if drawn < RARE_SHARE + DOTTED_SHARE:
            return self.people.whole(sex, rare=drawn < RARE_SHARE)
        if not surname:
            return self.people.given_mongol(sex)
        if mongol and self.chance.random() < 0.4:
            return surname + self.people.given_mongol(sex)
        return surname + self.people.given_han(sex, year)

    def _needs(self, people: tuple[Person, ...]) -> tuple[str, ...]:
        needs = []
        ages = [self.day.year - person.birth.year for person in people]
        if len(people) == 1 and ages[0] >= OLD:
            needs.append("独居老人")
        if min(ages) < CHILD and self.chance.random() < 0.08:
            needs.append("留守儿童")
        for need, share in (("低保", 0.06), ("脱贫监测", 0.03), ("大病", 0.025), ("残疾", 0.025)):
            if self.chance.random() < share:
                needs.append(need)
        return tuple(needs)
