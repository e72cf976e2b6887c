"""What stands on a household's notice: every field that is kept; of an entry for several households only that it was one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kzzq_desktop.base.clock import local
from kzzq_desktop.documents.data_notice import SIGN, TITLE, NoticeWords, build
from kzzq_desktop.documents.sheet import day_words
from kzzq_desktop.domain.codes import SEX_WORDS, relation_word
from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.domain.people import HOUSEHOLD_STATUS_WORDS, RESIDENT_STATUS_WORDS
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import grid_words, grouped, spoken_phones
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import BY_GRID, Collected, Print, Request
from kzzq_desktop.store import paper_notice, paper_people, papers
from kzzq_desktop.store.paper_notice import Record
from kzzq_desktop.store.paper_people import HomeFacts
from kzzq_desktop.store.papers import LeadFacts
from kzzq_desktop.store.record_changes import SaveSeen, list_saves

_MOST_DUTIES = 3
_OF_OTHERS_TOO = "mediation"
_NONE = "（没有记）"


@dataclass(frozen=True, slots=True)
class _Facts:
    records: Mapping[str, Record]
    people: Mapping[str, list[Record]]
    gone: Mapping[str, int]
    needs: Mapping[str, list[str]]
    duties: Mapping[str, list[tuple[str, str, str, str, int]]]
    leads: Mapping[str, LeadFacts]
    origins: Mapping[str, str]
    office: str


def collect(desk: Desk, request: Request) -> Collected:
    """Return a notice for each household of the scope."""
    scope = request.scope
    with desk.store.reading() as conn:
        homes = paper_people.list_homes(conn, scope)
        leads = {lead.grid_id: lead for lead in papers.list_leads(conn, scope) if lead.status not in papers.LEFT}
        facts = _Facts(
            records=paper_notice.list_records(conn, scope),
            people=grouped((str(one["household_id"]), one) for one in paper_notice.list_resident_records(conn, scope)),
            gone=paper_notice.count_gone(conn, scope),
            needs=grouped(paper_people.list_needs(conn, scope)),
            duties=grouped((line[0], line) for line in paper_notice.list_duty_lines(conn, scope)),
            leads=leads,
            origins=_origins(list_saves(conn, {"household": [home.id for home in homes]})),
            office=desk.office.name,
        )
    words = tuple(_notice(home, facts) for home in homes)
    said = ((f"{home.village}{notice.head}", text) for home, notice in zip(homes, words, strict=True) for text in _texts(notice))
    return Collected(words, tuple(find_missing(said)))


def _origins(saves: Sequence[SaveSeen]) -> dict[str, str]:
    """Return by which save each household came into the ledger, and when."""
    return {
        row_id: f"{day_words(local(save.at).date().isoformat())}{save.what}"
        for save in saves
        for table, row_id in save.made
        if table == "household"
    }


def _notice(home: HomeFacts, facts: _Facts) -> NoticeWords:
    record, people = facts.records[home.id], facts.people[home.id]
    head = next((str(one["name"]) for one in people if one["id"] == record["head_id"]), "")
    duties = facts.duties[home.id]
    gone = facts.gone.get(home.id, 0)
    return NoticeWords(
        household_id=home.id,
        head=head,
        facts=tuple(_household(home, record, head, facts.needs[home.id], facts.origins.get(home.id, ""))),
        people=tuple(_person(one) for one in people),
        gone=f"另有{gone}人已迁出或去世，资料仍留存在台账里，这里不印姓名。" if gone else "",
        service=tuple(_service(home, facts)),
        duties=tuple(_duty(line) for line in duties[:_MOST_DUTIES]),
        ask=_ask(home, facts),
    )


def _household(home: HomeFacts, record: Record, head: str, needs: list[str], origin: str) -> Iterator[tuple[str, str]]:
    """Yield every field of the household with its label; what was not recorded says so."""
    status = HOUSEHOLD_STATUS_WORDS.get(record["status"], record["status"])
    since = f"（{day_words(record['status_day'])}起）" if record["status_day"] else ""
    stated = record["stated_people"]
    facts = (
        ("嘎查村", " ".join(part for part in (home.township, home.village) if part)),
        ("户主", head),
        ("组", record["group_no"]),
        ("楼宇单元", record["building"]),
        ("门牌", record["door_no"]),
        ("住址", record["address"]),
        ("电话", _phones(record["phone"])),
        ("登记人口", f"{stated}人" if stated is not None else ""),
        ("状况", f"{status}{since}"),
        ("外出去向", record["away_where"]),
        ("返回时间", record["away_return"]),
        ("台账编号", record["ledger_no"]),
        ("登记来历", origin),
        ("需求", "、".join(needs)),
        ("备注", record["note"]),
    )
    yield from ((label, str(value)) for label, value in facts if str(value))
    if empty := [label for label, value in facts if not str(value)]:
        yield "没有记的", "、".join(empty)


def _person(one: Record) -> tuple[str, ...]:
    others = "、".join(json.loads(one["other_names"]))
    status = RESIDENT_STATUS_WORDS.get(one["status"], one["status"])
    since = day_words(one["status_day"])
    other = (f"曾用写法：{others}" if others else "", f"原来写作：{one['raw_name']}" if one["raw_name"] else "", one["note"])
    return (
        one["name"],
        relation_word(one["relation"]),
        SEX_WORDS.get(one["sex"], "") if one["sex"] in ("1", "2") else "",
        one["birth"],
        one["id_number"],
        _phones(one["phones"]),
        f"{status} {since}".strip(),
        "；".join(part for part in other if part),
    )


def _service(home: HomeFacts, facts: _Facts) -> Iterator[tuple[str, str]]:
    lead = facts.leads.get(home.grid_id)
    yield "网格", grid_words(home.grid_number, home.grid_name) if home.grid_id else "还没有划入网格"
    yield "联系党员", lead.name if lead else "待确定"
    if lead:
        yield "党员电话", _phones(lead.phone) or _NONE
        yield "联系起始", day_words(lead.since) or _NONE
    count = len(facts.duties[home.id])
    yield "走访服务", f"登记过{count}次" + (f"，下面是最近{_MOST_DUTIES}次" if count > _MOST_DUTIES else "")


def _duty(line: tuple[str, str, str, str, int]) -> tuple[str, str, str]:
    _, day, code, words, households = line
    word = BY_CODE[code].word if code in BY_CODE else code
    said = words if households == 1 else f"与另外{households - 1}户一起登记的一次，内容不单记在您家名下"
    if code == _OF_OTHERS_TOO:
        said = "内容涉及别的住户，这里不印"
    return day, word, said


def _ask(home: HomeFacts, facts: _Facts) -> str:
    lead = facts.leads.get(home.grid_id)
    who = f"联系党员{lead.name}（{_phones(lead.phone)}）" if lead and lead.phone else ""
    return f"有疑问或要更正，请找{who}{'，或者找' if who else ''}{facts.office}。"


def _phones(phones: str) -> str:
    return " ".join(spoken_phones(phones))


def _texts(notice: NoticeWords) -> Iterator[str]:
    yield from (value for _, value in (*notice.facts, *notice.service))
    for row in (*notice.people, *notice.duties):
        yield from row


PRINT = Print(
    key="data_notice",
    word=TITLE,
    sign=SIGN,
    kind="住户",
    about="告知这一户：台账里记了什么、谁能看、怎么更正，一户一份。",
    scopes=("household", "grid", "village"),
    audiences=(Audience.HOUSEHOLD,),
    collect=collect,
    build=build,
    unit="户",
    part=BY_GRID,
)
