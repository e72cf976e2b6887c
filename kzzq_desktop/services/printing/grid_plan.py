"""What stands on a plan of grids: the grids as they are, or as the proposal would make them, village by village."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kzzq_desktop.documents.grid_plan import SIGN, TITLE, PlanWords, build
from kzzq_desktop.domain.assign import MemberPlan
from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.grid_plan import HouseholdSpot, PlannedGrid, VillagePlan
from kzzq_desktop.domain.grid_words import grid_name
from kzzq_desktop.domain.order import door_words, group_words
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import preview_division
from kzzq_desktop.services.office import grid_sizes
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import SPACE, UNKNOWN_HEAD, grouped
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import Collected, Option, Print, Request
from kzzq_desktop.services.village_plan import preview_leads, seat_key
from kzzq_desktop.store import paper_people, papers
from kzzq_desktop.store.paper_people import HomeFacts
from kzzq_desktop.store.papers import GridFacts

NOW, DRAFT = "now", "draft"
_STATES = {NOW: "现有网格", DRAFT: "草案：按设置的户数重新划分，请会议讨论"}
_NOBODY, _GONE = "待确定", "原联系党员已迁出或去世，请另派"
_LAST = 1000  # after every number of a grid


@dataclass(frozen=True, slots=True)
class _Village:
    """A village's living households with their heads; whoever left has no name here."""

    id: str
    place: str
    homes: Mapping[str, HomeFacts]
    heads: Mapping[str, str]

    def called(self, household: str) -> str:
        """Return a household by its head and place: 包青山（2组12号）."""
        place = _place(self.homes[household])
        return f"{self.heads[household]}（{place}）" if place else self.heads[household]

    def listed(self, households: Iterable[str]) -> str:
        """Return households a line a group: 2组：包青山 12号、王秀英 14号."""
        held = grouped(
            (group_words(home.group_no, home.building), f"{self.heads[one]} {door_words(home.door_no)}".strip())
            for one in households
            if (home := self.homes.get(one))
        )
        return "\n".join(f"{group}：{'、'.join(said)}" if group else "、".join(said) for group, said in held.items())


@dataclass(frozen=True, slots=True)
class _Leads:
    """Who looks after the grids, by grid or seat; `gone` are those whose lead moved away or died."""

    names: Mapping[str, str]
    gone: frozenset[str]
    whys: Mapping[str, str]


def collect(desk: Desk, request: Request) -> Collected:
    """Return the plan of each village of the scope that has households."""
    villages = _villages(desk, request.scope)
    if not villages:
        return Collected(())
    if request.options.get("plan") == DRAFT:
        plan = preview_division(desk, [village.id for village in villages], redraw=True)
        leads = _proposed(desk, preview_leads(desk, plan))
        drafts = {one.village_id: one for one in plan.villages}
        words = tuple(_drafted(village, drafts[village.id], leads) for village in villages)
    else:
        leads, grids = _present_leads(desk, request.scope)
        words = tuple(_present(village, grids[village.id], leads, grid_sizes(desk)) for village in villages)
    return Collected(words, tuple(find_missing(_said(words))), tuple(_notes(villages, leads)))


def _villages(desk: Desk, scope: Scope) -> list[_Village]:
    with desk.store.reading() as conn:
        homes = paper_people.list_homes(conn, scope)
        people = paper_people.list_people(conn, scope)
    heads = {one.household_id: one.name for one in people if one.relation == HEAD}
    found = []
    for village, held in sorted(grouped((home.village_id, home) for home in homes).items()):
        place = SPACE.join(part for part in (held[0].township, held[0].village) if part)
        called = {home.id: heads.get(home.id, UNKNOWN_HEAD) for home in held}
        found.append(_Village(village, place, {home.id: home for home in held}, called))
    return found


def _present_leads(desk: Desk, scope: Scope) -> tuple[_Leads, Mapping[str, list[GridFacts]]]:
    """Return who leads the scope's grids now, and the grids by village."""
    with desk.store.reading() as conn:
        grids, leads = papers.list_grids(conn, scope), papers.list_leads(conn, scope)
    names = {lead.grid_id: lead.name for lead in leads if lead.status not in papers.LEFT}
    gone = {lead.grid_id for lead in leads if lead.status in papers.LEFT} - names.keys()
    return _Leads(names, frozenset(gone), {}), grouped((grid.village_id, grid) for grid in grids)


def _proposed(desk: Desk, plan: MemberPlan) -> _Leads:
    """Return who would lead the planned grids and why; nobody who moved away or died is named."""
    with desk.store.reading() as conn:
        there = {member.id: member.name for member in paper_people.list_members(conn, Scope())}
    names = {one.grid_id: there[one.member_id] for one in plan.proposals if one.member_id in there}
    gone = frozenset(one.grid_id for one in plan.proposals) - names.keys()
    whys = {one.grid_id: one.why for one in plan.proposals} | {one.grid_id: one.why for one in plan.vacancies}
    return _Leads(names, gone, whys | dict.fromkeys(gone, _GONE))


def _present(village: _Village, grids: Sequence[GridFacts], leads: _Leads, sizes: GridSizes) -> PlanWords:
    held = grouped((home.grid_id, home.id) for home in village.homes.values())
    rows = tuple(
        (
            _number(grid.number),
            _range(grid, [village.homes[home] for home in held[grid.id]]),
            leads.names.get(grid.id, _NOBODY),
            f"{len(held[grid.id])}",
            village.listed(held[grid.id]),
        )
        for grid in grids
    )
    counts = {grid.number: len(held[grid.id]) for grid in grids}
    vacant = [grid.number for grid in grids if grid.id not in leads.names]
    return PlanWords(
        village.id,
        village.place,
        _STATES[NOW],
        tuple(_facts(village, [count for count in counts.values() if count], len(held[""]))),
        tuple(_present_sentences(counts, vacant, sizes)),
        rows,
        (),
        (),
        _waiting(village, held[""]),
    )


