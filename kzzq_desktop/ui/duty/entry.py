"""登记: the quick entry of a duty, and what was logged last at its right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.services import duty, duty_lists, phrases
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.history import undo_unit
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.duty.fields import DutyFields
from kzzq_desktop.ui.duty.more_households import ask_households
from kzzq_desktop.ui.duty.phrases import PhraseRow
from kzzq_desktop.ui.duty.recent import RecentList
from kzzq_desktop.ui.parts.buttons import button, link_button, main_button
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import card, card_head, column, row, rule, scroll
from kzzq_desktop.ui.parts.marks import Mark, State
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi

RECENT_WIDE, RECENT_NARROW, RECENT_LEAST, LISTED = 376, 320, 280, 30
GAP, EDGES = 16, 56


class EntryTab(QWidget):
    """Signals: all_asked() to see the whole log, entry_asked(id) to open one."""

    all_asked = Signal()
    entry_asked = Signal(str)

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.desk, self.window_api = desk, window
        self.last_unit, self.last_words, self.narrow = "", "", False
        self.fields = DutyFields(desk)
        self.phrases = PhraseRow()
        self.fields.phrases_place.addWidget(self.phrases)
        self.note = label("默认勾选在家的住户，外出的不勾", "small")
        self.recent = RecentList()
        self.saved_state = State("ok", "")
        self.undo = button("撤销", self._undo, icon="undo")
        self._lay_out()
        theme.application().focusChanged.connect(self._follow)
        self.fields.submitted.connect(self.save_and_next)
        self.fields.duty_picked.connect(lambda _: self._show_phrases())
        self.fields.changed.connect(self._say_lead)
        self.fields.more_asked.connect(self._ask_more)
        self.phrases.picked.connect(self.fields.add_words)
        self.phrases.keep_asked.connect(self._keep_phrase)
        self.recent.opened.connect(self.entry_asked)

    def refresh(self) -> None:
        """Show grids, phrases and the latest entries as they are now; what is typed stays."""
        grids = duty_lists.list_grids(self.desk)
        self.fields.show_grids(grids)
        if self.fields.grid.value() not in self.fields.grids:
            self.fields.pick_grid(grids[0].id if grids else "")
        self.forms.setCurrentIndex(0 if grids else 1)
        self._show_phrases()
        self.recent.show_rows(duty_lists.list_recent(self.desk, LISTED), today())

    def open_grid(self, grid_id: str) -> bool:
        """Choose a grid; False when there is no such grid."""
        if grid_id not in self.fields.grids:
            return False
        self.fields.pick_grid(grid_id)
        self.fields.duty.focus()
        return True

    def start(self) -> None:
        """Put the keyboard on the grid."""
        self.fields.grid.setFocus(Qt.FocusReason.TabFocusReason)
        self.fields.grid.selectAll()

    def fit_width(self, narrow: bool) -> None:
        """Say less in a narrow window."""
        self.narrow = narrow
        self.note.setVisible(not narrow)
        self.hint.setText("Enter 保存，Shift+Enter 换行" if narrow else "Enter 保存并到下一个网格，Shift+Enter 换行，Esc 返回")
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room between the form and the latest entries."""
        super().resizeEvent(event)
        self._share_room()

    def save_and_next(self) -> None:
        """Save, then go on with the next grid."""
        if self.save():
            self._next_grid()

    def save(self) -> bool:
        """Save the entry; False when something must be mended first."""
        draft = self.fields.draft()
        problems = duty.check_duty(self.desk, draft)
        self.fields.show_problems(problems)
        if problems:
            return False
        logged = duty.log_duty(self.desk, draft)
        grid = self.fields.grids[draft.grid_id]
        self.last_unit, self.last_words = logged.unit_id, draft.words
        self.fields.clear()
        words = f"{grid.number:02d} 号网格，{BY_CODE[draft.code].word}，{len(draft.households)} 户"
        self.saved_state.show_mark(Mark("ok", f"刚才保存了 {grid.number:02d} 号网格"))
        self.undo.setEnabled(True)
        self.window_api.saved(logged.unit_id, words)
        self.start()
        return True

    def _share_room(self) -> None:
        """The form comes first: what it leaves is for the latest entries, or nothing when that is too little."""
        left = self.width() - self.fields.minimumSizeHint().width() - EDGES - GAP
        wanted = theme.px(RECENT_NARROW if self.narrow else RECENT_WIDE)
        self.side.setVisible(left >= RECENT_LEAST)
        self.side.setFixedWidth(max(RECENT_LEAST, min(wanted, left)))

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to whatever takes the keyboard."""
        if now is not None and self.body.isAncestorOf(now):
            self.body.ensureWidgetVisible(now, 0, theme.px(60))

    def _next_grid(self) -> None:
        """Go to the next grid that holds households."""
        grids = list(self.fields.grids.values())
        at = [grid.id for grid in grids].index(self.fields.grid.value())
        following = (grid.id for grid in (*grids[at + 1 :], *grids[: at + 1]) if grid.households)
        self.fields.pick_grid(next(following, grids[at].id))
        self.start()

    def _undo(self) -> None:
        unit_id, _ = undo_unit(self.desk, self.last_unit)
        self.last_unit = ""
        self.undo.setEnabled(False)
        self.saved_state.show_mark(Mark("mute", "已撤销刚才的一条"))
        self.window_api.saved(unit_id, "已撤销刚才的履职")

    def _show_phrases(self) -> None:
        self.phrases.show_phrases(phrases.list_phrases(self.desk, self.fields.duty.value()), self.last_words)

    def _keep_phrase(self) -> None:
        words = self.fields.words.toPlainText().strip()
        self.window_api.saved(phrases.add_phrase(self.desk, self.fields.duty.value(), words), "常用语")

    def _ask_more(self) -> None:
        grids = [grid for grid in self.fields.grids.values() if grid.id != self.fields.grid.value()]
        self.fields.add_households(ask_households(self, self.desk, grids, tuple(self.fields.households)))

    def _say_lead(self) -> None:
        """Say who led the grid when the day is one on which it was somebody else."""
        grid = self.fields.grids.get(self.fields.grid.value())
        day = self.fields.day.value()
        name = duty_lists.lead_on(self.desk, grid.id, day)[1] if grid and day and day != today().isoformat() else ""
        other = grid is not None and name not in ("", grid.member)
        self.note.setText(f"这一天由 {name} 联系" if other else "默认勾选在家的住户，外出的不勾")

    def _lay_out(self) -> None:
        self.undo.setEnabled(False)
        self.hint = label("", "small")
        self.body = scroll(column(card_head("登记一次履职", self.note), (self.fields, 1), gap=12, margins=(20, 14, 20, 12)))
        actions = row(
            self.hint, None, button("保存(&S)", self.save), main_button("保存并继续", self.save_and_next),
            gap=8, margins=(20, 12, 20, 12),
        )  # fmt: skip
        form = card((self.body, 1), rule(), actions, gap=0, margins=(0, 0, 0, 0))
        divide = ("去划分网格", "grids", lambda: self.window_api.open("grids"))
        self.forms = QStackedWidget()
        self.forms.addWidget(form)
        self.forms.addWidget(card(EmptyState("grids", "还没有网格", "先划分网格、确定党员，再登记履职。", divide)))
        head = row(label("最近登记", "head"), None, link_button("查全部", self.all_asked.emit), margins=(16, 8, 12, 8))
        foot = row(self.saved_state, None, self.undo, margins=(16, 8, 12, 8))
        self.side = card(head, rule(), (self.recent, 1), rule(), foot, gap=0, margins=(0, 0, 0, 0))
        self.setLayout(row((self.forms, 1), self.side, gap=GAP))
        self.fit_width(False)
