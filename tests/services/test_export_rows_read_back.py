"""A work list of the screens, imported by mistake, must do no harm: it is told by its mark and left alone.

The heads and cells below are those that the 住户 and 党员 screens write.
"""

from pathlib import Path

import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.sheet_view import Said
from kzzq_desktop.domain.work_list import is_work_list
from kzzq_desktop.importers.workbook import read_workbook
from kzzq_desktop.services import households, members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_rows import LeavingList, ListHead, export_rows
from kzzq_desktop.services.import_ledger import preview_import
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import household, member

HOUSEHOLDS = (
    ("户主", "组 / 门牌", "人口", "需求", "电话", "网格", "最近联系"),
    (
        ("包金花", "先锋嘎查 东2组 5号", "3", "低保、残疾", "15404750538", "03 白音那木拉", "2026-11-11"),
        ("王秀英", "先锋嘎查 3号楼2单元 201", "1", "", "", "未入网格", "—"),
        ("特木尔", "先锋嘎查 2组", "2", "", "", "04 还没有党员", "没有联系过"),
        ("没有户主", "先锋嘎查 路北大院", "1", "", "", "未入网格", "外出"),
    ),
)
MEMBERS = (
    ("姓名", "嘎查村", "网格", "联系户", "电话", "党支部", "出生", "岗位", "能否安排"),
    (
        ("白音那木拉", "先锋嘎查", "03、05", "20户", "15404750316", "先锋嘎查党支部", "1980-05", "政策宣传岗", "可安排"),
        ("吉雅", "—", "—", "—", "—", "", "—", "", "70岁以上"),
    ),
)
LISTS = {"住户": HOUSEHOLDS, "党员": MEMBERS}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An office that has these people already."""
    desk = make_desk(tmp_path)
    households.add_household(desk, household())
    members.add_member(desk, member())
    return desk


def work_list(desk: Desk, folder: Path, word: str) -> Path:
    heads, rows = LISTS[word]
    what = LeavingList(word, tuple(ListHead(head, head in {"人口", "联系户"}) for head in heads))
    path = folder / f"{word}20261125.xlsx"
    export_rows(desk, path, what, rows, QuietJob())
    return path


@pytest.mark.parametrize("word", LISTS)
def test_the_mark_stands_under_the_rows(desk: Desk, tmp_path: Path, word: str) -> None:
    (sheet,) = read_workbook(work_list(desk, tmp_path, word))
    assert [at for at, row in enumerate(sheet.rows) if is_work_list(row[0])] == [len(sheet.rows) - 1]


@pytest.mark.parametrize("word", LISTS)
def test_it_is_left_alone_and_said_why(desk: Desk, tmp_path: Path, word: str) -> None:
    preview = preview_import(desk, [work_list(desk, tmp_path, word)])
    answered = preview_import(
        desk, [work_list(desk, tmp_path, word)], said=Said(villages={ask.spot: VILLAGE for ask in preview.reading.asks})
    )
    assert answered.plan.empty
    assert not answered.plan.rows
    assert any("工作清单" in one.why for one in answered.reading.skipped)
