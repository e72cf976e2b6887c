"""What stands on a household roll: every household of the scope with all its people, a village or a grid a section."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kzzq_desktop.documents.household_roll import COLUMNS, INTERNAL_COLUMNS, TITLE, build
from kzzq_desktop.documents.roll_words import RollBlock, RollSection, RollWords
from kzzq_desktop.domain.codes import HEAD, SEX_WORDS, relation_word
from kzzq_desktop.domain.order import group_words
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import audience as masks
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import SPACE, grid_words, grouped
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import BY_VILLAGE, Collected, Option, Print, Request
from kzzq_desktop.store import paper_people
from kzzq_desktop.store.paper_people import HomeFacts, PersonFacts

SIGN = "R"
_ORDERS = (("place", "按组别门牌"), ("grid", "按网格"))


@dataclass(frozen=True, slots=True)
class _Facts:
    people: Mapping[str, list[PersonFacts]]
    needs: Mapping[str, list[str]]
    whole: bool


def collect(desk: Desk, request: Request) -> Collected:
    """Return the roll; a village (or each of its grids) begins a new page."""
    with desk.store.reading() as conn:
        homes = paper_people.list_homes(conn, request.scope)
        people = grouped((one.household_id, one) for one in paper_people.list_people(conn, request.scope))
        needs = grouped(paper_people.list_needs(conn, request.scope))
    facts = _Facts(people, needs, request.audience == Audience.INTERNAL)
    by_grid = request.options.get("order") == "grid"
    sections = tuple(_sections(homes, facts, by_grid=by_grid))
    if not sections:
        return Collected(())
    roll = RollWords(TITLE, SIGN, INTERNAL_COLUMNS if facts.whole else COLUMNS, sections)
    empty = sum(not people[home.id] for home in homes)
    notes = (f"{empty}户没有登记家庭成员，册上只印住址。",) if empty else ()
    return Collected((roll,), tuple(find_missing(_said(sections))), notes, sheets=len(homes))


def _sections(homes: list[HomeFacts], facts: _Facts, *, by_grid: bool) -> Iterator[RollSection]:
    """Yield the sections in the order of villages, and of grids where they are asked for; without a grid comes last."""
    keyed = grouped(((home.village_id, _grid_key(home) if by_grid else ""), home) for home in homes)
    for (village, _), held in sorted(keyed.items()):
        first = held[0]
        grid = (grid_words(first.grid_number, first.grid_name) if first.grid_id else "未入网格") if by_grid else ""
        count = sum(len(facts.people[home.id]) for home in held)
        yield RollSection(
            head=SPACE.join(part for part in (first.township, first.village, grid) if part),
            record=first.grid_id if by_grid and first.grid_id else village,
            blocks=tuple(_block(number, home, facts) for number, home in enumerate(held, 1)),
            total=f"共{len(held)}户{count}人",
        )


def _grid_key(home: HomeFacts) -> str:
    return f"{home.grid_number:03d}{home.grid_id}" if home.grid_id else "~"


def _block(number: int, home: HomeFacts, facts: _Facts) -> RollBlock:
    people = facts.people[home.id]
    head = people[0].name if people and people[0].relation == HEAD else ""
    door = f"{home.door_no}号" if home.door_no.isdecimal() else home.door_no
    place = f"{group_words(home.group_no, home.building)}{door}" or home.address
    grid = f"{home.grid_number:02d}号" if home.grid_id else "—"
    note = "；".join(part for part in ("、".join(facts.needs[home.id]), _away(home), home.note.strip("；; ")) if part)
    rows = tuple(
        (
            str(number),
            head or "待更新",
            place,
            one.name,
            relation_word(one.relation),
            SEX_WORDS[one.sex] if one.sex in ("1", "2") else "",
            one.birth,
            _id(one.id_number, whole=facts.whole),
            _phones(one.phones or ("" if at else home.phone)),
            grid,
            note,
        )
        for at, one in enumerate(people)
    )
    empty = (str(number), "待更新", place, "", "", "", "", "", _phones(home.phone), grid, note)
    return RollBlock(rows or (empty,), head or place)


def _id(number: str, *, whole: bool) -> str:
    """Return an ID number as the audience may see it."""
    if whole:
        return number
    tail = masks.id_tail(number)
    return f"尾号{tail}" if tail else ""


def _away(home: HomeFacts) -> str:
    if home.status != HouseholdStatus.AWAY:
        return ""
    where = f"：{home.away_where}" if home.away_where else ""
    return f"外出{where}{f'，{home.away_return}回' if home.away_return else ''}"


def _phones(phones: str) -> str:
    return " ".join(masks.spaced_phone(phone) for phone in phones.split("|") if phone)


def _said(sections: Iterable[RollSection]) -> Iterator[tuple[str, str]]:
    for section in sections:
        where = section.head.replace(SPACE, "")
        for block in section.blocks:
            for row in block.rows:
                yield from ((where, text) for text in (row[2], row[3], row[-1]))


PRINT = Print(
    key="household_roll",
    word=TITLE,
    sign=SIGN,
    kind="住户",
    about="每户全部家庭成员，不只户主；迁出、去世的不印。",
    scopes=("village", "grid", "township", "all", "member"),
    audiences=(Audience.WORK, Audience.INTERNAL),
    collect=collect,
    build=build,
    unit="户",
    options=(Option("order", "排列", _ORDERS),),
    part=BY_VILLAGE,
    roll=True,
)
