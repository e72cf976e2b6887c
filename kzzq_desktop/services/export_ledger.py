"""The full ledger to Excel, for the office alone (内部): what it writes the importer takes back without a change."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.base import clock
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.documents.ledger_sheet import LedgerSheet, free_name
from kzzq_desktop.documents.ledger_workbook import ledger_workbook
from kzzq_desktop.domain.listing import HouseholdFilter, MemberFilter
from kzzq_desktop.domain.papers import Act
from kzzq_desktop.domain.places import VILLAGE
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.ledger_columns import columns_of
from kzzq_desktop.services.ledger_rows import home_rows, member_rows
from kzzq_desktop.services.office import list_places, list_words
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.file import write_file
from kzzq_desktop.services.printing.scope import scope_words
from kzzq_desktop.services.register import note_list
from kzzq_desktop.store import households, ledger_rows, members
from kzzq_desktop.store.ledger_rows import HomeFacts

WARNING = "文件里有完整的身份证号和电话，只供本单位内部使用。请妥善保管，用完删除，不要发到群里。"
SAVING = "正在保存文件"
STEP = 500
HOUSEHOLD_COLUMNS_KEPT = 4  # serial, number, head and name stay in sight


class NothingToExport(AppError):
    """Nobody is in what was chosen."""

    advice = "请换一个范围，或先导入台账。"


@dataclass(frozen=True, slots=True)
class Exported:
    """How many households and people (or members) a file holds."""

    households: int = 0
    people: int = 0
    members: int = 0

    @property
    def words(self) -> str:
        """Return the count in words."""
        return f"{self.members} 名党员" if self.members else f"{self.households} 户 {self.people} 人"


def export_households(desk: Desk, path: Path, chosen: HouseholdFilter, job: Job) -> Exported:
    """Write the households that a filter chooses, with all their people, a sheet a village.

    Raises NothingToExport, Cancelled, and what write_file raises; the file is its owner's alone.
    """
    homes = _read_homes(desk, chosen, job)
    if not homes:
        raise NothingToExport("没有可以导出的住户。")
    total = sum(len(home.people) for home in homes)
    book = ledger_workbook(_sheets(desk, homes, total, job), _footer(desk))
    job.step(total, total, SAVING)
    write_file(path, book, before=lambda: _note(desk, "住户台账", chosen.village_id, total))
    return Exported(households=len(homes), people=total)


def export_members(desk: Desk, path: Path, chosen: MemberFilter, job: Job) -> Exported:
    """Write the members that a filter chooses, on one sheet. Raises what export_households raises."""
    with desk.store.reading() as conn:
        found = list(ledger_rows.read_member_facts(conn, members.list_member_ids(conn, chosen)))
    if not found:
        raise NothingToExport("没有可以导出的党员。")
    posts = [item.words for item in list_words(desk, "post")]
    rows = _counted(member_rows(found, _places(desk)), len(found), job)
    sheet = LedgerSheet("党员名册", columns_of("members", posts=posts), rows)
    book = ledger_workbook([sheet], _footer(desk))
    job.step(len(found), len(found), SAVING)
    write_file(path, book, before=lambda: _note(desk, "党员名册台账", chosen.village_id, len(found)))
    return Exported(members=len(found))


def _read_homes(desk: Desk, chosen: HouseholdFilter, job: Job) -> list[HomeFacts]:
    homes: list[HomeFacts] = []
    with desk.store.reading() as conn:
        ids = households.list_household_ids(conn, chosen)
        for home in ledger_rows.read_homes(conn, ids):
            if len(homes) % STEP == 0:
                job.step(len(homes), len(ids), "正在读取住户")
            homes.append(home)
    return homes


def _sheets(desk: Desk, homes: Sequence[HomeFacts], total: int, job: Job) -> Iterator[LedgerSheet]:
    """Yield a sheet a village in the order of the codes; a name that two townships have stands with its township."""
    by_village: dict[str, list[HomeFacts]] = defaultdict(list)
    for home in homes:
        by_village[home.village_id].append(home)
    places = _places(desk)
    columns = columns_of("households", [item.words for item in list_words(desk, "need")])
    named = Counter(places.get(code, (code, ""))[0] for code in by_village)
    taken: list[str] = []
    done = 0
    for code in sorted(by_village):
        village, township = places.get(code, (code, ""))
        taken.append(free_name(village if named[village] == 1 else f"{township}{village}", taken))
        rows = _counted(home_rows(by_village[code], village, township), total, job, done)
        yield LedgerSheet(taken[-1], columns, rows, HOUSEHOLD_COLUMNS_KEPT)
        done += sum(len(home.people) for home in by_village[code])


def _counted(rows: Iterator[tuple[str, ...]], total: int, job: Job, before: int = 0) -> Iterator[tuple[str, ...]]:
    for done, row in enumerate(rows, before):
        if done % STEP == 0:
            job.step(done, total, "正在写入表格")
        yield row


def _note(desk: Desk, word: str, village_id: str, rows: int) -> None:
    """Register the file: it holds whole ID numbers, so it is 内部."""
    note_list(desk, Act.EXPORT, word, scope_words(desk, Scope(village=village_id)), Audience.INTERNAL, rows)


def _places(desk: Desk) -> dict[str, tuple[str, str]]:
    """Return {village id: (village, township)}."""
    places = {place.code: place for place in list_places(desk)}
    return {
        code: (place.name, places[place.parent].name if place.parent in places else "")
        for code, place in places.items()
        if place.level >= VILLAGE
    }


def _footer(desk: Desk) -> str:
    return f"内部资料，含身份证号，请妥善保管　{desk.office.name} {desk.clerk} {clock.local(clock.now_text()):%Y-%m-%d %H:%M}"
