import io

import pytest
from PIL import Image

from kzzq_desktop.documents.contact_sheet_frame import PHOTO as FRAME
from kzzq_desktop.documents.photo import _AS_IT_IS, read_jpeg
from kzzq_desktop.documents.preview import Pages
from tests.documents.conftest import make_words

RED = (200, 20, 20)


def picture(size=(480, 640), kind="JPEG", mode="RGB", colour=RED, **options):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        picture(kind="PNG"),
        picture((30, 20), kind="PNG"),
        picture(kind="PNG", mode="RGBA", colour=(200, 20, 20, 255)),
        picture(kind="JPEG", mode="CMYK", colour=(0, 200, 200, 40)),
        picture(kind="PNG", mode="P", colour=3),
        picture((4000, 3000), quality=100) + bytes(_AS_IT_IS),
    ],
)
def test_what_is_no_small_jpeg_becomes_one(data):
    with Image.open(io.BytesIO(read_jpeg(data, FRAME))) as made:
        assert (made.format, made.mode) == ("JPEG", "RGB")
        assert made.width / made.height == pytest.approx(0.75, abs=0.03)
        assert made.size <= (275, 367)


@pytest.mark.parametrize("data", [picture(), picture((300, 400)), picture(mode="L", colour=90)])
def test_a_small_jpeg_goes_in_as_it_is(data, build):
    assert read_jpeg(data, FRAME) == data
    assert data in build(make_words(3, photo=data))


def test_a_photo_taken_sideways_stands_upright():
    out = io.BytesIO()
    image = Image.new("RGB", (640, 480), RED)
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(out, "JPEG", exif=exif)
    with Image.open(io.BytesIO(read_jpeg(out.getvalue(), FRAME))) as made:
        assert made.size == (round(FRAME.width * 300 / 72), round(FRAME.height * 300 / 72))


def test_transparent_is_white():
    with Image.open(io.BytesIO(read_jpeg(picture(kind="PNG", mode="RGBA", colour=(0, 0, 0, 0)), FRAME))) as made:
        assert made.getextrema() == ((255, 255), (255, 255), (255, 255))


@pytest.mark.parametrize("data", [b"", b"no picture", picture()[:200], b"\xff\xd8\xff\xe0" + bytes(90)])
def test_what_cannot_be_read_is_left_out(data, build):
    assert read_jpeg(data, FRAME) == b""
    assert build(make_words(3, photo=data)).startswith(b"%PDF")


def shown_at(pdf, x, y):
    pages = Pages(pdf)
    shown = pages.draw(0, 72)
    pages.close()
    at = ((842 - y) * shown.width + x) * 3
    return tuple(shown.data[at : at + 3])


@pytest.mark.parametrize("data", [picture(), picture((900, 300)), picture((300, 900)), picture((900, 300), kind="PNG")])
def test_the_photo_fills_its_frame_and_no_more(build, data):
    pdf = build(make_words(10, photo=data))
    left, bottom, width, height = (round(side) for side in FRAME)
    for x, y in ((left + 2, bottom + 2), (left + width - 2, bottom + height - 2), (left + width // 2, bottom + height // 2)):
        red, green, _ = shown_at(pdf, x, y)
        assert red > 180
        assert green < 90
    for x, y in ((left - 4, bottom + 40), (left + width + 4, bottom + 40), (left + 30, bottom + height + 4)):
        assert min(shown_at(pdf, x, y)) > 230


def test_one_photo_on_two_sheets_is_kept_once(build):
    once, twice = (build(*(make_words(3, seed, photo=picture()) for seed in range(count))) for count in (1, 2))
    assert once.count(picture()) == twice.count(picture()) == 1
