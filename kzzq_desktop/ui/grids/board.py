"""The village as a board: coverage, a legend that adds up, one tile a grid, what is still to be done."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from kzzq_desktop.domain.board import ReachState, VillageCount, reach_state
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.ui.grids.faces import LEGEND, count_states, grid_face
from kzzq_desktop.ui.parts.buttons import button, link_button
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import filter_box
from kzzq_desktop.ui.parts.layout import column, frame, hold, row, scroll, vrule
from kzzq_desktop.ui.parts.marks import Bar, Mark, State
from kzzq_desktop.ui.parts.text import Picture, label
from kzzq_desktop.ui.parts.tile_board import TileBoard

ORDERS = (("number", "按编号排"), ("reached", "最久没联系的在前"), ("vacant", "未定党员的在前"))
WORST = (ReachState.OVER, ReachState.DUE, ReachState.OK, ReachState.VACANT)


class VillageBoard(QWidget):
    """Signals: picked(grid), opened(grid), asked(grid, point), dropped(grid, households), and what a button asks for."""

    picked = Signal(str)
    opened = Signal(str)
    asked = Signal(str, QPoint)
    dropped = Signal(str, list)
    divide_asked = Signal()
    lead_asked = Signal()
    print_asked = Signal()
    place_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.rows: tuple[GridRow, ...] = ()
        self.title = label("", "title", wrap=True)
        self.place = filter_box((), name="嘎查村")
        self.place.picked.connect(self.place_asked)
        self.counts, self.coverage = label(""), label("", "second")
        self.bar = Bar(wide=120)
        self.legend = {state: State(tone, words) for state, tone, words in LEGEND}
        self.print = button("打印", self.print_asked.emit, icon="print", key="Ctrl+P")
        self.order = filter_box(ORDERS, name="网格次序")
        self.order.picked.connect(lambda _code: self._show_tiles())
        self.tiles = TileBoard(droppable=True)
        for ours, theirs in ((self.picked, self.tiles.picked), (self.opened, self.tiles.opened), (self.asked, self.tiles.asked)):
            theirs.connect(ours)
        self.tiles.dropped.connect(self.dropped)
        self.empty = EmptyState(
            "grids",
            "这个嘎查村还没有划分网格",
            "按组和门牌把住户分成网格，再为每个网格推荐党员。",
            ("划分网格…", "split", self.divide_asked.emit),
        )
        self.empty_button: QWidget = next(iter(self.empty.findChildren(QPushButton)), self.empty)
        self.next_step = self.lead_asked
        self.note_link = link_button("推荐党员…", self._go_on)
        self.note_words, self.note = label("", wrap=True), frame("note")
        self.setLayout(self._arranged())

    def show_village(self, village: VillageCount, rows: Sequence[GridRow], sizes: GridSizes, today: date, chosen: str) -> None:
        """Show a village's grids."""
        self.rows, self.sizes, self.today = tuple(rows), sizes, today
        self.title.setText(village.village)
        self.counts.setText(f"{village.grids}个网格，{village.placed}户")
        part = village.placed / village.households if village.households else 0.0
        self.coverage.setText(f"在册{village.households}户，已入网格{part:.0%}")
        self.bar.show_part(part)
        states = count_states(rows, today)
        for state, tone, words in LEGEND:
            self.legend[state].show_mark(Mark(tone, f"{words} {states[state]}"))
        self._show_tiles(chosen)
        self._show_note(village)
        for part_of, on in ((self.area, bool(rows)), (self.legend_row, bool(rows)), (self.empty, not rows)):
            part_of.setVisible(on)

    def fit_width(self, narrow: bool, tight: bool) -> None:
        """Drop the bar and the order in a narrow window; in a tight one a drop-down stands for the tree."""
        self.bar.setVisible(not narrow)
        self.order.setVisible(not narrow)
        self.print.setVisible(not tight)
        self.title.setVisible(not tight)
        self.place.setVisible(tight)
        for at, state in enumerate(self.legend.values()):
            self.legend_grid.addWidget(state, at // 2 if tight else 0, at % 2 if tight else at)

    def show_places(self, places: Sequence[tuple[str, str]], on: str) -> None:
        """Fill the drop-down that stands for the tree in a tight window."""
        self.place.show_options(places, on)

    def _show_tiles(self, chosen: str = "") -> None:
        wanted = chosen or self.tiles.value()
        faces = [grid_face(row, self.sizes, self.today) for row in self._ordered()]
        self.tiles.show_faces(faces, wanted)

    def _ordered(self) -> list[GridRow]:
        if self.order.value() == "reached":
            return sorted(self.rows, key=lambda row: (not row.member_id, row.reached or row.since, row.number))
        if self.order.value() == "vacant":
            ranks = {state: at for at, state in enumerate((ReachState.VACANT, *WORST[:3]))}
            return sorted(
                self.rows, key=lambda row: (ranks[reach_state(row.member_id, row.reached, row.since, self.today)], row.number)
            )
        return list(self.rows)

    def _show_note(self, village: VillageCount) -> None:
        """Say what is still to be done, the most pressing thing only."""
        vacant = [row for row in self.rows if not row.member_id]
        out = village.households - village.placed
        if vacant:
            first = vacant[0]
            words = (
                f"{first.number:02d}号网格的{first.households}户已经分好，还没有确定党员。"
                if len(vacant) == 1
                else f"{len(vacant)}个网格还没有确定党员。"
            )
        else:
            words = f"还有{out}户没有编入网格。" if out else ""
        self.note_words.setText(words)
        self.note_link.set_words("推荐党员…" if vacant else "划分网格…")
        self.next_step = self.lead_asked if vacant else self.divide_asked
        self.note.setVisible(bool(words) and bool(self.rows))

    def _go_on(self) -> None:
        self.next_step.emit()

    def _arranged(self) -> QVBoxLayout:
        self.area = scroll(column(self.tiles, margins=(0, 0, 4, 0)), 120)
        self.legend_grid = QGridLayout()
        self.legend_grid.setHorizontalSpacing(12)
        self.legend_grid.setVerticalSpacing(0)
        for at, state in enumerate(self.legend.values()):
            self.legend_grid.addWidget(state, 0, at)
        self.legend_row = hold(row(self.legend_grid, None, self.order, gap=12))
        self.note.setLayout(row(Picture("minus"), (self.note_words, 1), self.note_link, gap=8, margins=(12, 4, 8, 4)))
        self.place.hide()
        divide = button("划分网格(&D)…", self.divide_asked.emit, icon="split")
        return column(
            row((self.title, 1), self.place, self.print, divide),
            row(self.counts, 4, vrule(), 4, self.coverage, row(self.bar, margins=(0, 3, 0, 0)), None, gap=8),
            self.legend_row,
            (self.area, 1),
            (self.empty, 1),
            self.note,
            gap=10,
            margins=(20, 14, 20, 16),
        )
