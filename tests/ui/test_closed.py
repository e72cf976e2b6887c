"""Closed dialogs do not stay with the page."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QWidget

from kzzq_desktop.ui.dialogs.closed import sweep_closed


def test_only_closed_dialogs_go(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    still_open, closed, no_dialog = QDialog(page), QDialog(page), QWidget(page)
    for dialog in (still_open, closed):
        dialog.open()
    closed.reject()
    no_dialog.hide()
    sweep_closed(page)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.children() == [still_open, no_dialog]
