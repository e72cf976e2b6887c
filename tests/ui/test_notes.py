"""The strips above the preview: one question at a time, each answered with the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from kzzq_desktop.domain.drafts import LedgerReading, VillageAsk
from kzzq_desktop.domain.sheet_view import NOTHING_SAID, Said
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui.importing import notes
from kzzq_desktop.ui.importing.notes import ImportNotes
from tests.ui.import_window import FILE, SHEET, SOURCE, view

VILLAGES = [("1", "先锋嘎查"), ("2", "巴彦胡硕嘎查"), ("3", "花胡硕嘎查")]
HERE = Spot(FILE, SHEET)
ASKS = (VillageAsk(Spot(FILE, "二村"), ("2", "3"), 7), VillageAsk(HERE, (), 5))


@pytest.fixture
def strips(shown):
    return shown(ImportNotes(VILLAGES), 900, 300)


def show(strips, reading=LedgerReading(), said=NOTHING_SAID, offered=(), waiting=0, here=Spot("")):  # noqa: B008 - frozen
    strips.show_notes(reading, said, dict(offered), waiting, here)
    QApplication.processEvents()
    labels = [one for one in strips.findChildren(QLabel) if one.isVisible() and one.pixmap().isNull()]
    return [one.text() for one in labels]


def press(qtbot, strips, words):
    found = [one for one in strips.findChildren(QPushButton) if one.isVisible() and one.text().strip().startswith(words)]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_nothing_to_say_takes_no_room(strips):
    assert show(strips) == []
    assert strips.sizeHint().height() == 0


def test_villages_are_asked_one_after_another_the_open_sheet_first(qtbot, strips):
    said = []
    strips.village_said.connect(lambda asked, code: said.append((asked.spot.sheet, code)))
    assert show(strips, LedgerReading(asks=ASKS)) == [f"{FILE}“二村”有 7 行，不清楚是哪个嘎查村（还有 1 张表要问）："]
    assert [strips.village.itemText(at) for at in range(strips.village.count())] == ["请选择嘎查村", "巴彦胡硕嘎查", "花胡硕嘎查"]
    show(strips, LedgerReading(asks=ASKS), here=HERE)
    assert strips.village.count() == 4
    strips.village.setFocus()
    qtbot.keyClick(strips.village, Qt.Key.Key_Down)
    assert said == [(SHEET, "1")]


def test_a_password_is_asked_and_asked_again_when_it_was_wrong(qtbot, strips, monkeypatch):
    monkeypatch.setattr(notes, "locked_files", lambda _reading: ("密.xlsx", "锁.xls"))
    said = []
    strips.password_said.connect(lambda *given: said.append(given))
    assert show(strips) == ["“密.xlsx”设了打开密码，请填写（还有 1 个文件要问）："]
    qtbot.keyClick(strips.password, Qt.Key.Key_Return)
    assert said == []
    qtbot.keyClicks(strips.password, "abc123")
    assert "abc123" not in strips.password.displayText()
    qtbot.keyClick(strips.password, Qt.Key.Key_Return)
    press(qtbot, strips, "打开")
    assert said == [("密.xlsx", "abc123")] * 2
    assert show(strips, said=Said(passwords={"密.xlsx": "abc123"}))[0].startswith("“密.xlsx”密码不对，请再试一次")


def test_columns_of_last_time_are_named_where_their_layout_is(qtbot, strips):
    refused = []
    strips.offer_refused.connect(lambda: refused.append(True))
    reading = LedgerReading(views=(view(), view("二村")))
    assert show(strips, reading, offered={"别的表": {0: "name"}}.items()) == []
    assert show(strips, reading, offered={SOURCE: {3: "address"}}.items()) == ["上次您把D列当作“住址”，这次照用。"]
    press(qtbot, strips, "不用")
    assert refused == [True]
    many = {SOURCE: {0: "name", 1: "note", 2: "phone", 4: "address"}}
    assert show(strips, reading, offered=many.items())[0].endswith("等 4 列，这次照用。")


def test_what_waits_can_be_read_or_given_up(qtbot, strips):
    told = []
    strips.read_asked.connect(lambda: told.append("read"))
    strips.given_up.connect(lambda: told.append("given up"))
    assert show(strips, waiting=3) == ["改了 3 处，还没有按改过的重新识别。"]
    press(qtbot, strips, "重新识别")
    press(qtbot, strips, "放弃改动")
    assert told == ["read", "given up"]
