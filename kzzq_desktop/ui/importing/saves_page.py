"""What saving would do, line by line, and what the clerk chooses of it: which fields are updated, who is brought back."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from kzzq_desktop.domain.import_choice import ImportChoice
from kzzq_desktop.domain.import_plan import PreviewRow
from kzzq_desktop.domain.import_values import FIELD_WORDS
from kzzq_desktop.services.import_ledger import Preview
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.importing.lines import ALL, COLUMNS, Line, left_out_words, lines_of, options_of, whole_words
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import tick_box
from kzzq_desktop.ui.parts.layout import card, clear, column, row, rule, scroll, side_panel
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.table import RowsTable

PICK_ONE = "选中一行，这里显示全文。"


class SavesPage(QWidget):
    """The lines of the plan. Signal `chosen()` when a tick has changed what is taken; `choice()` says what."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.lines: dict[str, Line] = {}
        self.filter = Segmented([(ALL, "全部 0")])
        self.filters, self.choices = QVBoxLayout(), QVBoxLayout()
        self.choices.setSpacing(6)
        self.fields: dict[str, QCheckBox] = {}
        self.revived: dict[str, QCheckBox] = {}
        self.table: RowsTable[Line] = RowsTable(
            "import_preview",
            COLUMNS,
            load=lambda ids: [self.lines[key] for key in ids],
            relist=self._list_ids,
            many=False,
            empty=EmptyState("check", "没有这一类", ""),
        )
        self.table.setAccessibleName("会保存什么")
        self.table.setMinimumHeight(theme.px(150))
        self.table.picked.connect(self._show_whole)
        self.detail = label(PICK_ONE, wrap=True)
        self.left_out = label("", "small", wrap=True)
        body = column(self.filters, (card(self.table, margins=(0, 0, 0, 0)), 1), self.left_out, gap=10, margins=(24, 12, 16, 12))
        about = column(
            label("选中的一行", "head"), self.detail, 6, rule(), 2, self.choices, None, gap=8, margins=(16, 14, 12, 12)
        )
        self.side = side_panel(column(scroll(about), gap=0), theme.px(340))
        self.setLayout(row((body, 1), self.side, gap=0))

    def fit_width(self, narrow: bool) -> None:
        """Give the lines the room where the window is narrow."""
        self.side.setFixedWidth(theme.px(280 if narrow else 340))

    def show_choices(self, whole: Preview, fields: Mapping[str, int]) -> None:
        """Offer what may be chosen of a whole preview: {field code: count}, and who may be brought back."""
        clear(self.choices)
        self.fields = {code: tick_box(f"{FIELD_WORDS[code]} {count}", on=True) for code, count in fields.items()}
        gone = {line.revives: line for line in whole.plan.rows if line.revives}
        self.revived = {key: tick_box(_question(line)) for key, line in gone.items()}
        if self.fields:
            self.choices.addWidget(label("更新哪些内容", "head"))
            self.choices.addWidget(label("去掉勾选的，保留台账里现在的。", "small", wrap=True))
            self.choices.addLayout(_two_columns(list(self.fields.values())))
        if gone:
            self.choices.addSpacing(8)
            self.choices.addWidget(label(f"要不要改回来 {len(gone)}", "head"))
            self.choices.addWidget(label("已经迁出、去世或销户，文件里又有的，勾选才改回来。", "small", wrap=True))
        for box in (*self.fields.values(), *self.revived.values()):
            box.toggled.connect(lambda _: self.chosen.emit())
        for box in self.revived.values():
            self.choices.addWidget(box)

    def show_preview(self, preview: Preview) -> None:
        """Show the lines of a plan; the filter and the chosen line stay where they still exist."""
        kept = self.filter.value()
        clear(self.filters)
        self.lines = lines_of(preview)
        options = options_of(preview)
        self.filter = Segmented(options, kept if kept in dict(options) else ALL, name="只看")
        self.filter.picked.connect(lambda _: self._list_anew())
        self.filters.addLayout(row(self.filter, None))
        self.left_out.setText(left_out_words(preview))
        self.left_out.setVisible(bool(self.left_out.text()))
        self.table.refresh()
        self._show_whole(self.table.current_id())

    def choice(self) -> ImportChoice:
        """Return what the clerk has chosen."""
        off = [code for code, box in self.fields.items() if not box.isChecked()]
        fields = frozenset(self.fields) - frozenset(off) if off else None
        return ImportChoice(fields, frozenset(key for key, box in self.revived.items() if box.isChecked()))

    def _list_anew(self) -> None:
        """List another verdict; the sentence of a line that is no longer chosen goes."""
        self.table.refresh()
        self._show_whole(self.table.current_id())

    def _show_whole(self, key: str) -> None:
        """Show the chosen line's whole sentence, with its file."""
        self.detail.setText(whole_words(self.lines[key]) if key in self.lines else PICK_ONE)

    def _list_ids(self, _sort: str, _down: bool) -> Sequence[str]:
        chosen = self.filter.value()
        return [key for key, line in self.lines.items() if chosen in (ALL, str(line.row.verdict))]


def _two_columns(boxes: Sequence[QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    for at, box in enumerate(boxes):
        grid.addWidget(box, at // 2, at % 2)
    return grid


def _question(line: PreviewRow) -> str:
    """Return who may come back, and the first words of what is on record."""
    return f"{line.title}\n{line.what.partition('，')[0]}"
