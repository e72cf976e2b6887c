"""What a clerk decided, checked and put into a record's values by the rules of the record's own form.

A value that one of the offices wrote is on record already and is taken as it is. What is refused is a typed value that its
form would refuse, and a mixture that contradicts itself where no office's own version did.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.conflict_words import CODES, DAYS, PICTURES, POINTS_TO
from kzzq_desktop.domain.duties import BY_CODE, read_boxes
from kzzq_desktop.domain.form_checks import (
    check_household,
    check_member,
    check_resident,
    check_secretary,
    household_values,
    member_values,
    resident_values,
    secretary_values,
)
from kzzq_desktop.domain.keep_both import LISTS, PHONES
from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.partial_days import read_day
from kzzq_desktop.domain.person_forms import HouseholdForm, MemberForm, ResidentForm
from kzzq_desktop.domain.row_state import GONE
from kzzq_desktop.services.conflict_fields import field_word
from kzzq_desktop.store.conflicts import Waiting
from kzzq_desktop.store.field_limits import longest

Values = Mapping[str, Any]
# Fields whose values stand for something: one of those on record is chosen, none is typed.
CHOSEN = frozenset({*POINTS_TO, *PICTURES, "relation", "boxes", "value", "kind", "key"}) | {field for _, field in CODES}
NUMBERS = frozenset({"number", "place"})
MOST_NUMBER = 999


@dataclass(frozen=True, slots=True)
class _Form:
    """A record's form: what is wrong with texts, and the values they mean."""

    check: Callable[[Values, date], Iterable[Problem]]
    values: Callable[[Values, date], Values]


def settled_values(waiting: Waiting, given: Values, today: date) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values to be written, and everything that is wrong with them."""
    values: dict[str, Any] = {}
    typed: dict[str, str] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        heads = waiting.state.heads.get(name, {})
        if not heads or name == GONE:
            problems.append(Problem("有一项不在要核对的内容里", "，请刷新后再核对。", field=name))
        elif any(type(value) is type(head) and value == head for head in heads.values()):
            values[name] = value
        elif name in CHOSEN or not isinstance(value, str | int):
            problems.append(Problem(f"{field_word(waiting.table, name)}不能自己填", "，请在列出的几个里选一个。", field=name))
        else:
            typed[name] = str(value)
    found, wrong = _typed_values(waiting, typed, values, today)
    return values | found, [*problems, *wrong]


def _typed_values(
    waiting: Waiting, typed: Mapping[str, str], picked: Values, today: date
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values of typed texts, and what is wrong with them and with the record they make."""
    form = _FORMS.get(waiting.table)
    record = _texts({**waiting.row, **picked}) | dict(typed)
    values: dict[str, Any] = {}
    problems = _new_problems(waiting, record, form.check, today) if form and (typed or picked) else []
    wrong = {problem.field for problem in problems}
    known = form.values(record, today) if form and not wrong else {}
    for name, text in typed.items():
        if name in known:
            values[name] = known[name]
        elif name not in wrong:
            values[name], found = _plain(waiting.table, name, text, today)
            problems += found
    return values, problems


def _new_problems(
    waiting: Waiting, record: Values, check: Callable[[Values, date], Iterable[Problem]], today: date
) -> list[Problem]:
    """Return what is wrong with the record but was not with any office's own version of it."""
    excused = {(problem.what, problem.field) for side in _sides(waiting) for problem in check(_texts(side), today)}
    return [problem for problem in check(record, today) if (problem.what, problem.field) not in excused]


def _sides(waiting: Waiting) -> list[Values]:
    """Return the record as each writer left it."""
    actors = {dot[0] for heads in waiting.state.heads.values() if len(heads) > 1 for dot in heads}
    return [_side(waiting, actor) for actor in actors] or [waiting.row]


def _side(waiting: Waiting, actor: int) -> Values:
    """Return the record with the values that one writer gave it."""
    heads = {name: found for name, found in waiting.state.heads.items() if name in waiting.row and name != GONE}
    written = {name: value for name, found in heads.items() for dot, value in found.items() if dot[0] == actor}
    return {**waiting.row, **written}


