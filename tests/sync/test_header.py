import hashlib
import io
import json
from dataclasses import replace

import pytest

from kzzq_desktop.sync.header import BY_CODE, LENGTH, MAGIC, MOST_HEADER, Clear, Header, Lock, clear_part, read_clear
from kzzq_desktop.sync.refusals import NewerFormat, PackageDamaged
from tests.sync.sample_sites import BANNER, EAST, MANIFEST, WEST, written

HEADER = Header(MANIFEST.package_id, WEST.site_id, tuple(sorted((BANNER.site_id, EAST.site_id))), 7, MANIFEST.created_at)
LOCK = Lock("ab" * 32, dict.fromkeys(HEADER.receivers, "cd" * 48))
INVITING = replace(HEADER, receivers=(EAST.site_id,), suite=BY_CODE)
BY_PHONE = Lock("ab" * 16, {EAST.site_id: "cd" * 48}, BANNER.sign_pub)
WRONG = (None, True, -1, 2**64, "", "x", "0" * 31, "G" * 32, "A" * 32, "０" * 32, [], {}, [1], {"a": 1}, [["a"]], "2026-13")


def read(data: bytes) -> Clear:
    return read_clear(io.BytesIO(data), len(data))


def said(header: Header, lock: Lock, **changes: object) -> bytes:
    document = json.loads(clear_part(header, lock)[len(MAGIC) + LENGTH.size :]) | changes
    text = json.dumps({name: value for name, value in document.items() if value != "missing"}).encode()
    return MAGIC + LENGTH.pack(len(text)) + text


@pytest.mark.parametrize(("header", "lock"), [(HEADER, LOCK), (INVITING, BY_PHONE)])
def test_what_is_written_is_read(header: Header, lock: Lock) -> None:
    data = clear_part(header, lock)
    found = read(data + b"chunks")
    assert (found.header, found.lock) == (replace(header, size=len(data) + 6), lock)
    assert (found.bound, found.end) == (hashlib.sha256(data).digest(), len(data))
    assert read(said(header, lock)).lock == lock


@pytest.mark.parametrize("value", ["missing", *WRONG])
@pytest.mark.parametrize("name", ["v", "id", "from", "to", "no", "created_at", "suite", "chunk", "eph", "wrap"])
def test_a_field_of_another_kind_is_refused(name: str, value: object) -> None:
    unknown = name == "suite" and isinstance(value, str) and value != "missing"
    refused = NewerFormat if unknown else PackageDamaged
    if name == "v" and value == 2**64:
        value = 2**63 - 1
        refused = NewerFormat
    with pytest.raises(refused):
        read(said(HEADER, LOCK, **{name: value}))


@pytest.mark.parametrize("value", ["missing", *WRONG])
@pytest.mark.parametrize("name", ["salt", "root", "wrap", "to"])
def test_so_is_one_of_an_invitation(name: str, value: object) -> None:
    with pytest.raises(PackageDamaged):
        read(said(INVITING, BY_PHONE, **{name: value}))


@pytest.mark.parametrize(
    "to",
    [HEADER.receivers[::-1], HEADER.receivers[:1], [*HEADER.receivers, HEADER.receivers[1]], [*HEADER.receivers, WEST.site_id]],
)
def test_the_receivers_are_those_that_have_a_key_in_order(to: list[str]) -> None:
    with pytest.raises(PackageDamaged):
        read(said(HEADER, LOCK, to=list(to)))


@pytest.mark.parametrize("chunk", [0, 1023, 2**20 + 1])
def test_chunks_have_a_least_and_a_most(chunk: int) -> None:
    with pytest.raises(PackageDamaged):
        read(said(HEADER, LOCK, chunk=chunk))


def test_an_invitation_is_for_one_site() -> None:
    two = replace(BY_PHONE, wraps=LOCK.wraps)
    with pytest.raises(ValueError, match="to"):
        clear_part(replace(INVITING, receivers=HEADER.receivers), two)


@pytest.mark.parametrize("changes", [{"sender": "x"}, {"number": -1}, {"receivers": ()}, {"created_at": ""}, {"suite": BY_CODE}])
def test_what_could_not_be_read_is_not_written(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"from|no|to|created_at|salt"):
        clear_part(replace(HEADER, **changes), LOCK)


def test_too_many_receivers_are_refused() -> None:
    sites = [f"{n:032x}" for n in range(257)]
    with pytest.raises(ValueError, match="to"):
        clear_part(replace(HEADER, receivers=tuple(sites)), replace(LOCK, wraps=dict.fromkeys(sites, "cd" * 48)))
    most = sites[:256]
    data = clear_part(replace(HEADER, receivers=tuple(most)), replace(LOCK, wraps=dict.fromkeys(most, "cd" * 48)))
    assert len(data) < MOST_HEADER


def test_a_package_of_the_program_says_what_it_is() -> None:
    assert read(written()).header.suite == "x25519-hkdf-sha256-chacha20poly1305-ed25519"
