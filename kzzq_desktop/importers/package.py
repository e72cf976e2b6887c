"""Zip packages of office programs: opened within bounds, told apart by what is in them."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from kzzq_desktop.importers.unread import DamagedFile, NotATable, TooLarge, UnknownLock

XLSX, XLSB, DOCX, ODS = "xlsx", "xlsb", "docx", "ods"
_MAIN_PARTS = {
    "xl/workbook.xml": XLSX, "xl/workbook.bin": XLSB, "word/document.xml": DOCX, "content.xml": ODS,
}  # fmt: skip
_MOST_PARTS = 20_000
_MOST_INFLATED = 250_000_000
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".wdp")
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a package by their lower-case names; each inflates to no more than it declares."""

    name: str
    data: bytes
    kind: str
    parts: dict[str, zipfile.ZipInfo]

    def read(self, part: str) -> bytes:
        """Return a part's bytes, b"" where there is no such part; raises DamagedFile where it says less than it holds."""
        info = self.parts.get(part.lower())
        return b"" if info is None else self._inflate(info)

    def read_all(self, copy: "Copy | None" = None) -> Iterator[tuple[str, bytes]]:
        """Return every part that is no picture, the sheets last, and put what is left of them into `copy`."""
        for part, info in sorted(self.parts.items(), key=lambda one: "/worksheets/" in one[0]):
            if part.endswith(_PICTURES):
                continue
            data = self._inflate(info)
            yield part, data
            if copy is not None:
                copy.add(info.filename.replace("\\", "/").lstrip("/"), data)

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        head = info.header_offset
        lengths = self.data[head + 26 : head + _LOCAL_HEADER]
        start = head + _LOCAL_HEADER + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
        packed = self.data[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            return packed
        try:
            inflated = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, info.file_size + 1)
        except zlib.error as error:
            raise DamagedFile(f"“{self.name}”读不出来，可能已损坏。") from error
        if len(inflated) > info.file_size:
            raise DamagedFile(f"“{self.name}”的压缩内容与它声明的大小不符。")
        return inflated


class Copy:
    """A package of measured parts and nothing else.

    Another reader may find other parts in the same bytes: a second directory, a part that says less than it holds. It is
    given this copy, in which there is only what was looked at. The copy is not packed, so nothing is inflated twice.
    """

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self._zip = zipfile.ZipFile(self._bytes, "w", zipfile.ZIP_STORED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def add(self, name: str, data: bytes) -> None:
        """Put a part into the package."""
        self._zip.writestr(zipfile.ZipInfo(name), data)

    def data(self) -> bytes:
        """Close the package and return its bytes."""
        self._zip.close()
        return self._bytes.getvalue()


def open_package(name: str, data: bytes) -> Package:
    """Open a package within bounds; raises NotATable, DamagedFile, TooLarge or UnknownLock."""
    if data.count(b"PK\x01\x02") > _MOST_PARTS:
        raise TooLarge(f"“{name}”里的部件太多，不像是表格。")
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DamagedFile(f"“{name}”读不出来，可能已损坏。") from error
    parts = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}
    if len(parts) != len(infos):
        raise DamagedFile(f"“{name}”里有重名的部件，可能已损坏。")
    if sum(info.file_size for info in infos) > _MOST_INFLATED:
        raise TooLarge(f"“{name}”展开后太大，不像是表格。")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise UnknownLock(f"“{name}”是加了密的压缩包。")
    if any(info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for info in infos):
        raise DamagedFile(f"“{name}”的压缩方式认不出来。")
    return Package(name, data, _kind(name, parts), parts)


def _kind(name: str, parts: dict[str, zipfile.ZipInfo]) -> str:
    found = [kind for part, kind in _MAIN_PARTS.items() if part in parts]
    if len(found) > 1:
        # A reader that fails at the one would go on with the other, which was never measured.
        raise DamagedFile(f"“{name}”里有两种文档，可能已损坏。")
    if found:
        return found[0]
    raise NotATable(f"“{name}”是压缩包或别的文档，不是表格。")
