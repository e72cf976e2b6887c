"""Whatever happens to the bytes of a package: it is refused with a sentence, never taken and never a crash."""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.sync import container, header, seals
from kzzq_desktop.sync.manifest import manifest_line
from kzzq_desktop.sync.package import PackageCutShort, PackageDamaged, PackageTooBig, UnknownSender
from tests.sync.sample_sites import (
    BANNER,
    EAST,
    LINES,
    MANIFEST,
    WEST,
    header_text,
    keys_of,
    lines_in,
    resigned,
    with_header,
    written,
    written_in_small_chunks,
)

TRIED: Counter[str] = Counter()
ALL_TRIED = 28_000


@pytest.fixture(scope="module")
def small() -> bytes:
    return written()


@pytest.fixture(scope="module")
def large() -> bytes:
    rng = random.Random(1)
    return written_in_small_chunks([f'["r","resident","{rng.getrandbits(128):032x}"]'.encode() for _ in range(600)])


def refused_all(folder: Path, kind: str, spoiled: Iterator[bytes], whole: bytes) -> Counter[str]:
    """Try to take each; an error that is no sentence fails the test where it stands. Return the sentences' kinds."""
    found: Counter[str] = Counter()
    source = folder / "p"
    for data in spoiled:
        if data == whole:
            continue
        try:
            lines_in(source, data)
        except AppError as refused:
            found[type(refused).__name__] += 1
        else:
            pytest.fail(f"{kind}: accepted")
    TRIED[kind] += found.total()
    return found


def flips(data: bytes, upto: int) -> Iterator[bytes]:
    for place in range(upto):
        for bit in range(8):
            spoiled = bytearray(data)
            spoiled[place] ^= 1 << bit
            yield bytes(spoiled)


