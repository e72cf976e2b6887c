"""Lists of party members, and the members whom a ledger names as looking after its households."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kzzq_desktop.domain.drafts import HouseholdDraft, MemberDraft, RowProblem
from kzzq_desktop.domain.names import is_name_like, read_name
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.notes import AWAY, own_words, says_status
from kzzq_desktop.importers.people_rows import SheetFacts, read_person, status_of
from kzzq_desktop.importers.rows import TableRow
from kzzq_desktop.importers.uncounted import uncounted_problems

SHARED = ("village", "township", "branch")
_OWN = (
    *("seq", "name", "head_name", "member_name", "sex", "birth", "id_number", "phone"),
    *("post", "household_head", "note", "status"),
)
READ = frozenset({*SHARED, *_OWN})
_INFIRM = re.compile(r"体弱|多病|重病|卧床|瘫痪|行动不便|失能|年老")
_AGED = re.compile(r"70岁以上|七十岁以上")
_ABLE = re.compile(r"可安排|可以安排|能安排")
_SPLIT = re.compile(r"[、，,;；\n]+")
# Inside a post a stroke or a space may stand; between posts only where each is called one.
_LOOSE_SPLIT = re.compile(r"[/\s]+")


def read_members(
    rows: Sequence[TableRow], facts: SheetFacts, village_of: Callable[[TableRow], str]
) -> tuple[list[MemberDraft], list[RowProblem]]:
    """Return the members of a list's data rows and what is wrong with its rows."""
    members, problems = [], uncounted_problems(rows, facts, READ)
    header = facts.header
    for row in rows:
        person, wrong = read_person(row, facts)
        problems += wrong
        if person is None:
            continue
        head = read_name(row.text(header.col("household_head")))
        members.append(MemberDraft(
            person.spot, person.name, person.raw_name, person.other_names, person.known_sex, person.known_birth, person.phones,
            village_of(row), row.text(header.col("branch")), _posts(row.text(header.col("post"))),
            _eligibility(status_of(row, header), person.note), head.name if is_name_like(head.name) else "", "",
            person.note, from_ledger=False, flags=person.flags,
        ))  # fmt: skip
    return members, problems


def members_in_ledger(households: Sequence[HouseholdDraft]) -> list[MemberDraft]:
    """Return each contact of a ledger once for a village; two phones of one name are two people, unless a cell holds both."""
    residents: dict[tuple[str, str], list[HouseholdDraft]] = defaultdict(list)
    for household in households:
        for person in household.people:
            residents[household.village_code, person.name].append(household)
    found: dict[tuple[str, str], dict[str, Spot]] = defaultdict(dict)
    told = set()
    for household in households:
        if is_name_like(household.contact_name):
            key = household.village_code, household.contact_name
            found[key].setdefault(household.contact_phone, household.spot)
            if household.tells_contact_phone:
                told.add(key)
    members = []
    for key, spots in found.items():
        for phones, spot in _united(spots).items():
            bare = MemberDraft(spot, key[1], phones=phones, village_code=key[0], from_ledger=True)
            members.append(_with_resident(bare, residents[key], told=key in told))
    return members


def _united(spots: Mapping[str, Spot]) -> dict[tuple[str, ...], Spot]:
    """The phones of each member of one name, with his first place: cells that share a number are of one."""
    united: dict[tuple[str, ...], Spot] = {}
    for cell, spot in spots.items():
        phones = tuple(filter(None, cell.split("|")))
        same = [one for one in united if set(one) & set(phones)]
        first = united[same[0]] if same else spot
        every = dict.fromkeys((*(digits for one in same for digits in one), *phones))
        for one in same:
            del united[one]
        united[tuple(every)] = first
    if len(united) > 1:
        united.pop((), None)
    return united


def _with_resident(bare: MemberDraft, homes: Sequence[HouseholdDraft], *, told: bool) -> MemberDraft:
    """A contact; the resident of his village who bears his name and phone is himself, the only one of the name may be.

    A note of his household, like 外出, says nothing of his eligibility: the ledger itself gives him the grid. His phones are
    the resident's only where the list has no place for the contact's (`told`).
    """
    each = {home.ref: home for home in homes}.values()
    same = [(home, person) for home in each for person in home.people if person.name == bare.name]
    by_phone = [pair for pair in same if set(bare.phones) & set(pair[1].phones)]
    pairs = by_phone or same
    if len(pairs) != 1:
        return bare
    home, person = pairs[0]
    whole = replace(
        bare, raw_name=person.raw_name, other_names=person.other_names, sex=person.known_sex, birth=person.known_birth,
        phones=bare.phones if told else tuple(dict.fromkeys((*bare.phones, *person.phones))), own_ref=home.ref,
    )  # fmt: skip
    return whole if by_phone else replace(bare, guess=whole)


def _posts(cell: str) -> tuple[str, ...]:
    """The posts of a cell, 政策/宣传 being one and 政策宣传岗/治安维护岗 two."""
    parts = [part.strip() for part in _SPLIT.split(cell)]
    posts: list[str] = []
    for part in parts:
        loose = _LOOSE_SPLIT.split(part)
        posts += loose if all(post.endswith(("岗", "员")) for post in loose) else [part]
    return tuple(dict.fromkeys(post for post in posts if post and post != "无"))


def _eligibility(stated: str, note: str) -> str:
    """Return aged, infirm or away where the status column says so, else where the remark does; "" where neither does."""
    words = (("infirm", _INFIRM), ("away", AWAY), ("aged", _AGED))
    said = next((status for status, pattern in words if pattern.search(stated)), "")
    if said or _ABLE.search(stated) or says_status(stated):
        return said
    own = own_words(note)
    return next((status for status, pattern in words if pattern.search(own)), "")
