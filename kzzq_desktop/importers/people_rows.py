"""One row of a ledger as a person: its cells read, and what is doubtful about them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kzzq_desktop.domain import flags
from kzzq_desktop.domain.codes import HEAD, implied_sex, relation_code, sex_code
from kzzq_desktop.domain.drafts import PersonDraft, RowProblem
from kzzq_desktop.domain.id_numbers import IdRead, birth_in, is_masked, read_id, sex_in
from kzzq_desktop.domain.names import NameRead, is_name_like, read_name
from kzzq_desktop.domain.partial_days import read_day
from kzzq_desktop.domain.phones import read_phones
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.notes import own_words, person_status, says_status, status_in_row, status_words
from kzzq_desktop.importers.rows import TableRow
from kzzq_desktop.importers.workbook import Cell

_COLUMNS = {"id": "身份证号", "phone": "电话", "name": "姓名"}
_LONGEST_RAW, _MOST_PHONES = 64, 8
_PARTED = re.compile(r"[\u3400-\u9fff]{2}\s*\n\s*[\u3400-\u9fff]{2}")
_MASKED_NAME = re.compile(r"[*＊×]")
_GONE = frozenset({"deceased", "moved_out"})
_YES = frozenset({"是", "√", "✓", "1", "有"})
_TICKS = _YES | {"否", "×", "0", "无"}
_NOT_NAMES = frozenset({"无", "暂无", "空户", "空挂户", "户主", "姓名", "本人"})


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a row must know of its sheet: where it stands, its header, the day of reading, how relations are numbered."""

    file: str
    sheet: str
    header: Header
    today: date
    is_heads: bool
    two_digit_relations: bool = False
    lost_id_tails: bool = False
    struck: frozenset[tuple[int, int]] = frozenset()
    uncounted: frozenset[tuple[int, int]] = frozenset()
    masked_names: bool = False
    name_cols: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Note the columns that hold a row's person, the likeliest first: every row asks for them."""
        names = ("head_name",) if self.is_heads and self.header.has("head_name") else ("name", "member_name", "head_name")
        object.__setattr__(self, "name_cols", tuple(self.header.col(name) for name in names if self.header.has(name)))

    def spot(self, row: TableRow, col: int = -1) -> Spot:
        """Return a row's place, for a column from 0."""
        return Spot(self.file, self.sheet, row.number, row.origin.get(col, col) + 1)

    def is_struck(self, row: TableRow, col: int) -> bool:
        """Say whether a row's cell is struck through."""
        return (row.number - 1, row.origin.get(col, col)) in self.struck


def read_person(row: TableRow, facts: SheetFacts) -> tuple[PersonDraft | None, list[RowProblem]]:
    """Return the person of a row, or None where it names nobody, and what is wrong with the row."""
    col, name = _find_name(row, facts)
    if not name.name:
        return None, _nameless(row, facts)
    if facts.masked_names and _MASKED_NAME.search(name.name):
        what, mend = "姓名打了星号，看不出是谁。", "这是给人看的名单；请用没有遮盖的台账导入。"
        return None, [_refuse(facts.spot(row, col), "姓名", what, mend)]
    if not is_name_like(name.name) or name.name in _NOT_NAMES:
        return None, [_refuse(facts.spot(row, col), "姓名", "这里不像姓名。", "请填写人的姓名，或删去这一行。")]
    draft, problems = _fill(row, facts, col, name)
    problems += [_doubt(draft.spot, flag) for flag in draft.flags if flag != flags.ID_MISSING]
    return draft, problems


def _fill(row: TableRow, facts: SheetFacts, col: int, name: NameRead) -> tuple[PersonDraft, list[RowProblem]]:
    header, spot = facts.header, facts.spot(row, col)
    problems: list[RowProblem] = []
    read = _id_of(row, facts)
    phones = [read_phones(_raw(row, phone_col)) for phone_col in header.fields.get("phone", [])]
    word = _relation_word(row, header)
    relation = _relation(word, facts)
    if word and not relation:
        problems.append(RowProblem(spot, "与户主关系", "认不出这个关系。", "请用国标里的关系词，如配偶、长子、孙女。"))
    birth, birth_problem = _birth(row, header, facts.today)
    sex = sex_code(row.text(header.col("sex")))
    found = [read.flag if read else "", *(phone.flag for phone in phones), flags.NAME_CHAR_LOST if name.lost else ""]
    number = read.number if read else ""
    if number and _is_anothers(number, sex, birth, relation, word):
        found[0], number = flags.ID_CONFLICT, ""
    note_col = header.col("note")
    note = "" if note_col in row.merged_from else row.text(note_col)
    said = " ".join((note, *name.words))
    status, doubts = _status(spot, status_of(row, header), said, is_head=relation in {"", HEAD}, struck=facts.is_struck(row, col))
    draft = PersonDraft(
        spot, name.name, name.raw[:_LONGEST_RAW], name.other_names, relation, word, sex, birth, number,
        row.text(header.col("id_number")) if found[0] not in {"", flags.ID_MISSING} else "",
        tuple(dict.fromkeys(digits for phone in phones for digits in phone.phones))[:_MOST_PHONES],
        status, note, tuple(flag for flag in dict.fromkeys(found) if flag),
    )  # fmt: skip
    problems += doubts
    if _PARTED.search(row.raw_text(col)):
        problems.append(RowProblem(spot, "姓名", "姓名中间有换行，已连成一个名字。", "如果写的是两个人，请分成两行。"))
    if birth_problem:
        problems.append(RowProblem(spot, "出生日期", "读不出这个日期。", "请写成 1986-05-03、1986-05 或 1986。"))
    return draft, problems


