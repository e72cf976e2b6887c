"""What stands on the contact sheets: the facts asked for in bulk, masked for the audience, put into words."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.contact_sheet import HouseholdLine, SheetWords, build
from kzzq_desktop.documents.sheet import day_words
from kzzq_desktop.domain.order import group_words
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import audience as masks
from kzzq_desktop.services.printing import grid_facts
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import SPACE, Shown, head_of, public_head, read_facts
from kzzq_desktop.services.printing.household_notes import away_words, repeats_need
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import BY_GRID, Collected, Print, Request
from kzzq_desktop.store import papers
from kzzq_desktop.store.papers import GridFacts, HouseholdFacts


def collect(desk: Desk, request: Request) -> Collected:
    """Return a sheet for each grid of the scope that has households, with what was left out said in `notes`."""
    sheets = _Sheets(Shown(read_facts(desk, request.scope), request.audience, today()))
    chosen = sheets.shown.with_households(all_asked=bool(request.scope.grid))
    words = tuple(sheets.words(grid) for grid in chosen)
    return Collected(words, tuple(find_missing(_said(words))), tuple(sheets.shown.notes("名册")))


class _Sheets:
    """Puts facts into words for one audience."""

    def __init__(self, shown: Shown) -> None:
        self.shown, self.facts, self.audience = shown, shown.facts, shown.audience

    def words(self, grid: GridFacts) -> SheetWords:
        lead = self.shown.lead(grid.id)
        homes = self.shown.households(grid.id)
        return SheetWords(
            grid_id=grid.id,
            place=grid_facts.place_words(grid),
            member=lead.name if lead else "",
            phone="、".join(grid_facts.spoken_phones(lead.phone)) if lead else "",
            posts="、".join(self.facts.posts[lead.member_id]) if lead else "",
            branch=lead.branch if lead else "",
            since=day_words(lead.since) if lead else "",
            total=f"共{len(homes)}户{sum(home.people for home in homes)}人",
            households=tuple(self._lines(homes)),
            photo=self.facts.photos.get(lead.photo) if lead else None,
        )

    def _lines(self, homes: list[HouseholdFacts]) -> Iterator[HouseholdLine]:
        heads = Counter(home.head for home in homes)
        for home in homes:
            if self.audience == Audience.PUBLIC:
                yield _public_line(home)
            else:
                yield self._work_line(home, alike=heads[home.head] > 1)

    def _work_line(self, home: HouseholdFacts, *, alike: bool) -> HouseholdLine:
        """Return what work needs; 内部 has the head's whole ID number, and needs and notes in one cell."""
        needs = "、".join(self.facts.needs.get(home.id, []))
        whole = self.audience == Audience.INTERNAL
        note = _note(home, self.facts.needs.get(home.id, []), alike=alike and not whole)
        return HouseholdLine(
            head=head_of(home),
            people=str(home.people or ""),
            phone=masks.spaced_phone(grid_facts.phone_of(home)),
            place=grid_facts.stands_at(home),
            needs="" if whole else needs,
            note="；".join(part for part in (needs, note) if part) if whole else note,
            id_number=home.head_id_number if whole and home.head_status not in papers.LEFT else "",
        )


def _public_line(home: HouseholdFacts) -> HouseholdLine:
    return HouseholdLine(
        head=public_head(home),
        people=str(home.people or ""),
        phone=masks.mask_phone(grid_facts.phone_of(home)),
        place=group_words(home.group_no, home.building),
    )


def _note(home: HouseholdFacts, needs: Collection[str], *, alike: bool) -> str:
    away, notes = away_words(home)
    notes = [note for note in notes if not repeats_need(note, needs)]
    tail = masks.id_tail(home.head_id_number) if alike else ""
    return "；".join(part for part in (away, f"证号尾号{tail}" if tail else "", *notes) if part)


def _said(sheets: Iterable[SheetWords]) -> Iterator[tuple[str, str]]:
    """Yield where and what may hold rare characters."""
    for sheet in sheets:
        where = sheet.place.replace(SPACE, "")
        yield from ((where, text) for text in (sheet.place, sheet.member, sheet.posts, sheet.branch))
        for line in sheet.households:
            yield from ((where, text) for text in (line.head, line.place, line.needs, line.note))


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
