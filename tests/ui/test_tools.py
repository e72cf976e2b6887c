"""Tools of a head row: whole at any width, those without room in a menu."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import button, quiet_button
from kzzq_desktop.ui.parts.layout import hold, page_head
from kzzq_desktop.ui.parts.tools import ToolRow

Show = Callable[..., QWidget]


def make(done: list[str]) -> ToolRow:
    tools = [quiet_button(words, lambda it=words: done.append(it), "copy") for words in ("列", "复制", "导出…", "导入…")]
    return ToolRow(tools, button("新增住户…", lambda: done.append("new"), icon="plus"))


@pytest.mark.parametrize("size", ["normal", "huge"])
@pytest.mark.parametrize("wide", [260, 360, 460, 900])
def test_every_button_that_shows_is_whole(size: str, wide: int, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    row = make([])
    shown(hold(page_head("住户", (row, 1))), max(wide, row.minimumSizeHint().width() + 80), 60)
    line = [one for one in (row.more, *row.tools, *row.kept) if one.isVisible()]
    assert row.kept[0] in line
    for one in line:
        assert one.width() >= one.sizeHint().width()
        assert row.rect().contains(one.geometry())
    assert row.more.isVisible() == bool(row.left)
    assert sorted(one.text() for one in [*row.left, *line]) == sorted(
        one.text() for one in [*row.tools, *row.kept, *([row.more] if row.left else [])]
    )


def test_what_left_is_in_the_menu_and_comes_back(shown: Show) -> None:
    done: list[str] = []
    row = make(done)
    shown(row, 405, 40)
    assert [one.text().strip() for one in row.left] == ["列", "复制"]
    row.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[1].trigger()
    menu.close()
    assert done == ["复制"]
    row.resize(900, 40)
    QApplication.processEvents()
    assert (row.left, row.more.isVisible()) == ([], False)


def test_the_kept_one_stands_at_the_right(shown: Show) -> None:
    row = make([])
    shown(row, 800, 40)
    assert row.kept[0].geometry().right() == row.rect().right()
    assert row.sizeHint().width() > row.minimumSizeHint().width()
