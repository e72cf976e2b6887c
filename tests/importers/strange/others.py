"""Sheets in which nobody's household stands: lists of members, sums, explanations, lists of codes."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from tests.importers.strange.messy import RELATION_WORDS
from tests.importers.strange.page import Page
from tests.importers.strange.roster import TODAY, Village

MEMBER_WORDS = ("序号", "姓名", "性别", "民族", "出生年月", "身份证号", "入党时间", "所在党支部", "联系电话", "备注")
MEMBER_TITLES = ("{t}{v}党员名册", "{v}党支部党员花名册", "{t}{v}无职党员设岗定责一览表", "{v}在册党员信息")
TIPS = (
    "填表说明", "1. 身份证号须为18位文本格式，不得使用科学计数。", "2. 户主填在每户第一行。", "3. 与户主关系按代码表填写。",
    "4. 每月5日前报镇党建办。", "联系人：镇党建办　电话：0475-0123456",
)  # fmt: skip


def member_list(rng: Random, name: str, village: Village) -> Page:
    """The village's party members: people of its households, but no list of households."""
    page = Page(name, "members")
    members = [person for home in village.households for person in home.people if person.party] or [village.households[0].head]
    columns = [word for word in MEMBER_WORDS if word in {"序号", "姓名", "入党时间", "所在党支部"} or rng.random() < 0.8]
    page.line(1, rng.choice(MEMBER_TITLES).format(t=village.township, v=village.name), "title", len(columns))
    for col, word in enumerate(columns, 1):
        page.put(2, col, word)
    page.mark(2, "header")
    for number, one in enumerate(members, 1):
        cells = dict(
            zip(
                MEMBER_WORDS,
                (
                    number,
                    one.name,
                    "男女"[one.sex == "2"],
                    rng.choice(("蒙古族", "汉族")),
                    f"{one.birth.year}.{one.birth.month:02d}",
                    one.id_number,
                    TODAY - timedelta(days=rng.randint(400, 12000)),
                    f"{village.name}党支部",
                    next(iter(one.phones), None),
                    rng.choice((None, "流动党员", "网格党员")),
                ),
                strict=True,
            )
        )
        for col, word in enumerate(columns, 1):
            page.put(number + 2, col, cells[word])
        page.mark(number + 2, "member_list")
    return finished(page)


def summary(name: str, villages: Sequence[Village]) -> Page:
    """Counts by village."""
    page = Page(name, "summary")
    page.line(1, f"{villages[0].township}党员联系户汇总表", "other_sheet", 5)
    table = [("序号", "嘎查村", "网格数", "户数", "人口")]
    counts = [(len(one.grids), len(one.households), sum(len(home.people) for home in one.households)) for one in villages]
    table += [(number, one.name, *count) for number, (one, count) in enumerate(zip(villages, counts, strict=True), 1)]
    table.append(("合计", None, *(sum(column) for column in zip(*counts, strict=True))))
    for row, line in enumerate(table, 2):
        for col, cell in enumerate(line, 1):
            page.put(row, col, cell)
        page.mark(row, "other_sheet")
    return finished(page)


def grid_table(name: str, village: Village) -> Page:
    """Grids and who looks after them: names and phones, no households."""
    page = Page(name, "gridtable")
    for row, line in enumerate(
        [("网格编号", "网格党员", "党员电话", "联系户数")]
        + [
            (f"第{g.number}网格", g.contact, g.phone, sum(home.grid == g.number for home in village.households))
            for g in village.grids.values()
        ],
        1,
    ):
        for col, cell in enumerate(line, 1):
            page.put(row, col, cell)
        page.mark(row, "other_sheet")
    return finished(page)


def explanation(rng: Random, name: str) -> Page:
    """How to fill in, or the list of codes that a drop-down takes its words from."""
    page = Page(name, "dictionary")
    if rng.random() < 0.5:
        lines: list[tuple[str, ...]] = [(tip,) for tip in TIPS]
    else:
        lines = [("代码", "与户主关系"), *((code, said[0]) for code, said in RELATION_WORDS.items())]
    for row, line in enumerate(lines, 1):
        for col, cell in enumerate(line, 1):
            page.put(row, col, cell)
        page.mark(row, "other_sheet")
    return finished(page)


def finished(page: Page) -> Page:
    page.close()
    return page
