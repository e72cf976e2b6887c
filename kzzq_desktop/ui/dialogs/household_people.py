"""The residents in a household's form: one line a person, walked by Tab; Alt+A adds a line."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.codes import HEAD, implied_sex
from kzzq_desktop.domain.id_numbers import birth_in, read_id, sex_in
from kzzq_desktop.domain.person_forms import ResidentForm
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import Button, button, quiet_button
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import column, hold, row
from kzzq_desktop.ui.parts.text import label, set_mark
from kzzq_desktop.ui.relation_box import RelationBox

HEADS = (("name", "姓名", 112), ("relation", "与户主关系", 108), ("sex", "性别", 72), ("birth", "出生", 100),
         ("id_number", "身份证号", 168), ("phones", "电话", 128))  # fmt: skip
SEXES = (("0", "未知"), ("1", "男"), ("2", "女"))


class PersonLine:
    """The boxes of one resident and the sentence under them."""

    def __init__(self, form: ResidentForm) -> None:
        self.kept = form
        self.name = _text(form.name, "姓名")
        self.relation = RelationBox()
        self.relation.pick(form.relation)
        self.sex = ChoiceBox(SEXES, form.sex, name="性别")
        self.birth = _text(form.birth, "出生", "1986-05")
        self.id_number = _text(form.id_number, "身份证号", "可不填")
        self.phones = _text(form.phones, "电话")
        self.fault = label("", "small", "over", wrap=True)
        self.fault.hide()
        self.remove: Button = quiet_button("移除")
        self.remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.id_number.editingFinished.connect(self._read_id)
        self.relation.picked.connect(self._read_relation)

    def boxes(self) -> dict[str, QWidget]:
        """Return the boxes by their field."""
        return {
            "name": self.name, "relation": self.relation, "sex": self.sex, "birth": self.birth, "id_number": self.id_number,
            "phones": self.phones,
        }  # fmt: skip

    def read(self) -> ResidentForm:
        """Return the line as it was filled in."""
        return replace(
            self.kept, name=self.name.text(), relation=self.relation.value(), sex=self.sex.value(), birth=self.birth.text(),
            id_number=self.id_number.text(), phones=self.phones.text(),
        )  # fmt: skip

    def is_blank(self) -> bool:
        """Return whether nothing was typed into a new line."""
        return not self.kept.id and not any(box.text().strip() for box in (self.name, self.birth, self.id_number, self.phones))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Turn the wrong boxes red and say why under the line."""
        wrong = {problem.field.rpartition(".")[2] for problem in problems}
        for field, box in self.boxes().items():
            set_mark(box, "wrong", "true" if field in wrong else "")
        self.fault.setText(" ".join(dict.fromkeys(f"{problem.what}{problem.mend}" for problem in problems)))
        self.fault.setVisible(bool(problems))

    def _read_id(self) -> None:
        """A right ID number tells birth and sex."""
        number = read_id(self.id_number.text()).number if self.id_number.text().strip() else ""
        if number:
            self.id_number.setText(number)
            self.birth.setText(birth_in(number))
            self.sex.pick(sex_in(number))

    def _read_relation(self, code: str) -> None:
        if self.sex.value() == "0" and implied_sex(code):
            self.sex.pick(implied_sex(code))


class PeopleBox(QWidget):
    """The lines under their heads. `changed` after a line came or went."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.lines: list[PersonLine] = []
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(4)
        for at, (_, words, wide) in enumerate(HEADS):
            self.grid.addWidget(label(words, "mark"), 0, at)
            self.grid.setColumnMinimumWidth(at, theme.px(wide))
        for at, share in ((0, 2), (1, 1), (3, 1), (4, 2), (5, 2)):
            self.grid.setColumnStretch(at, share)
        self.add_button = button("添加一人(&A)", self.add, icon="plus")
        self.setLayout(column(hold(self.grid), row(self.add_button, None), gap=8))

    def show_people(self, people: Sequence[ResidentForm]) -> None:
        """Show these residents."""
        for line in list(self.lines):
            self._drop(line)
        for person in people:
            self._append(person)

    def read(self) -> tuple[ResidentForm, ...]:
        """Return the residents as filled in; blank new lines are left out."""
        return tuple(line.read() for line in self._filled())

    def add(self) -> None:
        """Add a line and go to its name."""
        self._append(ResidentForm(relation="" if self.lines else HEAD))
        self.lines[-1].name.setFocus()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Give each line its own problems ("people.0.name"); blank lines do not count."""
        filled = self._filled()
        for at, line in enumerate(filled):
            line.show_problems([problem for problem in problems if problem.field.startswith(f"people.{at}.")])
        wrong = [line for line in filled if not line.fault.isHidden()]
        if wrong:
            first = next(box for box in wrong[0].boxes().values() if box.property("wrong") == "true")
            first.setFocus()

    def _filled(self) -> list[PersonLine]:
        """Return the lines that count: a form without anybody still asks for its first line."""
        return [line for line in self.lines if not line.is_blank()] or self.lines[:1]

    def _append(self, person: ResidentForm) -> None:
        line = PersonLine(person)
        at = self.grid.rowCount()
        before = self._before_button()
        for place, box in enumerate(line.boxes().values()):
            self.grid.addWidget(box, at, place)
            box.show()
            QWidget.setTabOrder(before, box)  # Tab walks the lines, then the button under them
            before = box
        self.grid.addWidget(line.remove, at, len(HEADS))
        self.grid.addWidget(line.fault, at + 1, 0, 1, len(HEADS))
        line.remove.clicked.connect(lambda: self._drop(line))
        self.lines.append(line)
        self.changed.emit()

    def _before_button(self) -> QWidget:
        """Return what Tab leaves for the button: the last box above it (a widget without a focus cannot be named to Qt)."""
        before: QWidget | None = self.add_button.previousInFocusChain()
        while before not in (None, self.add_button) and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        return before or self.add_button

    def _drop(self, line: PersonLine) -> None:
        self.lines.remove(line)
        for box in (*line.boxes().values(), line.fault, line.remove):
            self.grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.changed.emit()


def _text(words: str, name: str, hint: str = "") -> QLineEdit:
    made = QLineEdit(words)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made
