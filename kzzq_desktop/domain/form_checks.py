"""Checks of the forms of people: all Problems of a form at once, and the values it means once there are none."""

import json
import re
from collections.abc import Sequence
from datetime import date

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.codes import HEAD, implied_sex
from kzzq_desktop.domain.flags import FLAG_WORDS, ID_MISSING
from kzzq_desktop.domain.id_numbers import birth_in, read_id, sex_in
from kzzq_desktop.domain.names import is_lost, is_name_like, normal_name, normal_text
from kzzq_desktop.domain.partial_days import fits, read_day
from kzzq_desktop.domain.person_forms import HouseholdForm, MemberForm, ResidentForm
from kzzq_desktop.domain.phones import read_phones

LONGEST = {"group_no": 32, "building": 64, "door_no": 32, "address": 200, "ledger_no": 32, "note": 500}
WORDS = {"group_no": "组", "building": "楼宇单元", "door_no": "门牌", "address": "住址", "ledger_no": "台账编号", "note": "备注"}
MOST_PEOPLE = 60
OTHERS = re.compile(r"[、，,;；|/\s]+")


def check_household(form: HouseholdForm, today: date) -> tuple[Problem, ...]:
    """Return all that is wrong with a household and its residents; a resident's boxes are "people.0.name"."""
    found = [] if form.village_id else [Problem("没有选嘎查村", "，请选择。", field="village_id")]
    found += _check_lengths(form)
    found += _check_phone(form.phone, "phone")
    stated = form.stated_people.strip()
    if stated and not (stated.isascii() and stated.isdigit() and 0 < int(stated) <= MOST_PEOPLE):
        found.append(Problem("人口应是1到60之间的数", "，请改正或留空。", field="stated_people"))
    found += _check_heads(form.residents)
    for at, resident in enumerate(form.residents):
        found += check_resident(resident, today, f"people.{at}.")
    return (*found, *_check_repeats(form.residents))


def check_resident(form: ResidentForm, today: date, prefix: str = "") -> tuple[Problem, ...]:
    """Return all that is wrong with one resident; the fields of the Problems begin with `prefix`."""
    found = _check_name(form.name, prefix)
    who = normal_name(form.name) or "这个人"
    if not form.relation:
        found.append(Problem("没有选与户主的关系", "，请选择。", where=who, field=f"{prefix}relation"))
    found += _check_birth(form.birth, today, prefix)
    found += _check_id(form, today, prefix)
    found += _check_phone(form.phones, f"{prefix}phones")
    known = sex_in(read_id(form.id_number).number) or form.sex
    implied = implied_sex(form.relation)
    if implied and known in {"1", "2"} and known != implied:
        found.append(Problem("性别与关系不符", "，请核对性别或关系。", where=who, field=f"{prefix}relation"))
    return tuple(found)


def check_member(form: MemberForm, today: date) -> tuple[Problem, ...]:
    """Return all that is wrong with a party member."""
    found = _check_name(form.name, "")
    found += _check_birth(form.birth, today, "")
    found += _check_phone(form.phone, "phone")
    if not form.village_id:
        found.append(Problem("没有选嘎查村", "，请选择党员所在的嘎查村。", field="village_id"))
    return tuple(found)


def check_secretary(name: str, phone: str) -> tuple[Problem, ...]:
    """Return all that is wrong with a branch's secretary; nobody named and no phone is right too."""
    found = _check_name(name, "") if name.strip() else []
    return (*found, *_check_phone(phone, "phone"))


def secretary_values(name: str, phone: str) -> dict[str, object]:
    """Return a checked secretary's values, as the branch's record holds them."""
    return {"secretary": normal_name(name), "secretary_phone": read_phones(phone).joined}


def household_values(form: HouseholdForm) -> dict[str, object]:
    """Return a checked form's values of the household itself, as the record holds them."""
    texts = {name: normal_text(getattr(form, name)) for name in LONGEST}
    texts["group_no"] = re.sub(r"^第|组$", "", texts["group_no"])
    texts["door_no"] = texts["door_no"].removesuffix("号")
    stated = int(form.stated_people) if form.stated_people.strip() else None
    return {"village_id": form.village_id, "phone": read_phones(form.phone).joined, "stated_people": stated, **texts}


