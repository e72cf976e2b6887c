"""The filters above a list: in one row, or in two where the list is narrow."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kzzq_desktop.ui.parts.layout import column

GAP = 8


class FilterRows(QWidget):
    """`first` stand in the upper row; `second` beside them or, folded, under them; `last` at the right end."""

    def __init__(self, first: Sequence[QWidget], second: Sequence[QWidget], last: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.first, self.second, self.last = tuple(first), tuple(second), last
        self.above, self.below = QHBoxLayout(), QHBoxLayout()
        for line in (self.above, self.below):
            line.setSpacing(GAP)
        self.setLayout(column(self.above, self.below, gap=GAP))
        self.folded: bool | None = None
        self.fold(False)

    def needed(self) -> int:
        """Return the px one row needs."""
        parts = [part for part in (*self.first, *self.second, self.last) if not part.isHidden()]
        return sum(min(part.sizeHint().width(), part.maximumWidth()) for part in parts) + GAP * (len(parts) + 2)

    def fold(self, on: bool) -> None:
        """Stand in two rows, or in one."""
        if on == self.folded:
            return
        self.folded = on
        for line in (self.above, self.below):
            while line.takeAt(0) is not None:
                pass
        for part in self.first:
            self.above.addWidget(part)
        end = self.below if on else self.above
        for part in self.second:
            end.addWidget(part)
        for line in (self.above, self.below):
            line.addStretch(1)
        end.addWidget(self.last)
