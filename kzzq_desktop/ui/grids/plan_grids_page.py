"""The first step of dividing a village: sizes, the proposed grids as tiles, households that can be dragged, and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kzzq_desktop.domain.grid_edit import BY_HAND, move_households
from kzzq_desktop.domain.grid_plan import GridPlan, Move, VillagePlan, check_sizes
from kzzq_desktop.domain.people import HouseholdRow
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.form_fields import NumberBox
from kzzq_desktop.ui.grids.faces import planned_face, waiting_face
from kzzq_desktop.ui.grids.goal_dialog import ask_goal
from kzzq_desktop.ui.grids.plan_table import PlanTable
from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.filters import tick_box
from kzzq_desktop.ui.parts.layout import card, clear, column, hold, row, scroll
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.tile_board import TileBoard

NAMED = 8
Propose = Callable[[GridSizes, bool], GridPlan]


class PlanGridsPage(QWidget):
    """Signal `changed()` after every new proposal and every drag. `plan` is what would be saved."""

    changed = Signal()

    def __init__(self, propose: Propose, homes: Mapping[str, HouseholdRow], sizes: GridSizes) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.propose, self.homes = propose, homes
        self.boxes = {name: NumberBox(1, 99) for name in ("target", "least", "most")}
        for name, word in (("target", "目标户数"), ("least", "最少户数"), ("most", "最多户数")):
            self.boxes[name].setValue(getattr(sizes, name))
            self.boxes[name].setAccessibleName(word)
            self.boxes[name].valueChanged.connect(self._propose)
        self.redraw = tick_box("重新划分未锁定的网格")
        self.redraw.toggled.connect(self._propose)
        self.summary, self.fault = label("", "second", wrap=True), label("", "small", "over")
        self.tiles = TileBoard(droppable=True)
        self.tiles.picked.connect(lambda _key: self._show_homes())
        self.tiles.dropped.connect(lambda key, ids: self.send(ids, int(key)))
        self.table = PlanTable(homes)
        self.table.asked.connect(lambda _one, _point: self._ask_goal())
        self.hint = label("", "small")
        self.goal = button("移到…", self._ask_goal, icon="swap")
        self.tabs = Segmented((("homes", "住户"), ("why", "说明")), name="右侧内容")
        self.tabs.picked.connect(self._show_tab)
        self.reasons = column(gap=6, margins=(0, 0, 8, 0))
        self.side = QStackedWidget()
        self.setLayout(self._arranged())
        self.plan = propose(sizes, False)
        self.show_plan()

    @property
    def village(self) -> VillagePlan:
        """Return the proposal of the village."""
        return self.plan.villages[0]

    def is_edited(self) -> bool:
        """Return whether the clerk moved households by hand."""
        return any(move.why == BY_HAND for move in self.village.moves)

    def is_sound(self) -> bool:
        """Return whether the sizes can be used."""
        return not self.fault.text()

    def send(self, ids: list[str], number: int) -> None:
        """Put households into another planned grid."""
        self.plan = GridPlan((move_households(self.village, ids, number, self.plan.sizes),), self.plan.sizes)
        self.show_plan()
        self.changed.emit()

    def show_plan(self) -> None:
        """Show the proposal as it is now."""
        faces = [planned_face(grid) for grid in self.village.grids]
        if self.village.waiting:
            faces.append(waiting_face(len(self.village.waiting)))
        chosen = self.tiles.value() or (faces[0].key if faces else "")
        self.tiles.show_faces(faces, chosen)
        self.summary.setText(summary_words(self.village))
        self.redraw.setEnabled(self.redraw.isChecked() or any(grid.before for grid in self.village.grids))
        self._show_homes()
        self._show_reasons()

    def _propose(self) -> None:
        """Propose anew with the sizes typed; what was dragged is proposed anew too."""
        sizes = GridSizes(**{name: box.value() for name, box in self.boxes.items()})
        problems = check_sizes(sizes)
        self.fault.setText(problems[0].sentence() if problems else "")
        self.fault.setVisible(bool(problems))
        if not problems:
            self.plan = self.propose(sizes, self.redraw.isChecked())
            self.show_plan()
        self.changed.emit()

    def _show_homes(self) -> None:
        number = int(self.tiles.value() or 0)
        grid = next((grid for grid in self.village.grids if grid.number == number), None)
        ids = grid.household_ids if grid else self.village.waiting
        self.table.show_homes(ids, {move.household_id: move for move in self.village.moves})
        locked = bool(grid and grid.locked)
        self.goal.setEnabled(bool(ids) and not locked)
        self.hint.setText("这个网格已锁定，住户不动" if locked else "可拖到左边的网格")

    def _show_reasons(self) -> None:
        clear(self.reasons)
        for sentence in self.village.sentences:
            self.reasons.addWidget(label(sentence, wrap=True))
        for sentence in move_lines(self.village.moves, self.homes):
            self.reasons.addWidget(label(sentence, "second", wrap=True))
        self.reasons.addStretch(1)

    def _show_tab(self, code: str) -> None:
        self.side.setCurrentIndex(0 if code == "homes" else 1)

    def _ask_goal(self) -> None:
        """Move the chosen households without a mouse."""
        ids = self.table.chosen_ids()
        now = int(self.tiles.value() or 0)
        goals = [(str(grid.number), f"{grid.number:02d} {grid.name}　{grid.size}户") for grid in self.village.grids]
        goals = [(code, words) for code, words in goals if int(code) != now and not self._locked(int(code))]
        if not ids or not goals:
            return
        goal = ask_goal(self, f"把{len(ids)}户移到哪个网格？", goals)
        if goal:
            self.send(ids, int(goal))

    def _locked(self, number: int) -> bool:
        return any(grid.locked for grid in self.village.grids if grid.number == number)

    def _arranged(self) -> QVBoxLayout:
        words = {"target": "每格目标", "least": "最少", "most": "最多"}
        sizes = [part for name, box in self.boxes.items() for part in (label(words[name], "field"), box, 4)]
        self.fault.hide()
        homes = column((card(self.table, margins=(0, 0, 0, 0)), 1), row(self.hint, None, self.goal), gap=8)
        self.side.addWidget(hold(homes))
        self.side.addWidget(scroll(self.reasons))
        right = hold(column(self.tabs, (self.side, 1), gap=8))
        right.setFixedWidth(theme.px(300))
        board = scroll(column(self.tiles, margins=(0, 0, 6, 0)), 120)
        return column(
            row(*sizes, label("户", "field"), 12, self.redraw, None, gap=6),
            self.fault,
            self.summary,
            (row((board, 1), right, gap=16), 1),
            gap=8,
        )


def summary_words(village: VillagePlan) -> str:
    """Return sizes before and after, and how many households change."""
    before = sorted(grid.before for grid in village.grids if grid.before)
    after = sorted(grid.size for grid in village.grids if grid.size)
    was = f"现在{len(before)}个网格、{_spread(before)}" if before else "现在还没有网格"
    will = f"划分后{len(after)}个网格、{_spread(after)}" if after else "没有可以划分的住户"
    moved = sum(bool(move.before and move.after) for move in village.moves)
    new = sum(not move.before for move in village.moves)
    changes = "、".join(part for part in (f"新编入{new}户" if new else "", f"调整{moved}户" if moved else "") if part)
    return f"{was}；{will}；{changes or '没有变动'}。{_waiting_words(village)}"


def _waiting_words(village: VillagePlan) -> str:
    """Return how many households stay without a grid, and the way out where every grid is locked."""
    if not village.waiting:
        return ""
    locked = bool(village.grids) and all(grid.locked for grid in village.grids)
    way = "网格都已锁定，请先解锁一个，或在住户卡片上编入网格" if locked else "可在下面逐户移到网格里"
    return f"还有{len(village.waiting)}户没有编入，{way}。"


def move_lines(moves: Iterable[Move], homes: Mapping[str, HouseholdRow]) -> list[str]:
    """Return who changes grid and why, one line for each pair of grids; newly placed households are not listed."""
    groups: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for move in moves:
        if move.before or move.why == BY_HAND:
            head = homes[move.household_id].head if move.household_id in homes else ""
            groups[move.before, move.after, move.why].append(head or "（没有户主）")
    lines = []
    for (before, after, why), heads in sorted(groups.items()):
        was, will = (f"{number:02d}号" if number else "未编入" for number in (before, after))
        named = "、".join(heads[:NAMED]) + (f"等{len(heads)}户" if len(heads) > NAMED else "")
        lines.append(f"{was}→{will}：{named}。{why}。")
    return lines


def _spread(sizes: list[int]) -> str:
    return f"每格{sizes[0]}户" if sizes[0] == sizes[-1] else f"每格{sizes[0]}至{sizes[-1]}户"
