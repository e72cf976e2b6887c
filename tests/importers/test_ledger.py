import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.base.errors import AppError, Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.sheet_view import Said
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers import LISTS
from kzzq_desktop.importers.columns import bare_label, known_fields
from kzzq_desktop.importers.layouts import HEADS, MEMBERS, PEOPLE
from kzzq_desktop.importers.ledger import read_ledger
from kzzq_desktop.importers.workbook import EmptyFile, FileBusy, NotATable
from tests.importers.tables import GAZETTEER, HEADER, MAODU, family, read, sheet, table, write_csv, write_xlsx

ROWS = [HEADER, *family(1, "王甲", "李乙"), *family(2, "包丙")]


def test_a_ledger_is_read_in_one_call(tmp_path: Path) -> None:
    rows = [["甲镇毛都嘎查户台账"], *ROWS, ["合计", "2户"], ["填表人：某某"]]
    reading = read(write_xlsx(tmp_path / "甲镇毛都嘎查台账.xlsx", rows))
    assert [home.village_code for home in reading.households] == [MAODU, MAODU]
    assert reading.rows == 3
    assert not reading.problems
    assert not reading.asks
    assert not reading.skipped
    assert reading.layouts == {Spot("甲镇毛都嘎查台账.xlsx", "毛都嘎查"): PEOPLE}


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", ROWS)
    bad, empty, missing = tmp_path / "照片.xlsx", tmp_path / "空.csv", tmp_path / "没有.xlsx"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    empty.write_bytes(b"")
    reading = read(bad, good, empty, missing)
    assert reading.rows == 3
    assert [skipped.spot.file for skipped in reading.skipped] == ["照片.xlsx", "空.csv", "没有.xlsx"]
    assert all(skipped.why.endswith("。") for skipped in reading.skipped)


def test_where_nothing_can_be_read_the_first_reason_is_raised(tmp_path: Path) -> None:
    bad, empty = tmp_path / "照片.xlsx", tmp_path / "空.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    empty.write_bytes(b"")
    with pytest.raises(NotATable):
        read(bad, empty)
    with pytest.raises(EmptyFile):
        read(empty)


def test_a_busy_file_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "sharing violation")

    path = write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", ROWS)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FileBusy) as caught:
        read(path)
    assert "关闭" in caught.value.sentence()


