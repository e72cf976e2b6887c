"""One entry in full at the right of the log: what, for whom, by whom, and what happened to it since."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout

from kzzq_desktop.base.clock import local
from kzzq_desktop.domain.changes import HistoryLine
from kzzq_desktop.domain.duties import BY_CODE, BoxKind
from kzzq_desktop.domain.work import DutyRow
from kzzq_desktop.services import duty, duty_lists
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.duty_history import list_duty_history
from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import clear, column, row, rule, scroll
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.timeline import Event, Timeline


class DutyDetail(QFrame):
    """Signals: edit_asked(), remove_asked()."""

    edit_asked = Signal()
    remove_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.desk = desk
        self.facts: QVBoxLayout = column(gap=10)
        self.body = scroll(column(self.facts, None, gap=0, margins=(16, 12, 16, 12)))
        self.empty = EmptyState("duty", "没有选中记录", "在左边选一条，这里看全文和经过。")
        self.edit = button("修改…", self.edit_asked.emit, icon="edit", tip="F2")
        self.remove = button("删除", self.remove_asked.emit, icon="trash", tip="Delete")
        actions = row(None, self.remove, self.edit, gap=8, margins=(16, 10, 16, 10))
        self.setLayout(column((self.empty, 1), (self.body, 1), rule(), actions, gap=0))
        self.show_duty("")

    def show_duty(self, duty_id: str) -> None:
        """Show an entry, "" for none."""
        rows = duty_lists.list_duties(self.desk, [duty_id]) if duty_id else ()
        self.empty.setVisible(not rows)
        self.body.setVisible(bool(rows))
        self.edit.setEnabled(bool(rows))
        self.remove.setEnabled(bool(rows))
        clear(self.facts)
        if rows:
            self._write(rows[0])

    def _write(self, shown: DutyRow) -> None:
        draft = duty.draft_of(self.desk, shown.id)
        homes = duty_lists.find_households(self.desk, draft.households)
        heads = {home.id: home.head or "没有户主" for home in homes}
        form = BY_CODE[shown.code]
        self.facts.addWidget(label(form.word, "name"))
        self._line("日期", shown.day)
        self._line("网格", f"{shown.village} {shown.grid_number:02d}" if shown.village else "没有网格")
        self._line("党员", shown.member or "没有党员")
        self._line("住户", f"{len(homes)} 户：" + "、".join(heads.values()))
        if draft.place:
            self._line("地点", draft.place)
        for box in form.boxes:
            value = draft.boxes.get(box.key, "")
            if box.kind is BoxKind.HOUSEHOLDS and isinstance(value, tuple):
                value = "、".join(heads.get(key, "") for key in value)
            if value != "":
                self._line(box.word, str(value))
        if draft.words:
            self._line("内容", draft.words)
        self.facts.addWidget(rule())
        self.facts.addWidget(label("经过", "head"))
        self.facts.addWidget(Timeline([_event(line) for line in list_duty_history(self.desk, shown.id)]))

    def _line(self, word: str, value: str) -> None:
        name = label(word, "field", width=52)
        made: QLayout = row(name, (label(value, wrap=True), 1), gap=12)
        made.setAlignment(name, Qt.AlignmentFlag.AlignTop)
        self.facts.addLayout(made)


def _event(line: HistoryLine) -> Event:
    when = local(line.at)
    if line.field:
        what = f"{line.field}：{line.old or '空'} → {line.new or '空'}" if line.field != "住户" else _home_words(line)
    else:
        what = line.new or "登记"
    return Event(f"{when.month}月{when.day}日", what, f"{line.clerk} {when:%H:%M}", "ok" if what == "登记" else "mute")


def _home_words(line: HistoryLine) -> str:
    return f"加上住户 {line.new}" if line.new else f"去掉住户 {line.old}"
