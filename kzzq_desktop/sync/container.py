"""The container that packages and invitations share: a clear part, sealed chunks, an end mark, a signature (FORMAT.md).

Both ways it streams: what lies in memory does not grow with the file.
"""

import hashlib
import struct
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kzzq_desktop.domain.exchange import SiteKeys
from kzzq_desktop.sync.header import MOST_SIZE, Clear, Header, Lock, clear_part, opened, read_clear
from kzzq_desktop.sync.payload import Packed, lines_of, raw_cap
from kzzq_desktop.sync.refusals import PackageCutShort, PackageDamaged, PackageTooBig, reading
from kzzq_desktop.sync.seals import SIGNATURE, TAG, BrokenSeal, Stream, sign, verified

FRAME = struct.Struct(">IB")  # bytes of the sealed chunk; 1 for the last chunk, 0 for the others
END_MARK = b"SIG1"
TAIL = len(END_MARK) + SIGNATURE
SIGNED_AS = b"kzzq-sync-sig-1"
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: SHA-256 (hex) of all bytes of the file, its size, and the size of the lines before packing."""

    sha256: str
    size: int
    raw_size: int


@dataclass(frozen=True, slots=True)
class Proved:
    """A file of which every byte is signed by the one it says it is from. `sha` is the SHA-256 (hex) of all its bytes."""

    source: Path
    clear: Clear
    sha: str

    @property
    def header(self) -> Header:
        """Return what the file says in clear."""
        return self.clear.header


@dataclass(frozen=True, slots=True)
class Inside:
    """A proved file with the key to its chunks."""

    proved: Proved
    file_key: bytes = field(repr=False)

    def lines(self) -> Generator[bytes, None, None]:
        """Read the file anew and yield its lines.

        Raises PackageDamaged, PackageCutShort, PackageTooBig or FileUnreadable where it finds the fault: what was
        yielded before is whole and in order, but only the end proves that nothing is missing.
        """
        return lines_of(self._pieces(), raw_cap(self.proved.header.size))

    def _pieces(self) -> Iterator[bytes]:
        clear = self.proved.clear
        stream = Stream(self.file_key, clear.bound)
        with opened(self.proved.source) as (file, _):
            with reading():
                file.seek(clear.end)
            for index, (sealed, last) in enumerate(_frames(file, clear.lock.chunk)):
                try:
                    yield stream.open(index, sealed, last=last)
                except BrokenSeal as error:
                    raise PackageDamaged("数据包的内容有损坏。") from error


def write_container(
    out: BinaryIO, header: Header, lock: Lock, file_key: bytes, lines: Iterable[bytes], keys: SiteKeys
) -> Written:
    """Write a file of the exchange, signed with `keys`; `out` must be buffered, an OSError of it passes through.

    Raises PackageTooBig for more than a FAT32 stick takes as one file (4 GiB less one byte), or than a reader would unpack.
    """
    signed = _Signed(out)
    bound = signed.put(clear_part(header, lock))
    stream, packed = Stream(file_key, bound), Packed(lines)
    held = bytearray()
    index = 0
    for piece in packed.pieces():
        held += piece
        while len(held) > lock.chunk:  # never all of it: the last chunk must not be empty
            signed.put_chunk(stream.seal(index, bytes(held[: lock.chunk]), last=False), last=False)
            del held[: lock.chunk]
            index += 1
    signed.put_chunk(stream.seal(index, bytes(held), last=True), last=True)
    signed.end(keys)
    if packed.raw_size > raw_cap(signed.size):
        raise PackageTooBig("数据包解开后太大。")
    return Written(signed.whole.hexdigest(), signed.size, packed.raw_size)


def prove(source: Path, signer_of: Callable[[Clear], str]) -> Proved:
    """Check a file's shape, then its signature over every byte; nothing is opened or unpacked.

    `signer_of` gives the public key (hex) that must have signed, or raises. Raises all that header.read_clear raises too.
    """
    with opened(source) as (file, size):
        clear = read_clear(file, size)
        end = clear.end + sum(FRAME.size + length for length in _lengths(file, clear.lock.chunk, size))
        if size != end + TAIL:
            raise PackageCutShort("数据包不完整。") if size < end + TAIL else PackageDamaged("数据包有损坏。")
        signer = signer_of(clear)
        signed, whole = hashlib.sha512(SIGNED_AS), hashlib.sha256()
        with reading():
            file.seek(0)
        for piece in _pieces(file, end):
            signed.update(piece)
            whole.update(piece)
        with reading():
            tail = file.read(TAIL)
    if not (tail.startswith(END_MARK) and verified(signer, signed.digest(), tail[len(END_MARK) :])):
        raise PackageDamaged("数据包有损坏，或者被改动过。")
    whole.update(tail)
    return Proved(source, clear, whole.hexdigest())


class _Signed:
    """The bytes on their way out: counted, and hashed for the signature and for the reader of the stick."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = hashlib.sha512(SIGNED_AS)
        self.whole = hashlib.sha256()
        self.size = 0

    def put(self, piece: bytes) -> bytes:
        """Write bytes that will be signed; return the SHA-256 of all so far."""
        self._digest.update(piece)
        self._write(piece)
        return self.whole.digest()

    def put_chunk(self, sealed: bytes, *, last: bool) -> None:
        self.put(FRAME.pack(len(sealed), last) + sealed)

    def end(self, keys: SiteKeys) -> None:
        self._write(END_MARK + sign(keys, self._digest.digest()))

    def _write(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > MOST_SIZE:
            raise PackageTooBig("数据包超过4GB，U盘（FAT32）放不下。")
        self.whole.update(piece)
        self._out.write(piece)


def _lengths(file: BinaryIO, chunk: int, size: int) -> Iterator[int]:
    """Walk over the chunks by their lengths alone and yield these."""
    place = file.tell()
    last = False
    while not last:
        with reading():
            file.seek(place)
            begin = file.read(FRAME.size)
        length, last = _frame(begin, chunk)
        place += FRAME.size + length
        if place > size:
            raise PackageCutShort("数据包不完整。")
        yield length


def _frames(file: BinaryIO, chunk: int) -> Iterator[tuple[bytes, bool]]:
    """Yield the sealed chunks from the file's place on, up to the last, each with whether it is the last."""
    last = False
    while not last:
        with reading():
            begin = file.read(FRAME.size)
        length, last = _frame(begin, chunk)
        with reading():
            sealed = file.read(length)
        if len(sealed) < length:
            raise PackageCutShort("数据包不完整。")
        yield sealed, last


def _frame(begin: bytes, chunk: int) -> tuple[int, bool]:
    """Return a chunk's (sealed length, whether it is the last); all but the last are full, the last is not empty."""
    if len(begin) < FRAME.size:
        raise PackageCutShort("数据包不完整。")
    length, last = FRAME.unpack(begin)
    least = TAG + (1 if last == 1 else chunk)
    if last > 1 or not least <= length <= TAG + chunk:
        raise PackageDamaged("数据包有损坏。")
    return length, last == 1


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield the next `size` bytes of a file."""
    while size:
        with reading():
            piece = file.read(min(size, PIECE))
        if not piece:
            raise PackageCutShort("数据包不完整。")
        size -= len(piece)
        yield piece
