"""What stands on a member roll: every member of the scope, by village or by branch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.member_roll import COLUMNS, TITLE, build
from kzzq_desktop.documents.roll_words import RollBlock, RollSection, RollWords
from kzzq_desktop.domain.codes import SEX_WORDS
from kzzq_desktop.domain.eligibility import age_on, refusal_words
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import SPACE, grouped, spoken_phones
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import Collected, Option, Print, Request
from kzzq_desktop.services.printing.scope import head_words
from kzzq_desktop.store import paper_people
from kzzq_desktop.store.paper_people import LedGrid, MemberFacts

SIGN = "M"
_LAST = "~"  # sorts after digits
_BY = (("village", "按嘎查村"), ("branch", "按党支部"))


@dataclass(frozen=True, slots=True)
class _Facts:
    posts: Mapping[str, list[str]]
    grids: Mapping[str, list[LedGrid]]
    day: date
    wide: bool


def collect(desk: Desk, request: Request) -> Collected:
    """Return the roll; members who moved away or died are left out."""
    with desk.store.reading() as conn:
        members = paper_people.list_members(conn, request.scope)
        posts = grouped(paper_people.list_member_posts(conn))
        grids = grouped((grid.member_id, grid) for grid in paper_people.list_led_grids(conn))
    if not members:
        return Collected(())
    facts = _Facts(posts, grids, today(), wide=not desk.office.township)
    by_branch = request.options.get("by") == "branch"
    held = grouped((_key(member, by_branch=by_branch), member) for member in members)
    sections = tuple(_section(key, held[key], facts, request) for key in sorted(held))
    busy = sum(bool(grids[member.id]) for member in members)
    roll = RollWords(TITLE, SIGN, COLUMNS, sections)
    if len(sections) > 1:
        roll = replace(roll, flowing=True, subtitle=head_words(desk, request.scope), total=_total(len(members), busy))
    said = ((section.head, text) for section in sections for block in section.blocks for text in block.rows[0])
    return Collected((roll,), tuple(find_missing(said)), sheets=len(members))


def _key(member: MemberFacts, *, by_branch: bool) -> tuple[str, str, str]:
    """Return what a section is sorted by and called; those without a village or a branch come last."""
    if by_branch:
        return (member.branch_place or _LAST, member.branch, member.branch_id) if member.branch_id else (_LAST * 2, "", "")
    return member.village_id or _LAST, member.village, member.township


def _section(key: tuple[str, str, str], members: list[MemberFacts], facts: _Facts, request: Request) -> RollSection:
    place, name, more = key
    by_branch = request.options.get("by") == "branch"
    head = name if by_branch or not facts.wide else SPACE.join(part for part in (more, name) if part)
    record = request.scope.record or (place if place.isdecimal() else "")
    busy = sum(bool(facts.grids[member.id]) for member in members)
    blocks = tuple(RollBlock((row,), row[1]) for row in _rows(members, facts))
    return RollSection(head or ("未填党支部" if by_branch else "未填嘎查村"), record, blocks, _total(len(members), busy))


def _total(members: int, busy: int) -> str:
    return f"党员{members}名，联系党员{busy}名"


def _rows(members: list[MemberFacts], facts: _Facts) -> Iterator[tuple[str, ...]]:
    for number, member in enumerate(members, 1):
        age = age_on(member.birth, facts.day)
        grids = facts.grids[member.id]
        yield (
            str(number),
            member.name,
            SEX_WORDS[member.sex] if member.sex in ("1", "2") else "",
            member.birth,
            str(age) if age is not None else "",
            " ".join(spoken_phones(member.phone)),
            member.branch,
            "、".join(facts.posts[member.id]),
            "、".join(f"{grid.village}{grid.number:02d}号" for grid in grids),
            str(sum(grid.households for grid in grids)) if grids else "",
            refusal_words(member.eligibility, member.birth, facts.day, member.eligibility_why) or "可安排",
        )


PRINT = Print(
    key="member_roll",
    word=TITLE,
    sign=SIGN,
    kind="党员",
    about="支部、岗位、联系哪些网格、联系多少户、能否安排及原因。",
    scopes=("village", "township", "all"),
    audiences=(Audience.WORK,),
    collect=collect,
    build=build,
    unit="名党员",
    options=(Option("by", "排列", _BY),),
    roll=True,
)
