"""The filters fold into two rows where the list is narrow."""

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton

from kzzq_desktop.ui.cards.filter_rows import FilterRows


@pytest.fixture
def rows(qtbot):
    made = FilterRows([QPushButton("嘎查村"), QPushButton("状态")], [QLineEdit(), QCheckBox("只看未入网格")], QLabel("12 户"))
    qtbot.addWidget(made)
    made.resize(800, 80)
    made.show()
    return made


def tops(rows) -> list[int]:
    QApplication.processEvents()
    return [part.geometry().center().y() // 20 for part in (*rows.first, *rows.second, rows.last)]


def test_one_row_holds_everything(rows):
    assert len(set(tops(rows))) == 1


def test_folded_the_first_stand_above_the_rest(rows):
    rows.fold(True)
    upper, lower = tops(rows)[:2], tops(rows)[2:]
    assert max(upper) < min(lower)
    rows.fold(False)
    assert len(set(tops(rows))) == 1


def test_what_is_hidden_needs_no_room(rows):
    wide = rows.needed()
    rows.second[0].hide()
    assert rows.needed() < wide


def test_the_keyboard_walks_in_the_order_of_the_eye(qtbot, rows):
    rows.fold(True)
    order, part = [], rows.first[0]
    for _ in range(4):
        order.append(part)
        part = part.nextInFocusChain()
    assert [one for one in order if one in (*rows.first, *rows.second)] == [*rows.first, *rows.second]
