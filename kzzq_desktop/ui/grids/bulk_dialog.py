"""Dividing or assigning a whole township: what would happen, village by village, before it is saved as one unit."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.domain.assign import MemberPlan
from kzzq_desktop.domain.grid_plan import GridPlan
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, scroll
from kzzq_desktop.ui.parts.text import label

MOST_LINES = 120


def confirm_bulk(parent: QWidget | None, title: str, summary: str, lines: Sequence[str], yes: str) -> bool:
    """Show a summary and its lines; return whether the clerk wants it saved."""
    dialog = Dialog(parent, title, width=640)
    shown = list(lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        shown.append(f"还有{len(lines) - MOST_LINES}条。")
    body = column(label(title, "head"), label(summary, "strong", wrap=True), gap=10)
    if shown:
        area = scroll(column(*(label(line, "second", wrap=True) for line in shown), None, gap=6, margins=(0, 0, 8, 0)))
        area.setMinimumHeight(theme.px(160))
        body.addWidget(area, 1)
    go = main_button(yes, dialog.accept)
    dialog.enter = dialog.accept
    dialog.fill(body, None, dialog.cancel_button(), go)
    go.setFocus()
    return bool(dialog.exec())


def division_words(plan: GridPlan, names: dict[str, str]) -> tuple[str, list[str]]:
    """Return the summary of a division of many villages, and what is worth a look."""
    grids = [grid for grid in plan.grids if grid.size]
    new = sum(not grid.grid_id for grid in grids)
    placed = sum(not move.before for move in plan.moves)
    off = sum(bool(grid.note) for grid in grids)
    waiting = sum(len(village.waiting) for village in plan.villages)
    summary = (
        f"{len(plan.villages)}个嘎查村，共{len(grids):,}个网格，其中新分{new:,}个；新编入{placed:,}户，{off}个网格户数不合适"
    )
    summary += f"，{waiting}户外出户没有空位。" if waiting else "。"
    lines = []
    for village in plan.villages:
        said = [sentence for sentence in village.sentences if "上限" in sentence or "下限" in sentence or "空位" in sentence]
        lines += [f"{names.get(village.village_id, '')}：{sentence}" for sentence in said]
    return summary, lines


def member_words(plan: MemberPlan, members: dict[str, str], grids: dict[str, str]) -> tuple[str, list[str]]:
    """Return the summary of an assignment of many grids, and what is worth a look."""
    new = sum(not one.kept for one in plan.proposals)
    refused = [one for one in plan.refusals if not one.spare]
    same, overdue = len(plan.proposals) - new, sum(bool(one.stays) for one in plan.vacancies)
    vacant = len(plan.vacancies) - overdue
    summary = (
        f"新推荐{new:,}名，{same:,}名不变，{vacant:,}个网格暂缺，{overdue:,}个网格待接替，{len(refused):,}名党员按规定不安排。"
    )
    lines = [f"{grids.get(one.grid_id, '')}：{one.why}" for one in plan.vacancies]
    lines += [f"{members.get(one.member_id, '')}：{one.why}" for one in refused]
    return summary, lines
