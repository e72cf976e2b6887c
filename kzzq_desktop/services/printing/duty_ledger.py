"""What stands on the ledger of duties: each entry of a span in words, under the member, duty, household or day it belongs to."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.documents.duty_ledger import TITLE, build, columns
from kzzq_desktop.documents.roll_words import RollBlock, RollSection, RollWords
from kzzq_desktop.domain.places import Office, Place
from kzzq_desktop.domain.scope import ALL, Scope
from kzzq_desktop.domain.spans import SPANS, span_days, span_words
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import list_places
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.duty_sections import BY_DAY, BY_DUTY, BY_HOME, BY_MEMBER, LEFT_OUT, Part, Told, parts_of
from kzzq_desktop.services.printing.duty_words import Home, homes_of
from kzzq_desktop.services.printing.grid_facts import SPACE
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import BY_VILLAGE, MONTH, Collected, Option, Print, Request
from kzzq_desktop.services.printing.scope import scope_words
from kzzq_desktop.store import paper_duties
from kzzq_desktop.store.paper_duties import Days

SIGN = "L"
_BY = ((BY_MEMBER, "按党员"), (BY_DUTY, "按职责"), (BY_HOME, "按住户"), (BY_DAY, "按日期"))
MOST_LINES = 250_000


class LedgerTooLong(AppError):
    """More lines than one print can hold in memory."""

    advice = "请按苏木镇或嘎查村分开打印，或把时间改短。"


def collect(desk: Desk, request: Request) -> Collected:
    """Return the ledger with a section for each member, duty, household or day; raises LedgerTooLong."""
    month, span, by = (request.options[key] for key in (MONTH, "span", "by"))
    days, scope = Days(*span_days(month, span)), request.scope
    villages = _village_words(desk.office, list_places(desk), scope)
    with desk.store.reading() as conn:
        entries, visits = paper_duties.count_duties(conn, scope, days)
        if (visits if by == BY_HOME else entries) > MOST_LINES:
            raise LedgerTooLong(f"这份台账超过{MOST_LINES // 10_000}万行，一次印不完。")
        homes = homes_of(paper_duties.list_visited(conn, scope, days))
        told = Told(
            members=paper_duties.list_named_members(conn),
            grids=paper_duties.list_grid_places(conn),
            villages=villages,
            homes=homes,
            homes_of=_visits(paper_duties.list_parts(conn, scope, days), homes),
            only=scope.household,
        )
        parts = parts_of(paper_duties.list_duties(conn, scope, days), told, by)
    if not parts:
        return Collected(())
    total = f"共{entries}次，联系{visits}户次"
    subtitle = SPACE.join((_where(desk, scope), span_words(month, span), dict(_BY)[by], total))
    sections = tuple(_section(part, _record(desk.office, scope), by) for part in parts)
    roll = RollWords(
        TITLE, SIGN, columns(LEFT_OUT[by], one_village=not villages), sections, subtitle=subtitle, month=month, flowing=True
    )
    notes = tuple(_notes(homes.values(), by))
    return Collected((roll,), tuple(find_missing(_said(sections))), notes, sheets=entries)


def _visits(pairs: Iterator[tuple[str, str]], homes: dict[str, Home]) -> dict[str, list[Home]]:
    """Return the households of each entry in natural order."""
    found: defaultdict[str, list[Home]] = defaultdict(list)
    for duty, home in pairs:
        if home in homes:
            found[duty].append(homes[home])
    for held in found.values():
        held.sort(key=lambda home: home.order)
    return found


def _section(part: Part, record: str, by: str) -> RollSection:
    """Return a section; each entry may stand on a page of its own, the name to jump to is the section's."""
    total = f"{len(part.rows)}次" if by == BY_HOME else f"{len(part.rows)}次　联系{part.visits}户次"
    return RollSection(part.head, record, tuple(RollBlock((row,)) for row in part.rows), total)


def _record(office: Office, scope: Scope) -> str:
    return scope.record or office.township or office.banner


def _where(desk: Desk, scope: Scope) -> str:
    return desk.office.township_name or desk.office.banner_name if scope.kind == ALL else scope_words(desk, scope)


def _village_words(office: Office, places: Sequence[Place], scope: Scope) -> dict[str, str]:
    """Return what is said of a village: nothing within one, in a whole banner its township too, for names occur twice."""
    if scope.village or scope.grid or scope.household:
        return {}
    names = {place.code: place.name for place in places}
    wide = scope.kind == ALL and not office.township
    return {place.code: f"{names.get(place.parent, '') if wide else ''}{place.name}" for place in places}


def _notes(homes: Collection[Home], by: str) -> Iterator[str]:
    gone = sum(bool(home.gone) for home in homes)
    lost = sum(not home.head and not home.gone for home in homes)
    if gone:
        yield f"{gone}户已迁出或销户，{'没有列入' if by == BY_HOME else '台账上只写户数'}。"
    if lost:
        yield f"{lost}户的户主已迁出、去世或没有登记，台账上写“待更新”，请更换户主。"


def _said(sections: Sequence[RollSection]) -> Iterator[tuple[str, str]]:
    for section in sections:
        where = section.head.replace(SPACE, " ")
        yield where, section.head
        yield from ((where, text) for block in section.blocks for text in block.rows[0])


PRINT = Print(
    key="duty_ledger",
    word=TITLE,
    sign=SIGN,
    kind="工作",
    about="履职记录按党员、职责、住户或日期列出，逐条写明日期、住户和内容，各部分有小计。",
    scopes=("village", "grid", "township", "all", "member", "household"),
    audiences=(Audience.WORK,),
    collect=collect,
    build=build,
    unit="次履职",
    options=(Option("by", "排列", _BY), Option(MONTH, "月份"), Option("span", "时间", SPANS)),
    part=BY_VILLAGE,
    roll=True,
)
