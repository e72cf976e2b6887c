"""One pair side by side: each field of both, what it becomes, and which side's value the clerk takes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from kzzq_desktop.domain.merges import MergeLine
from kzzq_desktop.services.duplicates import PairRow
from kzzq_desktop.services.merges import MergePlan
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import clear, column, note_strip, row, scroll
from kzzq_desktop.ui.parts.text import label

WORD, SIDE, RESULT = 76, 130, 124
LEFT, RIGHT = "left", "right"
CHOICES = ((LEFT, "用左边的"), (RIGHT, "用右边的"))
NOTHING = "—"


class DuplicateDetail(QWidget):
    """The left side is the pair's first, the right its other; one of them is kept.

    Signals: turned (keep the other side), taken(fields whose value comes from the side that is not kept).
    """

    turned = Signal()
    taken = Signal(frozenset)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.boxes: dict[str, ChoiceBox] = {}
        self.left_kept = True
        self.why = label("", "second", wrap=True)
        self.turn = button("", self.turned.emit, icon="swap")
        self.notes = QVBoxLayout()
        self.notes.setSpacing(6)
        self.lines = QVBoxLayout()
        self.lines.setContentsMargins(0, 0, 10, 0)
        self.area = scroll(self.lines, 160)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll what has no box to walk to
        self.area.setAccessibleName("两边的内容和合并后的结果")
        self.setLayout(column(self.why, row(self.turn, None), self.notes, (self.area, 1), gap=8))

    def show_pair(self, pair: PairRow | None, plan: MergePlan | None) -> None:
        """Show a pair with the preview of its merge, nothing for none."""
        clear(self.notes)
        clear(self.lines)
        self.boxes.clear()
        self.why.setText(f"{pair.sure}：{pair.why}" if pair else "")
        self.turn.setVisible(pair is not None)
        if pair is None or plan is None:
            return
        self.left_kept = plan.ask.kept_id == pair.one.id
        self.turn.set_words("改为保留右边(&K)" if self.left_kept else "改为保留左边(&K)")
        for words in (plan.refused, *plan.notes):
            if words:
                self.notes.addWidget(note_strip(words, icon="alert" if plan.refused else "info", role="warn"))
        self.lines.addLayout(self._grid(pair, plan))
        self.lines.addStretch(1)

    def _grid(self, pair: PairRow, plan: MergePlan) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for at, wide in enumerate((WORD, SIDE, SIDE, RESULT)):
            grid.setColumnMinimumWidth(at, theme.px(wide))
            grid.setColumnStretch(at, 0 if at == 0 else 1)
        kept = ("保留", "不保留") if self.left_kept else ("不保留", "保留")
        for at, (side, said) in enumerate(zip((pair.one, pair.other), kept, strict=True), 1):
            grid.addWidget(label(f"{said}：{side.title}", "strong", wrap=True), 0, at, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label("合并后", "strong"), 0, 3, Qt.AlignmentFlag.AlignTop)
        for line in plan.lines:
            if line.kept or line.other:
                self._add(grid, grid.rowCount(), line)
        return grid

    def _add(self, grid: QGridLayout, at: int, line: MergeLine) -> None:
        left, right = (line.kept, line.other) if self.left_kept else (line.other, line.kept)
        right_taken = line.taken == self.left_kept
        grid.addWidget(_cell(line.word, "second"), at, 0)
        grid.addWidget(_cell(left, "strong" if line.open and not right_taken else ""), at, 1)
        grid.addWidget(_cell(right, "strong" if line.open and right_taken else ""), at, 2)
        grid.addWidget(self._choice(line, right_taken) if line.open else _cell(line.result, ""), at, 3)

    def _choice(self, line: MergeLine, right_taken: bool) -> ChoiceBox:
        box = ChoiceBox(CHOICES, RIGHT if right_taken else LEFT, name=f"{line.word}合并后")
        box.picked.connect(lambda _: self.taken.emit(self._fields()))
        self.boxes[line.field] = box
        return box

    def _fields(self) -> frozenset[str]:
        """Return the fields whose value is taken from the side that is not kept."""
        other = RIGHT if self.left_kept else LEFT
        return frozenset(field for field, box in self.boxes.items() if box.value() == other)


def _cell(words: str, role: str) -> QLabel:
    made = label(words or NOTHING, role, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return made
