"""What stands on the visit forms: each grid's households in the order in which one walks past them."""

from collections.abc import Iterable, Iterator

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.visit_form import SIGN, TITLE, VisitRow, VisitWords, build
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import audience as masks
from kzzq_desktop.services.printing import grid_facts
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import SPACE, Shown, read_facts
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import BY_GRID, MONTH, Collected, Option, Print, Request
from kzzq_desktop.store.papers import GridFacts, HouseholdFacts


def collect(desk: Desk, request: Request) -> Collected:
    """Return a form for each grid of the scope that has households."""
    shown = Shown(read_facts(desk, request.scope), Audience.WORK, today())
    chosen = shown.with_households(all_asked=bool(request.scope.grid))
    month = request.options.get(MONTH) or f"{today():%Y-%m}"
    words = tuple(_form(grid, shown, month) for grid in chosen)
    return Collected(words, tuple(find_missing(_said(words))), tuple(shown.notes("登记表")))


def _form(grid: GridFacts, shown: Shown, month: str) -> VisitWords:
    lead = shown.lead(grid.id)
    return VisitWords(
        grid_id=grid.id,
        month=month,
        place=grid_facts.place_words(grid),
        member=lead.name if lead else "",
        phone="、".join(grid_facts.spoken_phones(lead.phone)) if lead else "",
        rows=tuple(_row(home) for home in shown.households(grid.id)),
    )


def _row(home: HouseholdFacts) -> VisitRow:
    away = "（外出）" if home.status == HouseholdStatus.AWAY else ""
    phone = masks.spaced_phone(grid_facts.phone_of(home))
    return VisitRow(home.id, grid_facts.head_of(home), f"{grid_facts.stands_at(home)}{away}", phone)


def _said(forms: Iterable[VisitWords]) -> Iterator[tuple[str, str]]:
    for form in forms:
        where = form.place.replace(SPACE, "")
        yield from ((where, text) for text in (form.place, form.member))
        for row in form.rows:
            yield from ((where, text) for text in (row.head, row.place))


PRINT = Print(
    key="visit_form",
    word=TITLE,
    sign=SIGN,
    kind="台账",
    about="每个网格一张，户主已经印好，走访时打勾；以后可以扫描读回。",
    scopes=("grid", "village", "township", "all", "member"),
    audiences=(Audience.WORK,),
    collect=collect,
    build=build,
    unit="个网格",
    options=(Option(MONTH, "走访月份"),),
    part=BY_GRID,
)
