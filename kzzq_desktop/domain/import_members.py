"""Members that a ledger or a member list names, and who leads the grids that a ledger names (pure)."""

import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, MemberDraft
from kzzq_desktop.domain.import_choice import FieldChange
from kzzq_desktop.domain.import_draft import Draft
from kzzq_desktop.domain.import_households import Placed, place_key
from kzzq_desktop.domain.import_member_match import find_member
from kzzq_desktop.domain.import_plan import PreviewRow, Row, Verdict, changed_words
from kzzq_desktop.domain.import_rows import completed, is_fuller_birth
from kzzq_desktop.domain.import_values import FIELD_WORDS, changes_of
from kzzq_desktop.domain.known import Known, KnownMember

WHY = "台账导入"
_WHICH = ("有同名党员，分不清是哪一位，没有导入", "请在名单里写上电话或出生日期。")


def plan_members_named(draft: Draft, reading: LedgerReading, known: Known, placed: Placed, allowed: Collection[str]) -> None:
    """Plan members of lists and of ledgers, and who leads the grids that a ledger names."""
    plan = _Members(draft, known, placed, reading.households)
    for member in reading.members:
        if member.from_ledger and not member.village_code:
            continue
        if member.village_code and member.village_code not in allowed:
            draft.say(Verdict.REFUSED, member.spot, member.name, "不是本单位的嘎查村", "请选定嘎查村后再导入。")
            continue
        plan.plan(member)
    plan.plan_contacts()


