"""Photos of members: kept by their content inside the encrypted file, never as files of their own."""

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.people import Member
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import members

MOST_BYTES = 1_000_000
KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
JPEG_APP1, JPEG_COMMENT = 0xE1, 0xFE


class UnusablePhoto(AppError):
    """Not a picture of a kind that every paper can show, or too large."""

    advice = "请换一张 JPEG 或 PNG 照片，不超过 1 MB。"


def set_photo(desk: Desk, member_id: str, data: bytes) -> str:
    """Keep a JPEG or PNG of at most 1 MB as a member's photo, without the camera's remarks; return the unit.

    Raises UnusablePhoto. b"" takes the photo away.
    """
    sha256 = None
    if data:
        mime = next((mime for start, mime in KINDS.items() if data.startswith(start)), "")
        if not mime or len(data) > MOST_BYTES:
            raise UnusablePhoto("这张照片用不了。")
        with desk.store.local() as conn:
            sha256 = members.keep_blob(conn, _plain_jpeg(data) if mime == "image/jpeg" else data, mime)
    with desk.store.unit("更换照片" if data else "去掉照片") as unit:
        unit.change(Member, member_id, photo=sha256)
    return unit.id if unit.seq >= unit.first_seq else ""


def read_photo(desk: Desk, sha256: str) -> bytes:
    """Return a photo's bytes, b"" without one."""
    if not sha256:
        return b""
    with desk.store.reading() as conn:
        return members.read_blob(conn, sha256)


def _plain_jpeg(data: bytes) -> bytes:
    """Drop EXIF and comment segments (JPEG, ITU T.81 B.1.1.4): place and time of a camera are nobody's business here."""
    kept, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = int.from_bytes(data[at + 2 : at + 4], "big") + 2
        if data[at + 1] not in (JPEG_APP1, JPEG_COMMENT):
            kept += data[at : at + length]
        at += length
    return bytes(kept + data[at:])
