"""Logging a duty: one entry for many households, checked, saved, changed and taken away as one unit each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha1

from kzzq_desktop.base.clock import new_id, today
from kzzq_desktop.base.errors import AppError, FormError, Problem
from kzzq_desktop.domain.duties import BY_CODE, FORMS, BoxKind, DutyForm, boxes_text, read_boxes
from kzzq_desktop.domain.duty_log import DutyDraft
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.domain.work import Duty, DutyHousehold
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import duties, duty_choices
from kzzq_desktop.store.unit import Unit

LONGEST_WORDS = 2000
FIRST_YEAR = 2000
GONE = (HouseholdStatus.MOVED, HouseholdStatus.CLOSED)


class UnknownDuty(AppError):
    """The entry is not there, or was taken away meanwhile."""

    advice = "这条记录已经不在了，请刷新列表后再看。"


class UnknownForm(AppError):
    """No duty of that name."""

    advice = "可用的职责：" + "、".join(f"{form.code}（{form.word}）" for form in FORMS) + "。"


@dataclass(frozen=True, slots=True)
class LoggedDuty:
    """An entry just saved: its id, and the unit to take it back by."""

    id: str
    unit_id: str


def form_named(words: str) -> DutyForm:
    """Return the duty form by code, Chinese name or its number 1–5; raises UnknownForm."""
    for number, form in enumerate(FORMS, 1):
        if words.strip() in (form.code, form.word, str(number)):
            return form
    raise UnknownForm("没有这一项职责。")


def check_duty(desk: Desk, draft: DutyDraft, before: DutyDraft | None = None) -> tuple[Problem, ...]:
    """Return everything that keeps the draft from being saved. What a saved entry held `before` may stay as it is."""
    return (*_check_facts(draft), *_check_places(desk, draft, before))


def log_duty(desk: Desk, draft: DutyDraft) -> LoggedDuty:
    """Save the entry and its households together; raises FormError with all problems at once."""
    draft = _tidied(draft)
    _refuse(check_duty(desk, draft))
    duty_id = new_id()
    with desk.store.unit(f"登记履职：{BY_CODE[draft.code].word}，{len(draft.households)}户") as unit:
        scope = _scope(desk, unit, draft)
        unit.add_many(Duty, [{"id": duty_id, **_fields(unit, draft), "sy_scope": scope}])
        unit.add_many(DutyHousehold, [_part(duty_id, household, draft.day, scope) for household in draft.households])
    return LoggedDuty(duty_id, unit.id)


def draft_of(desk: Desk, duty_id: str) -> DutyDraft:
    """Return a saved entry as a draft to change; raises UnknownDuty."""
    with desk.store.reading() as conn:
        duty = duties.read_duty(conn, duty_id)
        parts = duties.list_parts(conn, duty_id)
    if duty is None:
        raise UnknownDuty
    return DutyDraft(
        code=duty.code,
        day=duty.day,
        grid_id=duty.grid_id or "",
        households=tuple(household for household, there in parts.values() if there),
        words=duty.words,
        boxes=read_boxes(duty.boxes),
        member_id=duty.member_id or "",
        place=duty.place,
    )


def change_duty(desk: Desk, duty_id: str, draft: DutyDraft) -> str:
    """Save a changed entry, households added and taken away; return the unit's id. Raises FormError, UnknownDuty."""
    draft = _tidied(draft)
    _refuse(check_duty(desk, draft, draft_of(desk, duty_id)))
    with desk.store.unit(f"修改履职：{BY_CODE[draft.code].word}") as unit:
        if duties.read_duty(unit.conn, duty_id) is None:
            raise UnknownDuty
        unit.change(Duty, duty_id, **_fields(unit, draft))
        _change_parts(desk, unit, duty_id, draft)
    return unit.id


def remove_duties(desk: Desk, ids: Sequence[str]) -> str:
    """Take entries away with their households; return the unit's id, by which they come back."""
    with desk.store.unit(f"删除履职{len(ids)}条") as unit:
        parts = [part for duty_id in ids for part, (_, there) in duties.list_parts(unit.conn, duty_id).items() if there]
        if not unit.remove(Duty, ids):
            raise UnknownDuty
        unit.remove(DutyHousehold, parts)
    return unit.id


def part_id(duty_id: str, household_id: str) -> str:
    """Return the id of a duty's household, uuid5 of both: two PCs that add the same one write the same row.

    Written out, because a banner's year needs a million of them: a third of the time of the standard library's.
    """
    drawn = sha1(bytes.fromhex(duty_id) + household_id.encode(), usedforsecurity=False).hexdigest()
    return f"{drawn[:12]}5{drawn[13:16]}{'89ab'[int(drawn[16], 16) & 3]}{drawn[17:32]}"