def post_id(member_id: str, post: str) -> str:
    """Return the id of a member's post: the same on every PC."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"post/{member_id}/{post}").hex


@dataclass(slots=True)
class _Members:
    """The members as they become, one row after the other."""

    draft: Draft
    known: Known
    placed: Placed
    households: Sequence[HouseholdDraft]
    by_name: dict[str, list[KnownMember]] = field(init=False)
    branches: dict[str, str] = field(init=False)
    posts: dict[str, list[str]] = field(init=False)
    words: dict[str, str] = field(init=False)
    leading: dict[tuple[str, str], dict[str, KnownMember]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_name, self.posts = defaultdict(list), defaultdict(list)
        for member in self.known.members:
            for name in (member.name, *member.other_names):
                self.by_name[name].append(member)
        for member_id, post in sorted(self.known.posts):
            self.posts[member_id].append(post)
        self.branches = dict(self.known.branches)
        self.words = {branch_id: name for name, branch_id in self.branches.items()}
        self.leading = self._leaders()

    def _leaders(self) -> dict[tuple[str, str], dict[str, KnownMember]]:
        """{(village, name): {id: a member who leads a grid of the village that the list gives to this name}}."""
        members = {member.id: member for member in self.known.members}
        leads = {grid.id: members[grid.lead_id] for grid in self.known.grids if grid.lead_id in members}
        found: dict[tuple[str, str], dict[str, KnownMember]] = defaultdict(dict)
        for household in self.households:
            lead = leads.get(self.placed.grids.get(place_key(household.spot, household.ref), ""))
            if lead and household.contact_name in {lead.name, *lead.other_names}:
                found[household.village_code, household.contact_name][lead.id] = lead
        return found

    def plan(self, member: MemberDraft) -> None:
        """Plan one row that names a member."""
        same, doubtful = self._find(member)
        if not same and not doubtful and member.guess:
            same, doubtful = self._find(member.guess)
        if doubtful:
            self.draft.say(Verdict.DOUBTFUL, member.spot, member.name, *_WHICH)
        elif same:
            self._change(member, same)
        else:
            self._make(member.guess or member)

    def _find(self, member: MemberDraft) -> tuple[KnownMember | None, bool]:
        leading = self.leading.get((member.village_code, member.name), {}) if member.from_ledger else {}
        return find_member(member, self.by_name[member.name], self._is_made, tuple(leading.values()))

    def _own(self, member: MemberDraft, held: str = "") -> str:
        """Return the id of a member's own household: his row's in the ledger, else the only one of the head he names."""
        if member.own_ref:
            return self.placed.households.get(place_key(member.spot, member.own_ref), "")
        village, head = member.village_code, member.household_head
        if not head:
            return ""
        if held in self.placed.headed_by(village, head):
            return held
        homes = self.placed.headed_by(village, head, member.name)
        return homes[0] if len(homes) == 1 else ""

    def _change(self, member: MemberDraft, same: KnownMember) -> None:
        own = self._own(member, same.household_id)
        given = _given(member, self._branch(member), own)
        wanted = _patch(given, member, same)
        fresh, _ = self.draft.first_said(same.id, given, wanted)
        self.draft.patch("member", same.id, dict(fresh))
        changes = changes_of("member", fresh, same, self._words_of(same, own))
        added = self._add_posts(member, same.id)
        every = (*changes, FieldChange("post", FIELD_WORDS["post"], *added)) if added else changes
        self._became(same, fresh)
        if every or not member.from_ledger:
            told = () if self._is_made(same) else every
            verdict = Verdict.CHANGED if every else Verdict.SAME
            self.draft.tell(PreviewRow(verdict, member.spot, member.name, changed_words(every), changes=told))

    def _make(self, member: MemberDraft) -> None:
        branch_id = self._branch(member)
        given = _given(member, branch_id, self._own(member))
        member_id = self.draft.new_id()
        row: Row = {"id": member_id, "name": member.name, "raw_name": member.raw_name, **{k: v for k, v in given.items() if v}}
        if member.other_names or member.note:
            row |= {"other_names": json.dumps(member.other_names, ensure_ascii=False), "note": member.note}
        self.draft.insert("member", {**row, "village_id": member.village_code or None})
        self.draft.first_said(member_id, given, {})
        self.draft.say(Verdict.NEW, member.spot, member.name, "党员")
        facts = [str(given[name]) for name in ("phone", "sex", "birth", "branch_id", "household_id")]
        facts += [member.eligibility or "active", member.note]
        made = KnownMember(member_id, member.name, member.other_names, member.village_code, *facts)
        for name in (member.name, *member.other_names):
            self.by_name[name].append(made)
        self._add_posts(member, member_id)

    def _add_posts(self, member: MemberDraft, member_id: str) -> tuple[str, str] | None:
        """Plan the posts that a member does not have; return his posts before and the new ones in words."""
        held = self.posts[member_id]
        new = [post for post in dict.fromkeys(member.posts) if post not in held]
        if not new:
            return None
        code = "" if self.draft.is_new("member", member_id) else "post"
        for post in new:
            self.draft.insert("member_post", {"id": post_id(member_id, post), "member_id": member_id, "post": post}, code)
        before = "、".join(held)
        held += new
        return before, "、".join(new)

    def _branch(self, member: MemberDraft) -> str:
        if member.branch and member.branch not in self.branches:
            self.branches[member.branch] = branch_id = self.draft.new_id()
            self.words[branch_id] = member.branch
            row: Row = {"id": branch_id, "name": member.branch, "division_id": member.village_code or None}
            self.draft.insert("branch", row)
        return self.branches.get(member.branch, "")

    def _became(self, member: KnownMember, fresh: Row) -> None:
        """Let later rows of this import meet the member as he has become."""
        if fresh:
            after = completed(member, fresh)
            for name in (after.name, *after.other_names):
                others = [one for one in self.by_name[name] if one.id != member.id]
                self.by_name[name] = [*others, after]

    def _is_made(self, member: KnownMember) -> bool:
        return self.draft.is_new("member", member.id)

    def _words_of(self, member: KnownMember, own: str) -> dict[str, str]:
        """Return the words of the ids that a member's change may show: branches and households by their heads."""
        return self.words | {one: self.placed.head(one) for one in (member.household_id, own) if one}

    def plan_contacts(self) -> None:
        """Make the member whom a ledger names the lead of a vacant grid; another lead on record stays, with a word."""
        leads = {grid.id: grid.lead_id for grid in self.known.grids if grid.lead_id}
        names = {member.id: member.name for member in self.known.members}
        said: set[tuple[str, str]] = set()
        for household in self.households:
            name = household.contact_name
            grid_id = self.placed.grids.get(place_key(household.spot, household.ref), "") if name else ""
            if not grid_id or (grid_id, name) in said:
                continue
            said.add((grid_id, name))
            phones = tuple(filter(None, household.contact_phone.split("|")))
            wanted = MemberDraft(household.spot, name, phones=phones, village_code=household.village_code, from_ledger=True)
            found, _ = self._find(wanted)
            lead = leads.get(grid_id)
            if found and lead is None:
                leads[grid_id], names[found.id] = found.id, found.name
                self._lead(household, grid_id, found)
            elif found and lead != found.id:
                what = f"台账写的联系党员与现在的（{names.get(lead or '', '')}）不同，保留现在的"
                self.draft.say(Verdict.DOUBTFUL, household.spot, name, what, "如确已更换，请在网格卡片上办理。")

    def _lead(self, household: HouseholdDraft, grid_id: str, member: KnownMember) -> None:
        row: Row = {
            "id": self.draft.new_id(),
            "grid_id": grid_id,
            "member_id": member.id,
            "role": "lead",
            "since": "",
            "why": WHY,
        }
        if self.draft.is_new("grid", grid_id):
            self.draft.insert("contact", row)
            return
        self.draft.insert("contact", row, "contact")
        change = FieldChange("contact", FIELD_WORDS["contact"], "", member.name)
        title = self.placed.grid_words.get(grid_id, "")
        self.draft.tell(PreviewRow(Verdict.CHANGED, household.spot, title, FIELD_WORDS["contact"], changes=(change,)))


def _given(member: MemberDraft, branch_id: str, household_id: str) -> Row:
    return {
        "phone": "|".join(member.phones),
        "sex": "" if member.sex == "0" else member.sex,
        "birth": member.birth,
        "branch_id": branch_id,
        "household_id": household_id,
        "eligibility": member.eligibility,
    }


def _patch(given: Row, draft: MemberDraft, old: KnownMember) -> Row:
    """Return the fields given that differ; phones and spellings are added to those on record, a remark only to none."""
    patch = {name: value for name, value in given.items() if value and value != getattr(old, name)}
    if not is_fuller_birth(draft.birth, old.birth):
        patch.pop("birth", None)
    if draft.note and not old.note:
        patch["note"] = draft.note
    if spelled := [name for name in draft.other_names if name not in {old.name, *old.other_names}]:
        patch["other_names"] = json.dumps((*old.other_names, *spelled), ensure_ascii=False)
    held = [digits for digits in old.phone.split("|") if digits]
    if set(draft.phones) <= set(held):
        patch.pop("phone", None)
    elif draft.phones:
        patch["phone"] = "|".join(dict.fromkeys((*draft.phones, *held)))
    return patch
