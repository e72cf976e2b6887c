"""Households with their people in columns: the head's own columns first, then two to five for each of the family."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.importers.strange import fields, words
from tests.importers.strange.between import foot
from tests.importers.strange.body import Body
from tests.importers.strange.header import put_header
from tests.importers.strange.page import Page, Whose
from tests.importers.strange.plan import Plan, drawn_plan
from tests.importers.strange.roster import Household, Village
from tests.importers.strange.sheets import Wish, fresh_page, hide, plan_words, top_rows
from tests.importers.strange.style import drawn_style

UPPER = ("家庭成员{n}", "成员{n}", "家庭成员（{n}）", "家庭成员{c}", "第{n}人")
UPPER_ODD = ("家里人{n}", "人员{n}", "第{c}口人", "其他人{n}", "Member{n}")
ONE_ROW = ("成员{n}{w}", "{w}{n}", "家庭成员{n}{w}", "{w}（{n}）", "第{n}人{w}", "{w}")


@dataclass(frozen=True)
class Family:
    """The columns that come again for each person; `all_in` when the head is the first of them."""

    keys: tuple[str, ...]
    many: int
    all_in: bool
    left: int


def draw_wide(rng: Random, wish: Wish, villages: Sequence[Village]) -> Page:
    """One sheet of households in rows and people in columns."""
    village = villages[0]
    page = fresh_page(rng, wish)
    style = drawn_style(rng, village, mess=wish.mess, typed=wish.typed, drawn=wish.drawn, headed=wish.words != "none")
    plan = drawn_plan(rng, "heads", style, wish.words, without=("spouse_id", "guardian_phone"), headed=True)
    all_in = rng.random() < 0.25
    if all_in:
        own = {"name", "id", "phone", "sex", "birth", *words.PERSON_DECOYS, *words.FORBIDDEN} - {"empty"}
        plan = replace(plan, columns=("seq", *(key for key in plan.columns if key not in own | {"seq"})))
        plan.words.setdefault("seq", "序号")
    keys = family_keys(rng)
    most = max(len(home.people) for home in village.households) - (not all_in)
    family = Family(keys, most, all_in, plan.width)
    whole = replace(plan, columns=(*plan.columns, *["empty"] * (most * len(keys))))
    row, _ = top_rows(page, whole, wish, village)
    row = put_words(page, row, plan, family, wish.words)
    body = Body(page, plan, row)
    for home in village.households:
        write_household(body, family, village, home)
    foot(body, village.households)
    page.features += ["wide", plan_words(plan, wish)] + ["head inside"] * all_in
    hide(page, plan)
    page.close()
    return page


def family_keys(rng: Random) -> tuple[str, ...]:
    """The name and up to four more, the name mostly first."""
    keys = ["name", *rng.sample(("relation", "id", "sex", "birth", "phone"), rng.randint(1, 4))]
    if "relation" not in keys and rng.random() < 0.8:
        keys[-1] = "relation"
    if rng.random() < 0.3:
        rng.shuffle(keys)
    return tuple(keys)


def put_words(page: Page, row: int, plan: Plan, family: Family, wanted: str) -> int:
    """Words over the head's columns and over each person's, in one row or in two."""
    rng, odd = plan.style.rng, wanted == "odd"
    said = {key: words.word_for(rng, key, odd) if wanted != "none" or key == "name" else "" for key in family.keys}
    if rng.random() < 0.6:
        return two_rows(page, row, plan, family, said, rng.choice(UPPER_ODD if odd else UPPER))
    put_header(page, row, plan, 1)
    form = rng.choice(ONE_ROW)
    for number in range(1, family.many + 1):
        for at, key in enumerate(family.keys):
            word = said[key].replace("\n", "")
            page.put(row, column(family, number, at), form.format(n=number, w=word))
    return row + 1


def two_rows(page: Page, row: int, plan: Plan, family: Family, said: dict[str, str], upper: str) -> int:
    """A numbered word over each person's columns; the head's words are merged over both rows."""
    put_header(page, row, plan, 1)
    page.mark(row + 1, "header")
    for col in range(1, plan.width + 1):
        page.merge(row, col, row + 1, col)
    for number in range(1, family.many + 1):
        left = column(family, number, 0)
        page.put(row, left, upper.format(n=number, c="一二三四五六七八九十"[(number - 1) % 10]))
        page.merge(row, left, row, left + len(family.keys) - 1)
        for at, key in enumerate(family.keys):
            page.put(row + 1, left + at, said[key])
    return row + 2


def column(family: Family, number: int, at: int) -> int:
    return family.left + (number - 1) * len(family.keys) + at + 1


def write_household(body: Body, family: Family, village: Village, home: Household) -> None:
    """The head's cells, then everybody else's; all in one row."""
    page, plan = body.page, body.plan
    row, index = body.row, body.homes
    shared = fields.household_fields(plan.style, village, home)
    known = {key: one for key, one in shared.items() if key in plan.columns}
    if family.all_in:
        for col, key in enumerate(plan.columns, 1):
            page.put(row, col, body.serial(True) if key == "seq" else known[key].cell if key in known else None)
        body.homes, body.row = index + 1, row + 1
    else:
        body.write_shared(village, home, known)
    for number, person in enumerate(home.people if family.all_in else home.people[1:], 1):
        own = fields.person_fields(plan.style, person, home, family.keys)
        name, _, struck = fields.status_said(plan.style, person, own["name"], noted=False)
        own = {key: one for key, one in (own | {"name": name}).items() if key in family.keys}
        for at, key in enumerate(family.keys):
            page.put(row, column(family, number, at), own[key].cell)
        where = column(family, number, family.keys.index("name"))
        if struck:
            page.strike(row, where)
        page.person(row, where, own | known, Whose(village, home, person, index, person.status))
