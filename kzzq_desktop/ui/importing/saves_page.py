"""What saving would do, line by line, and what the clerk chooses of it: which fields are updated, who is brought back."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from kzzq_desktop.domain.import_choice import ImportChoice
from kzzq_desktop.domain.import_plan import PreviewRow
from kzzq_desktop.services.import_ledger import Preview
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.importing.lines import ALL, COLUMNS, Line, left_out_words, lines_of, options_of, whole_words
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import tick_box
from kzzq_desktop.ui.parts.flow import flow
from kzzq_desktop.ui.parts.layout import card, clear, column, hold, note_strip, row, scroll
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.ticks import Tick, TickBoard
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
        self.choices.setSpacing(8)
        self.fields: dict[str, QCheckBox] = {}
        self.revived = TickBoard()
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
        self.detail = label(PICK_ONE, "second", wrap=True)
        self.left_out = label("", "small", wrap=True)
        body = column(
            self.filters,
            self.choices,
            (card(self.table, margins=(0, 0, 0, 0)), 1),
            self.detail,
            self.left_out,
            gap=10,
            margins=(24, 12, 24, 12),
        )
        self.setLayout(body)

    def show_choices(self, whole: Preview, fields: Mapping[str, tuple[str, int]]) -> None:
        """Offer what may be chosen of a whole preview: {field code: (word, count)}, and who may be brought back."""
        clear(self.choices)
        self.fields = {code: tick_box(f"{word} {count}", on=True) for code, (word, count) in fields.items()}
        for box in self.fields.values():
            box.toggled.connect(lambda _: self.chosen.emit())
        if self.fields:
            self.choices.addWidget(hold(flow(label("更新哪些内容：", "strong"), *self.fields.values(), gap=16)))
        asked = [line for line in whole.plan.rows if line.revives]
        self.revived = TickBoard()
        self.revived.show_ticks([_tick(line) for line in {line.revives: line for line in asked}.values()])
        self.revived.changed.connect(self.chosen)
        if asked:
            words = f"台账里有 {len(asked)} 处是已经迁出、去世或注销的，不会自动改回来。确实回来了的请勾选："
            self.choices.addWidget(note_strip(words, icon="alert", tint="amber", role="warn"))
            ticks = scroll(column(self.revived), least=theme.px(40))
            ticks.setMaximumHeight(theme.px(124))
            self.choices.addWidget(ticks)

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
        return ImportChoice(fields, frozenset(self.revived.chosen()))

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


def _tick(line: PreviewRow) -> Tick:
    """Return the question whether somebody comes back: his name and the first words of what is on record."""
    return Tick(line.revives, line.title, line.what.partition("，")[0], on=False)
