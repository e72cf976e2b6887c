"""What a monthly report says: every number counted from the records, the month told in a sentence made of them."""

from collections.abc import Iterator

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.monthly_report import TITLE, build
from kzzq_desktop.documents.report_words import DutyBar, Figure, ReportWords, ShareBar, TableRow, percent
from kzzq_desktop.documents.sheet import day_words
from kzzq_desktop.domain.duties import FORMS
from kzzq_desktop.domain.scope import ALL
from kzzq_desktop.domain.spans import span_words
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import MONTH, Collected, Option, Print, Request
from kzzq_desktop.services.printing.report_facts import Counts, ReportFacts, read_report
from kzzq_desktop.services.printing.report_rows import BY_GRID, BY_VILLAGE, grid_rows, village_rows
from kzzq_desktop.services.printing.scope import scope_words

SIGN = "Y"


def collect(desk: Desk, request: Request) -> Collected:
    """Return the report; nothing where the scope has neither households nor grids nor duties."""
    scope, month = request.scope, request.options[MONTH]
    facts = read_report(desk, scope, month)
    if not facts.villages and not any(facts.by_month.values()):
        return Collected(())
    banner = scope.kind == ALL and not desk.office.township
    rows = tuple(grid_rows(facts) if scope.village else village_rows(facts, townships=banner))
    office = desk.office
    place = (office.township_name or office.banner_name) if scope.kind == ALL else scope_words(desk, scope)
    now = day_words(today().isoformat())
    words = ReportWords(
        record=scope.record or office.township or office.banner,
        month=month,
        place=place,
        sentence=f"{span_words(month)}，{place}{_sentence(facts)}",
        figures=tuple(_figures(facts)),
        duties=tuple(_duties(facts)),
        shares=tuple(_shares(facts)),
        months=facts.months,
        by_month=tuple(_by_month(facts)),
        columns=BY_GRID if scope.village else BY_VILLAGE,
        rows=rows,
        table="各网格" if scope.village else "各嘎查村、社区",
        note=f"住户、网格和距上次联系的天数截至{now}",
    )
    return Collected((words,), tuple(find_missing(_said(place, rows))), sheets=1)


def _sentence(facts: ReportFacts) -> str:
    """Return the month in words; what is nothing is not said."""
    total, before = facts.total, _entries(facts, facts.months[-2])
    where = f"{len(facts.villages)}个嘎查村、社区的" if len(facts.villages) > 1 else ""
    opening = f"{where}{total.grids}个网格、{facts.busy}名联系党员，联系{total.placed}户"
    if not total.entries:
        return f"{opening}。本月还没有履职记录。{_warning(total)}"
    done = "、".join(f"{form.word}{count}次" for form in FORMS if (count := facts.by_month.get((facts.month, form.code), 0)))
    more = total.entries - before
    change = f"比上月{'增加' if more > 0 else '减少'}{abs(more)}次" if more else "与上月持平"
    return (
        f"{opening}。本月有{facts.doers}名党员履职{total.entries}次（{change}），其中{done}；联系{total.visits}户次，"
        f"联系到{total.reached}户，占网格内住户的{percent(total.reached, total.placed)}。{_warning(total)}"
    )


def _warning(total: Counts) -> str:
    """Return what is left to do now."""
    left = total.households - total.placed
    said = [f"{total.vacant}个网格还没有确定党员"] if total.vacant else []
    said += [f"{total.late}个网格超过30天没有联系"] if total.late else []
    said += [f"{left}户还没有编入网格"] if left else []
    return f"截至{day_words(today().isoformat()).partition('年')[2]}，{'，'.join(said)}。" if said else ""


def _figures(facts: ReportFacts) -> Iterator[Figure]:
    total = facts.total
    yield Figure(f"{total.households}", "住户", f"入网格{total.placed}户")
    yield Figure(f"{total.grids}", "网格", f"未定党员{total.vacant}个" if total.vacant else "都有联系党员")
    yield Figure(f"{facts.members}", "党员", f"联系党员{facts.busy}名")
    yield Figure(f"{total.entries}", "本月履职（次）", f"上月{_entries(facts, facts.months[-2])}次")
    yield Figure(f"{total.reached}", "本月联系到（户）", f"联系{total.visits}户次")


def _duties(facts: ReportFacts) -> Iterator[DutyBar]:
    for form in FORMS:
        now, before = (facts.by_month.get((month, form.code), 0) for month in (facts.month, facts.months[-2]))
        yield DutyBar(form.word, now, facts.visits.get(form.code, 0), before)


def _shares(facts: ReportFacts) -> Iterator[ShareBar]:
    total = facts.total
    with_homes = sum(bool(row.households) for row in facts.grids)
    yield ShareBar("住户编入网格", total.placed, total.households, "户")
    yield ShareBar("网格有联系党员", total.grids - total.vacant, total.grids, "个")
    yield ShareBar("本月联系到的住户", total.reached, total.placed, "户")
    yield ShareBar("30天内联系过的网格", with_homes - total.late, with_homes, "个")


def _by_month(facts: ReportFacts) -> Iterator[tuple[str, tuple[int, ...]]]:
    for form in FORMS:
        yield form.word, tuple(facts.by_month.get((month, form.code), 0) for month in facts.months)


def _entries(facts: ReportFacts, month: str) -> int:
    return sum(facts.by_month.get((month, form.code), 0) for form in FORMS)


def _said(place: str, rows: tuple[TableRow, ...]) -> Iterator[tuple[str, str]]:
    return ((place, text) for row in rows for text in row.cells[:2])


PRINT = Print(
    key="monthly_report",
    word=TITLE,
    sign=SIGN,
    kind="工作",
    about="一个月的履职、联系和覆盖：一段话、图和各嘎查村（或各网格）的数字，都由台账数出来。",
    scopes=("all", "township", "village"),
    audiences=(Audience.WORK,),
    collect=collect,
    build=build,
    unit="份",
    options=(Option(MONTH, "月份"),),
)
