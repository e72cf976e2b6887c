"""What a clerk does to grids from the screen: each asks what must be asked, saves, and tells the window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from kzzq_desktop.domain.assign import MemberPlan
from kzzq_desktop.domain.board import VillageCount
from kzzq_desktop.domain.grid_plan import GridPlan
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.services import assign, candidates, divide, grids, village_plan
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import grid_sizes
from kzzq_desktop.ui import ask, background
from kzzq_desktop.ui.grids.bulk_dialog import confirm_bulk, division_words, member_words
from kzzq_desktop.ui.grids.divide_dialog import DivideDialog
from kzzq_desktop.ui.grids.goal_dialog import ask_goal
from kzzq_desktop.ui.grids.lead_dialog import LeadDialog
from kzzq_desktop.ui.screen import WindowApi


class GridActs:
    """The verbs of the screen. `page` is the parent of their dialogs."""

    def __init__(self, desk: Desk, window: WindowApi, page: QWidget) -> None:
        self.desk, self.window, self.page = desk, window, page

    def divide(self, village: VillageCount) -> None:
        """Open the wizard for one village."""
        dialog = DivideDialog(self.page, self.desk, village.village_id, village.village, grid_sizes(self.desk))
        dialog.exec()
        if (saved := dialog.saved) is not None:
            words = f"{village.village}：{saved.grids}个网格，{saved.moved}户有变动"
            words += f"，新定{saved.new_leads}名党员" if saved.new_leads else ""
            self._told(saved.unit_id, words)

    def divide_all(self, villages: Sequence[VillageCount], name: str) -> None:
        """Divide all villages of a township as proposed."""
        codes = [village.village_id for village in villages]
        names = {village.village_id: village.village for village in villages}

        def confirmed(plan: GridPlan) -> None:
            summary, lines = division_words(plan, names)
            if confirm_bulk(self.page, f"划分{name}全部网格", summary, lines, "全部划分"):
                background.run(lambda _job: divide.divide(self.desk, plan), divided, words="正在保存划分", parent=self.page)

        def divided(done: divide.Divided) -> None:
            self._told(done.unit_id, f"{done.grids}个网格，新分{done.new_grids}个")

        background.run(lambda _job: divide.preview_division(self.desk, codes), confirmed, words="正在划分", parent=self.page)

    def assign_all(self, villages: Sequence[VillageCount], name: str) -> None:
        """Propose leads for all grids of a township and save them."""
        codes = {village.village_id for village in villages}
        rows = {row.id: f"{row.village}{row.number:02d}号网格" for row in grids.list_grids(self.desk, codes)}
        people = village_plan.member_names(self.desk)

        def confirmed(plan: MemberPlan) -> None:
            mine = assign.within(plan, rows.keys())
            summary, lines = member_words(mine, people, rows)
            if confirm_bulk(self.page, f"推荐{name}全部网格的党员", summary, lines, "全部确定"):
                background.run(lambda _job: assign.assign(self.desk, mine), assigned, words="正在保存", parent=self.page)

        def assigned(done: assign.Assigned) -> None:
            self._told(done.unit_id, f"新定{done.new}名联系党员，{done.vacant}个网格暂缺")

        background.run(lambda _job: assign.preview_members(self.desk), confirmed, words="正在推荐党员", parent=self.page)

    def name_lead(self, row: GridRow) -> None:
        """Name another lead for a grid, or nobody."""
        people = candidates.list_candidates(self.desk, row.id)
        dialog = LeadDialog(self.page, f"{row.village}{row.number:02d}号网格的联系党员", people, row.member_id)
        if not dialog.exec() or dialog.choice is None:
            return
        made = dialog.choice
        unit_id = assign.set_lead(self.desk, row.id, made.member_id, made.why, made.day, made.approved_by)
        self._told(
            unit_id, f"{row.number:02d}号网格的联系党员已确定" if made.member_id else f"{row.number:02d}号网格暂不安排党员"
        )

    def lock(self, row: GridRow) -> None:
        """Lock or unlock a grid."""
        unit_id = grids.lock_grid(self.desk, row.id, locked=not row.locked)
        self._told(unit_id, f"{row.number:02d}号网格已{'解锁' if row.locked else '锁定'}")

    def rename(self, row: GridRow) -> None:
        """Give a grid another name."""
        question = f"{row.number:02d}号网格的名称"
        words = ask.ask_words(self.page, question, old=row.name, hint=row.groups, words="留空时按住户所在的组显示。")
        if words is not None and words != row.name:
            self._told(grids.rename_grid(self.desk, row.id, words), f"{row.number:02d}号网格已改名")

    def drop(self, row: GridRow) -> None:
        """Take an empty grid out of use."""
        if ask.confirm(
            self.page, f"撤销{row.number:02d}号网格？", "网格里没有住户。撤销后联系党员随之解除，编号不再使用。", yes="撤销网格"
        ):
            self._told(grids.drop_grid(self.desk, row.id), f"{row.number:02d}号网格已撤销")

    def move(self, ids: Sequence[str], goal: GridRow) -> None:
        """Put households into a grid."""
        if ids:
            self._told(grids.move_households(self.desk, ids, goal.id), f"{len(ids)}户已移到{goal.number:02d}号网格")

    def ask_goal(self, ids: Sequence[str], now: GridRow, rows: Sequence[GridRow]) -> None:
        """Ask into which grid households go."""
        goals = [
            (row.id, f"{row.number:02d} {row.name or row.groups}　{row.households}户")
            for row in rows
            if row.id != now.id and not row.locked
        ]
        if ids and goals and (goal := ask_goal(self.page, f"把{len(ids)}户移到哪个网格？", goals)):
            self.move(ids, next(row for row in rows if row.id == goal))

    def menu(self, row: GridRow, at: QPoint) -> None:
        """Offer what can be done with a grid."""
        entries: list[tuple[str, Callable[[GridRow], None]]] = [
            ("解锁网格" if row.locked else "锁定网格", self.lock),
            ("修改名称…", self.rename),
            ("打印这个网格", lambda chosen: self.window.open("print", chosen.id)),
            ("换联系党员…" if row.member_id else "推荐党员…", self.name_lead),
        ]
        if not row.households:
            entries.append(("撤销网格…", self.drop))
        menu = QMenu(self.page)
        acts = {menu.addAction(words): act for words, act in entries}
        chosen = menu.exec(at)
        if chosen in acts:
            acts[chosen](row)

    def _told(self, unit_id: str, words: str) -> None:
        """Tell the window; without a unit nothing had to change."""
        if unit_id:
            self.window.saved(unit_id, words)
        else:
            self.window.tell("没有需要改动的地方")
