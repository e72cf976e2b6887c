"""What saving a ledger would do, row by row: new, changed, same, doubtful, refused (pure; nothing is written)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, PersonDraft
from kzzq_desktop.domain.import_choice import FieldChange
from kzzq_desktop.domain.import_match import HouseholdIndex
from kzzq_desktop.domain.import_rows import (
    completed,
    household_given,
    household_patch,
    household_row,
    known_household,
    known_person,
    need_rows,
    person_given,
    person_patch,
    resident_row,
)
from kzzq_desktop.domain.known import Known, KnownHousehold, KnownPerson
from kzzq_desktop.domain.spot import Spot

Row = dict[str, object]


class Verdict(StrEnum):
    """What a row of a ledger means for the office's records."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


VERDICT_WORDS = {"new": "新增", "changed": "有变化", "same": "相同", "doubtful": "存疑", "refused": "不导入"}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of the preview. A doubtful row is saved as far as it is sure; a refused one is not.

    `changes` are the fields that saving would change on record. `revives` is the id of a resident or household who moved
    or died on record and whom the list names as present: nothing of that is saved unless the clerk asks for it.
    """

    verdict: Verdict
    spot: Spot
    title: str
    what: str = ""
    column: str = ""
    mend: str = ""
    changes: tuple[FieldChange, ...] = ()
    revives: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Rows to insert by kind, patches by kind and id, and the preview. Kinds are table names."""

    inserts: dict[str, list[Row]] = field(repr=False)
    patches: dict[str, dict[str, Row]] = field(repr=False)
    rows: tuple[PreviewRow, ...] = field(repr=False)

    @property
    def counts(self) -> Counter[str]:
        """Return how many lines of the preview have each verdict."""
        return Counter(row.verdict.value for row in self.rows)

    @property
    def empty(self) -> bool:
        """Tell whether saving would change nothing."""
        return not any(self.inserts.values()) and not any(self.patches.values())


