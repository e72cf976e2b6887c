"""The sample ledger that is shipped: one village of invented people in the merged layout, and its list of members."""

from datetime import date, datetime
from pathlib import Path
from random import Random

import xlsxwriter

from kzzq_desktop.domain.codes import SEX_WORDS
from kzzq_desktop.services.demo_families import Families, Family

VILLAGE, TOWNSHIP = "哈民艾勒嘎查", "舍伯吐镇"
FILE_NAME = f"{TOWNSHIP}{VILLAGE}党员联系户台账（演示数据）.xlsx"
HOUSEHOLDS, MEMBERS, DAY = 46, 6, date(2026, 11, 23)
RELATIONS = {"02": "户主", "11": "夫", "12": "妻", "20": "子", "30": "女", "51": "父亲", "52": "母亲"}
HEADS = (
    "序号",
    "组别",
    "门牌号",
    "户主姓名",
    "家庭人口",
    "姓名",
    "与户主关系",
    "性别",
    "出生日期",
    "身份证号",
    "联系电话",
    "需求",
    "备注",
)
WIDTHS = (6, 8, 8, 22, 10, 22, 12, 6, 12, 22, 14, 18, 14)
MEMBER_HEADS = ("序号", "姓名", "性别", "出生日期", "联系电话", "党支部", "岗位", "户主姓名", "备注")
POSTS = ("政策宣传", "治安维护", "科技示范", "环境卫生", "文明新风", "流通服务")


def write_sample_ledger(path: Path, seed: int = 7) -> list[Family]:
    """Write the workbook; return the families in it. The same seed gives the same cells."""
    families = drawn_families(seed)
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": "演示数据", "created": datetime(2026, 11, 23)})  # noqa: DTZ001 - a workbook knows no zone
        _write_households(book, families)
        _write_members(book, families)
    return families


def drawn_families(seed: int) -> list[Family]:
    draws = Families(Random(seed), DAY)
    return [draws.draw() for _ in range(HOUSEHOLDS)]


def _write_households(book: xlsxwriter.Workbook, families: list[Family]) -> None:
    sheet = book.add_worksheet(VILLAGE)
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    cell = book.add_format({"border": 1, "align": "center", "valign": "vcenter"})
    sheet.merge_range(0, 0, 0, len(HEADS) - 1, f"{TOWNSHIP}{VILLAGE}党员联系户台账（演示数据）", title)
    for column, (word, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        if 5 <= column <= 10:
            sheet.write(2, column, word, head)
        else:
            sheet.merge_range(1, column, 2, column, word, head)
    sheet.merge_range(1, 5, 1, 10, "家庭成员情况", head)
    sheet.freeze_panes(3, 0)
    row = 3
    for n, family in enumerate(families):
        household = (n + 1, f"{n // 16 + 1}组", n % 16 + 1, family.people[0].name, len(family.people))
        for column, value in (*enumerate(household), (11, "、".join(family.needs)), (12, "外出务工" if n % 15 == 9 else "")):
            _span(sheet, row, column, len(family.people), value, cell)
        for step, person in enumerate(family.people):
            facts = (person.name, RELATIONS[person.relation], SEX_WORDS[person.sex], person.birth.isoformat())
            for column, value in enumerate((*facts, person.id_number, person.phone), 5):
                sheet.write_string(row + step, column, value, cell)
        row += len(family.people)


def _span(sheet, row, column, height, value, look) -> None:
    if height > 1:
        sheet.merge_range(row, column, row + height - 1, column, value, look)
    else:
        sheet.write(row, column, value, look)


def _write_members(book: xlsxwriter.Workbook, families: list[Family]) -> None:
    sheet = book.add_worksheet("党员名册")
    head = book.add_format({"bold": True, "border": 1, "align": "center"})
    cell = book.add_format({"border": 1, "align": "center"})
    sheet.merge_range(0, 0, 0, len(MEMBER_HEADS) - 1, f"{TOWNSHIP}{VILLAGE}党员名册（演示数据）", head)
    for column, word in enumerate(MEMBER_HEADS):
        sheet.set_column(column, column, 16)
        sheet.write(1, column, word, head)
    for n, person in enumerate(sample_members(families)):
        facts = (
            person.name,
            SEX_WORDS[person.sex],
            person.birth.isoformat(),
            person.phone,
            f"{VILLAGE}党支部",
            POSTS[n],
            person.name,
            "",
        )
        for column, value in enumerate((str(n + 1), *facts)):
            sheet.write_string(n + 2, column, value, cell)


def sample_members(families: list[Family]) -> list:
    """The members: heads with a phone, spread over the groups, one of them over 70."""
    heads = [family.people[0] for family in families if family.people[0].phone]
    grown = [head for head in heads if 28 <= DAY.year - head.birth.year <= 66]
    old = [head for head in heads if DAY.year - head.birth.year > 71]
    return [*grown[:: len(grown) // (MEMBERS - 1)][: MEMBERS - 1], old[0]]
