"""Who holds an ID number already: a number in two households is said, and nobody is moved by it (pure)."""

from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft
from kzzq_desktop.domain.import_draft import Draft
from kzzq_desktop.domain.import_plan import Verdict
from kzzq_desktop.domain.known import Known

_MEND = "请核对是迁移、嫁出还是抄错，在住户卡片上改正。"
_WHOLE_MEND = "如是整户迁来，请在住户里办理，并删去多出的一户。"


class Holders:
    """The households that hold each ID number, on record anywhere in the office or made by this import."""

    def __init__(self, draft: Draft, known: Known) -> None:
        self.draft = draft
        self._elsewhere = known.holders
        self._held: dict[str, str] = {}
        for household in known.households:
            for person in household.people:
                if person.id_number:
                    self._held.setdefault(person.id_number, household.id)
        for number, household_id in known.holders.items():
            self._held.setdefault(number, household_id)

    def note(self, person: PersonDraft, household_id: str) -> None:
        """Note that a household has this person; say so where his number stands in another one."""
        number = person.id_number
        if not number:
            return
        holder = self._held.setdefault(number, household_id)
        if holder != household_id:
            where = "另一个嘎查村的一户" if number in self._elsewhere else "另一户"
            self.draft.say(Verdict.DOUBTFUL, person.spot, person.name, f"这个身份证号在{where}也有", _MEND)

    def note_household(self, household: HouseholdDraft) -> None:
        """Say so where all numbers of a new household stand together in one that is there already."""
        numbers = [person.id_number for person in household.people if person.id_number]
        holders = {self._held.get(number, "") for number in numbers}
        if len(numbers) > 1 and len(holders) == 1 and "" not in holders:
            where = "另一个嘎查村" if numbers[0] in self._elsewhere else "另一户"
            what = f"这一户的人都在{where}在册，按新户导入"
            self.draft.say(Verdict.DOUBTFUL, household.head.spot, household.head.name, what, _WHOLE_MEND)
