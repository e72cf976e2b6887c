"""Grids, members and contacts that a ledger names (pure)."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, MemberDraft
from kzzq_desktop.domain.import_match import match_member
from kzzq_desktop.domain.import_plan import Draft, Row, Verdict, place_key
from kzzq_desktop.domain.known import Known, KnownMember

GridKey = tuple[str, int]
WHY = "台账导入"


def plan_grids_named(draft: Draft, reading: LedgerReading, known: Known, placed: dict[str, str]) -> dict[str, str]:
    """Plan the grids a ledger names and put its households into them; return {place key of a household: grid id}."""
    grids = {(grid.village_id, grid.number): grid.id for grid in known.grids}
    by_name = {(grid.village_id, grid.name): grid.number for grid in known.grids if grid.name}
    old = {household.id: household.grid_id for household in known.households}
    grid_of: dict[str, str] = {}
    for household in reading.households:
        place = place_key(household.spot, household.ref)
        number = _number(household, grids, by_name)
        if place not in placed or number is None:
            continue
        key = (household.village_code, number)
        if key not in grids:
            grids[key] = draft.new_id()
            row = {"id": grids[key], "village_id": key[0], "number": number, "name": household.grid_name, "locked": 1}
            draft.insert("grid", dict(row))
        named: Row = {"grid_id": grids[key]}
        fresh, disputed = draft.first_said(placed[place], named, named if old.get(placed[place]) != grids[key] else {})
        draft.patch("household", placed[place], fresh)
        if fresh:
            old[placed[place]] = grids[key]
        if disputed:
            what, mend = "本次文件里这一户写了两个网格，保留先出现的", "请核对后在网格里调整。"
            draft.say(Verdict.DOUBTFUL, household.spot, household.head.name, what, mend)
        else:
            grid_of[place] = grids[key]
    return grid_of


def plan_members_named(
    draft: Draft, reading: LedgerReading, known: Known, placed: dict[str, str], allowed: Collection[str]
) -> None:
    """Plan members of lists and of ledgers, and who leads the grids that a ledger names."""
    members = list(known.members)
    grid_of = plan_grids_named(draft, reading, known, placed)
    branches, posts = dict(known.branches), set(known.posts)
    for member in reading.members:
        if member.from_ledger and not member.village_code:
            continue
        if member.village_code and member.village_code not in allowed:
            draft.say(Verdict.REFUSED, member.spot, member.name, "不是本单位的嘎查村", "请选定嘎查村后再导入。")
            continue
        member_id = _one_member(draft, member, members, branches, placed)
        for post in member.posts:
            if member_id and (member_id, post) not in posts:
                posts.add((member_id, post))
                draft.insert("member_post", {"id": post_id(member_id, post), "member_id": member_id, "post": post})
    _plan_contacts(draft, reading, known, members, grid_of)


def post_id(member_id: str, post: str) -> str:
    """Return the id of a member's post: the same on every PC."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"post/{member_id}/{post}").hex


def _number(household: HouseholdDraft, grids: dict[GridKey, str], by_name: dict[tuple[str, str], int]) -> int | None:
    if household.grid_number is not None or not household.grid_name:
        return household.grid_number
    key = (household.village_code, household.grid_name)
    if key not in by_name:
        by_name[key] = max((number for village, number in grids if village == key[0]), default=0) + 1
    return by_name[key]


def _one_member(
    draft: Draft, member: MemberDraft, members: list[KnownMember], branches: dict[str, str], placed: dict[str, str]
) -> str:
    """Plan one member; return the id, "" where it is doubtful who is meant."""
    same, doubtful = match_member(member, members)
    if doubtful:
        draft.say(Verdict.DOUBTFUL, member.spot, member.name, "有几名同名党员，分不清是哪一位", "请在名单里写上电话或出生日期。")
        return ""
    branch_id = _branch(draft, member, branches)
    own = placed.get(place_key(member.spot, member.own_ref)) if member.own_ref else None
    given = _given(member, branch_id, own)
    if same:
        changes = {name: value for name, value in given.items() if value and value != getattr(same, name)}
        fresh, _ = draft.first_said(same.id, given, changes)
        draft.patch("member", same.id, dict(fresh))
        members[members.index(same)] = _completed(same, fresh)
        if not member.from_ledger:
            draft.say(Verdict.CHANGED if fresh else Verdict.SAME, member.spot, member.name)
        return same.id
    row = {"id": draft.new_id(), "name": member.name, "raw_name": member.raw_name, **{k: v for k, v in given.items() if v}}
    draft.insert("member", {**row, "village_id": member.village_code or None})
    draft.first_said(str(row["id"]), given, {})
    draft.say(Verdict.NEW, member.spot, member.name, "党员")
    phone, birth = "|".join(member.phones), member.birth
    known = KnownMember(
        str(row["id"]), member.name, (), member.village_code, phone, member.sex, birth, branch_id, own or "", "active"
    )
    members.append(known)
    return known.id


def _completed(member: KnownMember, fresh: Row) -> KnownMember:
    """Return the member as later rows of this import should meet him."""
    phone, birth, branch_id = (str(fresh.get(name, getattr(member, name))) for name in ("phone", "birth", "branch_id"))
    return replace(member, phone=phone, birth=birth, branch_id=branch_id)


def _given(member: MemberDraft, branch_id: str, household_id: str | None) -> dict[str, object]:
    return {
        "phone": "|".join(member.phones),
        "sex": member.sex,
        "birth": member.birth,
        "branch_id": branch_id,
        "household_id": household_id,
        "eligibility": member.eligibility,
    }


def _branch(draft: Draft, member: MemberDraft, branches: dict[str, str]) -> str:
    if member.branch and member.branch not in branches:
        branches[member.branch] = draft.new_id()
        row = {"id": branches[member.branch], "name": member.branch, "division_id": member.village_code or None}
        draft.insert("branch", dict(row))
    return branches.get(member.branch, "")


def _plan_contacts(
    draft: Draft, reading: LedgerReading, known: Known, members: list[KnownMember], grid_of: dict[str, str]
) -> None:
    """Make the member whom a ledger names the lead of a vacant grid; another lead on record stays, with a word."""
    leads = {grid.id: grid.lead_id for grid in known.grids if grid.lead_id}
    names = {member.id: member.name for member in members}
    by_name: dict[str, list[KnownMember]] = defaultdict(list)
    for member in members:
        by_name[member.name].append(member)
    said: set[tuple[str, str]] = set()
    for household in reading.households:
        grid_id = grid_of.get(place_key(household.spot, household.ref), "")
        if not grid_id or not household.contact_name or (grid_id, household.contact_name) in said:
            continue
        said.add((grid_id, household.contact_name))
        phones = tuple(filter(None, household.contact_phone.split("|")))
        wanted = MemberDraft(household.spot, household.contact_name, phones=phones, village_code=household.village_code)
        found, _ = match_member(wanted, by_name[household.contact_name])
        lead = leads.get(grid_id)
        if found and lead is None:
            leads[grid_id] = found.id
            row = {"id": draft.new_id(), "grid_id": grid_id, "member_id": found.id, "role": "lead", "since": "", "why": WHY}
            draft.insert("contact", dict(row))
        elif found and lead != found.id:
            what = f"台账写的联系党员与现在的（{names.get(lead or '', '')}）不同，保留现在的"
            draft.say(Verdict.DOUBTFUL, household.spot, household.contact_name, what, "如确已更换，请在网格卡片上办理。")
