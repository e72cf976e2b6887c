"""The households of a planned grid: whom, where, and from which grid they come. They can be dragged to another tile."""

from collections.abc import Mapping, Sequence

from kzzq_desktop.domain.grid_plan import Move
from kzzq_desktop.domain.order import group_words
from kzzq_desktop.domain.people import HouseholdRow, HouseholdStatus
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.marks import Mark
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column


class PlanTable(RowsTable[HouseholdRow]):
    """`show_homes` shows one grid's households in the order given."""

    def __init__(self, homes: Mapping[str, HouseholdRow]) -> None:
        self.homes, self.moves = homes, dict[str, Move]()
        columns: tuple[Column[HouseholdRow], ...] = (
            Column("head", "户主", 96, lambda row: row.head or "（没有户主）", stretch=True, fact=Fact.NAME),
            Column("place", "组·门牌", 92, place_words, ink="ink2", fact=Fact.PLACE),
            Column("from", "变动", 92, self._change, kind="state", fact=Fact.PRIVATE),
        )
        super().__init__(
            "plan_homes", columns, load=lambda ids: [homes[one] for one in ids], drag=True,
            empty=EmptyState("home", "没有住户", "从别的网格拖过来。"),
        )  # fmt: skip
        self.setAccessibleName("选中网格的住户")

    def show_homes(self, ids: Sequence[str], moves: Mapping[str, Move]) -> None:
        """Show a planned grid."""
        self.moves = dict(moves)
        self.show_ids([one for one in ids if one in self.homes])

    def _change(self, row: HouseholdRow) -> Mark:
        move = self.moves.get(row.id)
        if row.status == HouseholdStatus.AWAY and (move is None or not move.before):
            return Mark("mute", "外出", icon="away")
        if move is None:
            return Mark("mute", "不变")
        return Mark("ok", "新编入", icon="plus") if not move.before else Mark("due", f"原{move.before:02d}号", icon="swap")


def place_words(row: HouseholdRow) -> str:
    """Return where a household stands: 3组12号."""
    door = f"{row.door_no}号" if row.door_no.isdigit() else row.door_no
    return f"{group_words(row.group_no, row.building)}{door}"
