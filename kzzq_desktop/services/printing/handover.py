"""What stands on a handover: the present lead and who follows, or the last change of lead on record."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.handover import SIGN, TITLE, HandoverWords, build
from kzzq_desktop.documents.sheet import day_words
from kzzq_desktop.domain.order import group_words
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import audience as masks
from kzzq_desktop.services.printing import grid_facts
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import Shown, read_facts
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import Collected, Option, Print, Request
from kzzq_desktop.store import paper_leads, papers
from kzzq_desktop.store.paper_leads import LeadTerm
from kzzq_desktop.store.papers import GridFacts, HouseholdFacts

READY, DONE = "ready", "done"
_BLANK = "　"
_GONE = "（已不在册）"


def collect(desk: Desk, request: Request) -> Collected:
    """Return a handover for each grid of the scope that has somebody to hand it over."""
    with desk.store.reading() as conn:
        terms = grid_facts.grouped((term.grid_id, term) for term in paper_leads.list_terms(conn, request.scope))
    shown = Shown(read_facts(desk, request.scope), Audience.WORK, today())
    count: Counter[str] = Counter()
    words = []
    for grid in shown.facts.grids:
        facts = _done(terms[grid.id]) if request.options.get("state") == DONE else _ready(terms[grid.id])
        if facts:
            words.append(_handover(grid, facts, shown))
        else:
            count[request.options.get("state", READY)] += 1
    sentences = {READY: "{}个网格现在没有联系党员，没有可以交出的。", DONE: "{}个网格没有换过联系党员，没有打印。"}
    notes = tuple(sentences[key].format(number) for key, number in count.items())
    return Collected(tuple(words), tuple(find_missing(_said(words))), notes)


def _ready(terms: Sequence[LeadTerm]) -> tuple[tuple[str, str], ...]:
    """Return the facts of a handover that is to come; the receiver is left to the pen."""
    if not terms or terms[-1].until:
        return ()
    giver = terms[-1]
    return (
        ("交出人", _name(giver)),
        ("电话", _phone(giver)),
        ("联系起始", day_words(giver.since) or _BLANK),
        ("交接日期", _BLANK),
        ("接收人", _BLANK),
        ("电话", _BLANK),
        ("交接原因", _BLANK),
    )


def _done(terms: Sequence[LeadTerm]) -> tuple[tuple[str, str], ...]:
    """Return the facts of the last change of lead, () where there was none."""
    if len(terms) < 2 or terms[-1].until:
        return ()
    giver, taker = terms[-2], terms[-1]
    return (
        ("交出人", _name(giver)),
        ("电话", _phone(giver)),
        ("联系起止", f"{day_words(giver.since)}至{day_words(giver.until)}"),
        ("交接日期", day_words(taker.since)),
        ("接收人", _name(taker)),
        ("电话", _phone(taker)),
        ("交接原因", taker.why or giver.why or _BLANK),
        ("批准", taker.approved_by or _BLANK),
    )


def _name(term: LeadTerm) -> str:
    """Return a name; of somebody who moved away or died none is printed."""
    return _GONE if term.status in papers.LEFT else term.name


def _phone(term: LeadTerm) -> str:
    return _BLANK if term.status in papers.LEFT else "、".join(grid_facts.spoken_phones(term.phone)) or _BLANK


def _handover(grid: GridFacts, facts: tuple[tuple[str, str], ...], shown: Shown) -> HandoverWords:
    homes = shown.households(grid.id)
    rows = tuple(_row(number, home, shown.facts.needs[home.id]) for number, home in enumerate(homes, 1))
    total = f"共{len(homes)}户{sum(home.people for home in homes)}人"
    name = facts[0][1]
    return HandoverWords(grid.id, grid_facts.place_words(grid), "" if name == _GONE else name, facts, rows, total)


def _row(number: int, home: HouseholdFacts, needs: Sequence[str]) -> tuple[str, ...]:
    door = f"{home.door_no}号" if home.door_no.isdecimal() else home.door_no
    own = "" if home.head_status in papers.LEFT else home.head_phones
    away = f"外出{f'：{home.away_where}' if home.away_where else ''}" if home.status == HouseholdStatus.AWAY else ""
    note = "；".join(part for part in ("、".join(needs), away, home.note.strip("；; ")) if part)
    return (
        str(number),
        grid_facts.head_of(home),
        str(home.people or ""),
        f"{group_words(home.group_no, home.building)}{door}" or home.address,
        masks.spaced_phone((home.phone or own).split("|")[0]),
        note,
    )


def _said(words: Iterable[HandoverWords]) -> Iterator[tuple[str, str]]:
    for one in words:
        where = one.place.replace(grid_facts.SPACE, "")
        yield from ((where, value) for _, value in one.facts)
        for row in one.households:
            yield from ((where, text) for text in row)


PRINT = Print(
    key="handover",
    word=TITLE,
    sign=SIGN,
    kind="网格",
    about="换联系党员时用：交出人、接收人、监交人三方签字，附联系户名单。",
    scopes=("member", "grid"),
    audiences=(Audience.WORK,),
    collect=collect,
    build=build,
    unit="个网格",
    options=(Option("state", "交接", ((READY, "准备交接"), (DONE, "已经交接"))),),
)
