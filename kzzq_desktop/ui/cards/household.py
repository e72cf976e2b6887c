"""The card of a household at the right of the list: who lives there, needs, who looks after them, what happened."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kzzq_desktop.domain.codes import relation_word
from kzzq_desktop.domain.people import RESIDENT_STATUS_WORDS, ResidentRow
from kzzq_desktop.services.household_card import HouseholdCard
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.cards.facts import fact
from kzzq_desktop.ui.cards.side import SidePanel
from kzzq_desktop.ui.cards.words import NOTHING, STATUS_MARKS, day_words, place_words
from kzzq_desktop.ui.parts.buttons import link_button
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import column, row, rule
from kzzq_desktop.ui.parts.marks import Chips, State
from kzzq_desktop.ui.parts.text import label, phone_words
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column


class HouseholdPanel(SidePanel[HouseholdCard]):
    """Signals besides those of every panel: person_asked(resident id, where)."""

    person_asked = Signal(str, QPoint)
    people: RowsTable[ResidentRow] | None = None

    def show_card(self, card: HouseholdCard | None) -> None:
        """Show a household, or what to do while none is chosen."""
        self.people = None
        super().show_card(card)

    def _nothing(self) -> EmptyState:
        return EmptyState("home", "没有选中住户", "在左边选一户，这里显示家庭成员和经过。")

    def _head(self, card: HouseholdCard) -> QVBoxLayout:
        changes, log = self._acts("家庭变动", "split", "外出、返乡、迁出、换户主、修改、删除")
        name = label(card.row.head or "没有户主", "title", wrap=True)
        state = State()
        state.show_mark(STATUS_MARKS[card.row.status])
        room = self.width() - 2 * 16 - 3 * 8
        acts = sum(part.sizeHint().width() for part in (state, changes, log))
        title: QBoxLayout = row((name, 1), state, changes, log, gap=8)
        if theme.text_width(card.row.head, "title") + acts > room:
            title = column(row((name, 1), state), row(changes, None, log), gap=8)
        grid = f"{card.row.grid_number:02d} 号网格" if card.row.grid_id else "未入网格"
        place = " ".join(part for part in (card.row.village, place_words(card.row)) if part)
        return column(title, label(f"{place}·{grid}", "second", wrap=True), gap=6, margins=(16, 14, 16, 10))

    def _body(self, card: HouseholdCard) -> QVBoxLayout:
        history = self._history(card, f"共 {len(card.happenings)} 条")
        return column(self._facts(card), rule(), self._people(card), history, None, gap=0)

    def _facts(self, card: HouseholdCard) -> QVBoxLayout:
        facts: list[QHBoxLayout] = []
        if card.row.member:
            open_member = link_button(card.row.member, lambda: self.asked.emit("member"))
            facts.append(fact("联系党员", open_member, label(phone_words(card.member_phone), "second")))
        elif card.row.grid_id:
            facts.append(
                fact("联系党员", label("还没有确定党员", "second"), link_button("去网格", lambda: self.asked.emit("grid")))
            )
        else:
            facts.append(
                fact("网格", label("未入网格", "second"), link_button("编入网格…", lambda: self.asked.emit("into_grid")))
            )
        needs = Chips(card.row.needs) if card.row.needs else label("没有", "second")
        facts.append(fact("需求", needs, link_button("勾选…", lambda: self.asked.emit("needs"))))
        if card.row.phone:
            facts.append(fact("电话", label(phone_words(card.row.phone))))
        if words := _status_words(card):
            facts.append(fact(*words))
        if card.row.address and card.row.address != place_words(card.row):
            facts.append(fact("住址", label(card.row.address, wrap=True)))
        if card.note:
            facts.append(fact("备注", label(card.note, wrap=True)))
        return column(*facts, gap=4, margins=(16, 8, 16, 8))

    def _people(self, card: HouseholdCard) -> QVBoxLayout:
        rows = {person.id: person for person in (*card.residents, *card.gone)}
        table: RowsTable[ResidentRow] = RowsTable(
            "residents", PEOPLE, load=lambda ids: [rows[one] for one in ids], many=False, rounded=False
        )
        table.row_height = theme.height("side_row")
        table.verticalHeader().setDefaultSectionSize(table.row_height)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setAccessibleName("家庭成员")
        table.places = lambda: f"1户（{card.row.village}）"
        table.show_ids(list(rows))
        table.setFixedHeight(theme.height("head") + table.row_height * len(rows) + 1)
        table.opened.connect(lambda one: self.person_asked.emit(one, self._below(one)))
        table.asked.connect(self.person_asked)
        self.people = table
        short = card.row.people - len(card.residents)
        note = [label(f"台账登记共 {card.row.people} 口人，其余 {short} 人还没有录入。", "small", wrap=True)] if short > 0 else []
        return column(table, *(column(one, margins=(16, 6, 16, 0)) for one in note), gap=0)

    def _below(self, resident_id: str) -> QPoint:
        """Return where a menu for a person's row opens by keyboard."""
        assert self.people is not None  # noqa: S101 - asked by its own signal
        rect = self.people.visualRect(self.people.currentIndex())
        return self.people.viewport().mapToGlobal(rect.bottomLeft() + QPoint(16, 0))


def _relation(person: ResidentRow) -> str:
    """Return what somebody is to the head; who is not at home says so."""
    word = relation_word(person.relation) or NOTHING
    if person.status in {"moved_out", "deceased"}:
        return RESIDENT_STATUS_WORDS[person.status]
    return f"{word}·外出" if person.status == "away" else word


def _phones(person: ResidentRow) -> str:
    return phone_words(person.phones[0]) if person.phones else NOTHING


def _status_words(card: HouseholdCard) -> tuple[str, QWidget] | None:
    since = f"{day_words(card.status_day)}起" if card.status_day else ""
    if card.row.status == "away":
        parts = (card.away_where, since, f"{card.away_return}回来" if card.away_return else "")
        return "外出去向", label("，".join(part for part in parts if part) or "没有登记", wrap=True)
    if card.row.status in {"moved", "closed"}:
        return "日期", label(day_words(card.status_day) or "没有登记")
    return None


PEOPLE: tuple[Column[ResidentRow], ...] = (
    Column("name", "姓名", 112, lambda person: person.name, fact=Fact.NAME),
    Column("relation", "关系", 76, _relation, drop=1, fact=Fact.PRIVATE),
    Column("birth", "出生", 96, lambda person: person.birth or NOTHING, drop=2, fact=Fact.PRIVATE),
    Column("phone", "电话", 122, _phones, stretch=True, fact=Fact.PHONE),
)
