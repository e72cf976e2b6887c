import hashlib
import io
import json
import random
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.sync import container, header, seals
from kzzq_desktop.sync.package import (
    FileUnreadable,
    NewerFormat,
    NotAPackage,
    NotForUs,
    PackageCutShort,
    PackageDamaged,
    PackageTooBig,
    RevokedSender,
    UnknownSender,
    open_package,
    read_header,
    write_package,
)
from tests.sync.sample_sites import (
    BANNER,
    EAST,
    LINES,
    MANIFEST,
    WEST,
    header_text,
    keys_of,
    lines_in,
    opened,
    sign_pub_of,
    with_header,
    written,
    written_in_small_chunks,
)

ANY_LINES = st.lists(st.binary(max_size=300).map(lambda line: line.replace(b"\n", b"")), max_size=30)


@given(lines=ANY_LINES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_comes_out(tmp_path: Path, lines: list[bytes]) -> None:
    package = opened(tmp_path / "p", written(lines))
    assert package.manifest == MANIFEST
    assert list(package.lines()) == lines
    assert list(package.lines()) == lines  # as often as one likes


@given(sizes=st.lists(st.integers(0, 3000), max_size=30), seed=st.integers(0, 999))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_comes_out_of_many_chunks(tmp_path: Path, sizes: list[int], seed: int) -> None:
    rng = random.Random(seed)
    lines = [rng.randbytes(size).replace(b"\n", b"") for size in sizes]
    data = written_in_small_chunks(lines)
    assert lines_in(tmp_path / "p", data) == lines


def test_what_was_written_is_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    told = write_package(out, MANIFEST, LINES, keys_of("west"), {BANNER.site_id: BANNER.enc_pub})
    data = out.getvalue()
    assert (told.sha256, told.size) == (hashlib.sha256(data).hexdigest(), len(data))
    package = opened(tmp_path / "p", data)
    assert package.sha == told.sha256
    assert told.raw_size > sum(map(len, LINES))
    head = read_header(tmp_path / "p")
    assert head == package.header
    assert (head.package_id, head.sender, head.receivers) == (MANIFEST.package_id, WEST.site_id, (BANNER.site_id,))
    assert (head.number, head.created_at, head.version, head.size) == (7, MANIFEST.created_at, 1, len(data))
    assert not head.invitation


def test_two_packages_of_the_same_lines_share_no_sealed_byte_run() -> None:
    one, other = written(), written()
    assert len(one) == len(other)
    assert one[-200:-100] != other[-200:-100]


def test_nothing_of_a_line_lies_in_clear() -> None:
    data = written([b"SAMPLE-PERSON" * 20])
    assert b"SAMPLE-PERSON" not in data
    assert set(json.loads(header_text(data))) == {"v", "id", "from", "to", "no", "created_at", "suite", "chunk", "eph", "wrap"}


def test_every_receiver_can_open_and_nobody_else(tmp_path: Path) -> None:
    source = tmp_path / "p"
    source.write_bytes(written(to=(BANNER, EAST)))
    for site, name in ((BANNER, "banner"), (EAST, "east")):
        assert list(open_package(source, site.site_id, keys_of(name), sign_pub_of).lines()) == list(LINES)
    with pytest.raises(NotForUs, match="不是发给"):
        open_package(source, WEST.site_id, keys_of("west"), sign_pub_of)
    with pytest.raises(NotForUs, match="密钥"):
        open_package(source, BANNER.site_id, keys_of("east"), sign_pub_of)


def test_a_stranger_is_told_apart_and_services_may_refuse_a_sender(tmp_path: Path) -> None:
    source = tmp_path / "p"
    source.write_bytes(written())
    with pytest.raises(UnknownSender):
        open_package(source, BANNER.site_id, keys_of("banner"), lambda _: None)

    def refused(site: str) -> str:
        raise RevokedSender("这台电脑已停用。")

    with pytest.raises(RevokedSender):
        open_package(source, BANNER.site_id, keys_of("banner"), refused)


@pytest.mark.parametrize(
    "other",
    [
        {"package_id": "0" * 32},
        {"sender": EAST.site_id},
        {"receiver": EAST.site_id},
        {"number": 8},
        {"created_at": "2026-03-02T01:02:04Z"},
    ],
)
def test_a_package_forwarded_under_another_header_is_refused(tmp_path: Path, other: dict[str, object]) -> None:
    """The sender of the clear part signed what somebody else had said inside."""
    from kzzq_desktop.sync.manifest import manifest_line

    key = seals.new_file_key()
    lock = header.Lock(*seals.seal_to(key, {BANNER.site_id: BANNER.enc_pub}))
    head = header.Header(MANIFEST.package_id, WEST.site_id, (BANNER.site_id,), 7, MANIFEST.created_at)
    out = io.BytesIO()
    container.write_container(out, head, lock, key, [manifest_line(replace(MANIFEST, **other)), *LINES], keys_of("west"))
    with pytest.raises(PackageDamaged, match="不一致"):
        opened(tmp_path / "p", out.getvalue())


@pytest.mark.parametrize("lines", [[b""], [b"{}"], [b"[]"], [b"nothing"], []])
def test_a_package_without_a_manifest_is_refused(tmp_path: Path, lines: list[bytes]) -> None:
    key = seals.new_file_key()
    lock = header.Lock(*seals.seal_to(key, {BANNER.site_id: BANNER.enc_pub}))
    head = header.Header(MANIFEST.package_id, WEST.site_id, (BANNER.site_id,), 7, MANIFEST.created_at)
    out = io.BytesIO()
    container.write_container(out, head, lock, key, lines, keys_of("west"))
    with pytest.raises(PackageDamaged):
        opened(tmp_path / "p", out.getvalue())


def test_a_line_feed_within_a_line_and_a_receiver_without_key_are_faults_of_ours() -> None:
    with pytest.raises(ValueError, match="line feed"):
        written([b"a\nb"])
    with pytest.raises(ValueError, match="receiver"):
        written(to=(EAST,))
    with pytest.raises(ValueError, match="no"):
        written(manifest=replace(MANIFEST, number=-1))


def test_more_than_a_fat32_stick_takes_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_SIZE", 2000)
    with pytest.raises(PackageTooBig, match="4GB"):
        written([seals.new_salt().encode() for _ in range(200)])


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (b"", PackageCutShort),
        (b"KZZQ", PackageCutShort),
        (bytes(4096), PackageCutShort),
        (b"KZZQSYNC1\n", PackageCutShort),
        (b"KZZQSYNC1\n\0\0", PackageCutShort),
        (b"KZZQSYNC1\n\0\0\0\x09{}", PackageCutShort),
        (b"KZZQSYNC2\n\0\0\0\x02{}", NewerFormat),
        (b"KZZQSYNC12\n\0\0\0\x02{}", NewerFormat),
        (b"PK\x03\x04 something else", NotAPackage),
        (b"KZZQSYNC1\r\n", PackageDamaged),
        (b"KZZQSYNC1\n\0\0\0\0", PackageDamaged),
        (b"KZZQSYNC1\n\xff\xff\xff\xff" + bytes(200), PackageDamaged),
    ],
)
def test_what_is_no_package_is_told_by_its_first_bytes(tmp_path: Path, said: bytes, refused: type[AppError]) -> None:
    source = tmp_path / "p"
    source.write_bytes(said)
    with pytest.raises(refused):
        read_header(source)
    with pytest.raises(refused):
        open_package(source, BANNER.site_id, keys_of("banner"), sign_pub_of)


