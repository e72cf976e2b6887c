"""Look whether the office's file is sound: what is wrong, in sentences, and how many rows; nothing is changed."""

from dataclasses import dataclass

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import checks, database

RECORDS = {
    "household": "住户",
    "resident": "家庭成员",
    "household_need": "需求",
    "member": "党员",
    "member_post": "岗位",
    "grid": "网格",
    "contact": "联系",
    "duty": "履职",
    "duty_household": "履职涉及的户",
}
TIES = {
    "village_id": "嘎查村",
    "head_id": "户主",
    "grid_id": "网格",
    "household_id": "住户",
    "branch_id": "党支部",
    "member_id": "党员",
    "duty_id": "履职记录",
    "resident_id": "家庭成员",
    "photo": "照片",
}
DERIVED = {"search_key": "查找用的索引", "household_reach": "最近联系日", "household_order": "列表的排序"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `area` is file, ties, totals, stamps or derived; `count` the rows concerned."""

    area: str
    what: str
    count: int = 1


def check(desk: Desk) -> tuple[Finding, ...]:
    """Return everything that is wrong with the file, nothing for a sound one; reads every page."""
    faults = database.integrity_faults(desk.store)
    if faults:
        return (Finding("file", "台账文件有损坏的页，请用最近的备份恢复。", len(faults)),)
    with desk.store.reading() as conn:
        guards, stamps = checks.count_missing_guards(conn), checks.count_wrong_stamps(conn)
        crowded, twins = checks.count_crowded_grids(conn), checks.count_twin_numbers(conn)
        loose, derived = checks.count_loose(conn), checks.count_derived_faults(conn)
        total, inside, outside = checks.count_households(conn)
    found = [
        Finding("file", "有表没有防绕写的保护，重新打开台账就会补上。", guards),
        Finding("stamps", "有改动没有正确的印记。", stamps),
        *(Finding("ties", f"{RECORDS.get(tie.table, tie.table)}里记的{TIES[tie.column]}找不到。", tie.count) for tie in loose),
        Finding("totals", f"总户数{total}不等于入格{inside}加未入格{outside}。", abs(total - inside - outside)),
        Finding("totals", "有网格同时有两名以上负责党员。", crowded),
        Finding("totals", "同一嘎查村里有重复的网格号。", twins),
        *(Finding("derived", f"{DERIVED[part.table]}与台账不一致，可以重建。", part.count) for part in derived),
    ]
    return tuple(finding for finding in found if finding.count)


def rebuild(desk: Desk) -> None:
    """Derive what is kept beside the records anew: search keys, last days of contact, orders of lists."""
    with desk.store.local() as conn:
        checks.rebuild_derived(conn)
