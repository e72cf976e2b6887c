"""What stands on a handover: the present lead and who follows, or the last change of lead on record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.handover import SIGN, TITLE, HandoverWords, build
from kzzq_desktop.documents.sheet import day_words
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import audience as masks
from kzzq_desktop.services.printing import grid_facts
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import UNKNOWN_HEAD, Shown, read_facts
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import Collected, Option, Print, Request
from kzzq_desktop.store import paper_leads, papers
from kzzq_desktop.store.paper_leads import LeadTerm
from kzzq_desktop.store.papers import GridFacts, HouseholdFacts

READY, DONE = "ready", "done"
_BLANK, _DAY = "　", "　　　　年　　月　　日"
_GONE = "（已不在册）"
Pairs = tuple[tuple[tuple[str, str], ...], ...]
Change = tuple[LeadTerm, LeadTerm]
"""Who handed over and who received."""


def collect(desk: Desk, request: Request) -> Collected:
    """Return a handover for each grid of the scope that has somebody to hand it over."""
    with desk.store.reading() as conn:
        terms = grid_facts.grouped((term.grid_id, term) for term in paper_leads.list_terms(conn, request.scope))
    done = request.options.get("state") == DONE
    changes = _changes(terms, request.scope.member) if done else {}
    scopes = [Scope(grid=grid) for grid in changes] if done and request.scope.member else [request.scope]
    words, count = [], 0
    for grid, shown in _grids(desk, scopes):
        facts = _done(changes.get(grid.id)) if done else _ready(terms[grid.id])
        if facts:
            words.append(_handover(grid, facts, shown))
        else:
            count += 1
    sentence = "{}个网格没有更换联系党员的记录，没有打印。" if done else "{}个网格现在没有联系党员，没有可以交出的。"
    notes = (sentence.format(count),) if count else ()
    return Collected(tuple(words), tuple(find_missing(_said(words))), (*notes, *_left_out(words)))


def _changes(terms: Mapping[str, Sequence[LeadTerm]], member: str) -> dict[str, Change | None]:
    """Return each grid's last change of lead; of a member only those that he had a part in, whoever leads the grid now."""
    changes = {grid: last_change(held) for grid, held in terms.items()}
    return {
        grid: change
        for grid, change in changes.items()
        if not (member and change) or member in (change[0].member_id, change[1].member_id)
    }


def _grids(desk: Desk, scopes: Iterable[Scope]) -> list[tuple[GridFacts, Shown]]:
    """Return the grids with their facts, by village and number."""
    found = [Shown(read_facts(desk, scope), Audience.WORK, today()) for scope in scopes]
    grids = [(grid, shown) for shown in found for grid in shown.facts.grids]
    return sorted(grids, key=lambda one: (one[0].village_id, one[0].number, one[0].id))


def _left_out(words: Sequence[HandoverWords]) -> Iterator[str]:
    """Yield a sentence for each kind of name that is not printed."""
    heads = sum(row[1] == UNKNOWN_HEAD for one in words for row in one.households)
    if heads:
        yield f"{heads}户的户主已迁出、去世或没有登记，单上写“{UNKNOWN_HEAD}”，请更换户主。"
    leads = sum(value == _GONE for one in words for row in one.facts for _, value in row)
    if leads:
        yield f"{leads}名党员已迁出、去世或不在名册，单上不写姓名，由监交人代为交接。"


def last_change(terms: Sequence[LeadTerm]) -> Change | None:
    """Return a grid's last change of lead, None without one; who is named again goes on with his term."""
    if not terms or terms[-1].until:
        return None
    taker = terms[-1]
    for term in reversed(terms[:-1]):
        if term.member_id == taker.member_id:
            taker = taker._replace(since=term.since, why=term.why, approved_by=term.approved_by)
        elif term.until:
            return term, taker
    return None


def _ready(terms: Sequence[LeadTerm]) -> Pairs:
    """Return the facts of a handover that is to come; the receiver is left to the pen."""
    if not terms or terms[-1].until:
        return ()
    giver = terms[-1]
    return (
        (("交出人", _name(giver)), ("电话", _phone(giver))),
        (("接收人", _BLANK), ("电话", _BLANK)),
        (("联系起始", day_words(giver.since) or _BLANK), ("交接日期", _DAY)),
        (("交接地点", _BLANK), ("批准", _BLANK)),
        (("交接原因", _BLANK),),
    )


def _done(change: Change | None) -> Pairs:
    """Return the facts of a change of lead, () where there was none."""
    if change is None:
        return ()
    giver, taker = change
    since, until = day_words(giver.since), day_words(giver.until)
    return (
        (("交出人", _name(giver)), ("电话", _phone(giver))),
        (("接收人", _name(taker)), ("电话", _phone(taker))),
        (("联系起止", f"{since}至{until}" if since else f"至{until}"), ("交接日期", day_words(taker.since) or _DAY)),
        (("交接地点", _BLANK), ("批准", taker.approved_by or _BLANK)),
        (("交接原因", taker.why or giver.why.rpartition("；")[2] or _BLANK),),
    )


def _name(term: LeadTerm) -> str:
    """Return a name; of somebody who moved away, died or left the roster none is printed."""
    return _GONE if term.status in papers.LEFT or not term.name else term.name


def _phone(term: LeadTerm) -> str:
    return _BLANK if term.status in papers.LEFT else "、".join(grid_facts.spoken_phones(term.phone)) or _BLANK


def _handover(grid: GridFacts, facts: Pairs, shown: Shown) -> HandoverWords:
    homes = shown.households(grid.id)
    rows = tuple(_row(number, home, shown.facts.needs[home.id]) for number, home in enumerate(homes, 1))
    total = f"共{len(homes)}户{sum(home.people for home in homes)}人"
    name = facts[0][0][1]
    return HandoverWords(grid.id, grid_facts.place_words(grid), "" if name == _GONE else name, facts, rows, total)


def _row(number: int, home: HouseholdFacts, needs: Sequence[str]) -> tuple[str, ...]:
    away = f"外出{f'：{home.away_where}' if home.away_where else ''}" if home.status == HouseholdStatus.AWAY else ""
    note = "；".join(part for part in ("、".join(needs), away, home.note.strip("；; ")) if part)
    return (
        str(number),
        grid_facts.head_of(home),
        str(home.people or ""),
        grid_facts.stands_at(home),
        masks.spaced_phone(grid_facts.phone_of(home)),
        note,
    )


def _said(words: Iterable[HandoverWords]) -> Iterator[tuple[str, str]]:
    for one in words:
        where = one.place.replace(grid_facts.SPACE, "")
        yield from ((where, value) for row in one.facts for _, value in row)
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
