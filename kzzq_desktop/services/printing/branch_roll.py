"""What stands on a branch roll: every branch of a township or of all, with what its members look after, counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kzzq_desktop.documents.branch_roll import COLUMNS, TITLE, build
from kzzq_desktop.documents.roll_words import RollBlock, RollSection, RollWords
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import grouped, spoken_phones
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import Collected, Print, Request
from kzzq_desktop.services.printing.scope import head_words
from kzzq_desktop.store import paper_people
from kzzq_desktop.store.paper_people import BranchFacts

SIGN = "Z"
_TOWNSHIP_DIGITS = 9


def collect(desk: Desk, request: Request) -> Collected:
    """Return the roll, a band a township."""
    with desk.store.reading() as conn:
        branches = paper_people.list_branches(conn, request.scope)
        members = paper_people.list_members(conn, Scope())
        grids = grouped((grid.member_id, grid) for grid in paper_people.list_led_grids(conn))
    if not branches:
        return Collected(())
    count: dict[str, Counter[str]] = {branch.id: Counter() for branch in branches}
    for member in members:
        if member.branch_id in count:
            led = grids[member.id]
            count[member.branch_id].update(
                members=1, leads=bool(led), grids=len(led), households=sum(grid.households for grid in led)
            )
    held = grouped((branch.division_id[:_TOWNSHIP_DIGITS] or "~", branch) for branch in branches)
    sections = tuple(_section(code, held[code], count) for code in sorted(held))
    roll = RollWords(TITLE, SIGN, COLUMNS, sections)
    if len(sections) > 1:
        roll = replace(roll, flowing=True, subtitle=head_words(desk, request.scope), total=_total(branches, count))
    said = ((section.head, text) for section in sections for block in section.blocks for text in block.rows[0])
    return Collected((roll,), tuple(find_missing(said)), sheets=len(branches))


def _section(code: str, branches: list[BranchFacts], count: dict[str, Counter[str]]) -> RollSection:
    rows = (
        (
            str(number),
            branch.name,
            branch.village,
            branch.secretary,
            " ".join(spoken_phones(branch.phone)),
            *(str(count[branch.id][key]) for key in ("members", "leads", "grids", "households")),
        )
        for number, branch in enumerate(branches, 1)
    )
    record = "" if code == "~" else f"{code}000"
    blocks = tuple(RollBlock((row,), row[1]) for row in rows)
    return RollSection(branches[0].township or "未填所在地", record, blocks, _total(branches, count))


def _total(branches: Sequence[BranchFacts], count: dict[str, Counter[str]]) -> str:
    total = sum((count[branch.id] for branch in branches), Counter[str]())
    return f"支部{len(branches)}个，党员{total['members']}名，网格{total['grids']}个，联系户{total['households']}户"


PRINT = Print(
    key="branch_roll",
    word=TITLE,
    sign=SIGN,
    kind="党员",
    about="每个支部的书记、党员数、联系党员数、网格数和联系户数。",
    scopes=("all", "township"),
    audiences=(Audience.WORK,),
    collect=collect,
    build=build,
    unit="个支部",
    roll=True,
)
