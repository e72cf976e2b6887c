"""How common names and phones are among the people compared: a rare name shared says more than 王芳 shared."""

from collections import Counter
from collections.abc import Iterable
from math import log2

from kzzq_desktop.domain.duplicate_rows import SeenHousehold, SeenPerson

# A pair of namesakes is one person this rarely before anything else is known of them (as a power of two).
NAMESAKES = -5.5
STRANGE_VILLAGE = -1.0
ONE_PHONE, LEAST_PHONE = 11.0, 0.0
ONE_MATE, MOST_MATE = 1.0, 9.0


class Census:
    """Counts of names, in each village and in all, and of the households that give a phone."""

    def __init__(self, households: Iterable[SeenHousehold]) -> None:
        self.people = 0
        self._names: Counter[str] = Counter()
        self._near: Counter[tuple[str, str]] = Counter()
        self._phones: Counter[str] = Counter()
        for home in households:
            self.people += len(home.people)
            self._names.update(person.name for person in home.people)
            self._near.update((home.village_id, person.name) for person in home.people)
            self._phones.update({phone for person in home.people for phone in person.phones})

    def name_bits(self, names: Iterable[str], village_id: str) -> float:
        """Return what a shared name is worth; `village_id` "" for people of two villages, who meet all namesakes there are."""
        if village_id:
            return NAMESAKES - log2(max(1, sum(self._near[village_id, name] for name in names) - 1))
        return NAMESAKES + STRANGE_VILLAGE - log2(max(1, sum(self._names[name] for name in names) - 1))

    def phone_bits(self, phones: Iterable[str]) -> float:
        """Return what shared phones are worth: little where many households give the same."""
        return max((max(LEAST_PHONE, ONE_PHONE - 2 * log2(max(1, self._phones[one] / 2))) for one in phones), default=0.0)

    def mate_bits(self, mate: SeenPerson) -> float:
        """Return what it is worth that both households have somebody of this name."""
        return min(MOST_MATE, max(ONE_MATE, log2(self.people / (3 * max(1, self._names[mate.name])) + 1)))
