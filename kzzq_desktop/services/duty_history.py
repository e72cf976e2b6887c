"""What happened to one entry: its own fields in words, and households added or taken away later."""

from collections.abc import Mapping
from dataclasses import replace

from kzzq_desktop.domain.changes import HistoryLine
from kzzq_desktop.domain.duties import BY_CODE, read_boxes
from kzzq_desktop.domain.work import Duty, DutyHousehold
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.duty import UnknownDuty
from kzzq_desktop.store import duties, duty_choices, history

FIELD_WORDS = {
    "day": "日期", "code": "职责", "grid_id": "网格", "member_id": "党员", "place": "地点", "words": "内容", "boxes": "栏目",
}  # fmt: skip
MADE, REMOVED = "", "sy_del"
Names = Mapping[str, str]


def list_duty_history(desk: Desk, duty_id: str) -> tuple[HistoryLine, ...]:
    """Return what happened to an entry, newest first, in the clerk's words; raises UnknownDuty."""
    with desk.store.reading() as conn:
        own = history.list_history(conn, Duty, [duty_id])
        if not own:
            raise UnknownDuty
        parts = duties.list_parts(conn, duty_id)
        changed = {household: history.list_history(conn, DutyHousehold, [part]) for part, (household, _) in parts.items()}
        members = {value for line in own if line.field == "member_id" for value in (line.old, line.new) if value}
        names = {choice.id: choice.head for choice in duty_choices.find_households(conn, list(changed))}
        names |= {member: duty_choices.member_name(conn, member) for member in members}
        names |= {grid.id: f"{grid.village}{grid.number:02d}" for grid in duty_choices.list_grid_choices(conn)}
    # Households that came or went with the whole entry are told by the entry's own line.
    whole = {(line.at, line.what) for line in own if line.field in (MADE, REMOVED)}
    *later, made = [_own_line(line, names) for line in own]
    for household, happened in changed.items():
        news = [line for line in happened if line.field in (MADE, REMOVED) and (line.at, line.what) not in whole]
        later += [_part_line(line, names.get(household, "")) for line in news]
    return (*sorted(later, key=lambda line: line.at, reverse=True), made)


def _own_line(line: HistoryLine, names: Names) -> HistoryLine:
    if line.field == REMOVED:
        return replace(line, field="", old="", new="删除" if line.new == "1" else "恢复")
    word = FIELD_WORDS.get(line.field, line.field)
    return replace(line, field=word, old=_shown(line.field, line.old, names), new=_shown(line.field, line.new, names))


def _part_line(line: HistoryLine, head: str) -> HistoryLine:
    gone = line.field == REMOVED and line.new == "1"
    return replace(line, field="住户", old=head if gone else "", new="" if gone else head)


def _shown(field: str, value: str, names: Names) -> str:
    if field == "code" and value in BY_CODE:
        return BY_CODE[value].word
    if field == "boxes" and value:
        return "，".join(_said(box, names) for box in read_boxes(value).values())
    return names.get(value, value) if field in ("member_id", "grid_id") else value


def _said(value: object, names: Names) -> str:
    return "、".join(names.get(part, "") for part in value) if isinstance(value, tuple) else str(value)