def _check_facts(draft: DutyDraft) -> list[Problem]:
    """Check what needs no record: the form's boxes, the day, the words."""
    form = BY_CODE.get(draft.code)
    if form is None:
        return [Problem("没有选职责。", "请选一项。", field="code")]
    problems = list(form.check(form.tidied(draft.boxes)))
    problems += _check_day(draft.day)
    if len(draft.words) > LONGEST_WORDS:
        said = f"内容有 {len(draft.words)} 个字，最多 {LONGEST_WORDS} 个。"
        problems.append(Problem(said, "请写短一些。", field="words"))
    texts = [box.key for box in form.boxes if box.kind is BoxKind.TEXT]
    if not draft.words.strip() and not any(str(draft.boxes.get(key, "")).strip() for key in texts):
        problems.append(Problem("内容没有填。", "请写一句做了什么，或点一句常用语。", field="words"))
    if set(_parties(draft)) - set(draft.households):
        problems.append(Problem("当事户不在所选的住户里。", "请先勾选这一户。", field="parties"))
    return problems


def _check_day(day: str) -> list[Problem]:
    try:
        done = date.fromisoformat(day)
    except ValueError:
        return [Problem("日期不对。", "请写成 2026-11-23 这样。", field="day")]
    if done > today():
        return [Problem("日期还没有到。", "请填已经做过的那一天。", field="day")]
    return [Problem(f"日期早于 {FIRST_YEAR} 年。", "请核对。", field="day")] if done.year < FIRST_YEAR else []


def _check_places(desk: Desk, draft: DutyDraft, before: DutyDraft | None) -> list[Problem]:
    """Check grid, member and households against the records."""
    problems = []
    kept = set(before.households) if before and before.day == draft.day else set()
    added = [household for household in dict.fromkeys(draft.households) if household not in kept]
    with desk.store.reading() as conn:
        if not (before and before.grid_id == draft.grid_id) and not duty_choices.grid_village(conn, draft.grid_id):
            problems.append(Problem("没有这个网格。", "请重新选网格。", field="grid"))
        known = not draft.member_id or duty_choices.member_name(conn, draft.member_id)
        if not (known or (before and before.member_id == draft.member_id)):
            problems.append(Problem("没有这名党员。", "请重新选党员。", field="member"))
        found = duty_choices.find_households(conn, added)
    if not draft.households:
        problems.append(Problem("一户也没有选。", "请至少勾选一户。", field="households"))
    if unknown := len(added) - len(found):
        problems.append(Problem(f"有 {unknown} 户不在台账里。", "请重新勾选。", field="households"))
    if gone := sum(choice.status in GONE and choice.status_day <= draft.day for choice in found):
        problems.append(Problem(f"有 {gone} 户在这一天之前已经迁出或已销。", "请去掉这几户，或核对日期。", field="households"))
    return problems


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise FormError(problems)


def _tidied(draft: DutyDraft) -> DutyDraft:
    """Return the draft as it is kept: no outer spaces, each household once, boxes as the form keeps them."""
    form = BY_CODE.get(draft.code)
    boxes = form.tidied(draft.boxes) if form else draft.boxes
    return replace(draft, words=draft.words.strip(), households=tuple(dict.fromkeys(draft.households)), boxes=boxes)


def _fields(unit: Unit, draft: DutyDraft) -> dict[str, object]:
    member = draft.member_id or duty_choices.lead_on(unit.conn, draft.grid_id, draft.day)
    return {
        "day": draft.day,
        "code": draft.code,
        "grid_id": draft.grid_id,
        "member_id": member or None,
        "place": draft.place,
        "words": draft.words,
        "boxes": boxes_text(draft.boxes),
    }


def _change_parts(desk: Desk, unit: Unit, duty_id: str, draft: DutyDraft) -> None:
    known = duties.list_parts(unit.conn, duty_id)
    wanted = {part_id(duty_id, household): household for household in draft.households}
    scope = _scope(desk, unit, draft)
    unit.put_many(DutyHousehold, [_part(duty_id, home, draft.day, scope) for home in wanted.values()])
    unit.remove(DutyHousehold, [row_id for row_id, (_, there) in known.items() if there and row_id not in wanted])


def _part(duty_id: str, household: str, day: str, scope: str | None) -> dict[str, object]:
    return {"id": part_id(duty_id, household), "duty_id": duty_id, "household_id": household, "day": day, "sy_scope": scope}


def _scope(desk: Desk, unit: Unit, draft: DutyDraft) -> str | None:
    village = duty_choices.grid_village(unit.conn, draft.grid_id)
    return f"{village[:9]}000" if village else desk.store.scope


def _parties(draft: DutyDraft) -> tuple[str, ...]:
    chosen: list[str] = []
    for value in draft.boxes.values():
        if isinstance(value, tuple):
            chosen.extend(value)
    return tuple(chosen)
