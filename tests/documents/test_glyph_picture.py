import io

import pytest
from PIL import Image, ImageChops, ImageDraw

from kzzq_desktop.documents.glyph_picture import MOST_SIDE, NoGlyph, make_glyph, read_mask
from tests.documents.glyph_pictures import clear, data, photographed, written


def opened(made: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(made))
    picture.load()
    return picture


def ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(picture.convert("L")).getbbox()
    assert box
    return box


def likeness(one: bytes, other: bytes) -> float:
    """The share of points in which two glyphs agree, laid over one another."""
    size = (128, 128)
    first, second = (opened(made).convert("L").resize(size) for made in (one, other))
    return 1 - sum(ImageChops.difference(first, second).tobytes()) / 255 / 128 / 128


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP"])
@pytest.mark.parametrize("letter", ["囍", "一", "卜", "丶"])
def test_the_ink_stands_tight_in_the_middle_of_a_square(letter, kind):
    picture = opened(make_glyph(data(written(letter), kind)))
    left, top, right, bottom = ink_box(picture)
    assert (picture.format, picture.mode) == ("PNG", "1")
    assert picture.width == picture.height <= MOST_SIDE
    assert max(right - left, bottom - top) == picture.width
    assert abs(left + right - picture.width) <= 1
    assert abs(top + bottom - picture.height) <= 1


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (photographed(), "JPEG"),
        (written(ink=255, paper=0), "PNG"),
        (written(ink=200, paper=20), "PNG"),
        (written(ink=150, paper=225), "PNG"),
        (clear(), "PNG"),
        (clear(ink=255), "PNG"),
        (written().convert("1"), "PNG"),
        (written().convert("P"), "PNG"),
        (written().convert("CMYK"), "JPEG"),
        (written(size=1500), "PNG"),
        (written(size=60), "PNG"),
    ],
)
def test_however_it_was_taken_it_is_the_same_character(picture, kind):
    assert likeness(make_glyph(data(picture, kind)), make_glyph(data(written()))) > 0.94


def test_a_speck_on_a_scan_does_not_make_the_character_small():
    sheet = written(size=300)
    ImageDraw.Draw(sheet).rectangle((590, 590, 592, 592), fill=0)
    assert likeness(make_glyph(data(sheet)), make_glyph(data(written(size=300)))) > 0.98


def test_made_again_it_is_the_same():
    once = make_glyph(data(photographed(), "JPEG"))
    assert likeness(make_glyph(once), once) > 0.96


def test_a_picture_taken_sideways_is_turned_upright():
    sheet, out = written("永"), io.BytesIO()
    exif = sheet.getexif()
    exif[0x0112] = 6
    sheet.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=exif)
    assert likeness(make_glyph(out.getvalue()), make_glyph(data(sheet))) > 0.98


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("L", (300, 300), 255),
        Image.new("L", (300, 300), 0),
        Image.new("RGB", (300, 300), (120, 130, 120)),
        Image.new("RGBA", (300, 300), (0, 0, 0, 0)),
        ImageChops.offset(written(ink=230), 5),
        Image.new("L", (3, 3), 255),
    ],
)
def test_where_nothing_can_be_seen_it_is_refused(picture):
    with pytest.raises(NoGlyph, match="看不出字"):
        make_glyph(data(picture))


def test_a_black_block_and_a_lone_speck_are_refused():
    block, speck = Image.new("L", (300, 300), 255), Image.new("L", (300, 300), 255)
    ImageDraw.Draw(block).rectangle((100, 100, 200, 200), fill=0)
    ImageDraw.Draw(speck).rectangle((100, 100, 103, 103), fill=0)
    with pytest.raises(NoGlyph, match="几乎全是黑的"):
        make_glyph(data(block))
    with pytest.raises(NoGlyph, match="太小"):
        make_glyph(data(speck))


@pytest.mark.parametrize("broken", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40), data(written())[:300]])
def test_what_cannot_be_read_is_refused_and_never_printed(broken):
    with pytest.raises(NoGlyph, match="打不开"):
        make_glyph(broken)
    assert read_mask(broken) is None


def test_a_kept_picture_is_a_mask_of_its_points():
    made = make_glyph(data(written()))
    width, height, bits = read_mask(made)
    assert (width, height) == opened(made).size
    assert Image.frombytes("1", (width, height), bits).tobytes() == opened(made).tobytes()


def test_a_large_picture_from_elsewhere_becomes_a_mask_too():
    width, height, bits = read_mask(data(written(size=600), "JPEG"))
    assert (width, height) == (MOST_SIDE, MOST_SIDE)
    assert 0 < bits.count(0) < len(bits)
