"""查重: pairs that may be one person or one household; look at both, merge them or say that they are not the same."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.duplicates import PairRow, first_look, in_village, list_pairs, still_there, tell_apart, turned_round
from kzzq_desktop.services.history import UndoPlan, undo_unit
from kzzq_desktop.services.merges import MergeAsk, MergePlan, look_at_merge, merge
from kzzq_desktop.services.office import list_villages
from kzzq_desktop.ui import background, theme
from kzzq_desktop.ui.dialogs.duplicate_detail import DuplicateDetail
from kzzq_desktop.ui.dialogs.duplicate_lines import ALL, COLUMNS, KIND_WORDS, options_of
from kzzq_desktop.ui.parts.buttons import button, main_button, quiet_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import filter_box
from kzzq_desktop.ui.parts.layout import card, column, row
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.table import RowsTable

WIDE, LIST, HIGH = 1240, 350, 420


def open_duplicates(desk: Desk, window: WindowApi, parent: QWidget) -> None:
    """Compare everybody beside the window, then open the desk."""

    def opened(rows: Sequence[PairRow]) -> None:
        DuplicatesDialog(desk, window, parent, rows).open()

    background.run(lambda job: list_pairs(desk, job), opened, words="正在查重", parent=parent)


class DuplicatesDialog(Dialog):
    """The list at the left, the chosen pair at the right. Enter goes on, Alt+M merges, Alt+N tells apart."""

    def __init__(self, desk: Desk, window: WindowApi, parent: QWidget, rows: Sequence[PairRow]) -> None:
        super().__init__(parent, "查重", WIDE)
        self.desk, self.window_api = desk, window
        self.rows = {one.id: one for one in rows}
        self.plan: MergePlan | None = None
        self.last_unit = ""
        self.kind = Segmented(options_of(rows), name="类别")
        self.kind.picked.connect(lambda _: self._list_anew())
        villages = [(place.code, place.name) for place in list_villages(desk)]
        self.village = filter_box([("", "全部嘎查村"), *villages], name="嘎查村")
        self.village.picked.connect(lambda _: self._list_anew())
        empty = EmptyState("check", "没有要核对的重复", "换一个嘎查村或类别再看；导入新的台账以后可以再查一次。")
        self.table: RowsTable[PairRow] = RowsTable(
            "duplicates", COLUMNS, load=self._load, relist=lambda _sort, _down: self._listed(), many=False, empty=empty
        )
        self.table.setAccessibleName("可能重复的人和户")
        self.table.setMinimumSize(theme.px(LIST), HIGH)
        self.table.picked.connect(self._look)
        self.table.opened.connect(lambda _: self.go_on())
        self.detail = DuplicateDetail()
        self.detail.turned.connect(self._turn)
        self.detail.taken.connect(self._take)
        self._fill()
        self.table.refresh()
        self._pick(0)
        self.table.setFocus()

    def _fill(self) -> None:
        self.back = quiet_button("撤销上一步(&Z)", self.take_back, "undo")
        self.back.setEnabled(False)
        self.apart = button("不是同一个(&N)", self.tell_apart, icon="split")
        self.go = main_button("合并(&M)", self.merge, "merge")
        self.enter = self.go_on
        pairs = card(self.table, margins=(0, 0, 0, 0))
        body = column(row(self.kind, self.village, None), (row((pairs, 9), (card(self.detail), 11), gap=12), 1), gap=10)
        self.fill(body, self.back, None, self.cancel_button("关闭"), self.apart, self.go)

    def go_on(self) -> None:
        """Go on to the next pair, from the last one to the first."""
        ids = self.table.rows_model.ids
        if ids:
            at = ids.index(self.table.current_id()) if self.table.current_id() in ids else -1
            self._pick((at + 1) % len(ids))

    def merge(self) -> None:
        """Merge the chosen pair as the preview shows it."""
        pair, plan = self._chosen(), self.plan
        if pair is not None and plan is not None and not plan.refused:
            words = f"已合并{KIND_WORDS[pair.kind]} {pair.one.title}"
            background.run(
                lambda _job: merge(self.desk, plan), lambda unit: self._done(unit, words), words="正在合并", parent=self
            )

    def tell_apart(self) -> None:
        """Remember that the chosen two are not the same."""
        pair = self._chosen()
        if pair is not None:
            self.rows.pop(pair.id)
            self._done(tell_apart(self.desk, pair), f"已记下：不是{KIND_WORDS[pair.kind]}")

    def take_back(self) -> None:
        """Take the last merge or decision back and compare anew."""
        unit = self.last_unit

        def undone(made: tuple[str, UndoPlan]) -> None:
            self.last_unit = ""
            self.window_api.saved(made[0], f"已撤销 {made[1].what}")
            background.run(lambda job: list_pairs(self.desk, job), self._show, words="正在查重", parent=self)

        if unit:
            background.run(lambda _job: undo_unit(self.desk, unit), undone, words="正在撤销", parent=self)

    def _done(self, unit_id: str, words: str) -> None:
        self.last_unit = unit_id
        self.window_api.saved(unit_id, words)
        self._show(still_there(self.desk, list(self.rows.values())))

    def _show(self, rows: Sequence[PairRow]) -> None:
        """Show what is left, the next pair chosen."""
        at = self._listed().index(self.table.current_id()) if self.table.current_id() in self.rows else self._place()
        self.rows = {one.id: one for one in rows}
        for code, words in options_of(rows):
            self.kind.set_words(code, words)
        self.table.refresh()
        self._pick(min(at, self.table.count() - 1))
        self.table.setFocus()

    def _place(self) -> int:
        """Return where the chosen row stands in the list as it is shown."""
        return max(self.table.currentIndex().row(), 0)

    def _list_anew(self) -> None:
        self.table.refresh()
        self._pick(0)

    def _pick(self, at: int) -> None:
        ids = self.table.rows_model.ids
        if 0 <= at < len(ids):
            self.table.pick(ids[at])
        self._look(self.table.current_id())

    def _look(self, pair_id: str) -> None:
        pair = self.rows.get(pair_id)
        self._preview(first_look(self.desk, pair) if pair else None)

    def _turn(self) -> None:
        if self.plan is not None:
            self._preview(look_at_merge(self.desk, turned_round(self.plan.ask)))

    def _take(self, fields: frozenset[str]) -> None:
        if self.plan is not None:
            ask: MergeAsk = replace(self.plan.ask, take=fields)
            self._preview(look_at_merge(self.desk, ask))

    def _preview(self, plan: MergePlan | None) -> None:
        self.plan = plan
        pair = self._chosen()
        self.detail.show_pair(pair, plan)
        self.go.setEnabled(plan is not None and not plan.refused)
        self.apart.setEnabled(pair is not None)
        self.apart.set_words(f"不是{KIND_WORDS[pair.kind]}(&N)" if pair else "不是同一个(&N)")
        self.back.setEnabled(bool(self.last_unit))

    def _chosen(self) -> PairRow | None:
        return self.rows.get(self.table.current_id())

    def _listed(self) -> list[str]:
        rows = in_village(self.rows.values(), self.village.value())
        return [one.id for one in rows if self.kind.value() in (ALL, one.kind.value)]

    def _load(self, ids: Sequence[str]) -> list[PairRow]:
        return [self.rows[key] for key in ids]
