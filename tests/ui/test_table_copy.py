"""Lists that leave the screens hold nothing that their audience must not read: every column shown, copied and exported."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kzzq_desktop.base.clock import held
from kzzq_desktop.services.export_rows import Audience
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.services.register import list_register
from kzzq_desktop.ui import files, table_copy
from kzzq_desktop.ui.screens import duty, households, members
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_tools import export_table
from tests.documents.pdf_reading import plain
from tests.services.secret_desk import SecretDesk, make_secret_desk
from tests.ui.test_settings import Window

PUBLIC, WORK = Audience.PUBLIC, Audience.WORK
PAGES = {"households": households, "members": members, "duty": duty}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecretDesk]:
    with held(datetime(2026, 11, 25, 4, tzinfo=UTC), seed=7):
        made = make_secret_desk(tmp_path_factory.mktemp("secrets"))
        yield made
    made.desk.store.close()


@pytest.fixture(params=PAGES)
def table(request: pytest.FixtureRequest, qtbot: QtBot, office: SecretDesk) -> Iterator[RowsTable[object]]:
    """The list of a screen with every column shown and nobody filtered out."""
    page = PAGES[request.param].build(office.desk, Window())
    qtbot.addWidget(page)
    table_copy.door.desk = office.desk
    made: RowsTable[object] = page.records.table if request.param == "duty" else page.table
    page.resize(3000, 600)
    page.refresh()
    if request.param == "households":
        page.status.pick("")
    if request.param == "duty":
        page.turn("records")
        page.records.filters.reset()
    made.resize(2600, 400)
    for at in range(len(made.columns())):
        made.arrangement.toggle(at, True)
    made.refresh()
    made.choose(made.rows_model.ids)
    yield made
    page.close()


def copied(table: RowsTable[object], audience: Audience) -> str:
    table.copy(audience)
    mime = QApplication.clipboard().mimeData()
    return plain(mime.text() + mime.html())


def exported(table: RowsTable[object], audience: Audience, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> str:
    window = Window()
    monkeypatch.setattr(files, "save_file", lambda *_asked: path)
    monkeypatch.setattr("kzzq_desktop.ui.table_tools.ask_audience", lambda *_: audience)
    export_table(table, window, "名单")
    qtbot.waitUntil(lambda: bool(window.told), timeout=5000)
    book = openpyxl.load_workbook(path)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    facts = book.properties
    return plain("\n".join([*cells, *book.sheetnames, facts.title or "", facts.creator or "", *window.told]))


def test_a_list_for_the_wall_holds_no_secret(
    table: RowsTable[object], office: SecretDesk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = office.secrets.private + office.secrets.numbers + office.secrets.gone
    for seen in (copied(table, PUBLIC), exported(table, PUBLIC, tmp_path / "a.xlsx", qtbot, monkeypatch)):
        assert [mark for mark in secrets if mark in seen] == []
        assert "先锋嘎查" in seen
    assert table.ids_for(table.rows_model.ids, PUBLIC)


def test_a_list_for_work_holds_no_whole_id_number(
    table: RowsTable[object], office: SecretDesk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seen in (copied(table, WORK), exported(table, WORK, tmp_path / "a.xlsx", qtbot, monkeypatch)):
        assert [mark for mark in office.secrets.numbers if mark in seen] == []
    told = [(line.act, line.audience) for line in list_register(office.desk)[:2]]
    assert told == [("export", "工作"), ("copy", "工作")]


@pytest.mark.parametrize("table", ["households"], indirect=True)
def test_a_column_that_says_the_wrong_thing_is_caught(
    table: RowsTable[object], office: SecretDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_copy, "_fact", lambda *_: Fact.PLAIN)
    seen = copied(table, PUBLIC)
    assert len([mark for mark in office.secrets.private if mark in seen]) > 5
    monkeypatch.undo()
    table.wall = lambda ids: ids
    seen = copied(table, PUBLIC)
    assert [mark for mark in office.secrets.gone if mark in seen]
