"""The history line of a household: everything that happened to it, in the clerk's words, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from kzzq_desktop.base.clock import local
from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.domain.duty_log import DutyFilter
from kzzq_desktop.domain.work import DutyRow
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import duties, households
from kzzq_desktop.store.record_changes import Patch, SaveSeen, list_saves

FIELD_WORDS = {
    "village_id": "嘎查村", "group_no": "组", "building": "楼宇单元", "door_no": "门牌", "address": "住址", "phone": "电话",
    "stated_people": "人口", "ledger_no": "台账编号", "note": "备注", "away_where": "外出去向", "away_return": "返回时间",
    "name": "姓名", "other_names": "曾用写法", "relation": "关系", "sex": "性别", "birth": "出生", "id_number": "身份证号",
    "phones": "电话",
}  # fmt: skip
TOLD_WITH_STATUS = frozenset({"away_where", "away_return"})
HOUSEHOLD_WORDS = {"home": "全家返乡", "away": "全家外出", "moved": "全家迁出", "closed": "销户"}
RESIDENT_WORDS = {"away": "外出", "moved_out": "迁出", "deceased": "去世"}
BACK_WORDS = {"away": "返乡", "moved_out": "迁回", "deceased": "更正为在家"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: `day` ISO text, perhaps partly known; `tone` is ok for a contact, mute for a change."""

    day: str
    what: str
    who: str
    tone: str = "mute"
    duty_id: str = ""


@dataclass(frozen=True, slots=True)
class _Names:
    """What ids are called: residents, needs, grids."""

    residents: dict[str, str]
    needs: dict[str, str]
    grids: dict[str, int]


def list_happenings(desk: Desk, household_id: str) -> tuple[Happening, ...]:
    """Return everything that happened to a household: its duties and every save that touched it or its people."""
    with desk.store.reading() as conn:
        residents = households.resident_names(conn, household_id)
        needs = households.need_names(conn, household_id)
        saves = list_saves(conn, {"household": [household_id], "resident": list(residents), "household_need": list(needs)})
        names = _Names(residents, needs, households.grid_numbers(conn, _grid_ids(saves)))
        rows = duties.duty_rows(conn, duties.list_duty_ids(conn, DutyFilter(household_id=household_id)))
    happened = [(f"{duty.day} ~", _duty(duty)) for duty in rows]
    for save in saves:
        happened += [(f"{one.day} {save.at}", one) for one in _told(save, names)]
    return tuple(one for _, one in sorted(happened, key=lambda pair: pair[0], reverse=True))


def _duty(row: DutyRow) -> Happening:
    done = f"{row.member} {BY_CODE[row.code].word if row.code in BY_CODE else row.code}".strip()
    others = f"履职·与另外 {row.households - 1} 户同一次登记" if row.households > 1 else "履职"
    return Happening(row.day, f"{done}：{row.words}" if row.words else done, others, "ok", row.id)


def _told(save: SaveSeen, names: _Names) -> list[Happening]:
    day, who = local(save.at).date().isoformat(), f"{save.clerk}·{save.what}"
    if ("household", _made_household(save)) in save.made:
        return [Happening(day, save.what, f"{save.clerk} 登记")]
    told = [Happening(status_day or day, words, f"{save.clerk} 登记") for status_day, words in _statuses(save, names)]
    rest = [*_moves(save, names), *_made_and_gone(save, names), *_edits(save, names)]
    return [*told, Happening(day, "；".join(rest), who)] if rest else told


def _made_household(save: SaveSeen) -> str:
    return next((row_id for table, row_id in save.made if table == "household"), "")


def _statuses(save: SaveSeen, names: _Names) -> Iterable[tuple[str, str]]:
    for table, row_id, patch in save.changed:
        if "status" not in patch:
            continue
        day = str(patch["status_day"][1]) if "status_day" in patch else ""
        status = str(patch["status"][1])
        if table == "household":
            where = str(patch.get("away_where", ("", ""))[1])
            back = str(patch.get("away_return", ("", ""))[1])
            yield day, "，".join(part for part in (HOUSEHOLD_WORDS.get(status, status), where, back and f"{back}回来") if part)
        else:
            word = RESIDENT_WORDS.get(status) or BACK_WORDS.get(str(patch["status"][0]), "")
            yield day, f"{names.residents.get(row_id, '')} {word}".strip()


def _moves(save: SaveSeen, names: _Names) -> Iterable[str]:
    for table, _, patch in save.changed:
        if table != "household":
            continue
        if "head_id" in patch:
            old, new = (names.residents.get(str(side), "") for side in patch["head_id"])
            yield f"户主由{old}换为{new}" if old else f"户主是{new}"
        if "grid_id" in patch:
            old, new = (
                f"{names.grids[str(side)]:02d} 号网格" if side and str(side) in names.grids else "" for side in patch["grid_id"]
            )
            yield f"由 {old}调入 {new}" if old and new else f"编入 {new}" if new else f"移出 {old}".rstrip()
        if "sy_del" in patch:
            yield "恢复这一户" if patch["sy_del"][1] == 0 else "删除这一户"


def _made_and_gone(save: SaveSeen, names: _Names) -> Iterable[str]:
    yield from (f"新增 {names.residents[row_id]}" for table, row_id in save.made if table == "resident")
    added = [names.needs[row_id] for table, row_id in save.made if table == "household_need"]
    dropped: list[str] = []
    for table, row_id, patch in save.changed:
        if "sy_del" not in patch or table == "household":
            continue
        gone = patch["sy_del"][1] == 1
        if table == "resident":
            yield f"{'删除' if gone else '恢复'} {names.residents[row_id]}"
        else:
            (dropped if gone else added).append(names.needs[row_id])
    if added:
        yield f"增加需求 {'、'.join(added)}"
    if dropped:
        yield f"取消需求 {'、'.join(dropped)}"


def _edits(save: SaveSeen, names: _Names) -> Iterable[str]:
    headed = any("head_id" in patch for _, _, patch in save.changed)
    for table, row_id, patch in save.changed:
        fields = _worded(patch, frozenset({"relation"}) if headed else frozenset())
        if fields and table == "household":
            yield f"修改{fields}"
        elif fields and table == "resident":
            yield f"修改{names.residents[row_id]}的{fields}"


def _worded(patch: Patch, silent: frozenset[str]) -> str:
    silent |= TOLD_WITH_STATUS if "status" in patch else frozenset()
    return "、".join(FIELD_WORDS[name] for name in FIELD_WORDS if name in patch and name not in silent)


def _grid_ids(saves: Iterable[SaveSeen]) -> list[str]:
    return [str(side) for save in saves for _, _, patch in save.changed for side in patch.get("grid_id", ()) if side]
