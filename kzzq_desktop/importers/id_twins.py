"""ID numbers in the wrong row: two people share one, or a child bears the head's."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kzzq_desktop.domain.codes import SPOUSES
from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft, RowProblem
from kzzq_desktop.domain.flags import FLAG_WORDS, ID_CONFLICT, NAME_CHAR_LOST
from kzzq_desktop.domain.id_numbers import sex_in
from kzzq_desktop.domain.new_head import CHILDREN

_YOUNGEST_PARENT = 12


def mark_twins(households: Sequence[HouseholdDraft]) -> tuple[list[HouseholdDraft], list[RowProblem]]:
    """Return the households with shared numbers of differently named people taken out and flagged, and the problems."""
    holders: dict[str, list[PersonDraft]] = defaultdict(list)
    for household in households:
        for person in household.people:
            if person.id_number:
                holders[person.id_number].append(person)
    problems: list[RowProblem] = []
    marked: dict[int, PersonDraft] = {}
    for person in (child for household in households for child in _with_heads_number(household)):
        marked[id(person)] = _without_number(person)
        what, mend = "这个号码像是户主的：年龄与户主的配偶相仿，而户主没有号码。", "已按没有身份证号导入，请按证件核对。"
        problems.append(RowProblem(person.spot, "身份证号", what, mend))
    for people in holders.values():
        if any(not is_same_name(people[0], person) for person in people[1:]):
            for person in _doubtful(people):
                marked[id(person)] = _without_number(person)
                problems.append(RowProblem(person.spot, "身份证号", *FLAG_WORDS[ID_CONFLICT]))
        elif len(people) > 1:
            first = people[0].spot
            problems += [
                RowProblem(person.spot, "姓名", f"与{first.words}是同一个人。", "同一人只能在一户里，请核对留哪一行。")
                for person in people[1:]
            ]
    if not marked:
        return list(households), problems
    return [
        replace(household, people=tuple(marked.get(id(person), person) for person in household.people))
        if any(id(person) in marked for person in household.people)
        else household
        for household in households
    ], problems


def _without_number(person: PersonDraft) -> PersonDraft:
    """The person with his number set aside: it may be another's."""
    flags = tuple(dict.fromkeys((*person.flags, ID_CONFLICT)))
    return replace(person, id_number="", id_text=person.id_number or person.id_text, flags=flags)


def _with_heads_number(household: HouseholdDraft) -> list[PersonDraft]:
    """The children who bear a number of the head's sex and of about his spouse's age, where he himself has none."""
    head = household.head
    spouses = [person for person in household.people if person.relation in SPOUSES and person.known_birth]
    if head.id_number or head.known_birth or not head.known_sex.strip("09") or not spouses:
        return []
    year = int(spouses[0].known_birth[:4])
    return [
        person
        for person in household.people
        if person.relation in CHILDREN
        and person.id_number
        and not person.birth
        and sex_in(person.id_number) == head.known_sex
        and int(person.known_birth[:4]) - year < _YOUNGEST_PARENT
    ]


def _doubtful(people: Sequence[PersonDraft]) -> list[PersonDraft]:
    """The holders of one number to be doubted: all, unless one name alone holds it in several rows."""
    backed = [person for person in people if sum(is_same_name(person, other) for other in people) > 1]
    if backed and all(is_same_name(backed[0], person) for person in backed):
        return [person for person in people if person not in backed]
    return list(people)


def is_same_name(one: PersonDraft, other: PersonDraft) -> bool:
    """Say whether two rows with one number may name one person: equal, another spelling, or a character lost.

    Registers spell one Mongolian name 其力嘎, 其贺力嘎 or 其合力嘎: a syllable more, or one of four or more changed.
    """
    if one.name == other.name or NAME_CHAR_LOST in (*one.flags, *other.flags):
        return True
    if other.name in one.other_names or one.name in other.other_names:
        return True
    short, long = sorted((one.name, other.name), key=len)
    letters = iter(long)
    if len(short) > 1 and all(letter in letters for letter in short):
        return True
    return len(short) == len(long) > 3 and sum(a != b for a, b in zip(short, long, strict=True)) == 1
