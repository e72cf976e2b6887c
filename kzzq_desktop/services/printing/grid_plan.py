"""What stands on a plan of grids: the grids as they are, or as the proposal would make them, village by village."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kzzq_desktop.documents.grid_plan import SIGN, TITLE, PlanWords, build
from kzzq_desktop.domain.assign import MemberPlan
from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.grid_plan import GridPlan, PlannedGrid, VillagePlan
from kzzq_desktop.domain.order import group_words
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import preview_division
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import SPACE, grouped
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import Collected, Option, Print, Request
from kzzq_desktop.services.village_plan import preview_leads, seat_key
from kzzq_desktop.store import paper_people, papers
from kzzq_desktop.store.paper_people import HomeFacts
from kzzq_desktop.store.papers import GridFacts, LeadFacts

NOW, DRAFT = "now", "draft"
_STATES = {NOW: "现有网格", DRAFT: "草案：按设置的户数重新划分，请会议讨论"}
_UNKNOWN = "待更新"


@dataclass(frozen=True, slots=True)
class _Village:
    """A village's living households with what each is called."""

    id: str
    place: str
    homes: Mapping[str, HomeFacts]
    heads: Mapping[str, str]

    def called(self, household: str) -> str:
        """Return a household by its head and place: 包青山（2组12号）."""
        place = _place(self.homes[household])
        return f"{self.heads[household]}（{place}）" if place else self.heads[household]


def collect(desk: Desk, request: Request) -> Collected:
    """Return the plan of each village of the scope that has households."""
    villages = _villages(desk, request.scope)
    draft = request.options.get("plan") == DRAFT
    words = tuple(_drafted(desk, village) if draft else _present(desk, village) for village in villages)
    return Collected(words, tuple(find_missing(_said(words))))


def _villages(desk: Desk, scope: Scope) -> list[_Village]:
    with desk.store.reading() as conn:
        homes = paper_people.list_homes(conn, scope)
        people = paper_people.list_people(conn, scope)
    heads = {one.household_id: one.name for one in people if one.relation == HEAD}
    found = []
    for village, held in sorted(grouped((home.village_id, home) for home in homes).items()):
        place = SPACE.join(part for part in (held[0].township, held[0].village) if part)
        called = {home.id: heads.get(home.id, _UNKNOWN) for home in held}
        found.append(_Village(village, place, {home.id: home for home in held}, called))
    return found


def _present(desk: Desk, village: _Village) -> PlanWords:
    scope = Scope(village=village.id)
    with desk.store.reading() as conn:
        grids = papers.list_grids(conn, scope)
        leads = {lead.grid_id: lead for lead in papers.list_leads(conn, scope) if lead.status not in papers.LEFT}
    held = grouped((home.grid_id, home.id) for home in village.homes.values())
    rows = tuple(_present_row(grid, leads.get(grid.id), held[grid.id], village) for grid in grids)
    sizes = [len(held[grid.id]) for grid in grids if held[grid.id]]
    return PlanWords(
        village.id,
        village.place,
        _STATES[NOW],
        tuple(_facts(village, sizes, len(held[""]))),
        (),
        rows,
        (),
        (),
        _waiting(village, held[""]),
    )


def _present_row(grid: GridFacts, lead: LeadFacts | None, homes: Sequence[str], village: _Village) -> tuple[str, ...]:
    return (
        f"{grid.number:02d}号",
        grid.name,
        lead.name if lead else "待确定",
        f"{len(homes)}",
        "、".join(village.called(home) for home in homes),
    )


def _drafted(desk: Desk, village: _Village) -> PlanWords:
    plan = preview_division(desk, [village.id])
    one = plan.villages[0]
    leads = preview_leads(desk, GridPlan((one,), plan.sizes))
    names = _lead_names(desk, leads)
    grids = [grid for grid in one.grids if grid.size]
    rows = tuple(_drafted_row(grid, names, village) for grid in grids)
    whys = {proposal.grid_id: proposal.why for proposal in leads.proposals} | {
        vacant.grid_id: vacant.why for vacant in leads.vacancies
    }
    return PlanWords(
        village.id,
        village.place,
        _STATES[DRAFT],
        tuple(_facts(village, [grid.size for grid in grids], len(one.waiting))),
        one.sentences,
        rows,
        tuple(_moves(one, village)),
        tuple((f"{grid.number:02d}号", names.get(seat_key(grid), "待确定"), whys.get(seat_key(grid), "")) for grid in grids),
        _waiting(village, one.waiting),
    )


def _drafted_row(grid: PlannedGrid, names: Mapping[str, str], village: _Village) -> tuple[str, ...]:
    size = f"{grid.size}（原{grid.before}）" if grid.before != grid.size else f"{grid.size}"
    return (
        f"{grid.number:02d}号",
        grid.name,
        names.get(seat_key(grid), "待确定"),
        size,
        "、".join(village.called(home) for home in grid.household_ids if home in village.homes),
    )


def _lead_names(desk: Desk, leads: MemberPlan) -> dict[str, str]:
    """Return {seat: the proposed lead's name}; nobody who moved away or died is named."""
    with desk.store.reading() as conn:
        there = {member.id: member.name for member in paper_people.list_members(conn, Scope())}
    return {one.grid_id: there[one.member_id] for one in leads.proposals if one.member_id in there}


def _moves(plan: VillagePlan, village: _Village) -> Iterator[tuple[str, ...]]:
    for move in plan.moves:
        if move.household_id in village.homes:
            before = f"{move.before:02d}号" if move.before else "未入网格"
            after = f"{move.after:02d}号" if move.after else "暂不入网格"
            place = _place(village.homes[move.household_id])
            yield village.heads[move.household_id], place, before, after, move.why


def _facts(village: _Village, sizes: Sequence[int], without: int) -> Iterator[tuple[str, str]]:
    total = len(village.homes)
    yield "住户", f"{total}户"
    yield "网格", f"{len(sizes)}个"
    if sizes:
        yield "每格户数", f"{min(sizes)}至{max(sizes)}户" if min(sizes) != max(sizes) else f"{sizes[0]}户"
    yield "已入网格", f"{total - without}户（{100 * (total - without) / total:.0f}%）" if total else ""


def _waiting(village: _Village, homes: Iterable[str]) -> str:
    named = [village.called(home) for home in homes if home in village.homes]
    return f"还没有编入网格的{len(named)}户：{'、'.join(named)}。" if named else ""


def _place(home: HomeFacts) -> str:
    door = f"{home.door_no}号" if home.door_no.isdecimal() else home.door_no
    return f"{group_words(home.group_no, home.building)}{door}"


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
