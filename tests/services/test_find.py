from pathlib import Path

import pytest

from kzzq_desktop.domain.page_code import page_code, spoken
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import KIND_WORDS, FoundRow, find
from tests.services.desks import VILLAGE, make_desk

GRID_ID = "1a2b3c4d5e6f" + "0" * 20


@pytest.fixture
def desk(tmp_path: Path):
    opened = make_desk(tmp_path)
    with opened.store.unit("登记") as unit:
        unit.add(Grid(id=GRID_ID, village_id=VILLAGE, number=3))
        unit.add(Household(id="h", village_id=VILLAGE, group_no="东2", door_no="12", head_id="r1", grid_id=GRID_ID))
        unit.add(Household(id="t", village_id=VILLAGE, building="5号楼2单元", door_no="301", head_id="r3"))
        for row_id, home, name in (("r1", "h", "特木尔"), ("r2", "h", "乌兰图雅"), ("r3", "t", "张志明")):
            unit.add(Resident(id=row_id, household_id=home, name=name, phones="16012345678"))
        unit.add(Member(id="m", name="斯琴高娃", village_id=VILLAGE))
    yield opened
    opened.store.close()


def test_each_kind_says_where_it_stands_and_what_opens(desk: Desk) -> None:
    assert find(desk, "特木尔") == (FoundRow("household", "h", "特木尔", "先锋嘎查 东2组12号·03号网格", "household", "h"),)
    (resident,) = find(desk, "wlty")
    assert (resident.kind, resident.title, resident.open_kind, resident.open_id) == ("resident", "乌兰图雅", "household", "h")
    assert resident.detail == "特木尔家，先锋嘎查 东2组12号·03号网格"
    assert find(desk, "zhangzm") == (FoundRow("household", "t", "张志明", "先锋嘎查 5号楼2单元301号", "household", "t"),)
    assert find(desk, "sqgw") == (FoundRow("member", "m", "斯琴高娃", "先锋嘎查", "member", "m"),)
    assert find(desk, "先锋3") == (FoundRow("grid", GRID_ID, "先锋嘎查3号网格", "先锋嘎查", "grid", GRID_ID),)


def test_the_list_is_no_longer_than_asked(desk: Desk) -> None:
    assert len(find(desk, "5678")) == 3
    assert len(find(desk, "5678", 2)) == 2
    assert find(desk, "") == find(desk, "没有这人") == ()


def test_every_kind_has_its_word(desk: Desk) -> None:
    kinds = {row.kind for words in ("特木尔", "乌兰", "斯琴", "先锋") for row in find(desk, words)}
    assert kinds == set(KIND_WORDS)


def test_a_paper_s_code_finds_its_grid(desk: Desk) -> None:
    grid_id = next(row.id for row in find(desk, "网格") if row.kind == "grid")
    assert [row.id for row in find(desk, spoken(page_code("H", grid_id)))] == [grid_id]
    assert [row.id for row in find(desk, page_code("H", grid_id).lower())] == [grid_id]
    assert find(desk, page_code("H", "f" * 32)) == ()
