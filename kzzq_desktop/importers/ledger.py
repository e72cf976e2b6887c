"""The one way in: files of any kind -> households, members, problems and questions. Nothing is saved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kzzq_desktop.base import clock
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, LeftOut, MemberDraft, RowProblem, Skipped, VillageAsk
from kzzq_desktop.domain.gazetteer import Gazetteer
from kzzq_desktop.domain.id_numbers import has_lost_tails
from kzzq_desktop.domain.sheet_view import NOTHING_SAID, Said
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers import households, members
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.id_twins import mark_twins
from kzzq_desktop.importers.layouts import HEADS, MEMBERS, NOT_UNDERSTOOD, find_layout, titles
from kzzq_desktop.importers.people_rows import SheetFacts, has_two_digit_relations
from kzzq_desktop.importers.rows import TableRow, data_rows
from kzzq_desktop.importers.village_of import RowVillages, VillageFound, find_village, village_in_rows
from kzzq_desktop.importers.workbook import Sheet, is_lock_file, is_open_elsewhere, read_workbook


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    households: list[HouseholdDraft] = field(default_factory=list)
    members: list[MemberDraft] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    asks: list[VillageAsk] = field(default_factory=list)
    layouts: dict[Spot, str] = field(default_factory=dict)


def read_ledger(
    paths: Sequence[Path],
    gazetteer: Gazetteer,
    job: Job | None = None,
    *,
    township: str = "",
    said: Said = NOTHING_SAID,
) -> LedgerReading:
    """Read ledgers and member lists; one bad file does not stop the others.

    `township` is the office's own, for village names that stand in several townships; `said` is what the clerk
    says of the files. Raises the file's own AppError where no file could be read, and Cancelled when the job is stopped.
    """
    found, failed = _Found(), []
    job = job or QuietJob()
    for done, path in enumerate(paths):
        job.step(done, len(paths), path.name)
        if is_lock_file(path):
            found.skipped.append(Skipped(Spot(path.name), "这是表格软件的临时文件，不是表格。"))
            continue
        try:
            sheets = read_workbook(path)
        except AppError as error:
            failed.append(error)
            found.skipped.append(Skipped(Spot(path.name), error.sentence()))
            continue
        if is_open_elsewhere(path):
            what, mend = "这个文件正在别的程序里打开着。", "没有保存的改动读不到，请保存后再导入一次。"
            found.problems.append(RowProblem(Spot(path.name), "", what, mend))
        reader = _SheetReader(path, gazetteer, township, said, clock.today(), found)
        for sheet in sheets:
            job.step(done, len(paths), f"{path.name} {sheet.name}".strip())
            reader.read(sheet)
    if failed and len(failed) == len([path for path in paths if not is_lock_file(path)]):
        raise failed[0]
    job.step(len(paths), len(paths), "")
    return _finish(found)


def _finish(found: _Found) -> LedgerReading:
    kept, twins = mark_twins(found.households)
    contacts = members.members_in_ledger(kept)
    return LedgerReading(
        tuple(kept), (*found.members, *contacts), (*found.problems, *twins), tuple(found.left_out), tuple(found.skipped),
        tuple(found.asks), found.layouts,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _SheetReader:
    """Reads the sheets of one file into what has been found."""

    path: Path
    gazetteer: Gazetteer
    township: str
    said: Said
    today: date
    found: _Found

    def read(self, sheet: Sheet) -> None:
        """Read one sheet, or name it as skipped with the reason."""
        spot = Spot(self.path.name, sheet.name)
        layout, header = find_layout(sheet)
        self.found.layouts[spot] = layout
        if header is None or sheet.hidden:
            if any(cell != "" for row in sheet.rows for cell in row):
                why = "这是隐藏的工作表，没有读。要导入请先取消隐藏。" if sheet.hidden else NOT_UNDERSTOOD[layout]
                self.found.skipped.append(Skipped(spot, why))
            return
        names = members.SHARED if layout == MEMBERS else households.SHARED
        rows = list(data_rows(sheet, header, [col for name in names for col in header.fields.get(name, ())]))
        self._name_left_out(spot, header, members.READ if layout == MEMBERS else households.READ)
        village = self._village(spot, sheet, header, rows)
        self._read_rows(spot, layout, header, rows, village)

    def _village(self, spot: Spot, sheet: Sheet, header: Header, rows: Sequence[TableRow]) -> VillageFound:
        if spot in self.said.villages:
            return VillageFound(self.said.villages[spot])
        village = find_village(spot.file, spot.sheet, titles(sheet, header), self.gazetteer, self.township)
        if village.code:
            return village
        near = [self.gazetteer.places[code].parent for code in village.candidates] or self._townships(spot)
        by_rows = village_in_rows(rows, header, self.gazetteer, near)
        if by_rows.code and (not village.candidates or by_rows.code in village.candidates):
            return by_rows
        return VillageFound("", village.candidates or by_rows.candidates)

    def _townships(self, spot: Spot) -> tuple[str, ...]:
        """The townships that sheet or file name, else the office's own."""
        named = [code for text in (spot.sheet, self.path.stem) for code in self.gazetteer.townships_in(text)]
        return tuple(named) or ((self.township,) if self.township else ())

    def _read_rows(self, spot: Spot, layout: str, header: Header, rows: Sequence[TableRow], village: VillageFound) -> None:
        village_of = RowVillages(header, self.gazetteer, village.code, self._townships(spot))
        facts = SheetFacts(
            spot.file, spot.sheet, header, self.today, layout == HEADS,
            has_two_digit_relations(row.text(header.col("relation")) for row in rows),
            has_lost_tails(cell for row in rows if isinstance(cell := row.cell(header.col("id_number")), str)),
        )  # fmt: skip
        if layout == MEMBERS:
            some, problems = members.read_members(rows, facts, village_of)
            self.found.members += some
            self.found.problems += problems
            read = len(some)
        else:
            name = self.gazetteer.places[village.code].name if village.code in self.gazetteer.places else ""
            homes, problems = households.read_households(rows, facts, village_of, name)
            self.found.households += homes
            self.found.problems += problems
            read = sum(len(home.people) for home in homes)
        if not read:
            self.found.skipped.append(Skipped(spot, "表头下面没有人员。"))
        elif not village.code and (not village_of.has_column or any(not row.text(header.col("village")) for row in rows)):
            self.found.asks.append(VillageAsk(spot, village.candidates, read))
        what, mend = "认不出这一行的嘎查村。", "请核对村名，或先在区划里补上这个写法。"
        places = [Spot(spot.file, spot.sheet, row.number) for row, _ in village_of.unclear]
        self.found.problems += [RowProblem(place, "嘎查村", what, mend) for place in places]

    def _name_left_out(self, spot: Spot, header: Header, read: Collection[str]) -> None:
        """Name the columns that a rule forbids, and those that are not read: unknown, or a second one of a kind."""
        unread = [col for name, cols in header.fields.items() for col in (cols[1:] if name in read else cols) if name != "phone"]
        for cols, never in ((header.forbidden, True), (sorted((*header.unknown, *unread)), False)):
            for col in cols:
                place = Spot(spot.file, spot.sheet, header.last + 1, col + 1)
                self.found.left_out.append(LeftOut(place, header.labels[col], never))