def resident_values(form: ResidentForm, today: date) -> dict[str, object]:
    """Return a checked form's values of a resident; birth and sex come from a right ID number where they are empty."""
    number = read_id(form.id_number).number
    sex = form.sex if form.sex in {"1", "2"} else sex_in(number) or implied_sex(form.relation) or form.sex
    return {
        **_name_values(form.name, form.other_names),
        "relation": form.relation,
        "sex": sex,
        "birth": birth_in(number) if number else read_day(form.birth, today),
        "id_number": number,
        "phones": read_phones(form.phones).joined,
        "note": normal_text(form.note),
    }


def member_values(form: MemberForm, today: date) -> dict[str, object]:
    """Return a checked form's values of a party member, without branch and posts."""
    return {
        **_name_values(form.name, form.other_names),
        "sex": form.sex,
        "birth": read_day(form.birth, today),
        "phone": read_phones(form.phone).joined,
        "village_id": form.village_id,
        "household_id": form.household_id or None,
        "resident_id": form.resident_id or None,
        "committee": int(form.committee),
        "note": normal_text(form.note),
    }


def check_day(text: str, today: date, field: str = "day") -> tuple[str, tuple[Problem, ...]]:
    """Return (the day as ISO text, what is wrong with it); a day of an event must be given and not lie ahead."""
    day = read_day(text, today)
    return (day, ()) if day else ("", (Problem("日期不对", "，请写成 2026-11-23 这样，不能晚于今天。", field=field),))


def _name_values(name: str, other_names: str) -> dict[str, object]:
    tidy = normal_name(name)
    others = tuple(dict.fromkeys(normal_name(other) for other in OTHERS.split(other_names) if other.strip()))
    raw = name.strip() if name.strip() != tidy else ""
    return {"name": tidy, "raw_name": raw, "other_names": json.dumps(others, ensure_ascii=False)}


def _check_name(name: str, prefix: str) -> list[Problem]:
    tidy = normal_name(name)
    if not tidy:
        return [Problem("没有填姓名", "，请填上。", field=f"{prefix}name")]
    if is_lost(name):
        return [Problem(*FLAG_WORDS["name_char_lost"], field=f"{prefix}name")]
    if not is_name_like(tidy):
        return [Problem("姓名里有数字或符号", "，请只填姓名，别的写到备注里。", field=f"{prefix}name")]
    return []


def _check_birth(birth: str, today: date, prefix: str) -> list[Problem]:
    if birth.strip() and not read_day(birth, today):
        return [Problem("出生日期不对", "，请写成 1986、1986-05 或 1986-05-03。", field=f"{prefix}birth")]
    return []


def _check_id(form: ResidentForm, today: date, prefix: str) -> list[Problem]:
    if not form.id_number.strip():
        return []
    read, field = read_id(form.id_number), f"{prefix}id_number"
    if not read.number:
        flag = "id_length" if read.flag == ID_MISSING else read.flag
        return [Problem(*FLAG_WORDS[flag], field=field)]
    found = []
    birth = read_day(form.birth, today)
    if birth and not fits(birth, birth_in(read.number)):
        found.append(Problem("出生日期与身份证号不符", "，请按证件核对。", field=f"{prefix}birth"))
    if form.sex in {"1", "2"} and form.sex != sex_in(read.number):
        found.append(Problem("性别与身份证号不符", "，请按证件核对。", field=f"{prefix}sex"))
    return found


def _check_phone(phones: str, field: str) -> list[Problem]:
    read = read_phones(phones)
    bad = read.flag or (phones.strip() and not read.phones)
    return [Problem(*FLAG_WORDS["phone_bad"], field=field)] if bad else []


def _check_lengths(form: HouseholdForm) -> list[Problem]:
    return [
        Problem(f"{WORDS[name]}超过{most}个字", "，请写短一些。", field=name)
        for name, most in LONGEST.items()
        if len(getattr(form, name)) > most
    ]


def _check_heads(residents: Sequence[ResidentForm]) -> list[Problem]:
    heads = sum(resident.relation == HEAD for resident in residents)
    if not residents:
        return [Problem("还没有家庭成员", "，请至少填上户主。", field="people")]
    if heads == 0:
        return [Problem("没有户主", "，请把一人的关系选为“户主”。", field="people.0.relation")]
    return [Problem("户主只能有一个", "，请改正其他人的关系。", field="people")] if heads > 1 else []


def _check_repeats(residents: Sequence[ResidentForm]) -> list[Problem]:
    numbers = [read_id(resident.id_number).number for resident in residents]
    return [
        Problem("同一户里有两个相同的身份证号", "，请核对。", field=f"people.{at}.id_number")
        for at, number in enumerate(numbers)
        if number and number in numbers[:at]
    ]