def _id_of(row: TableRow, facts: SheetFacts) -> IdRead | None:
    """What the ID column says of a row, None where there is none or the number was masked on purpose."""
    col = facts.header.col("id_number")
    cell = _raw(row, col)
    if col < 0 or (isinstance(cell, str) and is_masked(cell)):
        return None
    return read_id(cell, lost_tails=facts.lost_id_tails)


def _status(spot: Spot, stated: str, note: str, *, is_head: bool, struck: bool) -> tuple[str, list[RowProblem]]:
    """What a row says of its person; a name struck through, with nothing said, stands for one who died."""
    status = status_in_row(stated, note, is_head=is_head)
    if struck and status not in _GONE:
        what, mend = "姓名上划了删除线，按去世读。", "如果只是划掉重写，请核对状态。"
        return "deceased", [RowProblem(spot, "姓名", what, mend)]
    if says_status(stated):
        noted = person_status(own_words(note, is_head=is_head))
        if noted in _GONE and noted != status:
            what = f"备注里写了{'去世' if noted == 'deceased' else '迁出'}，与状态栏不同；按状态栏读。"
            return status, [RowProblem(spot, "状态", what, "请核对状态。")]
    return status, []


def has_masked_names(names: Iterable[str]) -> bool:
    """Say whether a list masks its names on purpose (张*三), and has not lost a character here and there."""
    every = [name for name in names if name]
    return bool(every) and sum(bool(_MASKED_NAME.search(name)) for name in every) * 2 > len(every)


def has_two_digit_relations(texts: Iterable[str]) -> bool:
    """Say whether numbered relations are the standard's two digits, so that "2" is 02 and not the old code of sons."""
    return any(text.isdecimal() and (int(text) >= 10 or len(text) == 2) for text in texts)


def status_of(row: TableRow, header: Header) -> str:
    """Return what the row's status column says, in words."""
    col = header.col("status")
    return status_words(header.labels[col], row.text(col)) if col >= 0 else ""


def _find_name(row: TableRow, facts: SheetFacts) -> tuple[int, NameRead]:
    """The first name column that is filled; the head's own only where the row tells more of a person."""
    empty = NameRead("")
    for place, col in enumerate(facts.name_cols):
        text = row.text(col)
        if text and (place == 0 or (_tells_of_person(row, facts) and row.merged_from.get(col, row.number - 1) == row.number - 1)):
            return col, read_name(text)
    return (facts.name_cols[0] if facts.name_cols else -1), empty


def _tells_of_person(row: TableRow, facts: SheetFacts) -> bool:
    return any(row.text(facts.header.col(name)) for name in ("id_number", "birth", "relation"))


def _nameless(row: TableRow, facts: SheetFacts) -> list[RowProblem]:
    if not _tells_of_person(row, facts):
        return []
    return [_refuse(facts.spot(row), "姓名", "这一行没有姓名。", "请补填姓名，或删去这一行。")]


def _relation_word(row: TableRow, header: Header) -> str:
    """The word for a row's relation; a column 是否户主 says only who the head is."""
    col = header.col("relation")
    word = row.text(col)
    label = header.labels[col] if 0 <= col < len(header.labels) else ""
    if word and "户主" in label and "关系" not in label and word in _TICKS:
        return "户主" if word in _YES else ""
    return word


def _relation(word: str, facts: SheetFacts) -> str:
    if word.isdecimal() and facts.two_digit_relations:
        word = word.zfill(2)
    return relation_code(word)


def _birth(row: TableRow, header: Header, today: date) -> tuple[str, bool]:
    """The birth of a row and whether something stands there that cannot be read."""
    cell: Cell = row.cell(header.col("birth"))
    birth = read_day(cell, today) if cell != "" else ""
    return birth, not birth and any(letter.isdecimal() for letter in row.text(header.col("birth")))


def _is_anothers(number: str, sex: str, birth: str, relation: str, word: str) -> bool:
    """Say whether an ID number belongs to somebody else: another sex, or born in another year.

    The year may differ by one around new year, where the list gives the day of the old calendar.
    """
    expected = sex or implied_sex(relation, word)
    if expected and expected != sex_in(number):
        return True
    return bool(birth) and abs(int(birth[:4]) - int(birth_in(number)[:4])) > 1


def _raw(row: TableRow, col: int) -> str | float:
    cell = row.cell(col)
    return cell.isoformat() if isinstance(cell, date) else cell


def _refuse(spot: Spot, column: str, what: str, mend: str) -> RowProblem:
    return RowProblem(spot, column, what, mend, refused=True)


def _doubt(spot: Spot, flag: str) -> RowProblem:
    what, mend = flags.FLAG_WORDS[flag]
    return RowProblem(spot, _COLUMNS[flag.partition("_")[0]], what, mend)
