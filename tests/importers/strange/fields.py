"""The cells of a household and of a person, by column."""

from datetime import timedelta
from random import Random

from tests.importers.strange import messy
from tests.importers.strange.roster import TODAY, Household, Person, Village, mobile
from tests.importers.strange.said import NOTHING, Cell, Said
from tests.importers.strange.style import POPULATION_FORMS, Style, numeral

DEAD = ("去世", "已去世", "已故", "2023年去世", "死亡", "已故未销户")
MOVED = ("迁出", "已迁出", "户口迁出", "迁出本村")
AWAY = ("外出打工", "外出务工", "常年在外", "在通辽打工", "上学", "残疾", "当兵")
ETHNICITIES = ("蒙古族", "蒙古族", "蒙古族", "汉族", "满族", "蒙", "汉")
OTHERS: dict[str, tuple[str, ...]] = {
    "ethnic": ETHNICITIES,
    "political": ("群众", "群众", "群众", "中共党员", "共青团员", "党员"),
    "education": ("小学", "初中", "高中", "大专", "文盲", "本科"),
    "health": ("健康", "健康", "良好", "高血压", "残疾", "一般"),
    "faith": ("无", "无", "佛教"),
    "married": ("已婚", "未婚", "丧偶", "离异"),
    "house": ("砖瓦", "土房", "砖混", "楼房"),
}


def household_fields(style: Style, village: Village, home: Household) -> dict[str, Said]:
    """What is said once for a household."""
    rng, grid = style.rng, village.grids[home.grid]
    here = {"v": style.spoken, "t": village.township, "n": home.group, "c": numeral(home.group), "d": home.door}
    place = style.address
    if rng.random() < 0.05:
        place = place[: place.index("{v}") + 3] if "{v}" in place else "{c}组"
    street = place.format(**here)
    grid_words = style.grid.format(n=grid.number, c=numeral(grid.number), v=style.spoken, code=f"{village.code}{grid.number:03d}")
    group = style.group.format(**here)
    said = {
        "village": Said(style.spoken),
        "group": Said(int(group) if group.isdigit() and style.typed else group, expect=str(home.group)),
        "address": Said(street or None, expect=str(home.group) if "{n}" in place or "{c}" in place else ""),
        "population": population_said(style, home),
        "grid": Said(
            int(grid_words) if len(grid_words) < 4 and grid_words.isdigit() and style.typed else grid_words,
            expect=str(grid.number),
        ),
        "contact": Said(style.contact.format(m=grid.contact, p=grid.phone), expect=grid.contact),
        "contact_phone": Said(grid.phone),
        "hh_no": Said(f"{village.code[6:9]}{village.code[-3:]}{home.door:04d}"),
        "note": Said(home.note or None),
    }
    return said | {
        key: Said(decoy_cell(rng, key, home.head, home))
        for key in ("reg_date", "moved_date", "land", "cattle", "allowance", "plate", "house", "empty")
    }


def population_said(style: Style, home: Household) -> Said:
    """The stated number: mostly right, now and then out of date or left out."""
    rng = style.rng
    if rng.random() < 0.04 * style.mess:
        return NOTHING
    number = len(home.people) + (rng.choice((-1, 1)) if rng.random() < 0.02 * style.mess and len(home.people) > 1 else 0)
    form = rng.choice(POPULATION_FORMS) if rng.random() < 0.3 else POPULATION_FORMS[0]
    words = form.format(n=number, c=numeral(number))
    return Said(int(words) if words.isdigit() and style.typed else words, expect=str(number))


def person_fields(style: Style, person: Person, home: Household, columns: tuple[str, ...]) -> dict[str, Said]:
    """What is said of each person; a number that contradicts the row only where birthday and sex stand beside it."""
    rng, mess = style.rng, style.mess
    birth = messy.birth_said(rng, person, style.birth_kind()) if rng.random() > 0.02 * mess else NOTHING
    number = messy.id_said(rng, person, mess, style.typed, style.lossy)
    if {"birth", "sex"} <= set(columns) and len(birth.expect) == 10 and number.kind == "clean" and rng.random() < 0.004 * mess:
        number = messy.conflicting_id(rng, person)
    sex = Said(messy.SEX_WORDS[style.sex][person.sex == "2"], expect=person.sex) if rng.random() > 0.015 * mess else NOTHING
    said = {
        "name": messy.name_said(rng, person.name, mess),
        "relation": messy.relation_said(rng, person, mess, codes=style.codes, homely=style.homely),
        "sex": sex,
        "birth": birth,
        "id": number,
        "phone": messy.phone_said(rng, person, mess, style.typed),
    }
    return said | {key: Said(decoy_cell(rng, key, person, home)) for key in columns if key in PERSONAL}


PERSONAL = (
    "spouse_id", "guardian_phone", "join_date", "age", "pension_no", "photo", "empty", "married", "ethnic", "bank",
    "political", "education", "health", "faith",
)  # fmt: skip


def decoy_cell(rng: Random, key: str, person: Person, home: Household) -> Cell:
    """A cell of a column that is none of ours."""
    if key in OTHERS:
        return "中共党员" if key == "political" and person.party else rng.choice(OTHERS[key])
    partner = next((p for p in home.people if p.relation in {"10", "11", "12"}), None)
    cells: dict[str, Cell] = {
        "bank": "999999" + "".join(rng.choice("0123456789") for _ in range(13)),
        "spouse_id": partner.id_number if partner and person.relation == "02" else None,
        "guardian_phone": next(iter(home.head.phones), mobile(rng)) if person.age < 18 else None,
        "join_date": TODAY - timedelta(days=rng.randint(400, 12000)) if person.party else None,
        "moved_date": TODAY - timedelta(days=rng.randint(400, 12000)) if rng.random() < 0.3 else None,
        "reg_date": f"2025年{rng.randint(1, 3)}月{rng.randint(1, 15)}日",
        "age": person.age,
        "pension_no": f"YL{rng.randrange(10**10):010d}" if person.age >= 60 else None,
        "plate": f"蒙G{rng.choice('ABCDEFGH')}{rng.randrange(10**4):04d}" if rng.random() < 0.3 else None,
        "allowance": rng.choice((420, 615, 780.5)) if "低保" in home.note else None,
        "cattle": rng.choice((0, 0, 2, 3, 5, 8, 12, 40)),
        "land": rng.choice((6, 12.5, 18, 23.4, 30, 45.6)),
    }
    return cells.get(key)


def status_said(style: Style, person: Person, name: Said, noted: bool) -> tuple[Said, Cell, bool]:
    """How the sheet says that somebody died or left: the name, the note's cell, whether the name is struck."""
    rng = style.rng
    if not person.status:
        return name, (rng.choice(AWAY) if noted and rng.random() < 0.04 else None), False
    words = DEAD if person.status == "deceased" else MOVED
    ways = ["name"] * (not name.flag) + ["note", "note"] * noted + ["strike"] * (style.drawn and person.status == "deceased")
    way = rng.choice(ways or ["name"])
    if way == "note":
        return name, rng.choice(words), False
    if way == "strike":
        return name, None, True
    left, right = rng.choice(("（）", "()"))
    return Said(f"{name.cell}".strip() + left + words[1] + right, "word", name.expect, name.flag), None, False
