"""网格: the tree, the village as a board of tiles, the card of the chosen grid."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedWidget

from kzzq_desktop.base import clock
from kzzq_desktop.domain.board import VillageCount
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.services import grids
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import grid_sizes
from kzzq_desktop.services.photos import read_photo
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.grids.acts import GridActs
from kzzq_desktop.ui.grids.board import VillageBoard
from kzzq_desktop.ui.grids.card import CardPanel
from kzzq_desktop.ui.grids.township import TownshipBoard
from kzzq_desktop.ui.grids.tree import PlaceTree
from kzzq_desktop.ui.parts.buttons import shortcut
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import column, row, side_panel, tree_panel
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import Page, WindowApi
from kzzq_desktop.ui.tokens import WIDTH

VILLAGE_CODE = 12
PANEL, PANEL_NARROW, BOARD, BOARD_WIDE = 336, 320, 440, 560


def build(desk: Desk, window: WindowApi) -> Page:
    """Return the page."""
    return GridsPage(desk, window)


class GridsPage(Page):
    """Where the clerk is: `village_id` with its board and `grid_id` with its card, or `township_id` with its villages."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__()
        self.desk, self.window_api = desk, window
        self.acts = GridActs(desk, window, self)
        self.villages: tuple[VillageCount, ...] = ()
        self.rows: tuple[GridRow, ...] = ()
        self.township_id = self.village_id = self.grid_id = ""
        self.tree = PlaceTree(lambda village: grids.list_grids(desk, [village]))
        self.board, self.town, self.card = VillageBoard(), TownshipBoard(), CardPanel(clock.today())
        self.empty = EmptyState(
            "home",
            "还没有住户",
            "先在“住户”里导入台账，再划分网格。",
            ("去导入台账", "import", lambda: window.open("households")),
        )
        self.places = QStackedWidget()
        for part in (self.board, self.town, self.empty):
            self.places.addWidget(part)
        head = row(label("苏木镇和嘎查", "head"), None, label("网格数", "small"), margins=(20, 14, 16, 8))
        self.left = tree_panel(column(head, row(self.tree, margins=(8, 0, 6, 0)), gap=0), WIDTH["tree"])
        self.right = side_panel(row(self.card, gap=0), PANEL)
        self.setLayout(row(self.left, (self.places, 1), self.right, gap=0))
        self._connect()

    def refresh(self) -> None:
        """Show the store as it is now, at the same place."""
        self.villages = grids.list_villages(self.desk)
        self.tree.show_villages(self.villages)
        if not self.township_id and self._village() is None and self.villages:
            self.village_id = next(
                (village.village_id for village in self.villages if village.grids), self.villages[0].village_id
            )
            self.tree.choose("village", self.village_id)
        self._show_place()

    def open_at(self, place: str) -> None:
        """Go to a village or township (its 12-digit code) or a grid (its id)."""
        if len(place) == VILLAGE_CODE:
            self._go_place(place)
        else:
            found = grids.read_grid(self.desk, place)
            self._go_grid(found.village_id, place)
            self.tree.choose("grid", place, found.village_id)
        self.start()

    def start(self) -> None:
        """Put the keyboard on the board, on the tree where there is none."""
        if self.places.currentWidget() is self.board and self.rows:
            self.board.tiles.focus(self.grid_id)
        elif self.places.currentWidget() is self.board:
            self.board.empty_button.setFocus()
        elif self.places.currentWidget() is self.town:
            self.town.tiles.focus()
        else:
            self.tree.setFocus()

    def fit_width(self, narrow: bool) -> None:
        """Shrink the panels and drop what is least needed; where even that is too wide, a drop-down stands for the tree."""
        room = self.window().width() - (WIDTH["nav_narrow"] if narrow else WIDTH["nav"])
        wider = (1 + theme.factor()) / 2  # names are never cut: larger words need part of the room the board has
        narrow = narrow or room < round((WIDTH["tree"] + PANEL) * wider) + theme.px(BOARD_WIDE)
        self.left.setFixedWidth(round((WIDTH["tree_narrow"] if narrow else WIDTH["tree"]) * wider))
        self.right.setFixedWidth(round((PANEL_NARROW if narrow else PANEL) * wider))
        tight = room < self.left.width() + self.right.width() + theme.px(BOARD)
        self.left.setVisible(not tight)
        for part in (self.board, self.town, self.card):
            part.fit_width(narrow, tight)

    def _connect(self) -> None:
        self.tree.township_picked.connect(self._go_township)
        self.tree.village_picked.connect(self._go_village)
        self.tree.grid_picked.connect(self._go_grid)
        self.board.picked.connect(self._pick)
        self.board.opened.connect(lambda _grid: self.card.table.setFocus())
        self.board.asked.connect(self._offer)
        self.board.dropped.connect(self._drop)
        self.board.divide_asked.connect(self._divide)
        self.board.lead_asked.connect(self._name_vacant)
        self.board.place_asked.connect(self._go_place)
        self.board.print_asked.connect(lambda: self.window_api.open("print", self.grid_id or self.village_id))
        self.town.opened.connect(self._open_village)
        self.town.divide_asked.connect(lambda: self.acts.divide_all(self._of_township(), self._town_name()))
        self.town.lead_asked.connect(lambda: self.acts.assign_all(self._of_township(), self._town_name()))
        self.card.duty_asked.connect(lambda: self.window_api.open("duty", self.grid_id))
        self.card.lead_asked.connect(lambda: self._act(self.acts.name_lead))
        self.card.print_asked.connect(lambda: self.window_api.open("print", self.grid_id))
        self.card.more_asked.connect(lambda at: self._offer(self.grid_id, at))
        self.card.household_opened.connect(lambda one: self.window_api.open("households", one))
        self.card.household_asked.connect(lambda _one, _at: self._ask_goal())
        shortcut(self, "F2", lambda: self._act(self.acts.rename))
        shortcut(self, "Ctrl+L", lambda: self._act(self.acts.lock))
        shortcut(self, "Ctrl+M", self._ask_goal)

    def _go_township(self, code: str) -> None:
        self.township_id, self.village_id, self.grid_id = code, "", ""
        self._show_place()

    def _go_village(self, code: str) -> None:
        self.township_id, self.village_id, self.grid_id = "", code, ""
        self._show_place()

    def _go_grid(self, village: str, grid_id: str) -> None:
        self.township_id, self.village_id, self.grid_id = "", village, grid_id
        self._show_place()

    def _open_village(self, code: str) -> None:
        self._go_village(code)
        self.tree.choose("village", code)
        self.start()

    def _go_place(self, code: str) -> None:
        """Go to what the drop-down names: a village, or a township with all its villages."""
        kind = "township" if code in {village.township_id for village in self.villages} else "village"
        (self._go_township if kind == "township" else self._go_village)(code)
        self.tree.choose(kind, code)

    def _show_place(self) -> None:
        """Show the board of the village or the township chosen."""
        village = self._village()
        if self.township_id:
            self.town.show_township(self._town_name(), self._of_township())
            self.places.setCurrentWidget(self.town)
        elif village is not None:
            self.rows = grids.list_grids(self.desk, [village.village_id])
            if self.grid_id not in {row_.id for row_ in self.rows}:
                self.grid_id = self.rows[0].id if self.rows else ""
            self.board.show_village(village, self.rows, grid_sizes(self.desk), clock.today(), self.grid_id)
            self.board.show_places(self._places(), village.village_id)
            self.places.setCurrentWidget(self.board)
        else:
            self.places.setCurrentWidget(self.empty)
        self._show_card()

    def _show_card(self) -> None:
        row_ = self._row(self.grid_id)
        shown = row_ is not None and not self.township_id
        self.right.setVisible(shown)
        if row_ is not None and shown:
            card = grids.read_card(self.desk, row_.id)
            homes = grids.list_grid_households(self.desk, row_.id)
            self.card.show_grid(row_, card, homes, read_photo(self.desk, card.photo), clock.today())

    def _pick(self, grid_id: str) -> None:
        """Show the card of the tile walked to."""
        self.grid_id = grid_id
        self.tree.choose("grid", grid_id)
        self._show_card()

    def _offer(self, grid_id: str, at: QPoint) -> None:
        if (row_ := self._row(grid_id)) is not None:
            self.acts.menu(row_, at)

    def _drop(self, grid_id: str, ids: list[str]) -> None:
        if (row_ := self._row(grid_id)) is not None:
            self.acts.move(ids, row_)

    def _divide(self) -> None:
        if (village := self._village()) is not None:
            self.acts.divide(village)
            self.start()

    def _name_vacant(self) -> None:
        """Name a lead for the first grid that has none."""
        if (vacant := next((row_ for row_ in self.rows if not row_.member_id), None)) is not None:
            self._pick(vacant.id)
            self.board.tiles.choose(vacant.id)
            self.acts.name_lead(vacant)

    def _ask_goal(self) -> None:
        if (row_ := self._row(self.grid_id)) is not None:
            self.acts.ask_goal(self.card.table.chosen_ids(), row_, self.rows)

    def _act(self, act: Callable[[GridRow], None]) -> None:
        if (row_ := self._row(self.grid_id)) is not None:
            act(row_)

    def _row(self, grid_id: str) -> GridRow | None:
        return next((row_ for row_ in self.rows if row_.id == grid_id), None)

    def _village(self) -> VillageCount | None:
        return next((village for village in self.villages if village.village_id == self.village_id), None)

    def _places(self) -> list[tuple[str, str]]:
        """Return townships and villages for the drop-down."""
        found: dict[str, str] = {}
        for village in self.villages:
            found.setdefault(village.township_id, f"{village.township}（全部）")
            found[village.village_id] = village.village
        return list(found.items())

    def _of_township(self) -> list[VillageCount]:
        return [village for village in self.villages if village.township_id == self.township_id]

    def _town_name(self) -> str:
        return next((village.township for village in self._of_township()), "") or self.desk.office.township_name