def _range(grid: GridFacts, homes: Iterable[HomeFacts]) -> str:
    """Return a grid's range in words: its name, else the groups of its households."""
    spots = (HouseholdSpot(home.id, home.village_id, home.group_no, home.building) for home in homes)
    return grid.name or grid_name(spots)


def _present_sentences(counts: Mapping[int, int], vacant: Sequence[int], sizes: GridSizes) -> Iterator[str]:
    """Yield what the meeting should look at: grids over or under size, without households, without a member."""
    over = [f"{_number(number)}{count}户" for number, count in counts.items() if count > sizes.most]
    under = [f"{_number(number)}{count}户" for number, count in counts.items() if 0 < count < sizes.least]
    empty = [_number(number) for number, count in counts.items() if not count]
    kinds = (
        (f"超过上限{sizes.most}户的网格", over),
        (f"不足下限{sizes.least}户的网格", under),
        ("没有住户的网格", empty),
        ("还没有联系党员的网格", [_number(number) for number in vacant]),
    )
    return (f"{kind}：{'、'.join(grids)}。" for kind, grids in kinds if grids)


def _drafted(village: _Village, plan: VillagePlan, leads: _Leads) -> PlanWords:
    grids = [grid for grid in plan.grids if grid.size]
    keys = {grid.number: seat_key(grid) for grid in grids}
    named = {number: leads.names.get(key, _NOBODY) for number, key in keys.items()}
    return PlanWords(
        village.id,
        village.place,
        _STATES[DRAFT],
        tuple(_facts(village, [grid.size for grid in grids], len(plan.waiting))),
        plan.sentences,
        tuple(_drafted_row(grid, named[grid.number], village) for grid in grids),
        tuple(_moves(plan, village)),
        tuple((_number(number), named[number], leads.whys.get(key, "")) for number, key in keys.items()),
        _waiting(village, plan.waiting),
        draft=True,
    )


def _drafted_row(grid: PlannedGrid, lead: str, village: _Village) -> tuple[str, ...]:
    before = f"{grid.before}" if grid.grid_id else "新设"
    return (_number(grid.number), grid.name, lead, before, f"{grid.size}", village.listed(grid.household_ids))


def _moves(plan: VillagePlan, village: _Village) -> Iterator[tuple[str, ...]]:
    """Yield what moves, households with one way and one reason in one row; whoever left the village is not named."""
    ways = grouped(
        ((move.after or _LAST, move.before, move.why), village.heads[move.household_id])
        for move in plan.moves
        if move.household_id in village.homes
    )
    for (after, before, why), heads in sorted(ways.items()):
        whence = _number(before) if before else "未入网格"
        whither = _number(after) if after != _LAST else "暂不编入"
        yield whence, whither, f"{len(heads)}", why, "、".join(heads)


def _facts(village: _Village, sizes: Sequence[int], without: int) -> Iterator[tuple[str, str]]:
    total = len(village.homes)
    yield "住户", f"{total}户"
    yield "网格", f"{len(sizes)}个"
    if sizes:
        yield "每格户数", f"{min(sizes)}至{max(sizes)}户" if min(sizes) != max(sizes) else f"{sizes[0]}户"
    yield "入格率", f"{total - without}户，{_share(total - without, total)}"


def _share(part: int, total: int) -> str:
    """Return a share in per cent; 100% only where it is all."""
    return "100%" if part == total else f"{min(1000 * part // total, 999) / 10:.1f}%"


def _waiting(village: _Village, homes: Iterable[str]) -> str:
    named = [village.called(home) for home in homes if home in village.homes]
    return f"还没有编入网格的{len(named)}户：{'、'.join(named)}。" if named else ""


def _notes(villages: Sequence[_Village], leads: _Leads) -> Iterator[str]:
    heads = sum(head == UNKNOWN_HEAD for village in villages for head in village.heads.values())
    if leads.gone:
        yield f"{len(leads.gone)}个网格的联系党员已迁出或去世，方案上写“{_NOBODY}”，请改派。"
    if heads:
        yield f"{heads}户的户主已迁出、去世或没有登记，方案上写“{UNKNOWN_HEAD}”，请更换户主。"


def _number(number: int) -> str:
    return f"{number:02d}号"


def _place(home: HomeFacts) -> str:
    return f"{group_words(home.group_no, home.building)}{door_words(home.door_no)}"


def _said(words: Iterable[PlanWords]) -> Iterator[tuple[str, str]]:
    for one in words:
        where = one.place.replace(SPACE, "")
        for row in (*one.grids, *one.moves, *one.whys):
            yield from ((where, text) for text in row)
        yield where, one.waiting


PRINT = Print(
    key="grid_plan",
    word=TITLE,
    sign=SIGN,
    kind="网格",
    about="给党员大会讨论的网格名单：现有的，或按设置重新划分的草案。",
    scopes=("village", "township"),
    audiences=(Audience.WORK,),
    collect=collect,
    build=build,
    unit="个嘎查村",
    options=(Option("plan", "方案", ((NOW, "现有网格"), (DRAFT, "重新划分（草案）"))),),
)
