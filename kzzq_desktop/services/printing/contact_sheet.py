"""What stands on the contact sheets: the facts asked for in bulk, masked for the audience, put into words."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.contact_sheet import HouseholdLine, SheetWords, build
from kzzq_desktop.documents.sheet import day_words
from kzzq_desktop.domain.order import group_words
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import audience as masks
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import BY_GRID, Collected, Print, Request
from kzzq_desktop.store import papers
from kzzq_desktop.store.papers import GridFacts, HouseholdFacts, LeadFacts

_UNKNOWN_HEAD = "待更新"
_AWAY, _SHORT = "外出", 6
V = TypeVar("V")
_SPACE = "　"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store knows of the grids to be printed."""

    grids: list[GridFacts]
    leads: dict[str, LeadFacts]
    posts: Mapping[str, list[str]]
    households: Mapping[str, list[HouseholdFacts]]
    needs: Mapping[str, list[str]]
    photos: Mapping[str, bytes]


def collect(desk: Desk, request: Request) -> Collected:
    """Return a sheet for each grid of the scope that has households, with what was left out said in `notes`."""
    facts = read_facts(desk, request.scope)
    sheets = _Sheets(facts, request.audience, today())
    chosen = [grid for grid in facts.grids if request.scope.grid or facts.households[grid.id]]
    words = tuple(sheets.words(grid) for grid in chosen)
    if empty := len(facts.grids) - len(chosen):
        sheets.count["empty"] = empty
    return Collected(words, tuple(find_missing(_said(words))), tuple(_notes(sheets.count)))


def read_facts(desk: Desk, scope: Scope) -> Facts:
    """Return the facts of one snapshot."""
    with desk.store.reading() as conn:
        leads = {lead.grid_id: lead for lead in papers.list_leads(conn, scope)}
        return Facts(
            grids=papers.list_grids(conn, scope),
            leads=leads,
            posts=_grouped(papers.list_posts(conn, scope)),
            households=_grouped((home.grid_id, home) for home in papers.list_households(conn, scope)),
            needs=_grouped(papers.list_needs(conn, scope)),
            photos=papers.read_photos(conn, sorted({lead.photo for lead in leads.values() if lead.photo})),
        )


class _Sheets:
    """Puts facts into words for one audience; counts what had to be left out."""

    def __init__(self, facts: Facts, audience: Audience, day: date) -> None:
        self.facts, self.audience, self.day = facts, audience, day
        self.count: Counter[str] = Counter()

    def words(self, grid: GridFacts) -> SheetWords:
        lead = self._lead(grid.id)
        homes = self._shown(self.facts.households[grid.id])
        named = f"（{grid.name}）" if grid.name else ""
        return SheetWords(
            grid_id=grid.id,
            place=_SPACE.join(part for part in (grid.township, grid.village, f"{grid.number:02d}号网格{named}") if part),
            member=lead.name if lead else "",
            phone="、".join(map(masks.spaced_phone, lead.phone.split("|"))) if lead else "",
            posts="、".join(self.facts.posts[lead.member_id]) if lead else "",
            branch=lead.branch if lead else "",
            since=day_words(lead.since) if lead else "",
            total=f"共{len(homes)}户{sum(home.people for home in homes)}人",
            households=tuple(self._lines(homes)),
            photo=self.facts.photos.get(lead.photo) if lead else None,
        )

    def _lead(self, grid_id: str) -> LeadFacts | None:
        lead = self.facts.leads.get(grid_id)
        if lead is None:
            self.count["vacant"] += 1
        elif lead.status in papers.LEFT:
            self.count["lead_left"] += 1
            return None
        return lead

    def _shown(self, homes: list[HouseholdFacts]) -> list[HouseholdFacts]:
        if self.audience != Audience.PUBLIC:
            return homes
        shown = [home for home in homes if not masks.is_child(home.head_birth, self.day)]
        self.count["child"] += len(homes) - len(shown)
        return shown

    def _lines(self, homes: list[HouseholdFacts]) -> Iterator[HouseholdLine]:
        heads = Counter(home.head for home in homes)
        for home in homes:
            if home.head_status in papers.LEFT or not home.head:
                self.count["head_left"] += 1
            if self.audience == Audience.PUBLIC:
                yield _public_line(home)
            else:
                yield self._work_line(home, alike=heads[home.head] > 1)

    def _work_line(self, home: HouseholdFacts, *, alike: bool) -> HouseholdLine:
        """Return what work needs; 内部 has the head's whole ID number, and needs and notes in one cell."""
        needs = "、".join(self.facts.needs.get(home.id, []))
        whole = self.audience == Audience.INTERNAL
        note = _note(home, self.facts.needs.get(home.id, []), alike=alike and not whole)
        door = f"{home.door_no}号" if home.door_no.isdecimal() else home.door_no
        return HouseholdLine(
            head=_head(home),
            people=str(home.people or ""),
            phone=masks.spaced_phone(_phone(home)),
            place=f"{group_words(home.group_no, home.building)}{door}" or home.address,
            needs="" if whole else needs,
            note="；".join(part for part in (needs, note) if part) if whole else note,
            id_number=home.head_id_number if whole and home.head_status not in papers.LEFT else "",
        )


