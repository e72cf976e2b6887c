"""The board of tiles: no cut word at any size, walked by arrows, rows dropped on it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.marks import reach_mark
from kzzq_desktop.ui.parts.tile_board import TileBoard
from kzzq_desktop.ui.parts.tiles import IDS_MIME, Face

Show = Callable[..., QWidget]
NAMES = ["特木尔巴根", "额尔敦朝鲁·阿拉坦仓", "王秀兰", "包·乌云其其格", "白音那木拉"]
FACES = [
    Face(
        f"g{at}",
        f"{at + 1:02d}",
        NAMES[at % 5],
        "东2组",
        "13户",
        "超上限" if at == 2 else "",
        reach_mark(at * 9),
        "lock" if at == 1 else "",
    )
    for at in range(7)
] + [Face("g7", "08", "还没有确定党员", "6组 西", "6户", vacant=True)]


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
@pytest.mark.parametrize("wide", [300, 460, 620, 980])
def test_no_tile_is_cut(wide: int, size: str, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    board = TileBoard()
    board.show_faces(FACES)
    shown(board, wide)
    cut = [fit for tile in board.tiles for fit in tile.fits() if fit.cut]
    assert not cut
    assert board.columns == max(1, min(board.columns, len(FACES)))


def test_a_wider_board_has_more_columns(shown: Show) -> None:
    board = TileBoard()
    board.show_faces(FACES)
    shown(board, 420)
    narrow = board.columns
    board.resize(1000, 500)
    QApplication.processEvents()
    assert board.columns > narrow


def test_arrows_walk_and_enter_opens(shown: Show) -> None:
    board = TileBoard(most_columns=3)
    board.show_faces(FACES, "g0")
    picked: list[str] = []
    opened: list[str] = []
    board.picked.connect(picked.append)
    board.opened.connect(opened.append)
    shown(board, 720)
    board.focus()
    assert board.columns == 3
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert picked == ["g1", "g4", "g3", "g0"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert opened == ["g0"]
    assert board.value() == "g0"


def test_a_click_chooses_and_a_double_click_opens(shown: Show) -> None:
    board = TileBoard()
    board.show_faces(FACES)
    opened: list[str] = []
    board.opened.connect(opened.append)
    shown(board, 720)
    QTest.mouseClick(board.tiles[2], Qt.MouseButton.LeftButton)
    assert (board.value(), board.tiles[2].hasFocus()) == ("g2", True)
    QTest.mouseDClick(board.tiles[2], Qt.MouseButton.LeftButton)
    assert opened == ["g2"]


def test_a_right_click_asks_what_to_do(shown: Show) -> None:
    board = TileBoard()
    board.show_faces(FACES)
    asked: list[str] = []
    board.asked.connect(lambda key, _at: asked.append(key))
    shown(board, 720)
    tile = board.tiles[1]
    QApplication.sendEvent(tile, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), tile.mapToGlobal(QPoint(5, 5))))
    assert (asked, board.value()) == (["g1"], "g1")


def test_rows_are_dropped_on_a_tile(shown: Show) -> None:
    board = TileBoard(droppable=True)
    board.show_faces(FACES)
    got: list[tuple[str, list[str]]] = []
    board.dropped.connect(lambda key, ids: got.append((key, ids)))
    shown(board, 720)
    mime = QMimeData()
    mime.setData(IDS_MIME, b"a\nb")
    tile = board.tiles[3]
    buttons, keys, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPoint(3, 3), action, mime, buttons, keys)
    tile.dragEnterEvent(enter)
    assert (enter.isAccepted(), tile.under_drag) == (True, True)
    tile.dropEvent(QDropEvent(QPointF(3, 3), action, mime, buttons, keys))
    assert (got, tile.under_drag) == ([("g3", ["a", "b"])], False)


def test_what_is_no_row_is_not_taken(shown: Show) -> None:
    board = TileBoard(droppable=True)
    board.show_faces(FACES)
    shown(board, 720)
    mime = QMimeData()
    mime.setText("a")
    enter = QDragEnterEvent(
        QPoint(3, 3), Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    board.tiles[0].dragEnterEvent(enter)
    assert not board.tiles[0].under_drag


def test_tiles_are_reused_and_spoken(shown: Show) -> None:
    board = TileBoard()
    board.show_faces(FACES)
    shown(board, 720)
    kept = board.tiles[0]
    board.show_faces(FACES[3:5])
    assert board.tiles[0] is kept
    assert len(board.tiles) == 2
    assert board.tiles[0].accessibleName() == "04号网格，东2组，包·乌云其其格，13户，27天前"
    board.show_faces(())
    board.focus()
    assert board.value() == ""


def test_a_chosen_tile_looks_chosen(shown: Show) -> None:
    board = TileBoard()
    board.show_faces(FACES, "g1")
    shown(board, 720)
    assert board.tiles[1].grab().toImage().pixelColor(60, 60).name().upper() == theme.hexa("teal_t")
    assert board.tiles[0].grab().toImage().pixelColor(60, 60).name().upper() == theme.hexa("surface")
