import pytest

from kzzq_desktop.services import history, members, photos
from tests.services.desks import make_desk
from tests.services.people_forms import member

APP0 = b"\xff\xe0\x00\x04ab"
EXIF = b"\xff\xe1\x00\x0cExif\x00\x00GPS!"
REMARK = b"\xff\xfe\x00\x06word"
SCAN = b"\xff\xda\x00\x02" + b"\xff\xe1 is data here" + b"\xff\xd9"


@pytest.fixture
def desk(tmp_path):
    return make_desk(tmp_path)


def photo_of(desk, member_id: str) -> bytes:
    with desk.store.reading() as conn:
        sha256 = photos.members.read_member(conn, member_id).photo
    return photos.read_photo(desk, sha256 or "")


def test_the_cameras_remarks_are_dropped_and_the_picture_kept(desk):
    one = members.add_member(desk, member()).member_id
    photos.set_photo(desk, one, b"\xff\xd8" + EXIF + APP0 + REMARK + SCAN)
    assert photo_of(desk, one) == b"\xff\xd8" + APP0 + SCAN


@pytest.mark.parametrize("data", [b"GIF89a....", b"BM....", b"\xff\xd8\xff" + b"x" * photos.MOST_BYTES])
def test_other_kinds_and_large_ones_are_refused(desk, data):
    one = members.add_member(desk, member()).member_id
    with pytest.raises(photos.UnusablePhoto):
        photos.set_photo(desk, one, data)
    assert photo_of(desk, one) == b""


def test_the_same_picture_is_kept_once_and_a_change_can_be_taken_back(desk):
    one, two = (members.add_member(desk, member(name)).member_id for name in ("白音那木拉", "张玉林"))
    data = b"\xff\xd8" + APP0 + SCAN
    photos.set_photo(desk, one, data)
    assert photos.set_photo(desk, one, data) == ""
    photos.set_photo(desk, two, data)
    with desk.store.reading() as conn:
        assert len(conn.execute(photos.members.BLOB.select()).all()) == 1
    unit_id = photos.set_photo(desk, one, b"")
    assert photo_of(desk, one) == b""
    history.undo_unit(desk, unit_id)
    assert photo_of(desk, one) == data
