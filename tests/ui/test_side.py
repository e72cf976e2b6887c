"""The panel of a card: the keyboard stays in it when what it shows is drawn anew."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.domain.people import MemberRow
from kzzq_desktop.services.member_card import MemberCard
from kzzq_desktop.ui.cards.member import MemberPanel
from kzzq_desktop.ui.parts.layout import row

ROW = MemberRow("m", "白音那木拉", "1", "1980-05", "15404750316", "v", "先锋嘎查", "先锋党支部", "active", (), (), 0)
CARD = MemberCard(ROW, "b", b"", False, "", "", "", None, (), 0, ())


def test_the_keyboard_stays_in_the_card_after_a_change(qtbot: QtBot) -> None:
    window, other, panel = QWidget(), QLineEdit(), MemberPanel()
    window.setLayout(row(other, panel))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    panel.show_card(CARD)
    QApplication.processEvents()
    panel.changes.setFocus()
    panel.show_card(replace(CARD, note="会蒙文"))
    QApplication.processEvents()
    assert window.focusWidget() is panel.changes
    other.setFocus()
    panel.show_card(CARD)
    QApplication.processEvents()
    assert window.focusWidget() is other
