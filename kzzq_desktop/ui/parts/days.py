"""A box for a day: 2026-11-23, 11-23, 1123, 昨天; up and down change it by a day; a calendar drops down.

With `partial` a year or a month alone is a day too (1986, 1986-05).
"""

import re
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidgetAction

from kzzq_desktop.base import clock
from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.parts.text import set_mark

NEAR = {"今天": 0, "昨天": -1, "前天": -2, "明天": 1}


class DateBox(QLineEdit):
    """Holds ISO text. Signal `day_changed(iso)`; `value()` is "" when empty; `is_wrong()` when it cannot be read."""

    day_changed = Signal(str)

    def __init__(self, day: str = "", *, partial: bool = False, name: str = "日期", latest_today: bool = False) -> None:
        super().__init__()
        self.partial, self.latest_today = partial, latest_today
        self.setAccessibleName(name)
        self.setPlaceholderText("年-月-日" if not partial else "如 1986-05")
        self.calendar_mark = self.addAction(icons.icon("calendar", "ink2", 16), QLineEdit.ActionPosition.TrailingPosition)
        self.calendar_mark.triggered.connect(self._drop_down)
        self.setFixedWidth(round(theme.text_width("2026-11-23") + 58))
        self.day = day
        self.setText(day)
        self.editingFinished.connect(self._read)
        theme.worn.changed.connect(self._draw)

    def value(self) -> str:
        """Return the day as ISO text, "" when the box is empty or cannot be read."""
        return read_day(self.text(), partial=self.partial) or ""

    def pick(self, day: str) -> None:
        """Show a day without a signal."""
        self.day = day
        self.setText(day)
        set_mark(self, "wrong", "")

    def is_wrong(self) -> bool:
        """Return whether something stands in the box that is no day, or lies after today where it must not."""
        day = read_day(self.text(), partial=self.partial)
        return day is None or bool(day and self.latest_today and day > clock.today().isoformat()[: len(day)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the day by one with up and down."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        day = self.value() or clock.today().isoformat()
        if step is None or len(day) != 10:
            super().keyPressEvent(event)
            return
        self._take((date.fromisoformat(day) + timedelta(days=step)).isoformat())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all, so that typing replaces."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def _read(self) -> None:
        set_mark(self, "wrong", "true" if self.is_wrong() else "")
        day = read_day(self.text(), partial=self.partial)
        if day is not None and not self.is_wrong():
            self._take(day)

    def _take(self, day: str) -> None:
        self.setText(day)
        set_mark(self, "wrong", "true" if self.is_wrong() else "")
        if day != self.day and not self.is_wrong():
            self.day = day
            self.day_changed.emit(day)

    def _drop_down(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        shown = QDate.fromString(self.value(), "yyyy-MM-dd")
        calendar.setSelectedDate(shown if shown.isValid() else QDate.fromString(clock.today().isoformat(), "yyyy-MM-dd"))
        calendar.clicked.connect(lambda day: self._take(day.toString("yyyy-MM-dd")))
        calendar.clicked.connect(menu.close)
        item = QWidgetAction(menu)
        item.setDefaultWidget(calendar)
        menu.addAction(item)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _draw(self) -> None:
        self.calendar_mark.setIcon(icons.icon("calendar", "ink2", 16))


def read_day(typed: str, *, partial: bool = False) -> str | None:
    """Return what a clerk typed as ISO text, "" for nothing, None when it cannot be read. A day without a year is this year's."""
    words = typed.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    today = clock.today()
    if not words:
        return ""
    if words in NEAR:
        return (today + timedelta(days=NEAR[words])).isoformat()
    parts = [int(part) for part in re.findall(r"\d+", words)]
    if words.isdigit():
        parts = _run_of_digits(words, partial)
    if len(parts) == 2 and not (partial and parts[0] > 31):
        parts = [today.year, *parts]
    return _iso(parts, partial)


def _run_of_digits(words: str, partial: bool) -> list[int]:
    """Return year, month and day of digits without separators."""
    cuts = {8: (4, 6), 6: (4,), 4: () if partial else (2,), 3: (1,)}
    at = [0, *cuts.get(len(words), ()), len(words)]
    return [int(words[start:end]) for start, end in pairwise(at)]


def _iso(parts: list[int], partial: bool) -> str | None:
    """Return year, month, day (or the known ones) as ISO text, None when there is no such day."""
    if not parts or not 1900 <= parts[0] <= 2100 or len(parts) > 3 or (len(parts) < 3 and not partial):
        return None
    try:
        date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    except ValueError:
        return None
    return "-".join([str(parts[0]), *(f"{part:02d}" for part in parts[1:])])
