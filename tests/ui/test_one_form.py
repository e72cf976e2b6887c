"""A small dialog around one form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.errors import AppError, FormError, Problem
from kzzq_desktop.ui.dialogs.one_form import FormDialog
from kzzq_desktop.ui.form_fields import Box

RETURN = Qt.Key.Key_Return
BOXES = (Box("day", "日期", "part_day"), Box("where", "去哪里"))


class Saver:
    """A save that may refuse."""

    def __init__(self) -> None:
        self.refuse: Exception | None = None
        self.seen: list[dict[str, str]] = []

    def __call__(self, values: dict[str, str]) -> str:
        self.seen.append(values)
        if self.refuse is not None:
            raise self.refuse
        return "unit"


@pytest.fixture
def saver() -> Saver:
    return Saver()


@pytest.fixture
def opened(qtbot, saver):
    host, told = QWidget(), []
    qtbot.addWidget(host)
    host.show()
    dialog = FormDialog(host, "外出", BOXES, {"day": "2026-11-23"}, saver, told.append, "一句说明")
    dialog.open()
    qtbot.waitExposed(dialog)
    yield dialog, told
    host.close()


def test_enter_saves_and_tells_after_closing(qtbot, saver, opened):
    dialog, told = opened
    qtbot.keyClicks(dialog.form.box("where"), "Shenyang")
    qtbot.keyClick(dialog.form.box("where"), RETURN)
    assert saver.seen == [{"day": "2026-11-23", "where": "Shenyang"}]
    assert (told, dialog.isVisible()) == (["unit"], False)


def test_esc_saves_nothing(qtbot, saver, opened):
    dialog, told = opened
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (saver.seen, told, dialog.isVisible()) == ([], [], False)


def test_problems_stay_in_the_dialog_until_mended(qtbot, saver, opened):
    dialog, told = opened
    saver.refuse = FormError([Problem("没有写去哪里", "，请填写。", field="where"), Problem("别的问题", field="other")])
    qtbot.keyClick(dialog, RETURN)
    assert dialog.form.faults["where"].text() == "没有写去哪里，请填写。"
    assert dialog.form.general.text() == "别的问题"
    saver.refuse = None
    qtbot.keyClick(dialog, RETURN)
    assert told == ["unit"]


def test_what_is_no_matter_of_the_form_is_shown_by_the_window(saver, opened):
    dialog, told = opened
    saver.refuse = AppError("网格已锁定。", "请先解锁。")
    with pytest.raises(AppError):
        dialog.try_save()
    assert (dialog.isVisible(), told) == (True, [])
