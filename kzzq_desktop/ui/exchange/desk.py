"""The desk where what two sides decided differently is settled: the records at the left, one of them at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QWidget

from kzzq_desktop.domain.exchange_views import Conflict, Stray
from kzzq_desktop.ui import ask, background, errors, theme
from kzzq_desktop.ui.exchange.choosing import Choosing
from kzzq_desktop.ui.exchange.door import ExchangeDoor
from kzzq_desktop.ui.exchange.record_list import RecordLine, RecordList
from kzzq_desktop.ui.exchange.record_view import RecordView
from kzzq_desktop.ui.exchange.stray_view import StrayView
from kzzq_desktop.ui.parts.buttons import link_button
from kzzq_desktop.ui.parts.layout import card, column, hold, row, rule
from kzzq_desktop.ui.parts.marks import Mark, State
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi

Key = tuple[str, str]
MANY = 8  # from so many on they can be settled alike
LIST_WIDE, LIST_NARROW = 248, 216
ALIKE = (("mine", "都用本机的"), ("theirs", "都用对方的"))


class ConflictDesk(QWidget):
    """Signals: emptied() when nothing waits any more, back_asked() on Esc."""

    emptied = Signal()
    back_asked = Signal()

    def __init__(self, door: ExchangeDoor, window: WindowApi) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.door, self.window_api = door, window
        self.choosings: dict[Key, Choosing] = {}
        self.strays: dict[Key, Stray] = {}
        self.last: tuple[str, Key] = ("", ("", ""))
        self.wanted: Key | None = None  # comes back to the list when it is loaded anew
        self.count, self.merged = label("", "small"), State()
        self.records = RecordList()
        self.records.picked.connect(self._show)
        self.records.entered.connect(self.focus_record)
        self.alike = link_button("一起核对…", self.settle_alike)
        self.view, self.stray = RecordView(door, window), StrayView()
        self.view.changed.connect(self._mark_current)
        self.view.settled.connect(lambda choosing: self._settle([choosing]))
        self.view.back_asked.connect(self.take_back)
        self.view.left.connect(self.records.setFocus)
        self.stray.decided.connect(self._decide_stray)
        self.sides = QStackedWidget()
        self.sides.addWidget(self.view)
        self.sides.addWidget(self.stray)
        head = row(label("两边改得不一样", "head"), None, self.count, gap=6, margins=(16, 12, 16, 10))
        foot = column(self.merged, row(self.alike, None), gap=2, margins=(16, 8, 12, 8))
        self.foot = hold(column(rule(), foot, gap=0))
        self.list_card = card(head, rule(), (self.records, 1), self.foot, gap=0, margins=(1, 0, 1, 1))
        self.setLayout(row(self.list_card, (self.sides, 1), gap=16))
        self.fit_width(narrow=False)

    def fit_width(self, narrow: bool) -> None:
        """Make the list narrower in a narrow window."""
        self.list_card.setFixedWidth(theme.px(LIST_NARROW if narrow else LIST_WIDE))

    def show_waiting(self, conflicts: Sequence[Conflict], strays: Sequence[Stray], merged: int = 0) -> None:
        """Show what waits now; choices already made stay with a record that has not changed."""
        kept, here = self.choosings, self.wanted or self.records.current()
        self.choosings = {}
        for conflict in conflicts:
            key = (conflict.table, conflict.row_id)
            before = kept.get(key)
            same = before is not None and before.conflict == conflict
            self.choosings[key] = before if same and before is not None else Choosing(conflict)
        if self.last[1] in self.choosings:  # taken back elsewhere
            self.last = ("", ("", ""))
        self.strays = {(f"stray {one.table} {one.site_id}", one.row_id): one for one in strays}
        self.merged.show_mark(Mark("ok", f"另外 {merged:,} 条已自动合并") if merged else Mark("ok", ""))
        self.merged.setVisible(bool(merged))
        self._list_anew(here)
        if self.wanted is not None:
            self.wanted = None
            self.focus_record()

    def waiting(self) -> int:
        """Return how many records wait."""
        return len(self.choosings) + len(self.strays)

    def focus_record(self) -> None:
        """Put the keyboard into the record at the right."""
        (self.stray if self.sides.currentWidget() is self.stray else self.view).focus()

    def holds_keyboard(self) -> bool:
        """Return whether the keyboard is in the list or in the record."""
        held = QApplication.focusWidget()
        return held is not None and self.isAncestorOf(held)

    def settle_alike(self) -> None:
        """Settle all records in one way, after asking; what was removed on one side still needs its own look."""
        plain = [one for one in self.choosings.values() if not one.conflict.removed_by]
        how = ask.choose(
            self,
            f"{len(plain):,} 处一起核对？",
            ALIKE,
            words="每处只留选中的一边。删掉了又改过的不在其中，仍要一处一处看。以后可以从保存记录里整体撤销。",
            yes="一起核对",
        )
        if not how:
            return
        for one in plain:
            for side in one.columns:
                if side.mine is (how == "mine"):
                    one.take_column(side)
        self._settle([one for one in plain if not one.waiting()])

    def take_back(self) -> None:
        """Take the last settlement back; its record comes back to the list."""
        unit, key = self.last
        if unit:
            background.run(lambda _job: self.door.undo(unit), lambda _made: self._taken_back(key), words="正在撤回", parent=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter settles and goes on, Esc goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = self.focusWidget()
            if isinstance(held, QPushButton):
                held.click()
            elif self.sides.currentWidget() is self.view:
                self.view.settle()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def _settle(self, choosings: Sequence[Choosing]) -> None:
        decided = [one.settlement() for one in choosings]
        background.run(
            lambda _job: self.door.settle(decided),
            lambda unit: self._settled(unit, choosings),
            self._refused,
            words="正在保存",
            parent=self,
        )

    def _refused(self, error: BaseException) -> None:
        """Say why nothing was saved, and show the records as they are now: they may have changed meanwhile."""
        errors.show_error(self, error)
        self.window_api.refresh()

    def _settled(self, unit: str, choosings: Sequence[Choosing]) -> None:
        self.last = (unit, choosings[0].key if choosings else ("", ""))
        after = self._next_key([one.key for one in choosings])
        for one in choosings:
            self.choosings.pop(one.key, None)
        self._list_anew(after)
        self.window_api.saved(
            unit, f"核对了 {choosings[0].conflict.title}" if len(choosings) == 1 else f"核对了 {len(choosings)} 处"
        )
        self._go_on()

    def _decide_stray(self, stray: Stray, accept: bool) -> None:
        def done(unit: object) -> None:
            key = next(key for key, one in self.strays.items() if one == stray)
            after = self._next_key([key])
            self.strays.pop(key)
            self._list_anew(after)
            self.window_api.saved(unit if isinstance(unit, str) else "", f"{'收下' if accept else '没有收'}了 {stray.title}")
            self._go_on()

        background.run(lambda _job: self.door.settle_stray(stray, accept), done, self._refused, words="正在保存", parent=self)

    def _go_on(self) -> None:
        if self.waiting():
            self.focus_record()
        else:
            self.emptied.emit()

    def _taken_back(self, key: Key) -> None:
        self.last = ("", ("", ""))
        self.wanted = key
        self.window_api.saved("", "撤回了刚才的核对")

    def _next_key(self, gone: Sequence[Key]) -> Key | None:
        """Return the record after the one that goes, the one before it at the end of the list."""
        keys = [line.key for line in self.records.lines.rows]
        here = self.records.current()
        at = keys.index(here) if here in keys else 0
        return next((key for key in [*keys[at:], *reversed(keys[:at])] if key not in gone), None)

    def _list_anew(self, key: Key | None) -> None:
        lines = [_line(one) for one in self.choosings.values()]
        lines += [
            RecordLine(key, one.title, one.site, Mark("due", "要不要收下", icon="info")) for key, one in self.strays.items()
        ]
        self.records.show_lines(lines, key)
        self.count.setText(f"{len(lines):,} 处")
        self.alike.setVisible(len(self.choosings) >= MANY)
        self.foot.setVisible(bool(self.merged.mark.words) or len(self.choosings) >= MANY)
        if (now := self.records.current()) is not None:
            self._show(now)

    def _show(self, key: Key) -> None:
        if key in self.strays:
            self.stray.show_stray(self.strays[key])
            self.sides.setCurrentWidget(self.stray)
        elif key in self.choosings:
            self.sides.setCurrentWidget(self.view)
            if self.view.choosing is not self.choosings[key]:
                self.view.show_record(self.choosings[key], self.waiting())
            self.view.back.setEnabled(bool(self.last[0]))

    def _mark_current(self) -> None:
        if self.view.choosing is not None:
            self.records.show_mark(self.view.choosing.key, _line(self.view.choosing).mark)


def _line(choosing: Choosing) -> RecordLine:
    """Return a record as the list shows it."""
    conflict, waiting = choosing.conflict, choosing.waiting()
    if waiting == ("",):
        mark = Mark("due", "一边删了，一边改了")
    elif waiting:
        mark = Mark("over" if conflict.urgent else "due", f"{len(waiting)} 项待选")
    else:
        mark = Mark("ok", f"{choosing.decided()} 项已选，等你确认")
    return RecordLine(choosing.key, conflict.title, conflict.detail, mark)