class Draft:
    """A plan being made: what is new may still be completed by a later row of the same import."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self.new_id = new_id
        self.inserts: dict[str, dict[str, Row]] = defaultdict(dict)
        self.patches: dict[str, dict[str, Row]] = defaultdict(dict)
        self.rows: list[PreviewRow] = []
        self._given: dict[str, set[str]] = defaultdict(set)

    def first_said(self, row_id: str, given: Row, changes: Row) -> tuple[Row, set[str]]:
        """Return the changes to fields that nothing earlier in this import gave, and the fields where two disagree.

        What stands first in the files holds: so the same files, read again, change nothing.
        """
        before = self._given[row_id]
        fresh = {name: value for name, value in changes.items() if name not in before}
        disputed = set(changes) & before
        before.update(name for name, value in given.items() if value)
        return fresh, disputed

    def insert(self, kind: str, row: Row) -> None:
        """Plan a new row."""
        self.inserts[kind][str(row["id"])] = row

    def patch(self, kind: str, row_id: str, values: Row) -> None:
        """Plan a change, of a row on record or of one that this import makes."""
        if not values:
            return
        if row_id in self.inserts[kind]:
            self.inserts[kind][row_id].update(values)
        else:
            self.patches[kind].setdefault(row_id, {}).update(values)

    def say(self, verdict: Verdict, spot: Spot, title: str, what: str = "", mend: str = "") -> None:
        """Add a line to the preview."""
        self.rows.append(PreviewRow(verdict, spot, title, what, mend=mend))


def plan_households(draft: Draft, reading: LedgerReading, known: Known, allowed: Collection[str]) -> dict[str, str]:
    """Plan households and residents; return {household ref with its sheet: household id}. `allowed` are the villages."""
    index = HouseholdIndex(known.households)
    holders = {p.id_number: h.id for h in known.households for p in h.people if p.id_number}
    needs = {h.id: set(h.needs) for h in known.households}
    placed: dict[str, str] = {}
    for household in reading.households:
        if household.village_code not in allowed:
            _refuse(draft, household)
            continue
        matched = index.match(household)
        household_id = _new_household(draft, index, household) if matched.household is None else matched.household.id
        if matched.household is not None:
            index.put(_compare(draft, household, matched.household, matched.people, holders))
        elif index.namesakes(household) > 1 and not household.head.id_number:
            _doubt(
                draft, household.head, "本嘎查另有同名的人，没有身份证号，按新户导入", "如是同一户，请在住户里删去多出的一户。"
            )
        for person in household.people:
            _note_holder(draft, person, household_id, holders)
        for row in need_rows(household_id, household.needs, needs.setdefault(household_id, set())):
            draft.insert("household_need", row)
        placed[place_key(household.spot, household.ref)] = household_id
    return placed


def place_key(spot: Spot, ref: str) -> str:
    """Return the key of a household within one import."""
    return f"{spot.file}\t{spot.sheet}\t{ref}"


def _new_household(draft: Draft, index: HouseholdIndex, household: HouseholdDraft) -> str:
    household_id = draft.new_id()
    people = [
        resident_row(draft.new_id(), household_id, person, place, person.relation or household.relation_of(person))
        for place, person in enumerate(household.people)
    ]
    head_id = str(people[household.people.index(household.head)]["id"])
    draft.insert("household", household_row(household_id, head_id, household))
    draft.first_said(household_id, household_given(household), {})
    for person, row in zip(household.people, people, strict=True):
        _insert_resident(draft, row, person)
    index.put(known_household(household_id, household, people), (household.spot.file, household.spot.sheet))
    return household_id


def _compare(
    draft: Draft, household: HouseholdDraft, old: KnownHousehold, matched: Sequence[KnownPerson | None], holders: dict[str, str]
) -> KnownHousehold:
    """Plan what the draft would change in a household on record; return what becomes of it."""
    fresh, disputed = draft.first_said(old.id, household_given(household), household_patch(household, old))
    draft.patch("household", old.id, fresh)
    people = {person.id: person for person in old.people}
    for person, known in zip(household.people, matched, strict=True):
        is_head = person is household.head
        if known is not None:
            own, unlike = draft.first_said(known.id, person_given(person), person_patch(person, known))
            draft.patch("resident", known.id, own)
            people[known.id] = completed(known, own)
            if person.name not in (known.name, *known.other_names):
                _doubt(draft, person, "身份证号与在册的一人相同，姓名写法不同，姓名没有改", "如是另一种写法，请加进“曾用写法”。")
            _say_compared(draft, person, [*own, *(fresh if is_head else ())], {*unlike, *(disputed if is_head else ())})
        elif person.id_number and holders.get(person.id_number) == old.id:
            draft.say(Verdict.SAME, person.spot, person.name, "本户里重复的一行")
        else:
            row = resident_row(draft.new_id(), old.id, person, len(people), person.relation)
            _insert_resident(draft, row, person, "这一户新增的人")
            people[str(row["id"])] = known_person(row, person)
    return completed(replace(old, people=tuple(people.values())), fresh)


def _insert_resident(draft: Draft, row: Row, person: PersonDraft, what: str = "") -> None:
    draft.insert("resident", row)
    draft.first_said(str(row["id"]), person_given(person), {})
    draft.say(Verdict.NEW, person.spot, person.name, what)


def _say_compared(draft: Draft, person: PersonDraft, fresh: Collection[str], disputed: Collection[str]) -> None:
    verdict = Verdict.CHANGED if fresh else Verdict.SAME
    draft.say(verdict, person.spot, person.name, "、".join(map(FIELD_WORDS.__getitem__, fresh)))
    if disputed:
        words = "、".join(sorted(map(FIELD_WORDS.__getitem__, disputed)))
        _doubt(draft, person, f"本次文件里两处写法不同（{words}），保留先出现的", "请核对后在住户卡片上改正。")


def _note_holder(draft: Draft, person: PersonDraft, household_id: str, holders: dict[str, str]) -> None:
    if not person.id_number:
        return
    if holders.setdefault(person.id_number, household_id) != household_id:
        _doubt(draft, person, "这个身份证号在另一户也有", "请核对是迁移、嫁出还是抄错，在住户卡片上改正。")


def _doubt(draft: Draft, person: PersonDraft, what: str, mend: str) -> None:
    draft.say(Verdict.DOUBTFUL, person.spot, person.name, what, mend)


def _refuse(draft: Draft, household: HouseholdDraft) -> None:
    what = "不是本单位的嘎查村" if household.village_code else "不清楚是哪个嘎查村"
    for person in household.people:
        draft.say(Verdict.REFUSED, person.spot, person.name, what, "请选定嘎查村后再导入。")


FIELD_WORDS = {
    "group_no": "组", "building": "楼宇", "door_no": "门牌", "address": "住址", "phone": "户电话", "stated_people": "人口",
    "status": "状态", "grid_id": "网格", "relation": "与户主关系", "sex": "性别",
    "birth": "出生", "id_number": "身份证号", "phones": "电话",
}  # fmt: skip
