"""Files dropped: tables are taken, folders looked into, everything else goes by."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from kzzq_desktop.ui.drops import ledgers_in, take_ledgers


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two tables, a picture, and a folder with one more table."""
    (tmp_path / "村").mkdir()
    made = [tmp_path / name for name in ("甲.xlsx", "乙.CSV", "照片.jpg", "村/丙.et")]
    for path in made:
        path.write_bytes(b"x")
    return made


def drop(widget: QWidget, paths: list[Path]) -> bool:
    """Drag files over a widget and let go; whether they were taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    over.setAccepted(False)
    QApplication.sendEvent(widget, over)
    if over.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    return over.isAccepted()


def test_tables_are_taken_together(shown, files):
    taken = []
    widget = shown(QWidget(), 100, 100)
    take_ledgers(widget, taken.append)
    assert drop(widget, files[:3])
    assert taken == [files[:2]]


def test_a_folder_stands_for_its_tables(files):
    assert ledgers_in([files[0], files[0].parent / "村", files[0]]) == [files[0], files[3]]
    assert ledgers_in([files[0].parent]) == sorted(files[:2])


def test_what_is_no_table_goes_by(shown, files):
    taken = []
    widget = shown(QWidget(), 100, 100)
    take_ledgers(widget, taken.append)
    assert not drop(widget, [files[2]])
    assert not drop(widget, [files[0].parent / "不在.xlsx"])
    assert taken == []
