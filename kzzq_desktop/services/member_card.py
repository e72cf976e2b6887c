"""The card of a party member: grids now and before, posts, own household, what was done, what was changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from kzzq_desktop.base.clock import local
from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.domain.duty_log import DutyFilter
from kzzq_desktop.domain.people import ELIGIBILITY_WORDS, HouseholdRow, MemberRow
from kzzq_desktop.domain.work import DutyRow
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_history import Happening
from kzzq_desktop.services.members import MemberGone
from kzzq_desktop.store import duties, households, members
from kzzq_desktop.store.members import ContactRow
from kzzq_desktop.store.record_changes import SaveSeen, list_saves

FIELD_WORDS = {
    "name": "姓名", "other_names": "曾用写法", "sex": "性别", "birth": "出生", "phone": "电话", "village_id": "嘎查村",
    "branch_id": "党支部", "household_id": "本人住户", "photo": "照片", "committee": "支委", "note": "备注",
}  # fmt: skip
SHOWN_DUTIES = 200


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A member as his card shows him. `own` is his own household's row; `contacts` those of now first."""

    row: MemberRow
    branch_id: str
    photo: bytes
    committee: bool
    eligibility_why: str
    eligibility_day: str
    note: str
    own: HouseholdRow | None
    contacts: tuple[ContactRow, ...]
    duties: int
    happenings: tuple[Happening, ...]


def read_card(desk: Desk, member_id: str) -> MemberCard:
    """Return a member's card; raises MemberGone. The history holds the latest 200 duties."""
    with desk.store.reading() as conn:
        rows, record = members.read_members(conn, [member_id]), members.read_member(conn, member_id)
        if not rows or record is None:
            raise MemberGone("这名党员已经删除。")
        own = households.read_households(conn, [record.household_id]) if record.household_id else ()
        posts = members.list_post_ids(conn, member_id)
        saves = list_saves(conn, {"member": [member_id], "member_post": list(posts)})
        contacts = members.list_contacts(conn, member_id)
        done = duties.list_duty_ids(conn, DutyFilter(member_id=member_id))
        told = [(f"{row.day} ~", _duty(row)) for row in duties.duty_rows(conn, done[:SHOWN_DUTIES])]
        photo = members.read_blob(conn, record.photo) if record.photo else b""
    told += [(f"{one.day} {save.at}", one) for save in saves for one in _told(save, posts)]
    told += [(f"{one.day} ", one) for contact in contacts for one in _tied(contact)]
    happenings = tuple(one for _, one in sorted(told, key=lambda pair: pair[0], reverse=True))
    return MemberCard(
        row=rows[0],
        branch_id=record.branch_id or "",
        photo=photo,
        committee=bool(record.committee),
        eligibility_why=record.eligibility_why,
        eligibility_day=record.eligibility_day,
        note=record.note,
        own=own[0] if own else None,
        contacts=contacts,
        duties=len(done),
        happenings=happenings,
    )


def _duty(row: DutyRow) -> Happening:
    word = BY_CODE[row.code].word if row.code in BY_CODE else row.code
    return Happening(row.day, f"{word}：{row.words}" if row.words else word, f"履职·{row.households}户", "ok", row.id)


def _tied(contact: ContactRow) -> Iterable[Happening]:
    place = f"{contact.village} {contact.number:02d} 号网格"
    role = "" if contact.role == "lead" else "（后备）"
    if contact.since:
        yield Happening(contact.since, f"开始联系 {place}{role}", contact.why)
    if contact.until:
        yield Happening(contact.until, f"不再联系 {place}{role}", "")


def _told(save: SaveSeen, posts: dict[str, str]) -> Iterable[Happening]:
    day = local(save.at).date().isoformat()
    if any(table == "member" for table, _ in save.made):
        yield Happening(day, save.what, f"{save.clerk} 登记")
        return
    words = [*_eligibility(save), *_posts(save, posts), *_edits(save)]
    if words:
        yield Happening(day, "；".join(words), f"{save.clerk}·{save.what}")


def _eligibility(save: SaveSeen) -> Iterable[str]:
    for _, _, patch in save.changed:
        if "eligibility" in patch:
            word = ELIGIBILITY_WORDS.get(str(patch["eligibility"][1]), "")
            why = str(patch["eligibility_why"][1]) if "eligibility_why" in patch else ""
            yield f"改为{word}" + (f"：{why}" if why else "")


def _posts(save: SaveSeen, posts: dict[str, str]) -> Iterable[str]:
    taken = [posts[row_id] for table, row_id in save.made if table == "member_post"]
    left: list[str] = []
    for table, row_id, patch in save.changed:
        if table == "member_post" and "sy_del" in patch:
            (left if patch["sy_del"][1] else taken).append(posts[row_id])
    if taken:
        yield f"担任 {'、'.join(taken)}"
    if left:
        yield f"不再担任 {'、'.join(left)}"


def _edits(save: SaveSeen) -> Iterable[str]:
    for table, _, patch in save.changed:
        words = [FIELD_WORDS[name] for name in FIELD_WORDS if name in patch] if table == "member" else []
        if words:
            yield f"修改{'、'.join(words)}"