def test_only_plain_files_are_read(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        read_header(tmp_path / "none")
    with pytest.raises(NotAPackage):
        read_header(tmp_path)


def test_a_file_that_goes_away_between_two_readings_is_a_sentence(tmp_path: Path) -> None:
    source = tmp_path / "p"
    package = opened(source, written())
    whole = source.read_bytes()
    source.write_bytes(whole[:-100])
    with pytest.raises(PackageCutShort):
        list(package.lines())
    source.write_bytes(written([b"other"]))
    with pytest.raises(PackageDamaged):
        list(package.lines())
    source.unlink()
    with pytest.raises(FileUnreadable):
        list(package.lines())


def test_a_newer_version_or_suite_asks_for_a_newer_program(tmp_path: Path) -> None:
    data = written()
    for change in ({"v": 2, "to": "whatever"}, {"suite": "sm2-sm3-sm4"}):
        said = json.dumps(json.loads(header_text(data)) | change).encode()
        with pytest.raises(NewerFormat) as refused:
            opened(tmp_path / "p", with_header(data, said))
        assert "新版程序" in refused.value.sentence()


def test_a_field_that_a_later_minor_version_adds_is_passed_over(tmp_path: Path) -> None:
    """Only where the sender says so in the clear part that it seals the chunks to: a later reader sees the same."""
    data = written()
    said = json.dumps(json.loads(header_text(data)) | {"note": "later"}).encode()
    source = tmp_path / "p"
    source.write_bytes(with_header(data, said))
    assert read_header(source).package_id == MANIFEST.package_id


def test_memory_does_not_grow_with_the_package(tmp_path: Path) -> None:
    line = (seals.new_salt() * 100).encode()
    peaks = []
    for lines in (2_000, 8_000):
        tracemalloc.start()
        with (tmp_path / "p").open("wb") as out:
            told = write_package(
                out,
                MANIFEST,
                (line + str(n).encode() for n in range(lines)),
                keys_of("west"),
                {BANNER.site_id: BANNER.enc_pub},
            )
        package = open_package(tmp_path / "p", BANNER.site_id, keys_of("banner"), sign_pub_of)
        assert sum(1 for _ in package.lines()) == lines
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert told.raw_size > lines * len(line)
    assert peaks[1] < peaks[0] * 1.5
    assert peaks[1] < 8 * 2**20
