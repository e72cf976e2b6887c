import io

import pytest
from PIL import Image

from kzzq_desktop.documents.photo import read_photo
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
        picture(),
        picture(kind="PNG"),
        picture((3000, 2000)),
        picture((30, 20)),
        picture(kind="PNG", mode="RGBA", colour=(200, 20, 20, 255)),
        picture(kind="JPEG", mode="CMYK", colour=(0, 200, 200, 40)),
        picture(kind="PNG", mode="L", colour=90),
    ],
)
def test_every_usual_photo_fills_the_frame_without_growing(data):
    reader = read_photo(data, 66, 88)
    width, height = reader.getSize()
    assert width / height == pytest.approx(0.75, abs=0.03)
    assert (width, height) <= (275, 367)


def test_a_photo_taken_sideways_stands_upright():
    out = io.BytesIO()
    image = Image.new("RGB", (640, 480), RED)
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(out, "JPEG", exif=exif)
    assert read_photo(out.getvalue(), 66, 88).getSize() == (275, 367)


def test_transparent_is_white():
    reader = read_photo(picture(kind="PNG", mode="RGBA", colour=(0, 0, 0, 0)), 66, 88)
    assert min(reader.getRGBData()) > 245


@pytest.mark.parametrize("data", [b"", b"no picture", picture()[:200]])
def test_what_cannot_be_read_is_left_out(data, build):
    assert read_photo(data, 66, 88) is None
    assert build(make_words(3, photo=data)).startswith(b"%PDF")


def test_the_photo_stands_on_the_page(build):
    pages = Pages(build(make_words(10, photo=picture())))
    shown = pages.draw(0, 72)
    pages.close()
    x, y = 90, 842 - 680
    at = (y * shown.width + x) * 3
    assert shown.data[at] > 180
    assert shown.data[at + 1] < 60
