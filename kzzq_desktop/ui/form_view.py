"""A form of labelled boxes. What is wrong turns red with its sentence under it; nothing is saved until all is right.

form = FormView((Box("name", "姓名"), Box("birth", "出生", "part_day"), Box("note", "备注", "long")))
form.fill({"name": …}) · form.values() · form.show_problems(problems) · form.changed · form.submitted (Enter)
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.form_fields import Box, Field, Words, make_field
from kzzq_desktop.ui.parts.picker import Picker
from kzzq_desktop.ui.parts.text import label, set_mark

Result = TypeVar("Result")


class FormView(QWidget):
    """Boxes under one another, or in `columns` beside one another (long ones take the whole width)."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, boxes: Sequence[Box], *, columns: int = 1, label_width: int = 64) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.fields: dict[str, Field] = {}
        self.faults: dict[str, QLabel] = {}
        self.labels: dict[str, QLabel] = {}
        self.columns, self.label_width = columns, label_width
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(4)
        for at in range(columns):
            self.grid.setColumnStretch(at * 2 + 1, 1)
        self._place(boxes)
        self.general = label("", "small", "over", wrap=True)
        self.general.hide()
        self.grid.addWidget(self.general, self.grid.rowCount(), 0, 1, columns * 2)

    def values(self) -> dict[str, str]:
        """Return what stands in the boxes, by key."""
        return {key: field.read() for key, field in self.fields.items()}

    def fill(self, values: Mapping[str, str]) -> None:
        """Write values into the boxes that have them."""
        for key, value in values.items():
            if key in self.fields:
                self.fields[key].write(value)
        self.clear_problems()

    def box(self, key: str) -> QWidget:
        """Return a box's widget."""
        return self.fields[key].widget

    def focus(self, key: str = "") -> None:
        """Put the keyboard into a box, the first when none is named."""
        wanted = key if key in self.fields else next(iter(self.fields))
        self.fields[wanted].focus.setFocus(Qt.FocusReason.TabFocusReason)

    def show_box(self, key: str, on: bool) -> None:
        """Show or hide a box with its label."""
        for part in (self.labels[key], self.fields[key].widget):
            part.setVisible(on)
        if not on:
            self.faults[key].hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Turn the boxes of these problems red, say the sentences under them, and go to the first."""
        self.clear_problems()
        loose = []
        for problem in problems:
            if problem.field not in self.faults:
                loose.append(problem.sentence())
                continue
            fault, field = self.faults[problem.field], self.fields[problem.field]
            fault.setText(f"{fault.text()} {problem.sentence()}".strip())
            fault.show()
            set_mark(field.focus, "wrong", "true")
            field.focus.setAccessibleDescription(fault.text())
        self.general.setText("　".join(loose))
        self.general.setVisible(bool(loose))
        first = next((problem.field for problem in problems if problem.field in self.fields), "")
        if first:
            self.focus(first)

    def attempt(self, save: Callable[[], Result]) -> Result | None:
        """Do `save`; when it raises a FormError show its problems in the boxes and return None."""
        try:
            return save()
        except FormError as error:
            self.show_problems(error.problems)
            return None

    def clear_problems(self) -> None:
        """Forget what was wrong."""
        self.general.hide()
        for key, fault in self.faults.items():
            self._clear(key, fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter means: done with this form; words that name nothing of a list are said so first."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or isinstance(self.focusWidget(), QPushButton):
            super().keyPressEvent(event)
        elif loose := [key for key, field in self.fields.items() if isinstance(field.focus, Picker) and field.focus.is_loose()]:
            self.show_problems([Problem("没有找到，请从列表里挑选，或者清空。", field=key) for key in loose])
        else:
            self.submitted.emit()

    def _place(self, boxes: Sequence[Box]) -> None:
        line = side = 0
        for box in boxes:
            whole = box.kind in ("long", "ticks", "segmented") or self.columns == 1
            if whole and side:
                line, side = line + 2, 0
            span = self.columns * 2 - 1 if whole else 1
            self._add(box, line, side * 2, span)
            side = 0 if whole else (side + 1) % self.columns
            line += 0 if side else 2

    def _add(self, box: Box, line: int, at: int, span: int) -> None:
        field = make_field(box)
        name = label(box.word, "field")
        name.setMinimumWidth(theme.px(self.label_width))
        name.setFixedHeight(theme.height("control"))
        name.setBuddy(field.focus)
        fault = label("", "small", "over", wrap=True)
        fault.hide()
        sides = Qt.AlignmentFlag.AlignTop
        self.grid.addWidget(name, line, at, sides)
        if box.wide or box.kind in ("number", "day", "part_day", "segmented"):
            sides |= Qt.AlignmentFlag.AlignLeft
            self.grid.addWidget(field.widget, line, at + 1, 1, span, sides)
        else:
            self.grid.addWidget(field.widget, line, at + 1, 1, span)
        self.grid.addWidget(fault, line + 1, at + 1, 1, span)
        self.grid.setRowMinimumHeight(line + 1, 4)
        self.fields[box.key], self.faults[box.key], self.labels[box.key] = field, fault, name
        field.changed.connect(lambda *_now, key=box.key: self._edited(key))
        if isinstance(field.widget, Words):
            field.widget.enter = self.submitted.emit

    def _edited(self, key: str) -> None:
        self._clear(key, self.faults[key])
        self.changed.emit()

    def _clear(self, key: str, fault: QLabel) -> None:
        if fault.text():
            fault.setText("")
            fault.hide()
            set_mark(self.fields[key].focus, "wrong", "")
            self.fields[key].focus.setAccessibleDescription("")
