"""Which household on record each household of a ledger means: by ID numbers first, never by a name alone (pure).

The whole reading is looked at together: what a list says of one household decides about the others, not its order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kzzq_desktop.domain.drafts import HouseholdDraft
from kzzq_desktop.domain.import_evidence import SUPPORTED, equals, evidence, is_bare, is_headed_by, is_same_people
from kzzq_desktop.domain.known import KnownHousehold

Sheet = tuple[str, str]


class Unsure(StrEnum):
    """Why a household of a list was neither taken for one on record nor for a new one."""

    NAME_ALONE = "name_alone"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Match:
    """What a household of a list means: one on record or made before, a new one, or nobody can tell which."""

    household_id: str = ""
    unsure: Unsure | None = None


NEW = Match()


class HouseholdIndex:
    """Households by what a ledger can name them by: ID numbers of their people and names, each inside its village.

    One sheet lists a household once: what one of its rows has taken is not offered to its next row by name.
    """

    def __init__(self, households: Iterable[KnownHousehold] = ()) -> None:
        self._households: dict[str, KnownHousehold] = {}
        self._by_number: dict[tuple[str, str], tuple[str, ...]] = {}
        self._by_name: dict[tuple[str, str], tuple[str, ...]] = {}
        self._taken: dict[Sheet, set[str]] = defaultdict(set)
        for household in households:
            self.put(household)

    def put(self, household: KnownHousehold, sheet: Sheet | None = None) -> None:
        """Offer a household, or what has become of it; one just made from a sheet is taken there."""
        village, household_id = household.village_id, household.id
        self._households[household_id] = household
        for person in household.people:
            if person.id_number:
                _note(self._by_number, (village, person.id_number), household_id)
            _note(self._by_name, (village, person.name), household_id)
            for name in person.other_names:
                _note(self._by_name, (village, name), household_id)
        if sheet:
            self._taken[sheet].add(household_id)

    def namesakes(self, draft: HouseholdDraft) -> int:
        """Return how many households a person of the head's name belongs to."""
        return len(self._by_name.get((draft.village_code, draft.head.name), ()))

    def match_all(self, drafts: Sequence[HouseholdDraft], grids: Mapping[int, str]) -> list[Match]:
        """Return what each draft means; `grids` are the ids of the grids on record that drafts (by place) name."""
        found: list[Match] = [NEW] * len(drafts)
        votes = [self._votes(draft) for draft in drafts]
        headed = {place: self._headed(drafts[place], votes[place]) for place in range(len(drafts)) if votes[place]}
        sure = {household_id for household_id in headed.values() if household_id}
        for place, household_id in headed.items():
            chosen = household_id or self._changed_head(drafts[place], votes[place], sure)
            if chosen:
                found[place] = self._take(drafts[place], chosen)
        rest = [place for place in range(len(drafts)) if not found[place].household_id]
        self._by_head(drafts, rest, grids, found)
        return found

    def match_made(self, draft: HouseholdDraft, grid_id: str) -> Match:
        """Return which of the households made so far a draft repeats; here each is already its maker's."""
        votes = self._votes(draft)
        if votes and (household_id := self._headed(draft, votes)):
            return self._take(draft, household_id)
        if (draft.village_code, draft.head.name) not in self._by_name:
            return NEW
        found = [NEW]
        self._by_head([draft], [0], {0: grid_id}, found)
        return found[0]

    def _take(self, draft: HouseholdDraft, household_id: str) -> Match:
        self._taken[draft.spot.file, draft.spot.sheet].add(household_id)
        return Match(household_id)

    def _votes(self, draft: HouseholdDraft) -> dict[str, int]:
        """Count the people of the draft whose ID numbers each household holds."""
        village, by_number = draft.village_code, self._by_number
        votes: dict[str, int] = {}
        for person in draft.people:
            if person.id_number:
                for household_id in by_number.get((village, person.id_number), ()):
                    votes[household_id] = votes.get(household_id, 0) + 1
        return votes

    def _headed(self, draft: HouseholdDraft, votes: Mapping[str, int]) -> str:
        """Return the household that the draft's own head heads, the one with most of its people; "" if there is none."""
        heads = [household_id for household_id in votes if is_headed_by(self._households[household_id], draft)]
        if len(heads) > 1:
            heads.sort(key=lambda one: (-votes[one], not equals(draft, self._households[one])))
        return heads[0] if heads else ""

    def _changed_head(self, draft: HouseholdDraft, votes: Mapping[str, int], sure: set[str]) -> str:
        """Return the household whose people these are under another head, unless its own head stands elsewhere in the list.

        There a son has set up house for himself, or a widow has married again: another household.
        """
        likely = (one for one in sorted(votes, key=lambda one: -votes[one]) if one not in sure)
        return next((one for one in likely if is_same_people(draft, self._households[one])), "")

    def _by_head(
        self, drafts: Sequence[HouseholdDraft], places: Sequence[int], grids: Mapping[int, str], found: list[Match]
    ) -> None:
        """Match by the head's name and what supports it, the best supported first: what is left may then be clear."""
        offers: dict[int, dict[str, int]] = {}
        for place in places:
            draft = drafts[place]
            ids = self._by_name.get((draft.village_code, draft.head.name), ())
            scored = {one: evidence(draft, self._households[one], grids.get(place, "")) for one in ids}
            if offer := {one: score for one, score in scored.items() if score is not None}:
                offers[place] = offer
        ranked = sorted(
            ((not equals(drafts[place], self._households[one]), -score, place, one)
             for place, offer in offers.items() for one, score in offer.items() if score >= SUPPORTED),
            key=lambda rank: rank[:2],
        )  # fmt: skip
        moved = True
        while moved:
            moved = False
            for _, _, place, one in ranked:
                if not found[place].household_id and self._is_clear(drafts[place], one, offers[place]):
                    found[place] = self._take(drafts[place], one)
                    moved = True
        for place, offer in offers.items():
            if not found[place].household_id:
                found[place] = self._left(drafts[place], offer)

    def _is_clear(self, draft: HouseholdDraft, chosen: str, offer: Mapping[str, int]) -> bool:
        """Say whether a household is free for the draft and no other free one is supported as well."""
        free = self._free(draft, offer)
        if chosen not in free:
            return False
        rivals = [one for one in free if one != chosen and offer[one] >= offer[chosen]]
        return not rivals or equals(draft, self._households[chosen])

    def _free(self, draft: HouseholdDraft, offer: Mapping[str, int]) -> list[str]:
        taken = self._taken[draft.spot.file, draft.spot.sheet]
        return [one for one in offer if one not in taken]

    def _left(self, draft: HouseholdDraft, offer: Mapping[str, int]) -> Match:
        """Return what becomes of a draft with namesakes that nothing decides between."""
        free = self._free(draft, offer)
        if not free or draft.head.id_number:
            return NEW
        if sum(offer[one] >= SUPPORTED for one in free) > 1:
            return Match(unsure=Unsure.SEVERAL)
        return Match(unsure=Unsure.NAME_ALONE) if is_bare(draft) else NEW


def _note(index: dict[tuple[str, str], tuple[str, ...]], key: tuple[str, str], household_id: str) -> None:
    held = index.get(key, ())
    if household_id not in held:
        index[key] = (*held, household_id)
