"""ID numbers that two rows share: one person listed twice, or one of the two numbers is another's."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft, RowProblem
from kzzq_desktop.domain.flags import FLAG_WORDS, ID_CONFLICT, NAME_CHAR_LOST


def mark_twins(households: Sequence[HouseholdDraft]) -> tuple[list[HouseholdDraft], list[RowProblem]]:
    """Return the households with shared numbers of differently named people taken out and flagged, and the problems."""
    holders: dict[str, list[PersonDraft]] = defaultdict(list)
    for household in households:
        for person in household.people:
            if person.id_number:
                holders[person.id_number].append(person)
    problems: list[RowProblem] = []
    marked: dict[int, PersonDraft] = {}
    for people in holders.values():
        if any(not is_same_name(people[0], person) for person in people[1:]):
            for person in _doubtful(people):
                marked[id(person)] = replace(person, id_number="", id_text=person.id_number, flags=(*person.flags, ID_CONFLICT))
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
