"""The panel at the right: a grid, who looks after it, its households with the days since contact."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kzzq_desktop.domain.board import GridCard
from kzzq_desktop.domain.people import HouseholdRow
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui.grids.faces import NOBODY, household_mark
from kzzq_desktop.ui.parts.avatar import Avatar
from kzzq_desktop.ui.parts.buttons import button, main_button, quiet_button
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import column, hold, row, rule
from kzzq_desktop.ui.parts.marks import Mark, State
from kzzq_desktop.ui.parts.text import Picture, label, phone_words
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column


class CardPanel(QWidget):
    """Signals: duty_asked(), lead_asked(), print_asked(), more_asked(point), household_opened(id), household_asked(id, point)."""

    duty_asked = Signal()
    lead_asked = Signal()
    print_asked = Signal()
    more_asked = Signal(QPoint)
    household_opened = Signal(str)
    household_asked = Signal(str, QPoint)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.today = today
        self.rows: dict[str, HouseholdRow] = {}
        self.title, self.lock = label("", "head", wrap=True), Picture("lock", size=14)
        self.lock_words = label("已锁定", "small")
        self.avatar = Avatar()
        self.name, self.phone = label("", "strong", wrap=True), label("")
        self.since = label("", "small", wrap=True)
        self.lead_button = button("换人…", self.lead_asked.emit, icon="swap")
        self.duty_button = main_button("登记履职", self.duty_asked.emit, "plus")
        self.print_button = button("打印", self.print_asked.emit, icon="print")
        self.more = quiet_button("更多", self._ask_more, icon="more")
        self.table: RowsTable[HouseholdRow] = RowsTable(
            "grid_households", self._columns(), load=lambda ids: [self.rows[one] for one in ids], drag=True, rounded=False,
            empty=EmptyState("home", "网格里还没有住户", "把住户从别的网格拖到这个网格的方块上。"),
        )  # fmt: skip
        self.table.opened.connect(self.household_opened)
        self.table.asked.connect(self.household_asked)
        self.table.setAccessibleName("网格里的住户")
        self.total, self.month = label("", "small"), State()
        self.setLayout(self._arranged())

    def show_grid(self, row_: GridRow, card: GridCard, households: Sequence[HouseholdRow], photo: bytes, today: date) -> None:
        """Show a grid."""
        self.today = today
        place = row_.name or row_.groups
        self.title.setText(f"{row_.number:02d}号网格{'·' if place else ''}{place}")
        for part in (self.lock, self.lock_words):
            part.setVisible(row_.locked)
        self._show_member(card, photo)
        self.table.places = lambda: f"{row_.village}{row_.number:02d}号网格"
        self.rows = {household.id: household for household in households}
        self.table.show_ids(list(self.rows))
        month = today.isoformat()[:7]
        reached = sum(household.reached.startswith(month) for household in households)
        self.total.setText(f"{row_.households}户·{row_.people}人")
        self.month.show_mark(Mark("ok" if reached else "mute", f"本月联系{reached}户"))

    def fit_width(self, narrow: bool, _tight: bool) -> None:
        """Drop the button that 更多 has too."""
        self.print_button.setVisible(not narrow)

    def _show_member(self, card: GridCard, photo: bytes) -> None:
        led = bool(card.member_id)
        self.name.setText(card.member or NOBODY)
        self.phone_row.setVisible(led and bool(card.phone))
        self.phone.setText(phone_words(card.phone).replace("、", "\n"))
        self.avatar.show_person(card.member, photo)
        backup = f"候补{card.backup}" if card.backup else "无候补"
        lines = ["·".join(part for part in ("、".join(card.posts), card.branch) if part)]
        lines.append(f"{day_words(card.since)}起联系，{backup}" if card.since else backup)
        if card.why:
            lines.append(card.why)
        self.since.setText("\n".join(line for line in lines if line) if led else "可从本嘎查村党员中推荐。")
        self.lead_button.set_words("换人…" if led else "推荐党员…")

    def _columns(self) -> tuple[Column[HouseholdRow], ...]:
        return (
            Column("head", "户主", 96, lambda row_: row_.head or "（没有户主）", stretch=True, fact=Fact.NAME),
            Column(
                "door",
                "门牌",
                66,
                lambda row_: f"{row_.door_no}号" if row_.door_no.isdigit() else row_.door_no,
                ink="ink2",
                drop=1,
                fact=Fact.PLACE,
            ),
            Column("reached", "联系", 98, lambda row_: household_mark(row_, self.today), kind="state", fact=Fact.PRIVATE),
        )

    def _ask_more(self) -> None:
        self.more_asked.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _arranged(self) -> QVBoxLayout:
        self.phone_row = hold(row(Picture("phone", size=14), self.phone, None, gap=6))
        head = row((self.title, 1), self.lock, self.lock_words, gap=6)
        person: QHBoxLayout = row(self.avatar, (column(self.name, self.phone_row, None, gap=2), 1), gap=12)
        acts = row(self.duty_button, self.lead_button, self.print_button, None, gap=8)
        top = column(head, person, self.since, acts, gap=10, margins=(16, 14, 16, 12))
        foot = row(self.total, None, self.month, self.more, gap=8, margins=(16, 4, 8, 4))
        return column(top, rule(), (self.table, 1), rule(), foot, gap=0)


def day_words(day: str) -> str:
    """Return a day, as far as it is known: 2024年3月, 2026年11月23日."""
    parts = day.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False) if part.isdecimal())
