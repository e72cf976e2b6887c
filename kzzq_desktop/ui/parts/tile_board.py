"""A board of tiles: arrow keys walk, Enter opens, rows of a table can be dropped on a tile."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.tiles import Face, Tile, needed_width

LEAST = 180


class TileBoard(QWidget):
    """Tiles in as many columns as fit without cutting a word.

    Signals: `picked(key)`, `opened(key)`, `asked(key, global point)`, `dropped(key, ids)` when `droppable`.
    """

    picked = Signal(str)
    opened = Signal(str)
    asked = Signal(str, QPoint)
    dropped = Signal(str, list)

    def __init__(self, *, droppable: bool = False, most_columns: int = 0) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.droppable, self.most_columns = droppable, most_columns
        self.tiles: list[Tile] = []
        self.columns = 0
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(12)

    def show_faces(self, faces: Sequence[Face], chosen: str = "") -> None:
        """Show these tiles (the ones there are reused), and mark one as chosen."""
        for tile, face in zip(self.tiles, faces, strict=False):
            tile.show_face(face)
        while len(self.tiles) > len(faces):
            gone = self.tiles.pop()
            gone.hide()
            gone.deleteLater()
        for face in faces[len(self.tiles) :]:
            self.tiles.append(self._new_tile(face))
        self.columns = 0
        self._place()
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Mark one tile as chosen, "" for none."""
        for tile in self.tiles:
            tile.choose(tile.face.key == key)

    def value(self) -> str:
        """Return the chosen tile's key, or ""."""
        return next((tile.face.key for tile in self.tiles if tile.chosen), "")

    def focus(self, key: str = "") -> None:
        """Put the keyboard on a tile: this one, the chosen one, or the first."""
        wanted = key or self.value()
        tile = next((tile for tile in self.tiles if tile.face.key == wanted), self.tiles[0] if self.tiles else None)
        if tile is not None:
            tile.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit."""
        super().resizeEvent(event)
        self._place()

    def _new_tile(self, face: Face) -> Tile:
        tile = Tile(face)
        tile.setAcceptDrops(self.droppable)
        tile.picked.connect(self._pick)
        tile.opened.connect(self.opened)
        tile.asked.connect(self.asked)
        tile.dropped.connect(self.dropped)
        tile.stepped.connect(lambda across, down, it=tile: self._step(it, across, down))
        return tile

    def _pick(self, key: str) -> None:
        self.choose(key)
        self.focus(key)
        self.picked.emit(key)

    def _step(self, tile: Tile, across: int, down: int) -> None:
        to = self.tiles.index(tile) + across + down * self.columns
        if 0 <= to < len(self.tiles):
            self._pick(self.tiles[to].face.key)

    def _place(self) -> None:
        least = max([theme.px(LEAST), *(round(needed_width(tile.face)) for tile in self.tiles)])
        columns = max(1, (self.width() + 12) // (least + 12))
        columns = min(columns, self.most_columns or columns, max(3, len(self.tiles)))
        if columns == self.columns:
            return
        for at in range(max(self.columns, columns, self.grid.columnCount())):
            self.grid.setColumnStretch(at, 1 if at < columns else 0)
        for at in range(self.grid.rowCount()):
            self.grid.setRowStretch(at, 0)
        self.columns = columns
        for at, tile in enumerate(self.tiles):
            self.grid.addWidget(tile, at // columns, at % columns)
            tile.show()
        self.grid.setRowStretch((len(self.tiles) + columns - 1) // columns, 1)
