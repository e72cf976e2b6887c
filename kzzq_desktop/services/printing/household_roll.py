"""What stands on a household roll: every household of the scope with all its people, a village or a grid a section."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kzzq_desktop.documents.household_roll import COLUMNS, INTERNAL_COLUMNS, ROW, TITLE, build
from kzzq_desktop.documents.roll_words import RollBlock, RollSection, RollWords
from kzzq_desktop.domain.codes import HEAD, SEX_WORDS, relation_word
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import audience as masks
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import SPACE, UNKNOWN_HEAD, grid_words, grouped, spoken_phones, stands_at
from kzzq_desktop.services.printing.household_notes import note_words
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import BY_VILLAGE, Collected, Option, Print, Request
from kzzq_desktop.store import paper_people, papers
from kzzq_desktop.store.paper_people import HomeFacts, PersonFacts

SIGN = "R"
_ORDERS = (("place", "按组别门牌"), ("grid", "按网格"))


@dataclass(frozen=True, slots=True)
class _Facts:
    people: dict[str, list[PersonFacts]]
    needs: Mapping[str, list[str]]
    leads: Mapping[str, str]
    whole: bool


def collect(desk: Desk, request: Request) -> Collected:
    """Return the roll; a village (or each of its grids) begins a new page."""
    scope = request.scope
    with desk.store.reading() as conn:
        homes = paper_people.list_homes(conn, scope)
        people = dict(grouped((one.household_id, one) for one in paper_people.list_people(conn, scope)))
        needs = grouped(paper_people.list_needs(conn, scope))
        leads = {lead.grid_id: lead.name for lead in papers.list_leads(conn, scope) if lead.status not in papers.LEFT}
    facts = _Facts(people, needs, leads, request.audience == Audience.INTERNAL)
    notes = tuple(_notes(homes, people))
    by_grid = request.options.get("order") == "grid" or bool(scope.grid or scope.member)
    sections = tuple(_sections(homes, facts, by_grid=by_grid))
    if not sections:
        return Collected(())
    roll = RollWords(TITLE, SIGN, INTERNAL_COLUMNS if facts.whole else COLUMNS, sections, row=ROW)
    return Collected((roll,), tuple(find_missing(_said(sections))), notes, sheets=len(homes))


def _notes(homes: list[HomeFacts], people: Mapping[str, list[PersonFacts]]) -> Iterator[str]:
    empty = sum(home.id not in people for home in homes)
    headless = sum(not _head(home, people.get(home.id, [])) for home in homes) - empty
    if headless:
        yield f"{headless}户的户主已迁出、去世或没有登记，册上写“待更新”，请更换户主。"
    if empty:
        yield f"{empty}户没有登记家庭成员，册上只印住址。"


def _sections(homes: list[HomeFacts], facts: _Facts, *, by_grid: bool) -> Iterator[RollSection]:
    """Yield the sections in the order of villages, and of grids where they are asked for; without a grid comes last.

    People are taken out of the facts as they are put into words: a whole banner's would else be held twice.
    """
    keyed = grouped(((home.village_id, _grid_key(home) if by_grid else ""), home) for home in homes)
    for (village, _), held in sorted(keyed.items()):
        first = held[0]
        grid = (grid_words(first.grid_number, first.grid_name) if first.grid_id else "未入网格") if by_grid else ""
        people = [facts.people.pop(home.id, []) for home in held]
        lead = f"联系党员：{facts.leads.get(first.grid_id, '待确定')}{SPACE}" if by_grid and first.grid_id else ""
        yield RollSection(
            head=SPACE.join(part for part in (first.township, first.village, grid) if part),
            record=first.grid_id if by_grid and first.grid_id else village,
            blocks=tuple(_block(at + 1, home, people[at], facts) for at, home in enumerate(held)),
            total=f"{lead}共{len(held)}户{sum(map(len, people))}人",
        )


def _grid_key(home: HomeFacts) -> str:
    return f"{home.grid_number:03d}{home.grid_id}" if home.grid_id else "~"


def _block(number: int, home: HomeFacts, people: list[PersonFacts], facts: _Facts) -> RollBlock:
    serial, head = str(number), _head(home, people) or UNKNOWN_HEAD
    place = stands_at(home)
    grid = f"{home.grid_number:02d}号" if home.grid_id else "—"
    note = note_words(home, people, facts.needs[home.id])
    rows = tuple(
        (
            serial,
            head,
            place,
            one.name,
            relation_word(HEAD if one.id == home.head_id else one.relation),
            SEX_WORDS[one.sex] if one.sex in ("1", "2") else "",
            one.birth,
            _id(one.id_number, whole=facts.whole),
            " ".join(spoken_phones(one.phones or ("" if at else home.phone))),
            grid,
            note,
        )
        for at, one in enumerate(people)
    )
    empty = (serial, head, place, "", "", "", "", "", " ".join(spoken_phones(home.phone)), grid, note)
    return RollBlock(rows or (empty,), place if head == UNKNOWN_HEAD else head)


def _head(home: HomeFacts, people: list[PersonFacts]) -> str:
    """Return the head's name, "" where the head on record moved away, died or was never named."""
    return people[0].name if people and (people[0].id == home.head_id or people[0].relation == HEAD) else ""


def _id(number: str, *, whole: bool) -> str:
    """Return an ID number as the audience may see it."""
    if whole:
        return number
    tail = masks.id_tail(number)
    return f"尾号{tail}" if tail else ""


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