def _public_line(home: HouseholdFacts) -> HouseholdLine:
    head = _head(home)
    return HouseholdLine(
        head=head if head == _UNKNOWN_HEAD else masks.mask_name(head),
        people=str(home.people or ""),
        phone=masks.mask_phone(_phone(home)),
        place=group_words(home.group_no, home.building),
    )


def _head(home: HouseholdFacts) -> str:
    """Return the head's name; one who moved away or died is never printed."""
    return _UNKNOWN_HEAD if home.head_status in papers.LEFT or not home.head else home.head


def _phone(home: HouseholdFacts) -> str:
    """Return the household's first number, else its head's."""
    own = "" if home.head_status in papers.LEFT else home.head_phones
    return (home.phone or own).split("|")[0]


def _note(home: HouseholdFacts, needs: Collection[str], *, alike: bool) -> str:
    away, notes = _away(home)
    notes = [note for note in notes if note.removesuffix("户").removesuffix("家庭") not in needs]
    tail = masks.id_tail(home.head_id_number) if alike else ""
    return "；".join(part for part in (away, f"证号尾号{tail}" if tail else "", *notes) if part)


def _away(home: HouseholdFacts) -> tuple[str, list[str]]:
    """Return the words on an absence and the other notes; a note that says 外出 itself (外出务工) is not said twice."""
    notes = [part for part in re.split("[；;]", home.note.strip()) if part]
    if home.status != HouseholdStatus.AWAY:
        return "", notes
    said = next((part for part in notes if part.startswith(_AWAY) and len(part) <= _SHORT), "")
    where = f"：{home.away_where}" if home.away_where else ""
    back = f"，{home.away_return}回" if home.away_return else ""
    if not said and not where and not back and any(_AWAY in part for part in notes):
        return "", notes
    return f"{said or _AWAY}{where}{back}", [part for part in notes if part != said]


def _notes(count: Counter[str]) -> Iterator[str]:
    sentences = {
        "empty": "{}个网格没有住户，没有打印。",
        "vacant": "{}个网格还没有联系党员，名册上写“待确定”。",
        "lead_left": "{}个网格的联系党员已迁出或去世，名册上写“待确定”，请改派。",
        "head_left": "{}户的户主已迁出、去世或没有登记，名册上写“待更新”，请更换户主。",
        "child": "{}户的户主未满14周岁，没有列入公示。",
    }
    for key, sentence in sentences.items():
        if count[key]:
            yield sentence.format(count[key])


def _said(sheets: Iterable[SheetWords]) -> Iterator[tuple[str, str]]:
    """Yield where and what may hold rare characters."""
    for sheet in sheets:
        where = sheet.place.replace(_SPACE, "")
        yield from ((where, text) for text in (sheet.place, sheet.member, sheet.posts, sheet.branch))
        for line in sheet.households:
            yield from ((where, text) for text in (line.head, line.place, line.needs, line.note))


def _grouped(pairs: Iterable[tuple[str, V]]) -> Mapping[str, list[V]]:
    found: defaultdict[str, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


PRINT = Print(
    key="contact_sheet",
    word="党员联系户名册",
    sign="H",
    kind="网格",
    about="一个网格一张：联系党员、十户左右的名单、五项职责。",
    scopes=("village", "grid", "township", "all", "member"),
    audiences=(Audience.WORK, Audience.PUBLIC, Audience.INTERNAL),
    collect=collect,
    build=build,
    unit="个网格",
    part=BY_GRID,
)
