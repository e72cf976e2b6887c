"""The values of a conflict side by side: a row a field, a column a side, what it was before at the right."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kzzq_desktop.domain.exchange_views import Choice, ConflictField
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.exchange.choosing import TYPED, Choosing, Side
from kzzq_desktop.ui.exchange.option import Option
from kzzq_desktop.ui.exchange.words import day_words, moment_words
from kzzq_desktop.ui.parts.buttons import link_button
from kzzq_desktop.ui.parts.layout import column, row
from kzzq_desktop.ui.parts.text import label

REMAINS = ""  # the row that asks whether a removed record stays
TOP = Qt.AlignmentFlag.AlignTop


class OptionGrid(QWidget):
    """Signals: changed() after each choice, left() when the arrow leaves at the left edge."""

    changed = Signal()
    left = Signal()

    def __init__(self, choosing: Choosing) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.choosing = choosing
        self.rows: dict[str, dict[int, Option]] = {}
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(10)
        self.wide = max(len(choosing.columns), 2 if choosing.conflict.removed_by else 1)
        if choosing.conflict.removed_by:
            self._add_question()
        if choosing.conflict.fields:
            self._add_heads()
        for field in choosing.conflict.fields:
            self._add_field(field)
        self.grid.setColumnMinimumWidth(0, theme.px(68))
        for at in range(self.wide):
            self.grid.setColumnStretch(at + 1, 1)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Draw what is chosen now; the values of a record that goes need no choice."""
        now = self.choosing
        for name, options in self.rows.items():
            for at, option in options.items():
                on = now.remove is bool(at) if name == REMAINS else at in now.chosen[name]
                option.show_chosen(on and not (name != REMAINS and now.remove is True))
                option.setEnabled(name == REMAINS or now.remove is not True)

    def focus(self, name: str = "") -> None:
        """Put the keyboard on a field's chosen value (its first one), or on the first open field's."""
        wanted = name if name in self.rows and name else next(iter((*self.choosing.waiting(), *self.rows)), "")
        options = self.rows.get(wanted) or next(iter(self.rows.values()), {})
        on = [option for option in options.values() if option.isChecked()]
        for option in (*on, *options.values()):
            option.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def focused_field(self) -> str:
        """Return the field in which the keyboard is, "" for none."""
        return next((name for name, options in self.rows.items() if any(one.hasFocus() for one in options.values())), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows: across the values of a field (choosing, where only one may be), up and down the fields."""
        across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        here = self._here()
        if here is None or not (across or down):
            super().keyPressEvent(event)
        elif across:
            self._walk_across(here[0], here[1] + across)
        else:
            self._walk_down(here[0], here[1], down)

    def _walk_across(self, line: int, place: int) -> None:
        name = list(self.rows)[line]
        places = list(self.rows[name])
        if place < 0:
            self.left.emit()
        elif place < len(places):
            option = self.rows[name][places[place]]
            option.setFocus(Qt.FocusReason.OtherFocusReason)
            if not option.many and name != REMAINS and self.choosing.chosen[name]:
                self._pick(name, places[place])

    def _walk_down(self, line: int, place: int, step: int) -> None:
        to = line + step
        if 0 <= to < len(self.rows):
            options = list(list(self.rows.values())[to].values())
            chosen = next((one for one in options if one.isChecked() and not one.many), None)
            wanted = chosen or options[min(place, len(options) - 1)]
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _here(self) -> tuple[int, int] | None:
        for line, options in enumerate(self.rows.values()):
            for place, option in enumerate(options.values()):
                if option.hasFocus():
                    return line, place
        return None

    def _pick(self, name: str, at: int) -> None:
        if name == REMAINS:
            self.choosing.decide(bool(at))
        else:
            self.choosing.pick(name, at)
        self.show_chosen()
        self.changed.emit()

    def _add_question(self) -> None:
        """Ask whether a record that one side removed stays."""
        conflict = self.choosing.conflict
        gone = "，".join(part for part in (conflict.removed_by, moment_words(conflict.removed_at)) if part)
        stays = Option("还留着", "另一边后来改过它", lambda: self._pick(REMAINS, 0))
        goes = Option("就是删掉", f"删的人：{gone}", lambda: self._pick(REMAINS, 1))
        self.rows[REMAINS] = {0: stays, 1: goes}
        self.grid.addWidget(_field_label("这条记录"), 0, 0)
        self.grid.addWidget(stays, 0, 1, TOP)
        self.grid.addWidget(goes, 0, 2, TOP)

    def _add_heads(self) -> None:
        line = self.grid.rowCount()
        columns = self.choosing.columns
        plain = len(columns) <= 2
        for at, one in enumerate(columns):
            links = [] if plain else [row(link_button("全用这边", partial(self._take, one)), None)]
            words = label(one.head, "name", wrap=not plain), label(one.small, "small", wrap=True)
            self.grid.addLayout(column(None, *words, *links, gap=0), line, at + 1)
        before = column(None, label("原值", "name"), label("改之前", "small"), gap=0)
        self.grid.addLayout(before, line, self.wide + 1)
        self.grid.setColumnMinimumWidth(self.wide + 1, theme.px(118))

    def _take(self, one: Side) -> None:
        self.choosing.take_column(one)
        self.show_chosen()
        self.changed.emit()

    def _add_field(self, field: ConflictField) -> None:
        line = self.grid.rowCount()
        options: dict[int, Option] = {}
        self.grid.addWidget(_field_label(field.word), line, 0)
        for place, one in enumerate(self.choosing.columns):
            at = one.cells.get(field.name)
            if at is None:
                self.grid.addWidget(label("没有改", "small"), line, place + 1, Qt.AlignmentFlag.AlignCenter)
                continue
            choice = field.choices[at]
            options[at] = Option(choice.words, who_words(choice), partial(self._pick, field.name, at), many=bool(field.both))
            self.grid.addWidget(options[at], line, place + 1)
        before = label(field.origin or "没有记下", "second", wrap=True)
        since = label(f"{day_words(field.origin_at)} 起" if field.origin_at else "", "small")
        self.grid.addLayout(column(None, before, *([since] if since.text() else []), None, gap=2), line, self.wide + 1)
        self.rows[field.name] = options
        if field.name in self.choosing.typed:
            self._add_typed(field, options)

    def _add_typed(self, field: ConflictField, options: dict[int, Option]) -> None:
        """Show what the clerk typed as a value of its own, under the others."""
        typed = Option(self.choosing.typed[field.name], "自己填写", lambda: self._pick(field.name, TYPED))
        options[TYPED] = typed
        self.grid.addWidget(typed, self.grid.rowCount(), 1, 1, self.wide)


def who_words(choice: Choice) -> str:
    """Return who gave a value and when; where his clock was wrong the day is only about right."""
    when = f"约 {day_words(choice.at)}" if choice.clock else moment_words(choice.at)
    return "·".join(part for part in (choice.clerk, when) if part)


def _field_label(words: str) -> QLabel:
    made = label(words, "field", wrap=True)
    made.setFixedWidth(theme.px(72))
    return made
