import io

import pytest
from PIL import Image
from sqlalchemy import func, select

from kzzq_desktop.services.glyph_pictures import (
    MOST_BYTES,
    HasFont,
    UnusableGlyph,
    UnusableLetter,
    code_words,
    list_letters,
    list_pictures,
    make_picture,
    read_letter,
    read_pictures,
    remove_picture,
    set_picture,
)
from kzzq_desktop.services.history import undo_unit
from kzzq_desktop.store.glyph_pictures import BLOB, GLYPH, glyph_id
from tests.documents.glyph_pictures import data, written
from tests.services.desks import make_desk

LOST, PRIVATE = "\U0002ebf0", "\ue123"
ONE, OTHER = data(written("囍")), data(written("龘"), "JPEG")


@pytest.fixture
def desk(tmp_path):
    return make_desk(tmp_path)


def test_a_picture_is_kept_replaced_and_taken_away(desk):
    assert read_pictures(desk) == {}
    assert set_picture(desk, LOST, ONE)
    assert set_picture(desk, PRIVATE, OTHER)
    assert read_pictures(desk) == {PRIVATE: make_picture(OTHER), LOST: make_picture(ONE)}
    assert [(one.letter, one.code) for one in list_pictures(desk)] == [(PRIVATE, "U+E123"), (LOST, "U+2EBF0")]
    assert set_picture(desk, LOST, OTHER)
    assert set_picture(desk, LOST, OTHER) == ""
    assert read_pictures(desk)[LOST] == make_picture(OTHER)
    assert remove_picture(desk, LOST)
    assert remove_picture(desk, LOST) == ""
    assert list_letters(desk) == {PRIVATE}


def test_every_step_can_be_taken_back(desk):
    first = set_picture(desk, LOST, ONE)
    undo_unit(desk, set_picture(desk, LOST, OTHER))
    assert read_pictures(desk) == {LOST: make_picture(ONE)}
    undo_unit(desk, remove_picture(desk, LOST))
    assert read_pictures(desk) == {LOST: make_picture(ONE)}
    undo_unit(desk, first)
    assert read_pictures(desk) == {}
    assert set_picture(desk, LOST, ONE)
    assert read_pictures(desk) == {LOST: make_picture(ONE)}


def test_two_pcs_write_one_row(desk):
    set_picture(desk, LOST, ONE)
    remove_picture(desk, LOST)
    set_picture(desk, f" {code_words(LOST)} ", ONE)
    with desk.store.reading() as conn:
        assert conn.execute(select(GLYPH.c.id)).scalars().all() == [glyph_id(LOST)]


def test_a_picture_whose_bytes_have_not_come_yet_is_left_out(desk):
    set_picture(desk, LOST, ONE)
    with desk.store.local() as conn:
        conn.execute(BLOB.delete())
    assert (list_pictures(desk), list_letters(desk)) == ((), frozenset())


@pytest.mark.parametrize(
    "typed", [LOST, f" {LOST}\n", f"{LOST}\ufe00", "U+2EBF0", "u+2ebf0", "2EBF0", r"\U0002EBF0", "&#x2EBF0;"]
)
def test_a_character_or_its_code_may_be_typed(typed):
    assert read_letter(typed) == LOST


@pytest.mark.parametrize(
    "typed", ["", " ", "王小明", LOST * 2, "⿰王马", "U+", "U+110000", "U+D800", "\ud840", "U+FDD0", "U+1FFFE"]
)
def test_what_is_no_character_is_refused(desk, typed):
    with pytest.raises(UnusableLetter) as refused:
        set_picture(desk, typed, ONE)
    assert refused.value.sentence().endswith("。")
    assert "U+2EBF0" in refused.value.sentence()


@pytest.mark.parametrize("typed", ["王", "𬮱", "U+20BB7", "a"])
def test_what_a_font_has_needs_no_picture(desk, typed):
    with pytest.raises(HasFont, match="不用造字"):
        set_picture(desk, typed, ONE)
    assert read_pictures(desk) == {}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "不是图片"),
        (b"GIF89a" + bytes(90), "不是图片"),
        (ONE[:200], "打不开"),
        (data(Image.new("L", (90, 90), 255)), "看不出字"),
        (data(Image.new("L", (90, 90), 0), "BMP"), "看不出字"),
        (ONE + bytes(MOST_BYTES), "太大"),
    ],
)
def test_what_is_no_picture_of_a_character_is_refused(desk, file, words):
    with pytest.raises(UnusableGlyph, match=words) as refused:
        set_picture(desk, LOST, file)
    assert "白底黑字" in refused.value.sentence()
    with desk.store.reading() as conn:
        assert conn.execute(select(func.count()).select_from(BLOB)).scalar() == 0


def test_a_large_sheet_becomes_a_small_picture(desk):
    set_picture(desk, LOST, data(written(size=1400), "JPEG"))
    kept = read_pictures(desk)[LOST]
    assert len(kept) < 20_000
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.mode, picture.width == picture.height <= 512) == ("1", True)
