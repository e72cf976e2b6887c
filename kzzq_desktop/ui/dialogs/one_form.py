"""A small dialog around one form: fill in, Enter saves, what is wrong turns red and nothing is saved."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, note_strip


class FormDialog(Dialog):
    """`save(values)` returns the unit's id or raises FormError; `saved(unit id)` is told after the dialog closed."""

    def __init__(
        self, parent: QWidget, title: str, boxes: Sequence[Box], filled: Mapping[str, str],
        save: Callable[[dict[str, str]], str], saved: Callable[[str], object], note: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent, title, 480)
        self.save, self.saved = save, saved
        self.form = FormView(boxes, label_width=72)
        self.form.fill(filled)
        self.form.submitted.connect(self.try_save)
        self.enter = self.try_save
        notes = [note_strip(note)] if note else []
        self.fill(column(self.form, *notes, None, gap=12), None, self.cancel_button(), main_button("保存(&S)", self.try_save))
        self.form.focus()

    def try_save(self) -> None:
        """Save, or show what is wrong."""
        unit_id = self.form.attempt(lambda: self.save(self.form.values()))
        if unit_id is not None:
            self.accept()
            self.saved(unit_id)
