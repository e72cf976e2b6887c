"""What stands on the plates: the members of the scope who look after a grid; one asked for by name in any case."""

from collections.abc import Iterable
from itertools import groupby

from kzzq_desktop.documents.door_plate import SIGN, TITLE, PlateWords, build
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import grid_facts
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import Collected, Print, Request
from kzzq_desktop.store import paper_members, papers
from kzzq_desktop.store.paper_members import LedGrid


def collect(desk: Desk, request: Request) -> Collected:
    """Return a plate for each member; those who moved away or died, and those without a grid, are left out and counted."""
    with desk.store.reading() as conn:
        members = paper_members.list_members(conn, request.scope)
        grids = grid_facts.grouped((grid.member_id, grid) for grid in paper_members.list_led_grids(conn, request.scope))
        posts = grid_facts.grouped(paper_members.list_member_posts(conn, request.scope))
        photos = papers.read_photos(conn, sorted({member.photo for member in members if member.photo}))
    there = [member for member in members if member.status not in papers.LEFT]
    shown = [member for member in there if grids[member.id] or request.scope.member]
    words = tuple(
        PlateWords(
            member_id=member.id,
            name=member.name,
            phone="、".join(grid_facts.spoken_phones(member.phone)),
            posts="、".join(posts[member.id]),
            branch=member.branch,
            grids=_grids(grids[member.id]),
            photo=photos.get(member.photo),
        )
        for member in shown
    )
    said = ((one.branch or "亮身份牌", text) for one in words for text in (one.name, one.posts, one.branch, one.grids))
    counted = (
        (len(members) - len(there), "{}名党员已迁出或去世，没有打印。"),
        (len(there) - len(shown), "{}名党员没有联系网格，没有打印。"),
    )
    return Collected(words, tuple(find_missing(said)), tuple(note.format(count) for count, note in counted if count))


def _grids(led: Iterable[LedGrid]) -> str:
    """Return which grids a member looks after, each village said once: 先锋嘎查01号、03号网格."""
    parts = groupby(led, key=lambda grid: grid.village)
    return "、".join(f"{village}{'、'.join(f'{grid.number:02d}号' for grid in held)}网格" for village, held in parts)


PRINT = Print(
    key="door_plate",
    word=TITLE,
    sign=SIGN,
    kind="党员",
    about="挂在党员家门口的牌子，一人一块：照片、姓名、岗位、五项职责、电话。",
    scopes=("member", "village", "grid", "township", "all"),
    audiences=(Audience.PUBLIC,),
    collect=collect,
    build=build,
    unit="块牌子",
    size="A5",
)
