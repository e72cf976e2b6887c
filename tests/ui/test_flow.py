"""A row that breaks: everything whole at any width, nothing overlaps, hidden parts take no room."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.filters import filter_box, tick_box
from kzzq_desktop.ui.parts.flow import flow
from kzzq_desktop.ui.parts.layout import clear, column, hold

Show = Callable[..., QWidget]


def parts() -> list[QWidget]:
    return [
        filter_box([("", "全部嘎查村")]),
        filter_box([("", "在住和外出")]),
        tick_box("只看未入网格"),
        button("新增住户…"),
        button("导入…"),
    ]


@pytest.mark.parametrize("wide", [180, 320, 480, 900])
def test_every_part_is_whole_and_none_covers_another(wide: int, shown: Show) -> None:
    made = parts()
    held = hold(flow(*made))
    shown(hold(column(held, None)), wide, 400)
    for part in made:
        assert part.width() >= part.sizeHint().width()
        assert held.rect().contains(part.geometry())
    for one, other in combinations(made, 2):
        assert not one.geometry().intersects(other.geometry())


def test_a_narrow_row_is_taller(shown: Show) -> None:
    layout = flow(*parts())
    held = hold(layout)
    shown(held, 900, 100)
    assert layout.heightForWidth(900) < layout.heightForWidth(320) < layout.heightForWidth(180)
    assert layout.minimumSize().width() <= max(part.sizeHint().width() for part in parts()) + 1


def test_hidden_parts_take_no_room(shown: Show) -> None:
    made = parts()
    layout = flow(*made)
    held = hold(layout)
    shown(held, 900, 100)
    before = layout.sizeHint().width()
    made[0].hide()
    QApplication.processEvents()
    assert layout.sizeHint().width() < before
    assert made[1].x() == 0


def test_it_can_be_emptied() -> None:
    layout = flow(*parts())
    held = hold(layout)
    clear(layout)
    assert (layout.count(), layout.itemAt(0), layout.takeAt(3), held.layout()) == (0, None, None, layout)
