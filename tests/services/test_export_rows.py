"""A list to a file or to the clipboard: masked, registered, counted, cancelled without a trace, its owner's alone."""

import stat
from pathlib import Path

import openpyxl
import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_rows import Audience, Fact, LeavingList, ListHead, copied_rows, export_rows
from kzzq_desktop.services.printing.file import PlaceGone
from kzzq_desktop.services.register import amount_words, list_register
from tests.services.desks import make_desk
from tests.services.papers_desk import ID_OF_TEST

WORK_HEADS = (ListHead("户主", fact=Fact.NAME), ListHead("人口", number=True, fact=Fact.PLAIN))
HEADS = (
    ListHead("户主", fact=Fact.NAME), ListHead("电话", fact=Fact.PHONE), ListHead("身份证号", fact=Fact.ID),
    ListHead("组", fact=Fact.PLAIN), ListHead("门牌", fact=Fact.PLACE), ListHead("需求", fact=Fact.PRIVATE), ListHead("新列"),
)  # fmt: skip
ROWS = [["王秀英", "15404750316", ID_OF_TEST, "东2组", "12号", "低保", "=HYPERLINK(1)"], ["", "", "", "", "", "", ""]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def read(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def registered(desk: Desk) -> list[tuple[str, ...]]:
    return [(line.act, line.paper, line.scope, line.audience, amount_words(line)) for line in list_register(desk)]


def test_rows_are_written_counted_and_registered(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "住户.xlsx"
    what = LeavingList("住户", WORK_HEADS, "先锋嘎查")
    assert export_rows(desk, path, what, ([str(n), "1"] for n in range(450)), QuietJob()) == 450
    assert path.read_bytes().startswith(b"PK")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert registered(desk) == [("export", "住户", "先锋嘎查", "工作", "450行")]


def test_the_audience_decides_what_is_in_the_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    export_rows(desk, path, LeavingList("住户", HEADS), ROWS, QuietJob())
    assert read(path)[0] == ["户主", "电话", "身份证号", "组", "门牌", "需求", "新列"]
    assert read(path)[1] == ["王秀英", "15404750316", "991X", "东2组", "12号", "低保", "=HYPERLINK(1)"]
    export_rows(desk, path, LeavingList("住户", HEADS, audience=Audience.PUBLIC), ROWS, QuietJob())
    assert read(path)[:2] == [["户主", "电话", "组"], ["王*英", "154****0316", "东2组"]]
    export_rows(desk, path, LeavingList("住户", HEADS, audience=Audience.INTERNAL), ROWS, QuietJob())
    assert read(path)[1][2] == ID_OF_TEST
    assert [line[3] for line in registered(desk)] == ["内部", "公示", "工作"]


def test_what_is_copied_is_masked_and_registered_and_nothing_else_is(desk: Desk) -> None:
    public = LeavingList("住户", HEADS, "先锋嘎查", Audience.PUBLIC)
    assert copied_rows(desk, public, ROWS) == [["户主", "电话", "组"], ["王*英", "154****0316", "东2组"], ["", "", ""]]
    assert registered(desk) == [("copy", "住户", "先锋嘎查", "公示", "2行")]


def test_a_cancel_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        export_rows(desk, tmp_path / "住户.xlsx", LeavingList("住户", WORK_HEADS), [["王秀英", "2"]], job)
    assert list(tmp_path.glob("*.xlsx")) == []
    assert registered(desk) == []


def test_a_stick_that_is_gone_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(PlaceGone):
        export_rows(desk, tmp_path / "gone" / "住户.xlsx", LeavingList("住户", WORK_HEADS), [], QuietJob())
    assert registered(desk) == []
