"""One household of a list beside the one on record that it means: every field that would change, every doubt (pure)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft
from kzzq_desktop.domain.flags import NAME_CHAR_LOST
from kzzq_desktop.domain.import_choice import FieldChange
from kzzq_desktop.domain.import_draft import NOTHING, Draft
from kzzq_desktop.domain.import_heads import HeadRuling, given_relation, rule_head
from kzzq_desktop.domain.import_people import believed, has_name, is_like_named, match_people, repeats
from kzzq_desktop.domain.import_plan import PreviewRow, Row, Verdict, changed_words
from kzzq_desktop.domain.import_rows import (
    GONE_HOMES,
    GONE_PEOPLE,
    completed,
    household_given,
    household_patch,
    known_person,
    need_rows,
    person_given,
    person_patch,
    resident_row,
    unlike_number,
)
from kzzq_desktop.domain.import_values import FIELD_WORDS, changes_of, code_of
from kzzq_desktop.domain.known import KnownHousehold, KnownPerson

_NAMELESS = ("与在册的一人身份证号或出生、关系相同，姓名不同，没有更新", "请核对；如是另一种写法，请加进“曾用写法”。")
_NAMESAKE = ("这一户在册有同名的人，出生或身份证号不同，按新增的人导入", "如是同一个人，请核对出生日期和身份证号。")
_COPIED = ("这个身份证号是本户另一人的，没有改", "请按证件核对。")
_UNEXPLAINED = ("台账写的户主与在册的不同，户主和关系没有改", "如已换户主，请在住户卡片上办理。")
_HEADLESS = ("台账写户主已不在，还没有新户主", "请在住户卡片上选定新户主。")
_REVIVE = "如确实还在，请勾选“恢复”。"
_AGAIN, _ADDED = "本户里重复的一行", "这一户新增的人"


@dataclass(slots=True)
class Comparison:
    """The household as it becomes. `words` are the words of grids by id."""

    draft: Draft
    household: HouseholdDraft
    old: KnownHousehold
    words: Mapping[str, str]
    people: dict[str, KnownPerson] = field(init=False)
    patch: Row = field(default_factory=dict)
    needs: frozenset[str] = field(init=False)
    waits: frozenset[str] = NOTHING
    ruling: HeadRuling = HeadRuling.SAME
    of_home: tuple[FieldChange, ...] = ()

    def __post_init__(self) -> None:
        self.people = {person.id: person for person in self.old.people}
        self.needs = self.old.needs

    def compare(self, grid_id: str) -> None:
        """Plan every change and tell a line for every row."""
        if self.old.status in GONE_HOMES:
            if self.household.status == "moved":
                self._tell_gone()
                return
            self.waits = frozenset({self.old.id})
        self._believe()
        again = repeats(self.household.people)
        matched = self._matched(again)
        self.ruling = rule_head(self.household, self.old, matched)
        ids = [known.id if known else self.draft.new_id() for known in matched]
        at = self.household.people.index(self.household.head)
        head_row = again.get(at, at)
        disputed = self._change_home(grid_id, matched[head_row], ids[head_row])
        for place, (person, known) in enumerate(zip(self.household.people, matched, strict=True)):
            if place in again:
                continue
            if known is None:
                self._add(place, ids[place], is_head=place == head_row)
            else:
                self._change(place, known, is_head=place == head_row)
            if place == head_row:
                self._doubt_home(person, disputed, matched)
        self.repeat(again, {place: self.people[ids[first]] for place, first in again.items() if ids[first] in self.people})

    def repeat(self, again: Mapping[int, int], people: Mapping[int, KnownPerson]) -> None:
        """Take what a row that lists somebody again adds; `people` by the place of either row."""
        for place, first in again.items():
            person = people.get(place) or people.get(first)
            if person is None:
                draft = self.household.people[place]
                self.draft.say(Verdict.SAME, draft.spot, draft.name, _AGAIN)
            else:
                self._change(place, self.people[person.id], is_head=False, again=True)

    def finish(self) -> KnownHousehold:
        """Return what becomes of the household, as far as it waits for nothing."""
        people = tuple(self.people.values())
        if not self.patch and self.needs is self.old.needs and people == self.old.people:
            return self.old
        return completed(replace(self.old, people=people, needs=self.needs), self.patch)

    def _believe(self) -> None:
        """Go on without numbers that were copied from others of the household."""
        people = believed(self.household.people, self.old.people)
        for row, person in zip(self.household.people, people, strict=True):
            if row is not person:
                self._doubt(row, _COPIED)
        if people is not self.household.people:
            self.household = replace(self.household, people=tuple(people))

    def _matched(self, again: Mapping[int, int]) -> list[KnownPerson | None]:
        """Return the person on record of each row, for a repeated row that of the first."""
        if not again:
            return match_people(self.household.people, self.old.people)
        rows = [place for place in range(len(self.household.people)) if place not in again]
        found = dict(zip(rows, match_people([self.household.people[row] for row in rows], self.old.people), strict=True))
        return [found[again.get(place, place)] for place in range(len(self.household.people))]

    def _change_home(self, grid_id: str, head: KnownPerson | None, head_id: str) -> set[str]:
        """Plan the changes of the household's own fields; return those that an earlier row of the import gave otherwise."""
        if head is not None and not is_like_named(self.household.head, head):
            return set()
        given = household_given(self.household, grid_id)
        if self.ruling is HeadRuling.TAKEN_OVER:
            given["head_id"] = head_id
        patch = household_patch(given, self.old)
        if self.waits:
            patch["status"] = self.household.status
        fresh, disputed = self.draft.first_said(self.old.id, given, patch)
        self.draft.patch("household", self.old.id, fresh, self.waits)
        names = {person.id: person.name for person in self.old.people} | {head_id: self.household.head.name}
        self.of_home = changes_of("household", fresh, self.old, {**names, **_grid_names(fresh, self.old, self.words)})
        self.patch = {} if self.waits else fresh
        self._add_needs()
        return disputed

    def _add_needs(self) -> None:
        if not self.household.needs:
            return
        present = set(self.old.needs)
        rows = need_rows(self.old.id, self.household.needs, present)
        code = "" if self.draft.is_new("household", self.old.id) else "need"
        for row in rows:
            self.draft.insert("household_need", row, code, self.waits)
        if rows:
            new = "、".join(str(row["need"]) for row in rows)
            self.of_home += (FieldChange("need", FIELD_WORDS["need"], "、".join(sorted(self.old.needs)), new),)
        if rows and not self.waits:
            self.needs = frozenset(present)

    def _add(self, place: int, resident_id: str, *, is_head: bool) -> None:
        """Plan somebody whom this household does not have yet."""
        person = self.household.people[place]
        taken_over = is_head and self.ruling is HeadRuling.TAKEN_OVER
        told = self.ruling is not HeadRuling.UNEXPLAINED and (taken_over or person.relation != HEAD)
        row = resident_row(resident_id, self.old.id, person, len(self.people), person.relation if told else "")
        namesake = any(has_name(person, other) for other in self.people.values())
        self.draft.insert("resident", row, waits=self.waits)
        self.draft.born(resident_id, person)
        line = PreviewRow(Verdict.NEW, person.spot, person.name, _ADDED, changes=self._told_home(is_head=is_head))
        self.draft.tell(line, self.waits, self._instead(person, is_head=is_head))
        if not self.waits:
            self.people[resident_id] = known_person(row, person)
        if namesake:
            self._doubt(person, _NAMESAKE)

    def _change(self, place: int, known: KnownPerson, *, is_head: bool, again: bool = False) -> None:
        """Plan what a row changes in a person on record."""
        person = self.household.people[place]
        if not is_like_named(person, known) and NAME_CHAR_LOST not in person.flags:
            self._doubt(person, _NAMELESS)
            return
        waits = self._waits(person, known)
        if waits is None:
            self.draft.say(Verdict.SAME, person.spot, person.name, _gone_words(known.status))
            return
        given = person_given(person)
        given["relation"] = given_relation(self.household, place, self.old, known, self.ruling)
        patch = person_patch(given, person, known)
        if known.id in waits:
            patch["status"] = person.status
        fresh, disputed = self.draft.first_said(known.id, given, patch)
        self.draft.patch("resident", known.id, fresh, waits)
        if not waits:
            self.people[known.id] = completed(known, fresh)
        self._tell_change(person, known, waits, fresh, (is_head, again))
        self._doubt_person(person, disputed, unlike_number(person, known))

    def _waits(self, person: PersonDraft, known: KnownPerson) -> frozenset[str] | None:
        """Return who must be revived before this person is changed; None where record and list agree that he is gone."""
        if known.status not in GONE_PEOPLE:
            return self.waits
        if person.status in GONE_PEOPLE or self.household.status == "moved":
            return None
        if self.waits:
            self.draft.brings[known.id] = self.old.id
        return frozenset({known.id})

    def _tell_change(
        self, person: PersonDraft, known: KnownPerson, waits: frozenset[str], fresh: Row, how: tuple[bool, bool]
    ) -> None:
        is_head, again = how
        own = changes_of("resident", fresh, known, {})
        words = changed_words((*(self.of_home if is_head else ()), *own))
        told = self._told_home(is_head=is_head) + (() if self.draft.is_new("resident", known.id) else own)
        revives = known.id if known.id in waits else self.old.id if waits and is_head else ""
        verdict = Verdict.CHANGED if words else Verdict.SAME
        line = PreviewRow(verdict, person.spot, person.name, words or (_AGAIN if again else ""), changes=told, revives=revives)
        self.draft.tell(line, waits, self._instead(person, is_head=is_head, known=known) if waits else None)

    def _instead(self, person: PersonDraft, *, is_head: bool, known: KnownPerson | None = None) -> PreviewRow:
        """Return the line of a row as long as somebody would have to be revived for it."""
        if known is not None and known.status in GONE_PEOPLE:
            changes = () if self.waits else self._told_home(is_head=is_head)
            what = f"{_gone_words(known.status)}，台账里还有，没有更新"
            return PreviewRow(Verdict.DOUBTFUL, person.spot, person.name, what, "", _REVIVE, changes, known.id)
        what = f"这一户{_gone_words(self.old.status)}"
        if is_head:
            return PreviewRow(
                Verdict.DOUBTFUL, person.spot, person.name, f"{what}，台账里还有，没有更新", "", _REVIVE, revives=self.old.id
            )
        if known is None:
            return PreviewRow(Verdict.DOUBTFUL, person.spot, person.name, f"{what}，没有导入这个人")
        return PreviewRow(Verdict.SAME, person.spot, person.name, what)

    def _told_home(self, *, is_head: bool) -> tuple[FieldChange, ...]:
        return self.of_home if is_head and not self.draft.is_new("household", self.old.id) else ()

    def _tell_gone(self) -> None:
        for person in self.household.people:
            self.draft.say(Verdict.SAME, person.spot, person.name, f"这一户{_gone_words(self.old.status)}")

    def _doubt_home(self, person: PersonDraft, disputed: Collection[str], matched: Sequence[KnownPerson | None]) -> None:
        self._doubt_twice(person, "household", disputed)
        if self.ruling is HeadRuling.UNEXPLAINED:
            self._doubt(person, _UNEXPLAINED)
        elif self.ruling is HeadRuling.SAME:
            rows = zip(self.household.people, matched, strict=True)
            left = any(one and one.id == self.old.head_id and row.status in GONE_PEOPLE and one.status not in GONE_PEOPLE
                       for row, one in rows)  # fmt: skip
            if left and len(self.household.people) > 1:
                self._doubt(person, _HEADLESS)

    def _doubt_person(self, person: PersonDraft, disputed: Collection[str], unlike: Sequence[str]) -> None:
        self._doubt_twice(person, "resident", disputed)
        if unlike:
            words = "、".join(FIELD_WORDS[name] for name in unlike)
            self._doubt(person, (f"与在册身份证号不符（{words}），按身份证号，没有改", "请按证件核对。"))

    def _doubt_twice(self, person: PersonDraft, kind: str, disputed: Collection[str]) -> None:
        if disputed:
            words = "、".join(sorted(FIELD_WORDS[code_of(kind, name)] for name in disputed))
            what = f"本次文件里两处写法不同（{words}），保留先出现的"
            self._doubt(person, (what, "请核对后在住户卡片上改正。"))

    def _doubt(self, person: PersonDraft, said: tuple[str, str]) -> None:
        self.draft.say(Verdict.DOUBTFUL, person.spot, person.name, *said)


def _gone_words(status: str) -> str:
    return f"在册已{ {'closed': '销户', 'moved': '迁出', 'moved_out': '迁出'}.get(status, '去世') }"


def _grid_names(fresh: Row, old: KnownHousehold, words: Mapping[str, str]) -> dict[str, str]:
    ids = (old.grid_id, str(fresh.get("grid_id", "")))
    return {grid_id: words[grid_id] for grid_id in ids if grid_id in words}
