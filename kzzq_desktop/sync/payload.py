"""The payload: lines of bytes, each ended by a line feed, as one Zstandard frame (RFC 8878); streams both ways."""

from collections.abc import Generator, Iterable, Iterator

import zstandard

from kzzq_desktop.sync.refusals import PackageCutShort, PackageDamaged, PackageTooBig

LEVEL = 10
WINDOW = 8 * 2**20  # bytes: what RFC 8878 asks of every reader
MOST_LINE = 32 * 2**20  # bytes
MOST_RAW = 16 * 2**30
FREE, RATIO = 64 * 2**20, 256  # what unpacks to more than FREE + RATIO × the file's size is no ledger
BATCH = 64 * 1024
SIP = 512  # bytes unpacked at a time: at most 16 MiB come out


def raw_cap(size: int) -> int:
    """Return to how many bytes a file of `size` bytes may unpack."""
    return min(MOST_RAW, FREE + RATIO * size)


class Packed:
    """Lines on their way into a file; `raw_size` counts their bytes, line feeds included."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self.raw_size = 0

    def pieces(self) -> Iterator[bytes]:
        """Yield the packed bytes; raises PackageTooBig, and ValueError for a line that holds a line feed."""
        squeeze = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compressobj()
        for batch in self._batches():
            self.raw_size += len(batch)
            if piece := squeeze.compress(batch):
                yield piece
        yield squeeze.flush()

    def _batches(self) -> Iterator[bytes]:
        batch: list[bytes] = []
        held = 0
        for line in self._lines:
            if b"\n" in line:
                raise ValueError("a line holds a line feed")
            if len(line) > MOST_LINE:
                raise PackageTooBig("有一项内容太大，不能放进数据包。")
            batch += (line, b"\n")
            held += len(line) + 1
            if held >= BATCH:
                yield b"".join(batch)
                batch, held = [], 0
        yield b"".join(batch)


def lines_of(pieces: Iterable[bytes], most: int) -> Generator[bytes, None, None]:
    """Yield the lines of a packed payload, without their line feeds, that unpacks to at most `most` bytes.

    Raises PackageDamaged (no frame, a wrong checksum, more after the frame), PackageCutShort (the frame has no end),
    PackageTooBig.
    """
    held: list[bytes] = []
    waiting = 0
    for raw in _unpacked(pieces, most):
        first, *others = raw.split(b"\n")
        held.append(first)
        waiting += len(first)
        for piece in others:
            if waiting > MOST_LINE:
                break
            yield b"".join(held)
            held, waiting = [piece], len(piece)
        if waiting > MOST_LINE:
            raise PackageTooBig("数据包里有一项内容太大。")
    if waiting:
        raise PackageCutShort("数据包的内容不完整。")


def _unpacked(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Unpack in sips, because a few bytes may hold gigabytes; never more than 16 MiB lie in memory."""
    frame = zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj(write_size=BATCH)
    left = most
    for piece in pieces:
        for start in range(0, len(piece), SIP):
            if frame.eof:
                raise PackageDamaged("数据包的内容有损坏。")
            try:
                raw = frame.decompress(piece[start : start + SIP])
            except zstandard.ZstdError as error:
                raise PackageDamaged("数据包的内容有损坏。") from error
            left -= len(raw)
            if left < 0:
                raise PackageTooBig("数据包解开后太大。")
            yield raw
    if not frame.eof:
        raise PackageCutShort("数据包的内容不完整。")
    if frame.unused_data:
        raise PackageDamaged("数据包的内容有损坏。")
