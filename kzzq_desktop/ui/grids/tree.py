"""The tree at the left: township, village, grid. Grids are read when their village is opened."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from kzzq_desktop.domain.board import VillageCount
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.ui import theme

KIND, KEY, VILLAGE = (Qt.ItemDataRole.UserRole + at for at in range(3))


class PlaceTree(QTreeWidget):
    """Signals: `township_picked(code)`, `village_picked(code)`, `grid_picked(village, grid)`."""

    township_picked = Signal(str)
    village_picked = Signal(str)
    grid_picked = Signal(str, str)

    def __init__(self, list_grids: Callable[[str], Sequence[GridRow]]) -> None:
        super().__init__()
        self.list_grids = list_grids
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setAccessibleName("苏木镇和嘎查")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.header().setMinimumSectionSize(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.itemExpanded.connect(self._open)
        self.currentItemChanged.connect(lambda now, _before: self._picked(now))

    def show_villages(self, villages: Sequence[VillageCount]) -> None:
        """Show these villages anew; what was open and chosen stays so."""
        opened = {self._key(item) for item in self._items() if item.isExpanded()}
        first_time = self.topLevelItemCount() == 0
        now: QTreeWidgetItem | None = self.currentItem()
        chosen = self._key(now) if now is not None else ("", "")
        self.blockSignals(True)
        self.clear()
        towns: dict[str, QTreeWidgetItem] = {}
        for village in villages:
            if village.township_id not in towns:
                towns[village.township_id] = self._add(
                    None, "township", village.township_id, village.township or "未列入的嘎查村", ""
                )
            item = self._add(towns[village.township_id], "village", village.village_id, village.village, f"{village.grids:,}")
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            if not village.grids:
                item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.DontShowIndicator)
        for code, town in towns.items():
            town.setText(1, f"{sum(village.grids for village in villages if village.township_id == code):,}")
            town.setExpanded(("township", code) in opened or (first_time and len(towns) == 1))
        widest = max((theme.text_width(town.text(1)) for town in towns.values()), default=0.0)
        self.setColumnWidth(1, round(max(widest, theme.text_width("12户"))) + 10)
        for item in list(self._items()):
            if self._key(item) in opened and item.data(0, KIND) == "village":
                self._open(item)
                item.setExpanded(True)
        self.blockSignals(False)
        self.choose(*chosen)

    def choose(self, kind: str, key: str, village: str = "") -> bool:
        """Choose an entry without a signal and bring it into view; a grid's village is opened first."""
        self.blockSignals(True)
        if kind == "grid" and village and (home := self._find("village", village)) is not None:
            self._open(home)
        item = self._find(kind, key)
        if item is None and kind == "grid" and village:
            item = self._find("village", village)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)
        self.blockSignals(False)
        return item is not None

    def _add(self, parent: QTreeWidgetItem | None, kind: str, key: str, words: str, count: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self if parent is None else parent, [words, count])
        item.setData(0, KIND, kind)
        item.setData(0, KEY, key)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, QBrush(theme.colour("ink3")))
        if theme.text_width(words) > self.columnWidth(0) - 40:
            item.setToolTip(0, words)
        return item

    def _open(self, item: QTreeWidgetItem) -> None:
        if item.data(0, KIND) != "village" or item.childCount():
            return
        village = str(item.data(0, KEY))
        for grid in self.list_grids(village):
            words = f"{grid.number:02d} {grid.name or grid.groups}"
            child = self._add(item, "grid", grid.id, words, f"{grid.households}户")
            child.setData(0, VILLAGE, village)

    def _picked(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        kind, key = self._key(item)
        if kind == "township":
            self.township_picked.emit(key)
        elif kind == "village":
            item.setExpanded(True)
            self.village_picked.emit(key)
        else:
            self.grid_picked.emit(str(item.data(0, VILLAGE)), key)

    def _key(self, item: QTreeWidgetItem) -> tuple[str, str]:
        return str(item.data(0, KIND)), str(item.data(0, KEY))

    def _find(self, kind: str, key: str) -> QTreeWidgetItem | None:
        return next((item for item in self._items() if self._key(item) == (kind, key)), None)

    def _items(self) -> list[QTreeWidgetItem]:
        found, waiting = [], [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is not None:
                found.append(item)
                waiting += [item.child(at) for at in range(item.childCount())]
        return found
