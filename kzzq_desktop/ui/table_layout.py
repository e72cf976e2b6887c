"""How a list's columns stand: their order, widths and which are hidden, remembered by the table's name."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHeaderView, QMenu

from kzzq_desktop.ui import memory, theme
from kzzq_desktop.ui.table_base import TableBase
from kzzq_desktop.ui.table_paint import Heads


class Arrangement:
    """Keeps the chosen columns and gives them the room there is."""

    def __init__(self, table: TableBase, heads: Heads, name: str) -> None:
        self.table, self.heads, self.key = table, heads, f"table.{name}"
        self.columns = table.columns()
        kept = memory.recall(self.key)
        self.kept: dict[str, Any] = kept if isinstance(kept, dict) else {}
        self.fitting = False
        self.visible: list[int] = []

    def apply(self) -> None:
        """Wear what was remembered."""
        heads = self.heads
        keys = [column.key for column in self.columns]
        for place, key in enumerate(key for key in self.kept.get("order", []) if key in keys):
            heads.moveSection(heads.visualIndex(keys.index(key)), place)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.sectionResized.connect(self._resized)
        heads.sectionMoved.connect(self._moved)
        self.fit()

    def shown(self) -> list[int]:
        """Return the numbers of the columns that show, from left to right."""
        return self.visible

    def first(self) -> int:
        """Return the number of the first column that shows."""
        return self.visible[0] if self.visible else 0

    def outer(self, section: int) -> tuple[bool, bool]:
        """Return whether a column is the first and the last shown."""
        return (bool(self.visible) and self.visible[0] == section, bool(self.visible) and self.visible[-1] == section)

    def is_chosen(self, at: int) -> bool:
        """Return whether the clerk (or the default) wants a column."""
        column = self.columns[at]
        return bool(self.kept.get("shown", {}).get(column.key, column.shown))

    def toggle(self, at: int, on: bool) -> None:
        """Show or hide a column; the last one stays."""
        if on or len(self.visible) > 1:
            self.kept.setdefault("shown", {})[self.columns[at].key] = on
            self._keep()
            self.fit()

    def reset(self) -> None:
        """Go back to the columns as they came."""
        self.kept.clear()
        heads = self.heads
        for at in range(len(self.columns)):
            heads.moveSection(heads.visualIndex(at), at)
        self._keep()
        self.fit()

    def fit(self) -> None:
        """Hide what has no room (highest `drop` first) and let the stretching columns take the rest."""
        self.fitting = True
        heads, room = self.heads, self.table.viewport().width()
        order = sorted(range(len(self.columns)), key=heads.visualIndex)
        self.visible = [at for at in order if self.is_chosen(at)] or order[:1]
        while len(self.visible) > 1 and sum(self._width(at) for at in self.visible) > room > 60:
            leaving = max(self.visible, key=lambda at: self.columns[at].drop)
            if not self.columns[leaving].drop:
                break
            self.visible.remove(leaving)
        widths = {at: self._width(at) for at in self.visible}
        spare = room - sum(widths.values())
        takers = [at for at in self.visible if self.columns[at].stretch] or self.visible[-1:]
        for taker in takers if spare > 0 else []:
            widths[taker] += spare // len(takers)
        for at in range(len(self.columns)):
            heads.setSectionHidden(at, at not in widths)
            if at in widths:
                heads.resizeSection(at, widths[at])
        self.fitting = False

    def menu(self, where: QPoint) -> None:
        """Let the clerk choose columns and the sorting."""
        menu = QMenu(self.table)
        for at in sorted(range(len(self.columns)), key=self.heads.visualIndex):
            entry = menu.addAction(self.columns[at].head or self.columns[at].key)
            entry.setCheckable(True)
            entry.setChecked(self.is_chosen(at))
            entry.triggered.connect(lambda on, it=at: self.toggle(it, on))
        menu.addSeparator()
        sorting = menu.addMenu("排序(&S)")
        for column in self.columns:
            if column.sort:
                for words, down in (("从小到大", False), ("从大到小", True)):
                    entry = sorting.addAction(f"{column.head} {words}")
                    entry.triggered.connect(lambda _=False, key=column.sort, it=down: self.table.sort_by(key, it))
        menu.addAction("恢复原来的列(&R)").triggered.connect(self.reset)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _width(self, at: int) -> int:
        """Return a column's width: the clerk's, or the one it came with at the text size worn; never under its head."""
        column = self.columns[at]
        chosen = self.kept.get("widths", {}).get(column.key)
        wanted = theme.px(chosen if isinstance(chosen, int) else column.width)
        return max(wanted, round(self.heads.head_width(at)))

    def _resized(self, section: int, _before: int, now: int) -> None:
        if not self.fitting and now > 0:
            self.kept.setdefault("widths", {})[self.columns[section].key] = round(now / theme.factor())
            self._keep()

    def _moved(self, *_places: int) -> None:
        heads = self.heads
        self.kept["order"] = [self.columns[at].key for at in sorted(range(len(self.columns)), key=heads.visualIndex)]
        self._keep()
        self.fit()

    def _keep(self) -> None:
        memory.keep(self.key, dict(self.kept))
