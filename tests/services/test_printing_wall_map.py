from collections import Counter
from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.board import STEP_WORDS
from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.domain.places import Office
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import wall_map
from kzzq_desktop.services.printing.audience import Audience
from tests.services.desks import VILLAGE, make_desk
from tests.services.duty_office import Recount
from tests.services.papers_desk import make_papers_desk
from tests.services.test_printing_duty_ledger import log

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)


def collect(desk, scope=None):
    return wall_map.collect(desk, printing.make_request(wall_map.PRINT, scope or Scope(), Audience.WORK))


@pytest.mark.parametrize("seed", range(6))
def test_every_tile_counted_again_in_plain_python(tmp_path, seed):
    with held(NOW, seed):
        desk = make_desk(tmp_path)
        again = Recount(desk, seed)
        words = collect(desk).words
    desk.store.close()
    if not again.grids():
        assert words == ()
        return
    days, homes = again.days(), Counter(home["grid_id"] for home in again.placed())
    by_village = sorted(again.grids(), key=lambda grid: (grid["village_id"], grid["number"]))
    expected = [
        (f"{grid['number']:02d}", homes[grid["id"]], "无住户" if not homes[grid["id"]] else said(days[grid["id"]]))
        for grid in by_village
    ]
    tiles = [tile for village in words[0].villages for tile in village.tiles]
    assert [(tile.number, tile.households, tile.since) for tile in tiles] == expected
    assert words[0].vacant == again.vacant()
    assert sum(count for _, count in words[0].legend) + words[0].plain == len(again.grids())


def said(days):
    return "从未" if days is None else f"{days}天"


@pytest.fixture
def made(tmp_path):
    with held(NOW):
        made = make_papers_desk(tmp_path)
        for number, day in ((2, "2026-10-25"), (3, "2026-09-01"), (4, "2026-01-01"), (5, "")):
            grid = made.add_grid(number)
            home = made.add_household(grid, f"陈永贵{number}")
            if day:
                log(made, day, "policy", (home,), "讲政策")
        made.add_grid(6)
        log(made, "2026-11-25", "policy", made.households[:1], "讲政策")
        yield made
        made.desk.store.close()


def test_steps_words_and_numbers(made):
    collected = collect(made.desk)
    (words,) = collected.words
    (village,) = words.villages
    assert [(tile.since, tile.step) for tile in village.tiles] == [
        ("0天", 0), ("31天", 1), ("85天", 2), ("328天", 3), ("从未", 4), ("无住户", 4),
    ]  # fmt: skip
    assert [tile.member for tile in village.tiles] == ["巴特尔·苏和", "", "", "", "", ""]
    assert words.legend == tuple((said, 1) for said in STEP_WORDS)
    assert (words.vacant, words.plain, collected.count) == (5, 1, 6)
    assert words.totals == "6个网格　入网格6户，占住户的100%　30天内联系过的占20%"
    assert (village.name, village.note, village.township) == ("先锋嘎查", "6格6户", "")


def test_a_village_that_waits_is_shown_with_its_households(made):
    with made.desk.store.unit("样例") as unit:
        unit.add(Household(id="", village_id="150521102202"))
    _, waiting = collect(made.desk).words[0].villages
    assert (waiting.name, waiting.note, waiting.tiles) == ("巴彦胡硕嘎查", "未划分 1户", ())
    assert len(collect(made.desk, Scope(village=VILLAGE)).words[0].villages) == 1
    assert collect(made.desk, Scope(village="150521102202")).words == ()


def test_a_banner_is_grouped_by_township(made):
    desk = Desk(made.desk.store, made.desk.clerk_id, made.desk.clerk, Office("150521000000", "科尔沁左翼中旗", "", ""))
    (words,) = collect(desk).words
    assert {village.township for village in words.villages} == {"舍伯吐镇"}
    assert words.record == "150521000000"


def test_a_member_who_is_gone_is_never_named(made):
    home = made.add_household(None, "敖登高娃")
    with made.desk.store.reading() as conn:
        own = conn.exec_driver_sql("select head_id from household where id = ?", (home,)).scalar_one()
    made.add_lead(made.grids[6], "哈斯巴根", resident_id=own)
    assert "哈斯巴根" in repr(collect(made.desk))
    with made.desk.store.unit("去世") as unit:
        unit.change(Resident, own, status="deceased")
    assert "哈斯巴根" not in repr(collect(made.desk))
    assert "已不在册" in repr(collect(made.desk))
