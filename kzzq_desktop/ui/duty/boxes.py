"""The boxes of a duty form, side by side, in as many rows as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QSizePolicy, QWidget

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.duties import Box, BoxKind, BoxValue, DutyForm, Values
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import Button
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label, set_mark

# More choices than this stand in a drop-down, so that a form needs one row.
MOST_SEGMENTS = 4
LABEL, GAP, ROW_GAP, TEXT_LEAST, NUMBER_WIDE = 56, 12, 8, 120, 64
Households = Sequence[tuple[str, str]]


class PartyButton(Button):
    """Some of the ticked households, ticked once more in a menu. Signal `changed()`."""

    changed = Signal()

    def __init__(self, word: str) -> None:
        super().__init__("", "", "")
        self.word, self.keys = word, tuple[str, ...]()
        self.households: Households = ()
        self.drop = QMenu(self)
        self.setMenu(self.drop)
        self.drop.aboutToShow.connect(self._list)
        self._say()

    def show_households(self, households: Households) -> None:
        """Offer these; those no longer ticked are left out."""
        self.households = tuple(households)
        self.choose(self.keys)

    def choose(self, keys: Sequence[str]) -> None:
        """Tick these."""
        self.keys = tuple(key for key, _ in self.households if key in keys)
        self._say()

    def _list(self) -> None:
        self.drop.clear()
        for key, head in self.households:
            action = self.drop.addAction(head)
            action.setCheckable(True)
            action.setChecked(key in self.keys)
            action.triggered.connect(lambda on, it=key: self._turn(it, on=on))

    def _turn(self, key: str, *, on: bool) -> None:
        self.choose((*self.keys, key) if on else [kept for kept in self.keys if kept != key])
        self.changed.emit()

    def _say(self) -> None:
        heads = [head for key, head in self.households if key in self.keys]
        self.set_words("、".join(heads) if len(heads) in (1, 2) else f"{len(heads)} 户" if heads else "点这里选")
        self.setMinimumWidth(round(theme.text_width(self.text())) + 36)


class BoxesRow(QWidget):
    """The boxes of one form. Signal `changed()`."""

    changed = Signal()

    def __init__(self, form: DutyForm) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.form = form
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.labels: dict[str, QLabel] = {}
        self.widgets: dict[str, QWidget] = {}
        for box in form.boxes:
            self.labels[box.key] = label(box.word, "field")
            self.labels[box.key].setParent(self)
            self.widgets[box.key] = self._widget(box)
            self.widgets[box.key].setParent(self)
        self.fill(form.started())

    def values(self) -> dict[str, BoxValue]:
        """Return what stands in the boxes, tidied."""
        return self.form.tidied({box.key: self._read(box) for box in self.form.boxes})

    def fill(self, values: Values) -> None:
        """Write values into the boxes; what is not given becomes empty."""
        for box in self.form.boxes:
            widget, value = self.widgets[box.key], values.get(box.key, "")
            if isinstance(widget, PartyButton):
                widget.choose(value if isinstance(value, tuple) else ())
            elif isinstance(widget, Segmented | ChoiceBox):
                widget.pick(str(value))
            elif isinstance(widget, QLineEdit):
                widget.setText(str(value))

    def show_households(self, households: Households) -> None:
        """Offer the ticked households to the boxes that name some of them."""
        for widget in self.widgets.values():
            if isinstance(widget, PartyButton):
                widget.show_households(households)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Turn the boxes of these problems red, the others calm."""
        wrong = {problem.field for problem in problems}
        for key, widget in self.widgets.items():
            set_mark(widget, "wrong", "true" if key in wrong else "")

    def first_text(self) -> QLineEdit | None:
        """Return the first text box that is still empty, None without one."""
        texts = [self.widgets[box.key] for box in self.form.boxes if box.kind is BoxKind.TEXT]
        return next((text for text in texts if isinstance(text, QLineEdit) and not text.text().strip()), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the boxes anew."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """Return the rows' height."""
        return QSize(400, self._place_height(len(self._rows(max(self.width(), 400)))))

    def minimumSizeHint(self) -> QSize:
        """Return the same height: boxes are never squeezed."""
        return QSize(300, self.sizeHint().height())

    def _widget(self, box: Box) -> QWidget:
        if box.kind is BoxKind.HOUSEHOLDS:
            party = PartyButton(box.word)
            party.changed.connect(self.changed)
            return party
        if box.kind is BoxKind.CHOICE:
            options = [(choice, choice) for choice in box.choices]
            few = len(options) <= MOST_SEGMENTS
            choice = Segmented(options, name=box.word) if few else ChoiceBox(options, name=box.word)
            choice.picked.connect(lambda _: self.changed.emit())
            return choice
        text = QLineEdit()
        text.setAccessibleName(box.word)
        text.setPlaceholderText(box.hint)
        text.textEdited.connect(lambda _: self.changed.emit())
        return text

    def _read(self, box: Box) -> BoxValue:
        widget = self.widgets[box.key]
        if isinstance(widget, PartyButton):
            return widget.keys
        if isinstance(widget, Segmented | ChoiceBox):
            return widget.value()
        return widget.text() if isinstance(widget, QLineEdit) else ""

    def _width(self, box: Box) -> int:
        """Return the least width of a box's widget."""
        if box.kind is BoxKind.TEXT:
            return theme.px(TEXT_LEAST)
        if box.kind is BoxKind.NUMBER:
            return theme.px(NUMBER_WIDE)
        return max(self.widgets[box.key].sizeHint().width(), self.widgets[box.key].minimumWidth())

    def _rows(self, wide: int) -> list[list[Box]]:
        """Return the boxes by rows, each row no wider than the room."""
        rows: list[list[Box]] = []
        left = 0
        for box in self.form.boxes:
            need = self._label_width(box, first=False) + GAP + self._width(box)
            if rows and left + GAP + need <= wide:
                rows[-1].append(box)
                left += GAP + need
            else:
                rows.append([box])
                left = self._label_width(box, first=True) + GAP + self._width(box)
        return rows

    def _label_width(self, box: Box, *, first: bool) -> int:
        needed = round(theme.text_width(box.word)) + 2
        return max(theme.px(LABEL), needed) if first else needed

    def _place_height(self, rows: int) -> int:
        return rows * theme.height("control") + (rows - 1) * ROW_GAP

    def _place(self) -> None:
        high, wide, top = theme.height("control"), self.width(), 0
        rows = self._rows(wide)
        for row in rows:
            used = sum(self._label_width(box, first=box is row[0]) + GAP + self._width(box) for box in row) + GAP * (len(row) - 1)
            growing = [box for box in row if box.kind is BoxKind.TEXT]
            extra, left = max(0, wide - used), 0
            for box in row:
                words = self._label_width(box, first=box is row[0])
                self.labels[box.key].setGeometry(left, top, words, high)
                room = self._width(box) + (extra // len(growing) if box in growing else 0)
                self.widgets[box.key].setGeometry(left + words + GAP, top, room, high)
                left += words + GAP + room + GAP
            top += high + ROW_GAP
        if self.height() != self._place_height(len(rows)):
            self.setFixedHeight(self._place_height(len(rows)))

    def keep_tab_order(self, before: QWidget) -> QWidget:
        """Let Tab walk the boxes in their order after `before`; return the last."""
        for widget in self.widgets.values():
            QWidget.setTabOrder(before, widget)
            before = widget
        return before
