"""A list of people with its filters at the left, the card of the chosen one at the right: what 住户 and 党员 share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QStackedWidget

from kzzq_desktop.base.job import Job
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_ledger import Exported
from kzzq_desktop.services.office import list_villages
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.cards.filter_rows import FilterRows
from kzzq_desktop.ui.cards.side import Card, SidePanel
from kzzq_desktop.ui.dialogs.closed import sweep_closed
from kzzq_desktop.ui.dialogs.import_ledger import import_ledger
from kzzq_desktop.ui.drops import take_ledgers
from kzzq_desktop.ui.ledger_tools import export_ledger, save_empty_list
from kzzq_desktop.ui.parts.buttons import button, quiet_button, shortcut
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import ChoiceBox, filter_box, tick_box
from kzzq_desktop.ui.parts.layout import card, column, page_head, row
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.tools import ToolRow
from kzzq_desktop.ui.screen import Page, WindowApi
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Row
from kzzq_desktop.ui.table_tools import tool_buttons

VILLAGE_CODE = 12
CARD_WIDTH, CARD_TIGHT, ROOMY, MARGINS = 420, 340, 960, 40
TYPING_MS = 200  # a filter by words asks when the typing rests, not at each key


@dataclass(frozen=True, slots=True)
class PageWords:
    """How a page speaks of its people: 住户, 户 in files and on the clipboard, 户 above the list, and where to begin.

    `key` is that of its list in files (households, members); `whole` says who is in it beside those the list shows first.
    """

    key: str
    word: str
    icon: str
    unit: str
    counted: str
    tick: str
    bring_in: str
    begin: str
    whole: str = ""


class PeoplePage(Page, Generic[Row, Card]):
    """The shell of a list of people.

    A screen makes its own filters, table and panel, hands them to `arrange`, and says add, chosen, whole, export, read,
    entries and take.
    """

    def __init__(self, desk: Desk, window: WindowApi, words: PageWords) -> None:
        super().__init__()
        self.desk, self.window_api, self.page_words = desk, window, words
        self.village = filter_box([("", "全部嘎查村")], name="嘎查村")
        self.without_grid = tick_box(words.tick)
        self.words = QLineEdit()
        self.words.setProperty("role", "filter")
        self.words.setPlaceholderText("姓名、电话")
        self.words.setAccessibleName("按姓名或电话筛选")
        self.words.setMaximumWidth(130)
        self.count = label("", "second")
        self.typing = QTimer(self)
        self.typing.setSingleShot(True)
        self.typing.setInterval(TYPING_MS)
        self.typing.timeout.connect(self._refilter)
        self.words.textEdited.connect(self._typed)
        self.without_grid.toggled.connect(self._refilter)
        self.empty = QStackedWidget()
        clear_filters = ("清除条件", "filter", self._clear_filters)
        self.empty.addWidget(EmptyState(words.icon, f"没有符合条件的{words.word}", "换一个条件再看。", clear_filters))
        bring_in, new = (words.bring_in, "import", self._import), (f"新增{words.word}…", self.add)
        self.empty.addWidget(EmptyState(words.icon, f"还没有{words.word}", words.begin, bring_in, new))

    def arrange(self, choices: Sequence[ChoiceBox], table: RowsTable[Row], panel: SidePanel[Card]) -> None:
        """Lay out the page; `choices` are the screen's own filters besides the village, as they stand when nothing is asked."""
        self.choices, self.table, self.panel = (self.village, *choices), table, panel
        self.unfiltered, self.at_first = self.chosen(), {box: box.value() for box in self.choices}
        self.filters = FilterRows(self.choices, (self.words, self.without_grid), self.count)
        for box in self.choices:
            box.picked.connect(self._refilter)
        panel.setFixedWidth(CARD_WIDTH)
        panel.asked.connect(self._do)
        panel.changes_asked.connect(self._open_changes)
        table.setAccessibleName(self.page_words.word)
        table.places = self.village.currentText
        table.picked.connect(self._show)
        table.opened.connect(lambda _: self._do("edit"))
        table.asked.connect(lambda _, where: self._open_changes(where))
        table.listed.connect(self._counted)
        left = column(self._head(), self.filters, (card(table, margins=(0, 0, 0, 0)), 1), gap=10, margins=(24, 14, 16, 16))
        self.setLayout(row((left, 1), panel, gap=0))
        shortcut(self, "Ctrl+N", self.add)
        shortcut(self, "F2", lambda: self._do("edit"))
        shortcut(self, "Ctrl+D", lambda: self._do("duty"))
        shortcut(self, "Ctrl+I", self._import)
        take_ledgers(self, lambda paths: import_ledger(self.desk, self.window_api, self, paths))

    def refresh(self) -> None:
        """List anew and show the chosen one as he is now."""
        sweep_closed(self)
        self.village.show_options([("", "全部嘎查村"), *((place.code, place.name) for place in list_villages(self.desk))])
        self.table.refresh()

    def open_at(self, place: str) -> None:
        """Show one of the list, or all of a village (its 12-digit code); filters that hide them are cleared."""
        if len(place) == VILLAGE_CODE and place.isdecimal():
            self._clear_filters(self.at_first | {self.village: place})
            self.table.setFocus()
            return
        if not self.table.pick(place):
            self._clear_filters()
            self.table.pick(place)
        self.table.setFocus()
        self._show(place)

    def start(self) -> None:
        """Put the keyboard on the list."""
        self.table.setFocus()

    def fit_width(self, narrow: bool) -> None:
        """Leave out the box of words in a narrow window: the search box above finds as well."""
        self.words.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the card and fold the filters where there is little room (150 % on an old screen)."""
        super().resizeEvent(event)
        wide = CARD_WIDTH if self.width() >= theme.px(ROOMY) else min(CARD_WIDTH, theme.px(CARD_TIGHT))
        if wide != self.panel.width():
            self.panel.setFixedWidth(wide)
            self.panel.show_card(self.panel.card)
        self.filters.fold(self.filters.needed() > self.width() - wide - MARGINS)

    def more_tools(self) -> Sequence[QPushButton]:
        """Return the screen's own tools beside those of every list."""
        return ()

    def add(self) -> None:
        """Open the form of a new one."""
        raise NotImplementedError

    def chosen(self) -> object:
        """Return what the filters ask for; equal values ask for the same."""
        raise NotImplementedError

    def whole(self, village_id: str) -> Any:  # noqa: ANN401 - each page has its own kind of filter
        """Return what asks for everybody of a village, "" for all villages."""
        raise NotImplementedError

    def export(self, path: Path, chosen: Any, job: Job) -> Exported:  # noqa: ANN401 - the same
        """Write those whom a filter asks for to a file, with all that is on record."""
        raise NotImplementedError

    def read(self, row_id: str) -> Card:
        """Return the card of one of the list."""
        raise NotImplementedError

    def entries(self, shown: Card) -> Sequence[tuple[str, str]]:
        """Return (what, words) of the menu of the shown card; "" is a line between."""
        raise NotImplementedError

    def take(self, shown: Card, what: str) -> None:
        """Carry out what the shown card's buttons, links and menus ask for."""
        raise NotImplementedError

    def open_menu(self, entries: Sequence[tuple[str, str]], where: QPoint) -> None:
        """Offer these (what, words); what is chosen is done to the shown card."""
        menu = QMenu(self)
        for what, words in entries:
            if what:
                menu.addAction(words).triggered.connect(lambda _=False, it=what: self._do(it))
            else:
                menu.addSeparator()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _head(self) -> QHBoxLayout:
        words = self.page_words
        tools = tool_buttons(self.table, self.window_api, words.word, words.unit)
        empty = quiet_button("下载空表…", lambda: save_empty_list(self, self.window_api, words.key), "file")
        ledger = quiet_button("导出台账…", self._export, "export")
        ledger.setToolTip("完整的台账，含身份证号；改好以后可以再导入")
        bring_in = quiet_button("导入…", self._import, "import")
        bring_in.setToolTip("导入  Ctrl+I，也可以把文件拖到这里")
        new = button(f"新增{words.word}…", self.add, icon="plus", tip="Ctrl+N")
        return page_head(words.word, (ToolRow((empty, *tools, *self.more_tools(), ledger, bring_in), new), 1))

    def _counted(self, number: int) -> None:
        self.count.setText(f"{number} {self.page_words.counted}")
        self.empty.setCurrentIndex(0 if self.chosen() != self.unfiltered else 1)
        chosen = self.table.current_id()
        if not chosen and number:
            self.table.pick(self.table.rows_model.ids[0])
        elif chosen or not number:
            self._show(chosen)

    def _show(self, row_id: str) -> None:
        self.panel.show_card(self.read(row_id) if row_id else None)

    def _refilter(self, _now: object = None) -> None:
        self.table.refresh()

    def _typed(self, _words: str) -> None:
        self.typing.start()

    def _clear_filters(self, values: Mapping[ChoiceBox, str] = MappingProxyType({})) -> None:
        for box in self.choices:
            box.pick(values.get(box, ""))
        self.words.clear()
        self.without_grid.blockSignals(True)
        self.without_grid.setChecked(False)
        self.without_grid.blockSignals(False)
        self.table.refresh()

    def _import(self) -> None:
        import_ledger(self.desk, self.window_api, self)

    def _export(self) -> None:
        words, village, shown = self.page_words, self.village, self.chosen()
        scopes = [(shown, f"表里列出的 {len(self.table.rows_model.ids)} {words.counted}")]
        wider = [(self.whole(village.value()), f"{village.currentText()}的")] if village.value() else []
        wider.append((self.whole(""), "各嘎查村的"))
        scopes += [(asked, f"{whose}全部{words.word}{words.whole}") for asked, whose in wider if asked != shown]
        export_ledger(self, self.window_api, words.word, scopes, self.export)

    def _do(self, what: str) -> None:
        if self.panel.card is not None:
            self.take(self.panel.card, what)

    def _open_changes(self, where: QPoint) -> None:
        if self.panel.card is not None:
            self.open_menu(self.entries(self.panel.card), where)
