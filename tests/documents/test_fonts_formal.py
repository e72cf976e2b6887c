"""Formal fonts: the PC's own Song and FangSong where it has them, else ours."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kzzq_desktop.documents import fonts, sheet, system_fonts
from kzzq_desktop.documents.pen import Pen
from tests.documents.candidate_fonts import collection, put, with_rights
from tests.documents.pdf_reading import fonts_of, plain, poppler, text_of

LINE = "关于党员联系户 嘎查 2026 ABC 㛃𬮱𠮷"


@pytest.fixture
def owned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which the papers look for fonts of the PC."""
    monkeypatch.setattr(system_fonts, "folders", lambda: (tmp_path,))
    fonts._own.cache_clear()
    yield tmp_path
    fonts._own.cache_clear()


def written(*chains: fonts.FontChain) -> bytes:
    out = io.BytesIO()
    canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), ""))
    pen = Pen(canvas)
    for number, chain in enumerate(chains):
        sheet.text(canvas, chain, 16, 40, 780 - 40 * number, LINE)
        pen.put(pen.style(chain, 16), 40, 760 - 40 * number, LINE)
    pen.flush()
    canvas.save()
    return out.getvalue()


def test_without_them_ours_stand_in(owned):
    assert (fonts.song(), fonts.fangsong()) == (fonts.bold(), fonts.regular())
    assert (fonts.song(formal=False), fonts.fangsong(formal=False)) == (fonts.bold(), fonts.regular())


def test_the_pcs_own_are_used_embedded_and_read_back(owned):
    put(owned, "simsun.ttc", collection())
    put(owned, "仿宋 fangsong.ttf")
    put(owned, "fangsong 仿宋.ttf")
    pdf = written(fonts.song(), fonts.fangsong())
    assert text_of(pdf) == [plain(LINE * 4)]
    assert plain(poppler("pdftotext", pdf, "-enc", "UTF-8")) == plain(LINE * 4)
    assert {name.partition("+")[2] for name in fonts_of(pdf)} >= {"simsun", "fangsong"}
    assert set(fonts_of(pdf).values()) == {True}
    for line in poppler("pdffonts", pdf).splitlines()[2:]:
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line


def test_what_they_lack_is_drawn_from_ours(owned):
    put(owned, "simfang.ttf")
    chain = fonts.fangsong()
    assert [file.path.name for file in chain.files] == ["simfang.ttf", "NotoSansSC-Regular.ttf", "HanaMinB.ttf"]
    assert chain.find(ord("党"))[0] == 0
    assert chain.find(ord("𠮷"))[0] > 0
    assert chain.width("\U00031353", 10) == pytest.approx(10)


def test_the_office_may_prefer_ours(owned):
    put(owned, "simsun.ttf")
    put(owned, "simfang.ttf")
    assert fonts.song(formal=False) is fonts.bold()
    assert fonts.fangsong(formal=False) is fonts.regular()
    assert fonts.song() is fonts.song() is not fonts.bold()


def test_a_font_that_must_not_be_embedded_is_not(owned):
    put(owned, "simsun.ttf", with_rights(0x0002))
    assert fonts.song() is fonts.bold()
