"""How a grid and a day are said on this screen."""

from datetime import date, timedelta

from kzzq_desktop.domain.duty_log import GridChoice
from kzzq_desktop.domain.work import GridRow


def grid_words(grid: GridChoice | GridRow) -> str:
    """Return a grid as the picker shows it: 巴彦胡硕嘎查 03·白音那木拉·10户."""
    return f"{grid.village} {grid.number:02d}·{grid.member or '还没有确定党员'}·{grid.households}户"


def day_words(day: str, today: date) -> str:
    """Return a day as a list shows it: 今天, 昨天, 11月20日, 2025年11月20日."""
    done = date.fromisoformat(day)
    if done == today:
        return "今天"
    if done == today - timedelta(days=1):
        return "昨天"
    return f"{done.month}月{done.day}日" if done.year == today.year else f"{done.year}年{done.month}月{done.day}日"
