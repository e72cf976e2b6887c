import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.exchange import SiteKeys
from kzzq_desktop.sync import seals
from kzzq_desktop.sync.seals import BrokenSeal, Stream
from tests.sync.sample_sites import BANNER, EAST, WEST, keys_of

FILE_KEY = bytes(range(32))
LETTERS, SALT = "A" * 25, "5a" * 16


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost is paid by the kept invitation; the rest derives quickly."""
    monkeypatch.setattr(seals, "COST", {"iterations": 1, "memory_kib": 64, "lanes": 1})


def test_the_real_cost_is_the_one_of_the_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert seals.COST == {"iterations": 3, "memory_kib": 65536, "lanes": 4}


def test_keys_are_fresh_and_hidden_from_print() -> None:
    one, other = seals.new_keys(), seals.new_keys()
    assert one != other
    assert (len(one.opening), len(one.signing)) == (32, 32)
    assert repr(one) == "SiteKeys()"
    assert repr(Stream(FILE_KEY, b"x")) == "Stream(bound=b'x')"
    assert [len(key) for key in seals.public_of(one)] == [64, 64]


def test_signatures_are_those_of_rfc_8032() -> None:
    """Section 7.1, test 1: the empty message."""
    secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    keys = SiteKeys(bytes(32), bytes.fromhex(secret))
    sign_pub = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert seals.public_of(keys)[1] == sign_pub
    assert seals.verified(sign_pub, b"", seals.sign(keys, b""))


def test_only_the_owner_of_a_key_signs() -> None:
    signature = seals.sign(keys_of("west"), b"words")
    assert seals.verified(WEST.sign_pub, b"words", signature)
    assert not seals.verified(WEST.sign_pub, b"word", signature)
    assert not seals.verified(EAST.sign_pub, b"words", signature)
    assert not seals.verified(WEST.sign_pub, b"words", seals.sign(keys_of("east"), b"words"))


@pytest.mark.parametrize("sign_pub", ["", "zz" * 32, "00" * 31, "ff" * 32])
@pytest.mark.parametrize("signature", [b"", bytes(63), bytes(64), bytes(65), b"\xff" * 64])
def test_what_is_no_key_or_signature_is_a_no(sign_pub: str, signature: bytes) -> None:
    assert not seals.verified(sign_pub, b"words", signature)
    assert not seals.verified(WEST.sign_pub, b"words", signature)


def test_a_file_key_is_wrapped_for_each_site_and_no_other() -> None:
    eph, wraps = seals.seal_to(FILE_KEY, {site.site_id: site.enc_pub for site in (BANNER, WEST)})
    for site, name in ((BANNER, "banner"), (WEST, "west")):
        assert seals.open_sealed(eph, wraps[site.site_id], site.site_id, keys_of(name)) == FILE_KEY
    for wrapped, site, name in (
        (wraps[BANNER.site_id], BANNER, "west"),
        (wraps[BANNER.site_id], WEST, "west"),
        (wraps[BANNER.site_id], WEST, "banner"),
        ("00" * 48, BANNER, "banner"),
    ):
        with pytest.raises(BrokenSeal):
            seals.open_sealed(eph, wrapped, site.site_id, keys_of(name))
    again, _ = seals.seal_to(FILE_KEY, {BANNER.site_id: BANNER.enc_pub})
    assert again != eph


def test_two_sites_with_one_key_share_no_wrapping_key() -> None:
    """The nonce is zero: equal keys would show that the same thing was sealed twice."""
    _, wraps = seals.seal_to(FILE_KEY, {BANNER.site_id: BANNER.enc_pub, WEST.site_id: BANNER.enc_pub})
    assert wraps[BANNER.site_id][:64] != wraps[WEST.site_id][:64]


@pytest.mark.parametrize("eph", ["00" * 32, "01" + "00" * 31])
def test_a_passing_key_of_low_order_is_refused(eph: str) -> None:
    with pytest.raises(BrokenSeal):
        seals.open_sealed(eph, "00" * 48, BANNER.site_id, keys_of("banner"))


def test_a_code_opens_only_with_its_salt_root_and_site() -> None:
    said = (LETTERS, SALT, BANNER.sign_pub, WEST.site_id)
    wrapped = seals.seal_by_code(FILE_KEY, *said)
    assert seals.open_by_code(wrapped, *said) == FILE_KEY
    for place, other in enumerate(("B" * 25, "5b" * 16, EAST.sign_pub, EAST.site_id)):
        with pytest.raises(BrokenSeal):
            seals.open_by_code(wrapped, *said[:place], other, *said[place + 1 :])


@given(plain=st.binary(max_size=80), index=st.integers(0, 2**40), last=st.booleans(), other=st.integers(0, 2**40))
def test_a_chunk_opens_only_in_its_place(plain: bytes, index: int, last: bool, other: int) -> None:
    stream = Stream(FILE_KEY, b"clear part")
    sealed = stream.seal(index, plain, last=last)
    assert len(sealed) == len(plain) + seals.TAG
    assert stream.open(index, sealed, last=last) == plain
    wrong = [(stream, index, sealed, not last), (Stream(FILE_KEY, b"another"), index, sealed, last)]
    wrong += [
        (Stream(bytes(32), b"clear part"), index, sealed, last),
        (stream, index, sealed[:-1], last),
        (stream, index, b"", last),
    ]
    if other != index:
        wrong.append((stream, other, sealed, last))
    for cipher, place, found, end in wrong:
        with pytest.raises(BrokenSeal):
            cipher.open(place, found, last=end)


def test_file_keys_and_salts_are_random() -> None:
    assert len({seals.new_file_key() for _ in range(50)}) == 50
    assert len({seals.new_salt() for _ in range(50)}) == 50
    assert len(seals.new_file_key()) == 32
    assert len(seals.new_salt()) == 32
