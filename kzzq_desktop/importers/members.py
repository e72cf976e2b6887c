"""Lists of party members, and the members whom a ledger names as looking after its households."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from kzzq_desktop.domain.drafts import HouseholdDraft, MemberDraft, RowProblem
from kzzq_desktop.domain.names import is_name_like, read_name
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.notes import AWAY
from kzzq_desktop.importers.people_rows import SheetFacts, read_person, status_of
from kzzq_desktop.importers.rows import TableRow

SHARED = ("village", "township", "branch")
_OWN = (
    *("seq", "name", "head_name", "member_name", "sex", "birth", "id_number", "phone"),
    *("post", "household_head", "note", "status"),
)
READ = frozenset({*SHARED, *_OWN})
_INFIRM = re.compile(r"体弱|多病|重病|卧床|瘫痪|行动不便|失能|年老")
_AGED = re.compile(r"70岁以上|七十岁以上")
_SPLIT = re.compile(r"[、，,;；/\s]+")


def read_members(
    rows: Sequence[TableRow], facts: SheetFacts, village_of: Callable[[TableRow], str]
) -> tuple[list[MemberDraft], list[RowProblem]]:
    """Return the members of a list's data rows and what is wrong with its rows."""
    members, problems = [], []
    header = facts.header
    for row in rows:
        person, wrong = read_person(row, facts)
        problems += wrong
        if person is None:
            continue
        head = read_name(row.text(header.col("household_head")))
        note = " ".join(text for text in (person.note, status_of(row, header)) if text)
        posts = tuple(dict.fromkeys(post for post in _SPLIT.split(row.text(header.col("post"))) if post and post != "无"))
        members.append(MemberDraft(
            person.spot, person.name, person.raw_name, person.other_names, person.known_sex, person.known_birth, person.phones,
            village_of(row), row.text(header.col("branch")), posts, _eligibility(note),
            head.name if is_name_like(head.name) else "", "", note, from_ledger=False, flags=person.flags,
        ))  # fmt: skip
    return members, problems


def members_in_ledger(households: Sequence[HouseholdDraft]) -> list[MemberDraft]:
    """Return each contact of a ledger once for a village; two phones of one name are two people."""
    residents: dict[tuple[str, str], list[HouseholdDraft]] = defaultdict(list)
    for household in households:
        for person in household.people:
            residents[household.village_code, person.name].append(household)
    found: dict[tuple[str, str], dict[str, Spot]] = defaultdict(dict)
    for household in households:
        if is_name_like(household.contact_name):
            found[household.village_code, household.contact_name].setdefault(household.contact_phone, household.spot)
    members = []
    for (village, name), phones in found.items():
        if len(phones) > 1:
            phones.pop("", None)
        members += [_from_ledger(village, name, phone, spot, residents[village, name]) for phone, spot in phones.items()]
    return members


def _from_ledger(village: str, name: str, phone: str, spot: Spot, homes: Sequence[HouseholdDraft]) -> MemberDraft:
    """A contact, with sex, birth and own household of the only resident of his village who bears his name.

    A note of his household, like 外出, says nothing of his eligibility: the ledger itself gives him the grid.
    """
    same = [person for home in homes for person in home.people if person.name == name]
    by_phone = [(home, person) for home, person in zip(homes, same, strict=False) if phone and phone in person.phones]
    pairs = by_phone or (list(zip(homes, same, strict=False)) if len(same) == 1 else [])
    if len(pairs) != 1:
        return MemberDraft(spot, name, phones=(phone,) if phone else (), village_code=village, from_ledger=True)
    home, person = pairs[0]
    phones = tuple(dict.fromkeys(number for number in (phone, *person.phones) if number))
    return MemberDraft(
        spot, name, person.raw_name, person.other_names, person.known_sex, person.known_birth, phones, village,
        own_ref=home.ref, from_ledger=True,
    )  # fmt: skip


def _eligibility(note: str) -> str:
    words = (("infirm", _INFIRM), ("away", AWAY), ("aged", _AGED))
    return next((status for status, said in words if said.search(note)), "")