def _plain(table: str, name: str, text: str, today: date) -> tuple[Any, list[Problem]]:
    word = field_word(table, name)
    if name in DAYS:
        day = read_day(text, today) if text.strip() else ""
        bad = bool(text.strip()) and not day
        return day, [Problem(f"{word}不对", "，请写成 2026-11-23 这样，不能晚于今天。", field=name)] if bad else []
    if name in NUMBERS:
        good = text.strip().isascii() and text.strip().isdigit() and 0 < int(text) <= MOST_NUMBER
        return (int(text), []) if good else (0, [Problem(f"{word}应是1到{MOST_NUMBER}之间的数", "，请改正。", field=name)])
    plain, most = (text.strip() if name in {"words", "note"} else normal_text(text)), longest(table, name)
    if len(plain) > most:
        return plain, [Problem(f"{word}超过{most}个字", "，请写短一些。", field=name)]
    if name in {"name", "words"} and not plain:
        return plain, [Problem(f"{word}没有填", "，请填上。", field=name)]
    return plain, []


def _texts(row: Values) -> dict[str, Any]:
    """Return a record's values as a form would show them."""
    shown: dict[str, Any] = {}
    for name, value in row.items():
        if name in PHONES:
            shown[name] = str(value).replace("|", "、")
        elif name in LISTS:
            shown[name] = "、".join(json.loads(str(value) or "[]"))
        else:
            shown[name] = value
    return shown


def _filled(kind: Any, texts: Values) -> Any:  # noqa: ANN401 - one of three forms
    """Return a form filled with a record's texts."""
    names = [name for name in kind.__dataclass_fields__ if name in texts]
    return kind(**{name: "" if texts[name] is None else texts[name] for name in names} | _counted(kind, texts))


def _counted(kind: Any, texts: Values) -> dict[str, Any]:  # noqa: ANN401 - one of three forms
    """Return numbers as a form holds them."""
    if kind is HouseholdForm:
        return {"stated_people": "" if texts["stated_people"] is None else str(texts["stated_people"])}
    return {"committee": bool(texts["committee"])} if kind is MemberForm else {}


def _check_contact(texts: Values, _today: date) -> list[Problem]:
    late = bool(texts["since"] and texts["until"]) and str(texts["until"]) < str(texts["since"])
    return [Problem("止日早于起日", "，请核对。", field="until")] if late else []


def _check_duty(texts: Values, today: date) -> list[Problem]:
    """Check a duty's day, and that its boxes are those of its kind."""
    form, boxes = BY_CODE.get(texts["code"]), read_boxes(texts["boxes"])
    day = str(texts["day"])
    found = (
        [] if len(read_day(day, today)) == len("2026-11-23") else [Problem("日期不对", "，请写成 2026-11-23 这样。", field="day")]
    )
    if form and form.check(boxes):
        found.append(Problem("职责和栏目对不上", "，请选同一边的职责和栏目。", field="boxes"))
    return found


_FORMS: Mapping[str, _Form] = {
    "household": _Form(
        lambda texts, today: check_household(_filled(HouseholdForm, texts), today),
        lambda texts, _today: household_values(_filled(HouseholdForm, texts)),
    ),
    "resident": _Form(
        lambda texts, today: check_resident(_filled(ResidentForm, texts), today),
        lambda texts, today: resident_values(_filled(ResidentForm, texts), today),
    ),
    "member": _Form(
        lambda texts, today: check_member(_filled(MemberForm, texts), today),
        lambda texts, today: member_values(_filled(MemberForm, texts), today),
    ),
    "branch": _Form(
        lambda texts, _today: [
            Problem(one.what, one.mend, field={"name": "secretary", "phone": "secretary_phone"}[one.field])
            for one in check_secretary(texts["secretary"], texts["secretary_phone"])
        ],
        lambda texts, _today: secretary_values(texts["secretary"], texts["secretary_phone"]),
    ),
    "contact": _Form(_check_contact, lambda _texts, _today: {}),
    "duty": _Form(_check_duty, lambda _texts, _today: {}),
}
