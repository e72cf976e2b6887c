import random
from itertools import pairwise

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.sync import payload
from kzzq_desktop.sync.payload import MOST_LINE, Packed, lines_of, raw_cap
from kzzq_desktop.sync.refusals import PackageCutShort, PackageDamaged, PackageTooBig

ANY = st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"")), max_size=20)


@given(lines=ANY, cuts=st.lists(st.integers(0, 400), max_size=6))
def test_lines_come_back_however_their_bytes_are_cut(lines: list[bytes], cuts: list[int]) -> None:
    packed = Packed(lines)
    whole = b"".join(packed.pieces())
    assert packed.raw_size == sum(len(line) + 1 for line in lines)
    places = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    pieces = [whole[start:end] for start, end in pairwise(places)]
    assert list(lines_of(pieces, packed.raw_size)) == lines


def test_the_cap_is_kept_to_the_byte() -> None:
    lines = [b"x" * 99] * 100
    whole = b"".join(Packed(lines).pieces())
    assert list(lines_of([whole], 10_000)) == lines
    with pytest.raises(PackageTooBig):
        list(lines_of([whole], 9_999))


def test_an_honest_ledger_stays_far_below_the_cap() -> None:
    rng = random.Random(1)
    lines = [b'["r","resident","%032x"]' % rng.getrandbits(128) for _ in range(20_000)]
    packed = Packed(lines)
    size = sum(map(len, packed.pieces()))
    assert packed.raw_size < 8 * size
    assert raw_cap(0) == 64 * 2**20
    assert raw_cap(2**40) == payload.MOST_RAW


@pytest.mark.parametrize("cut", [1, 4, 9, 100])
def test_a_frame_without_its_end_is_cut_short(cut: int) -> None:
    whole = b"".join(Packed([random.Random(2).randbytes(300).hex().encode()]).pieces())
    with pytest.raises(PackageCutShort):
        list(lines_of([whole[:-cut]], 10_000))
    with pytest.raises(PackageCutShort):
        list(lines_of([], 10_000))


@pytest.mark.parametrize("more", [b"x", b"\0" * 600, bytes.fromhex("28b52ffd")])
@pytest.mark.parametrize("apart", [True, False])
def test_nothing_may_follow_the_frame(more: bytes, apart: bool) -> None:
    whole = b"".join(Packed([b"line"]).pieces())
    with pytest.raises(PackageDamaged):
        list(lines_of([whole, more] if apart else [whole + more], 10_000))


def test_the_frames_checksum_is_looked_at() -> None:
    whole = bytearray(b"".join(Packed([b"line"]).pieces()))
    whole[-1] ^= 1
    with pytest.raises(PackageDamaged):
        list(lines_of([bytes(whole)], 10_000))


def test_a_last_line_without_its_line_feed_is_cut_short() -> None:
    with pytest.raises(PackageCutShort):
        list(lines_of([zstandard.compress(b"one\ntwo")], 10_000))


def test_a_line_has_a_cap_both_ways() -> None:
    with pytest.raises(PackageTooBig):
        list(Packed([b"", bytes(MOST_LINE + 1)]).pieces())
    fits = [b"a", bytes(MOST_LINE), b"b"]
    whole = b"".join(Packed(fits).pieces())
    assert list(lines_of([whole], 2**30)) == fits
    for raw in (bytes(MOST_LINE + 1) + b"\n", b"a\n" + bytes(MOST_LINE + 1) + b"\nb\n"):
        with pytest.raises(PackageTooBig):
            list(lines_of([zstandard.compress(raw)], 2**30))


def test_few_bytes_never_unfold_to_much_at_once() -> None:
    bomb = zstandard.compress(bytes(2**28))
    largest = max(map(len, payload._unpacked([bomb], 2**28)))
    assert largest <= 16 * 2**20
