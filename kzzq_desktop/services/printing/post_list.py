"""What stands on a list of posts: members of the scope and their posts, in the order of the office's own list."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter

from kzzq_desktop.documents.post_list import COLUMNS, PAGE, ROW, TITLE, build
from kzzq_desktop.documents.roll_words import RollBlock, RollSection, RollWords
from kzzq_desktop.domain.places import ListItem
from kzzq_desktop.domain.reference import read_reference
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import list_words
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import SPACE, grouped
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import Collected, Print, Request
from kzzq_desktop.store import paper_people
from kzzq_desktop.store.paper_people import MemberFacts

SIGN = "P"
_POST, _NAME = 2, 3  # columns
_SIGNATURES = ("党支部（盖章）：", "监督电话：", "公示日期：　　年　　月　　日")


def collect(desk: Desk, request: Request) -> Collected:
    """Return the list, a village a section; members without a post are left out."""
    with desk.store.reading() as conn:
        members = paper_people.list_members(conn, request.scope)
        posts = grouped(paper_people.list_member_posts(conn))
    order = {item.words: (at, item) for at, item in enumerate(list_words(desk, "post"))}
    held = grouped((member.village_id, member) for member in members if posts[member.id])
    if not held:
        return Collected(())
    sections = tuple(_section(village, held[village], posts, order) for village in sorted(held))
    roll = RollWords(TITLE, SIGN, COLUMNS, sections, PAGE, signatures=_SIGNATURES, row=ROW)
    said = ((section.head, text) for section in sections for block in section.blocks for row in block.rows for text in row)
    return Collected((roll,), tuple(find_missing(said)), sheets=sum(len(members) for members in held.values()))


def _section(
    village: str, members: list[MemberFacts], posts: Mapping[str, list[str]], order: Mapping[str, tuple[int, ListItem]]
) -> RollSection:
    pairs = [(member, post) for member in members for post in posts[member.id]]
    pairs.sort(key=lambda pair: (order[pair[1]][0] if pair[1] in order else len(order), pair[1]))
    rows = [
        (str(number), order[post][1].grp if post in order else "", post, member.name, _duties().get(post, ""), member.branch)
        for number, (member, post) in enumerate(pairs, 1)
    ]
    total = f"党员{len({member.id for member, _ in pairs})}名，岗位{len({post for _, post in pairs})}个"
    head = SPACE.join(part for part in (members[0].township, members[0].village or "未填嘎查村") if part)
    return RollSection(head, village, tuple(_blocks(rows)), total)


def _blocks(rows: Iterable[tuple[str, ...]]) -> Iterator[RollBlock]:
    """Yield the rows of each post, which stand together."""
    for _, held in groupby(rows, key=itemgetter(_POST)):
        own = tuple(held)
        name, *names = dict.fromkeys(row[_NAME] for row in own)
        yield RollBlock(own, name, tuple(names))


@cache
def _duties() -> dict[str, str]:
    return {row["post"]: row["duty"] for row in read_reference("post_duties")}


PRINT = Print(
    key="post_list",
    word=TITLE,
    sign=SIGN,
    kind="党员",
    about="谁在哪个岗位、负责什么，可以张贴。",
    scopes=("village", "township", "all"),
    audiences=(Audience.PUBLIC,),
    collect=collect,
    build=build,
    unit="名党员",
    roll=True,
)
