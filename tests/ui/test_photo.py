"""A photo is made ready for keeping: upright, small, without the camera's remarks."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from kzzq_desktop.services.photos import MOST_BYTES, UnusablePhoto
from kzzq_desktop.ui.photo import read_photo


def save(path: Path, wide: int, high: int) -> Path:
    picture = QImage(wide, high, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    picture.setText("Author", "secret")
    assert picture.save(str(path))
    return path


@pytest.mark.parametrize(("size", "kept"), [((1200, 1600), (480, 640)), ((3000, 1000), (480, 160)), ((100, 130), (100, 130))])
@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_large_pictures_become_small_and_small_ones_stay(qapp, tmp_path, size, kept, ending):
    data = read_photo(save(tmp_path / f"photo.{ending}", *size))
    picture = QImage.fromData(data)
    assert (picture.width(), picture.height()) == kept
    assert data.startswith(b"\xff\xd8\xff")
    assert len(data) <= MOST_BYTES
    assert b"secret" not in data


def test_a_picture_taken_sideways_is_turned_upright(qapp, tmp_path):
    path = save(tmp_path / "photo.jpg", 200, 100)
    plain = path.read_bytes()
    turned = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
    path.write_bytes(plain[:2] + b"\xff\xe1" + (len(turned) + 2).to_bytes(2, "big") + turned + plain[2:])
    data = read_photo(path)
    picture = QImage.fromData(data)
    assert (picture.width(), picture.height()) == (100, 200)
    assert b"Exif" not in data


def test_a_file_that_is_no_picture_is_refused(qapp, tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"not a picture")
    with pytest.raises(UnusablePhoto):
        read_photo(path)