def test_a_file_open_in_wps_is_read_as_last_saved_and_that_is_said(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", ROWS)
    mark = tmp_path / ".~甲镇毛都嘎查.xlsx"
    mark.write_bytes(b"somebody")
    reading = read(path, mark)
    assert reading.rows == 3
    assert ["打开" in problem.what for problem in reading.problems] == [True]
    assert "临时文件" in reading.skipped[0].why


def test_a_sheet_without_a_header_is_named(tmp_path: Path) -> None:
    reading = read(write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", [["一、一村一表。"], ["二、每户一行。"]], title="填表说明"))
    assert reading.rows == 0
    assert "没有找到表头" in reading.skipped[0].why


def test_a_header_without_people_is_named(tmp_path: Path) -> None:
    reading = read(write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", [HEADER, ["合计", "0户"]]))
    assert [skipped.why for skipped in reading.skipped] == ["表头下面没有人员。"]


def test_a_hidden_sheet_is_named_and_not_read(tmp_path: Path) -> None:
    import openpyxl

    path = write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", ROWS)
    book = openpyxl.load_workbook(path)
    hidden = book.copy_worksheet(book.active)
    hidden.title, hidden.sheet_state = "旧表", "hidden"
    book.save(path)
    reading = read(path)
    assert reading.rows == 3
    assert ["隐藏" in skipped.why for skipped in reading.skipped] == [True]


def test_an_unclear_village_is_asked_and_the_answer_used(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "毛都嘎查.csv", [HEADER, *family(1, "王甲"), *family(2, "包丙")])
    reading = read(path)
    (ask,) = reading.asks
    assert ask.rows == 2
    assert set(ask.candidates) == {MAODU, "150599101200"}
    assert all(not home.village_code for home in reading.households)
    again = read(path, said=Said(villages={ask.spot: "150599101200"}))
    assert not again.asks
    assert {home.village_code for home in again.households} == {"150599101200"}
    assert not read(path, township="150599100000").asks


def test_rows_with_their_own_village_need_no_question_and_unknown_ones_are_told(tmp_path: Path) -> None:
    rows = [["甲镇", "毛都嘎查", "王甲", ""], ["乙苏木", "毛都嘎查", "王乙", ""], ["甲镇", "西山村", "王丙", ""]]
    header = ["苏木镇", "嘎查村", "户主", "电话"]
    reading = read(write_xlsx(tmp_path / "全旗.xlsx", [header, *rows], title="Sheet1"))
    assert [home.village_code for home in reading.households] == [MAODU, "150599101200", ""]
    assert not reading.asks
    assert [(problem.spot.row, problem.column) for problem in reading.problems] == [(4, "嘎查村")]


def test_columns_that_must_not_be_imported_are_named_and_never_read(tmp_path: Path) -> None:
    header = [*HEADER, "民族", "银行账号", "家里几头牛", "年龄"]
    rows = [[*row, "某族", "6222000011112222", "3", "50"] for row in family(1, "王甲", "李乙")]
    reading = read(write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", [header, *rows]))
    assert [(column.header, column.never) for column in reading.left_out] == [
        ("民族", True), ("银行账号", True), ("家里几头牛", False), ("年龄", False)
    ]  # fmt: skip
    assert "某族" not in repr(reading)
    assert "6222" not in repr(reading)


def test_the_same_files_are_read_the_same_twice(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", ROWS)
    assert read(path) == read(path)


def test_refs_differ_between_files_and_sheets(tmp_path: Path) -> None:
    one, other = (write_xlsx(tmp_path / f"甲镇毛都嘎查{number}.xlsx", ROWS) for number in (1, 2))
    refs = [home.ref for home in read(one, other).households]
    assert len(set(refs)) == len(refs)


def test_cancelling_ends_the_reading(tmp_path: Path) -> None:
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        read_ledger([write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", ROWS)], GAZETTEER, job)


def test_steps_are_reported_to_the_end(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []

    class Watched:
        def step(self, done: int, total: int, words: str = "") -> None:
            steps.append((done, total))

    read_ledger([write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", ROWS)], GAZETTEER, Watched())
    assert steps[0] == (0, 1)
    assert steps[-1] == (1, 1)


def test_no_error_holds_a_value_of_a_person(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"PK\x03\x04" + "王秘密".encode() * 10)
    with pytest.raises(AppError) as caught:
        read(path)
    assert "王秘密" not in caught.value.sentence()


def test_every_list_has_known_headers_and_its_own_layout() -> None:
    layouts = {"households": {PEOPLE, HEADS}, "members": {MEMBERS}}
    assert {one.key for one in LISTS} == set(layouts)
    for one in LISTS:
        assert all(known_fields(bare_label(label)) for label in one.headers)
        assert table(sheet(one.headers, ["王甲"] * len(one.headers))).layout in layouts[one.key]


WORDS = ("王甲", "户主", "妻", "合计", "注：", "如：3", "网格编号：第3网格", "二组", "零百", "毛都嘎查", "家庭成员1")
LABELS = ("序号", "姓名", "与户主关系", "身份证号", "电话", "民族")
ODD = ("", " ", "1²", "٣", "１２", "*", "·", "9" * 40, "、", "：", "1.5E+17", "150599100200001", "\u3000x")
CELLS = st.sampled_from((*WORDS, *LABELS, *ODD))


@given(st.lists(st.lists(CELLS, max_size=8), min_size=1, max_size=14))
def test_no_table_at_all_ends_in_a_crash(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, suppress(AppError):
        reading = read(write_csv(Path(folder) / "甲镇毛都嘎查.csv", [HEADER[:8], *rows], "utf-8"))
        spots = [(person.spot.row, person.spot.col) for home in reading.households for person in home.people]
        assert len(spots) == len(set(spots))
        assert all(person.name for home in reading.households for person in home.people)
