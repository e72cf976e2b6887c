"""Font files as a PC may have them: one of ours with other rights, without outlines, within a collection."""

import struct
from collections.abc import Iterator
from pathlib import Path

from kzzq_desktop.base import paths

OURS = paths.resources() / "fonts" / "NotoSansSC-Bold.ttf"
MONGOLIAN = paths.resources() / "fonts" / "NotoSansMongolian-Regular.ttf"


def tables(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each table's tag, where its record stands and where it begins (OpenType, table directory)."""
    for number in range(struct.unpack(">H", data[4:6])[0]):
        record = 12 + 16 * number
        yield data[record : record + 4], record, struct.unpack(">I", data[record + 8 : record + 12])[0]


def with_rights(rights: int, source: Path = OURS) -> bytes:
    """The font with another OS/2 fsType."""
    data = bytearray(source.read_bytes())
    start = next(begin for tag, _, begin in tables(data) if tag == b"OS/2")
    data[start + 8 : start + 10] = rights.to_bytes(2, "big")
    return bytes(data)


def without(tag: bytes) -> bytes:
    """The font with a table that nobody finds under its name."""
    data = bytearray(OURS.read_bytes())
    record = next(record for one, record, _ in tables(data) if one == tag)
    data[record : record + 4] = b"none"
    return bytes(data)


def collection(second: Path = MONGOLIAN) -> bytes:
    """A collection of two fonts: ours first (TrueType collection header, version 1)."""
    fonts, start, offsets = [OURS.read_bytes(), second.read_bytes()], 20, []
    moved = bytearray()
    for data in fonts:
        begin = start + len(moved)
        offsets.append(begin)
        font = bytearray(data)
        for _, record, place in tables(data):
            font[record + 8 : record + 12] = struct.pack(">I", place + begin)
        moved += font + bytes(-len(font) % 4)
    return b"ttcf" + struct.pack(">HHI", 1, 0, 2) + struct.pack(">II", *offsets) + bytes(moved)


def put(folder: Path, name: str, data: bytes = b"") -> Path:
    """Write a candidate into a folder; ours where nothing else is said."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data or with_rights(0x0008))
    return path