def sectors(data: bytes, rng: random.Random, times: int) -> Iterator[bytes]:
    """What bad flash does: sectors zeroed, swapped, doubled, filled with ones."""
    for _ in range(times):
        spoiled = bytearray(data)
        size = rng.choice((16, 64, 512))
        one, other = (rng.randrange(len(data) // size) * size for _ in range(2))
        first, second = data[one : one + size], data[other : other + size]
        match rng.randrange(4):
            case 0:
                spoiled[one : one + size] = bytes(len(first))
            case 1:
                spoiled[one : one + size], spoiled[other : other + size] = second, first
            case 2:
                spoiled[one : one + size] = second
            case _:
                spoiled[one : one + size] = b"\xff" * len(first)
        yield bytes(spoiled)


def test_every_bit(tmp_path: Path, small: bytes) -> None:
    found = refused_all(tmp_path, "bit", flips(small, len(small)), small)
    assert found.total() == 8 * len(small)
    assert found["PackageDamaged"] > found.total() * 0.6


def test_every_bit_though_the_sender_itself_signs_anew(tmp_path: Path, small: bytes) -> None:
    """Each chunk is bound to the clear part: what is behind the signature holds alone."""
    body = len(small) - container.TAIL
    found = refused_all(tmp_path, "bit, signed anew", map(resigned, flips(small, body)), small)
    assert found.total() == 8 * body


def test_every_truncation(tmp_path: Path, small: bytes, large: bytes) -> None:
    found = refused_all(tmp_path, "cut", (small[:end] for end in range(len(small))), small)
    assert found == {"PackageCutShort": len(small)}
    found = refused_all(tmp_path, "cut", (large[:end] for end in range(0, len(large), 97)), large)
    assert set(found) == {"PackageCutShort"}
    signed = (resigned(large[:end] + bytes(container.TAIL)) for end in range(0, len(large) - container.TAIL, 97))
    refused_all(tmp_path, "cut, signed anew", signed, large)


def test_anything_appended(tmp_path: Path, small: bytes) -> None:
    rng = random.Random(2)
    found = refused_all(tmp_path, "appended", (small + rng.randbytes(size) for size in range(1, 601)), small)
    assert found == {"PackageDamaged": 600}
    inner = small[: -container.TAIL]
    signed = (resigned(inner + rng.randbytes(size) + bytes(container.TAIL)) for size in range(1, 301))
    assert set(refused_all(tmp_path, "appended, signed anew", signed, small)) == {"PackageDamaged"}
    assert set(refused_all(tmp_path, "twice", iter([small + small]), small)) == {"PackageDamaged"}


def test_sectors(tmp_path: Path, small: bytes, large: bytes) -> None:
    refused_all(tmp_path, "sector", sectors(large, random.Random(3), 4000), large)
    refused_all(tmp_path, "sector", sectors(small, random.Random(4), 2000), small)
    refused_all(tmp_path, "sector, signed anew", map(resigned, sectors(large, random.Random(5), 500)), large)


def chunks_of(data: bytes) -> tuple[bytes, list[bytes]]:
    """The clear part and the chunks with their frames."""
    place = header.START + len(header_text(data))
    clear, found = data[:place], []
    while place < len(data) - container.TAIL:
        length, _ = container.FRAME.unpack(data[place : place + container.FRAME.size])
        found.append(data[place : place + container.FRAME.size + length])
        place += len(found[-1])
    return clear, found


def test_chunks_out_of_order_missing_doubled_or_of_another_package(tmp_path: Path, large: bytes) -> None:
    """Signed anew by the sender, so that only the seal of the chunks can tell."""
    clear, chunks = chunks_of(large)
    assert len(chunks) > 8
    _, others = chunks_of(written_in_small_chunks([b"x" * 10 + seals.new_salt().encode() for _ in range(700)]))
    *most, last = range(len(chunks))
    orders = [[*most[:n], *most[n + 1 :], last] for n in most]  # one missing
    orders += [[*most[:n], n, *most[n:], last] for n in most]  # one twice
    orders += [[*most[:n], most[n + 1], n, *most[n + 2 :], last] for n in most[:-1]]  # two swapped
    spoiled = [[chunks[n] for n in order] for order in orders]
    spoiled += [[*chunks[:n], *others[n:]] for n in range(1, len(chunks))]  # spliced
    spoiled += [[*chunks[:n], others[n], *chunks[n + 1 :]] for n in most]
    spoiled += [chunks[:n] for n in range(len(chunks))]
    ended = [*chunks[: last - 1], container.FRAME.pack(len(chunks[0]) - container.FRAME.size, 1) + chunks[last - 1][5:]]
    packages = (resigned(clear + b"".join(one) + bytes(container.TAIL)) for one in [*spoiled, ended])
    found = refused_all(tmp_path, "chunks", packages, large)
    assert found.total() == len(spoiled) + 1
    same_key = hashlib.sha256(b"one key for two packages").digest()
    one, two = (written_in_small_chunks([seals.new_salt().encode() for _ in range(900)], file_key=same_key) for _ in "ab")
    clear, mine = chunks_of(one)
    _, theirs = chunks_of(two)
    spliced = (
        resigned(clear + b"".join([*mine[:n], *theirs[n:]]) + bytes(container.TAIL)) for n in range(min(map(len, (mine, theirs))))
    )
    refused_all(tmp_path, "spliced under one key", spliced, one)


def test_another_enrolled_site_cannot_pass_it_on_as_its_own(tmp_path: Path, small: bytes) -> None:
    said = header_text(small)
    theirs = said.replace(WEST.site_id.encode(), EAST.site_id.encode())
    assert theirs != said
    for data in (with_header(small, theirs, "east"), with_header(small, theirs, "west"), resigned(small, "east")):
        assert refused_all(tmp_path, "signed by another", iter([data]), small) == {"PackageDamaged": 1}
    nobody = said.replace(WEST.site_id.encode(), b"0" * 32)
    with pytest.raises(UnknownSender):
        lines_in(tmp_path / "p", with_header(small, nobody, "east"))


def test_headers_of_every_wrong_kind(tmp_path: Path, small: bytes) -> None:
    good = json.loads(header_text(small))
    wrong: list[object] = [None, True, -1, 0, 2**64, "", "x", "G" * 32, "A" * 32, "０" * 32, [], {}, [1], {"a": 1}, "2026-13"]
    documents: list[object] = [good | {name: value} for name in good for value in wrong]
    documents += [{key: value for key, value in good.items() if key != name} for name in good]
    documents += [good | {"to": [*good["to"], *good["to"]]}, good | {"to": [EAST.site_id]}, good | {"eph": "00" * 32}, *wrong]
    texts = [json.dumps(one).encode() for one in documents]
    texts += [b"[" * 60_000, b'{"v":' + b"1" * 60_000 + b"}", b"\xff\xfe{}", json.dumps(good).encode("utf-16"), b"{}" * 9]
    texts += [json.dumps(good)[:-1].encode() + b',"v":1}', b'{"v":1.0}', b'{"v":NaN}', b'{"v":"\\ud800","suite":"\\ud800"}', b" "]
    texts += [json.dumps(good).encode() + b" " * header.MOST_HEADER]
    refused_all(tmp_path, "header", (with_header(small, text) for text in texts), small)


def spoken_by_sender(payload: bytes) -> bytes:
    """A well signed, well sealed package whose payload is these bytes."""
    import io

    key = seals.new_file_key()
    lock = header.Lock(*seals.seal_to(key, {BANNER.site_id: BANNER.enc_pub}))
    head = header.Header(MANIFEST.package_id, WEST.site_id, (BANNER.site_id,), 7, MANIFEST.created_at)
    out = io.BytesIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(container.Packed, "pieces", lambda packed: iter([payload]))
        container.write_container(out, head, lock, key, [], keys_of("west"))
    return out.getvalue()


def test_payloads_of_every_wrong_kind(tmp_path: Path) -> None:
    plain = b"".join(line + b"\n" for line in (manifest_line(MANIFEST), *LINES))
    packed = zstandard.ZstdCompressor(write_checksum=True).compress(plain)
    assert lines_in(tmp_path / "p", spoken_by_sender(packed)) == list(LINES)
    spoiled = [packed[:end] for end in range(1, len(packed))] + [packed + b"x", packed + packed, plain]
    spoiled += [b"", b"\0" * 64, zstandard.ZstdCompressor(write_checksum=True).compress(plain[:-1])]
    for payload in spoiled:
        refused_all(tmp_path, "payload", iter([spoken_by_sender(payload)]), b"")
    # A frame may say the same in other bytes (a bit that no reader looks at): then the lines must be the same.
    for payload in list(flips(packed, len(packed)))[::3]:
        try:
            found = lines_in(tmp_path / "p", spoken_by_sender(payload))
        except AppError:
            continue
        assert found == list(LINES)


def test_a_bomb_is_let_go_before_it_unfolds(tmp_path: Path) -> None:
    squeeze = zstandard.ZstdCompressor(level=3).compressobj()
    bomb = squeeze.compress(manifest_line(MANIFEST) + b"\n")
    for _ in range(1024):
        bomb += squeeze.compress(bytes(2**20))
    bomb += squeeze.flush()
    assert len(bomb) < 40_000
    with pytest.raises(PackageTooBig):
        lines_in(tmp_path / "p", spoken_by_sender(bomb))
    one_line = zstandard.ZstdCompressor(level=3).compress(manifest_line(MANIFEST) + b"\n" + bytes(2**25 + 1) + b"\n")
    with pytest.raises(PackageTooBig):
        lines_in(tmp_path / "p", spoken_by_sender(one_line))
    far = zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters(window_log=27)).compressobj()
    wide = far.compress(manifest_line(MANIFEST) + b"\n") + far.flush()
    with pytest.raises((PackageDamaged, PackageCutShort)):
        lines_in(tmp_path / "p", spoken_by_sender(wide))
    TRIED["bomb"] += 3


def test_enough_was_tried(request: pytest.FixtureRequest) -> None:
    run = {item.name for item in request.session.items if item.path == request.path}
    if run < {name for name in globals() if name.startswith("test_")}:
        pytest.skip("only a part of this file was run")
    tried = TRIED.total()
    print(f"\ncorruptions tried {tried}, accepted 0, uncaught 0: {dict(TRIED)}")
    assert tried >= ALL_TRIED
