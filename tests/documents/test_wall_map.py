import io
import itertools
from datetime import date

import pypdfium2 as pdfium
import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import map_tiles, wall_map
from kzzq_desktop.documents.map_words import MapVillage, MapWords, Tile
from kzzq_desktop.documents.sheet import A3_WIDE, Paper
from kzzq_desktop.domain.board import STEP_WORDS
from tests.documents.conftest import NAMES
from tests.documents.pdf_boxes import assert_snapshot, faults_of
from tests.documents.pdf_reading import codes_on, plain, text_of

SINCE = ("12天", "43天", "75天", "1203天", "从未")


def make_tile(at):
    plain_tile = at % 17 == 16
    step = 4 if plain_tile else at % 5
    member = "" if at % 11 == 10 else NAMES[at % len(NAMES)]
    return Tile(f"{at + 1:02d}", member, 0 if plain_tile else 60, "无住户" if plain_tile else SINCE[step], step, plain=plain_tile)


def make_map(*counts, towns=0):
    names = ("吐古伦柴达木嘎查", "先锋嘎查", "科尔沁左翼中旗工业园区社区")
    villages = tuple(
        MapVillage(
            names[at % 3], f"{count}格{count * 10}户", tuple(map(make_tile, range(count))), f"镇{at // towns}" if towns else ""
        )
        for at, count in enumerate(counts)
    )
    legend = tuple((said, 1900) for said in STEP_WORDS)
    return MapWords("150521102000", "舍伯吐镇", "94个网格　入网格940户，占住户的94%", legend, 67, 12, villages)


def drawn(words, **facts):
    out = io.BytesIO()
    built = wall_map.build([words], Paper("舍伯吐镇党建办", date(2026, 11, 25), "工作", **facts), out, QuietJob())
    return out.getvalue(), built


@pytest.mark.parametrize("counts", [(1,), (10,), (10,) * 10, (0, 60, 3), (4,) * 120])
def test_nothing_runs_into_anything(counts):
    assert faults_of(drawn(make_map(*counts), demo=True)[0]) == []


def test_it_is_a3_and_says_what_the_shades_mean():
    pdf, built = drawn(make_map(10, 10))
    with pdfium.PdfDocument(pdf) as document:
        assert document[0].get_size() == pytest.approx((A3_WIDE.width, A3_WIDE.height), abs=0.01)
    (page,) = text_of(pdf)
    assert built.pages == 1
    for said in STEP_WORDS:
        assert f"{said}1900个" in page
    assert "党员待确定67个" in page
    assert "没有住户12个" in page
    assert "2026年11月25日94个网格入网格940户" in page


def test_every_member_and_day_stands_on_it():
    words = make_map(*[4] * 200, towns=20)
    pdf, built = drawn(words)
    found = "".join(text_of(pdf))
    assert all(plain(tile.since) in found for village in words.villages for tile in village.tiles)
    assert all(found.count(name) >= 5 for name in NAMES[:3])
    assert all(plain(name) in text_of(pdf)[page] for name, page in built.places)


def test_shades_darken_step_by_step_and_marks_tell_them_apart_without_colour():
    grey = [0.299 * red + 0.587 * green + 0.114 * blue for red, green, blue in map_tiles.SHADES[:4]]
    assert all(lighter - darker > 0.03 for lighter, darker in itertools.pairwise(grey))
    boxes = [map_tiles.TileBox(Tile("01", "甲", 9, "", step), 0, 0, 60, 40) for step in range(5)]
    assert [map_tiles._mark(box).count(" re") for box in boxes] == [0, 1, 2, 3, 0]
    assert map_tiles.HATCHED == 4


def test_each_sheet_has_its_code():
    pdf, built = drawn(make_map(*[4] * 200))
    assert built.pages > 1
    assert [len(codes_on(pdf, page, 150)) for page in range(built.pages)] == [1] * built.pages


def test_cancel_stops_and_writes_nothing():
    job, out = QuietJob(), io.BytesIO()
    job.cancelled = True
    with pytest.raises(Cancelled):
        wall_map.build([make_map(3)], Paper("党建办", date(2026, 11, 25), "工作"), out, job)
    assert out.getvalue() == b""


def test_it_looks_as_it_did():
    assert_snapshot("wall_map", drawn(make_map(10, 12, 0))[0])
