"""Names, ID numbers and phones for people who do not exist.

Division codes of the ID numbers end in 99 (none was ever issued), phones begin with prefixes that no carrier holds.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from kzzq_desktop.base.paths import resources
from kzzq_desktop.domain.id_numbers import check_digit
from kzzq_desktop.domain.reference import read_rows

MAN, WOMAN = "1", "2"
_SEXES = {"M": (MAN,), "F": (WOMAN,), "U": (MAN, WOMAN)}
_COHORTS = ((1970, "1930-1969"), (1990, "1970-1989"), (9999, "1990-2025"))
# The code before 1999 for those born here, the one since for the younger, and neighbours who married in.
_OLD_REGIONS = ("152399",) * 7 + ("150499", "220899", "210699")
_YOUNG_REGION = "150599"


@dataclass(frozen=True, slots=True)
class NameLists:
    """Surnames with weights, given names by sex (Han characters by sex and birth cohort too), whole names by sex."""

    han: tuple[tuple[str, ...], tuple[float, ...]]
    mongol: tuple[tuple[str, ...], tuple[float, ...]]
    given_mongol: dict[str, tuple[str, ...]]
    given_han: dict[tuple[str, str], tuple[str, ...]]
    dotted: dict[str, tuple[str, ...]]
    rare: dict[str, tuple[str, ...]]
    prefixes: tuple[str, ...]


class People:
    """Draws names, numbers and phones; a number or phone is never drawn twice."""

    def __init__(self, chance: Random) -> None:
        self.chance, self.lists = chance, name_lists()
        self._numbers: set[str] = set()
        self._phones: set[str] = set()

    def surname(self, *, mongol: bool) -> str:
        """Return a surname, as often as it is met."""
        words, weights = self.lists.mongol if mongol else self.lists.han
        return self.chance.choices(words, weights)[0]

    def given_mongol(self, sex: str) -> str:
        """Return a Mongolian given name in Chinese characters."""
        return self.chance.choice(self.lists.given_mongol[sex])

    def given_han(self, sex: str, year: int) -> str:
        """Return one or two characters liked in the year of birth."""
        cohort = next(word for before, word in _COHORTS if year < before)
        letters = self.lists.given_han[sex, cohort]
        return "".join(self.chance.sample(letters, 1 if self.chance.random() < 0.25 else 2))

    def whole(self, sex: str, *, rare: bool) -> str:
        """Return a whole name with a dot or with a rare character."""
        return self.chance.choice((self.lists.rare if rare else self.lists.dotted)[sex])

    def number(self, birth: date, sex: str) -> str:
        """Return an ID number that passes its check and was never issued."""
        region = self.chance.choice(_OLD_REGIONS) if birth.year < 1999 else _YOUNG_REGION
        while True:
            serial = self.chance.randrange(100) * 10 + self.chance.randrange(5) * 2 + (sex == MAN)
            first = f"{region}{birth:%Y%m%d}{serial:03d}"
            if first not in self._numbers:
                self._numbers.add(first)
                return first + check_digit(first)

    def phone(self) -> str:
        """Return a mobile number that no carrier gave out."""
        while True:
            number = f"{self.chance.choice(self.lists.prefixes)}{self.chance.randrange(10**8):08d}"
            if number not in self._phones:
                self._phones.add(number)
                return number


@cache
def name_lists() -> NameLists:
    """Return the lists shipped in resources/samples/names."""
    given_han: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _rows("given_han"):
        for sex in _SEXES[row["sex"]]:
            given_han[sex, row["cohort"]].append(row["char"])
    return NameLists(
        han=_weighted("surnames_han"),
        mongol=_weighted("surnames_mongol"),
        given_mongol=_by_sex("given_mongol"),
        given_han={key: tuple(letters) for key, letters in given_han.items()},
        dotted=_by_sex("dotted"),
        rare=_by_sex("rare"),
        prefixes=tuple(row["prefix"] for row in _rows("phone_prefixes")),
    )


def _weighted(name: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    rows = _rows(name)
    return tuple(row["surname"] for row in rows), tuple(float(row["weight"]) for row in rows)


def _by_sex(name: str) -> dict[str, tuple[str, ...]]:
    rows = _rows(name)
    return {sex: tuple(row["name"] for row in rows if sex in _SEXES[row["sex"]]) for sex in (MAN, WOMAN)}


def _rows(name: str) -> list[dict[str, str]]:
    return read_rows(resources() / "samples" / "names" / f"{name}.csv")
