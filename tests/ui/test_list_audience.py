"""Before a list is exported: who will see it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.services.export_rows import Audience
from kzzq_desktop.ui.list_audience import SEEN_BY, AudienceDialog, ask_audience
from tests.ui.people_window import cut_words
from tests.ui.printing_page import answering

Show = Callable[..., QWidget]


def test_enter_goes_on_with_work(qtbot: QtBot, shown: Show) -> None:
    host = shown(QWidget())
    with answering(AudienceDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return)):
        assert ask_audience(host, "住户") == Audience.WORK
    with answering(AudienceDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)):
        assert ask_audience(host, "住户") is None


def test_it_can_only_be_narrowed_and_says_what_that_means(qtbot: QtBot, shown: Show) -> None:
    dialog = AudienceDialog(shown(QWidget()), "住户")
    dialog.show()
    assert list(dialog.audience.buttons) == ["工作", "公示"] == [one.value for one in SEEN_BY]
    high = dialog.height()
    QTest.mouseClick(dialog.audience.buttons["公示"], Qt.MouseButton.LeftButton)
    assert dialog.chosen() == Audience.PUBLIC
    assert dialog.about.text() == SEEN_BY[Audience.PUBLIC]
    assert dialog.about.height() >= dialog.about.heightForWidth(dialog.about.width())
    assert dialog.height() == high
    assert list(cut_words(dialog)) == []
    dialog.close()
