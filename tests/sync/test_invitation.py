import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.exchange import Site, SiteStatus
from kzzq_desktop.sync import header, seals
from kzzq_desktop.sync.container import write_container
from kzzq_desktop.sync.invitation import (
    BadCertificate,
    Invitation,
    MistypedCode,
    OpenInvitation,
    WrongCode,
    new_code,
    open_invitation,
    write_invitation,
)
from kzzq_desktop.sync.manifest import manifest_line
from kzzq_desktop.sync.package import NotAPackage, NotForUs, PackageDamaged, open_package, read_header
from kzzq_desktop.sync.roster import certify, merged
from kzzq_desktop.sync.spoken import letters_of
from tests.sync.sample_sites import (
    BANNER,
    EAST,
    LINES,
    MANIFEST,
    WEST,
    header_text,
    keys_of,
    put,
    resigned,
    revoked,
    sign_pub_of,
    site_of,
    with_header,
    written,
)

CODE = new_code()
ABOUT = replace(MANIFEST, sender=BANNER.site_id, receiver=EAST.site_id, territory=EAST.territory)
INVITATION = Invitation(EAST, keys_of("east"), BANNER, "150521000000", "样本旗", EAST.territory, "样本东镇")


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "COST", {"iterations": 1, "memory_kib": 64, "lanes": 1})


def invited(invitation: Invitation = INVITATION, code: str = CODE, about=ABOUT, root: str = "banner") -> bytes:
    out = io.BytesIO()
    write_invitation(out, invitation, about, LINES, keys_of(root), code)
    return out.getvalue()


def opened(folder: Path, data: bytes, code: str = CODE) -> OpenInvitation:
    source = folder / "p"
    put(source, data)
    return open_invitation(source, code)


def test_what_the_root_invites_the_new_site_reads(tmp_path: Path) -> None:
    found = opened(tmp_path, invited(), CODE.lower().replace("-", " "))
    assert found.invitation == INVITATION
    assert found.manifest == ABOUT
    assert list(found.lines()) == list(found.lines()) == list(LINES)
    assert found.header == read_header(tmp_path / "p")
    assert found.header.invitation
    assert found.header.receivers == (EAST.site_id,)
    roster = merged({}, [found.invitation.root.cert, *found.manifest.roster], found.invitation.root.sign_pub)
    assert set(roster) == {BANNER.site_id, WEST.site_id}


def test_no_key_and_no_name_lies_in_clear() -> None:
    data = invited()
    said = json.loads(header_text(data))
    assert set(said) == {"v", "id", "from", "to", "no", "created_at", "suite", "chunk", "salt", "root", "wrap"}
    for secret in (keys_of("east").opening, keys_of("east").signing):
        assert secret not in data
        assert secret.hex().encode() not in data
        assert repr(secret) not in repr(INVITATION)
        assert secret.hex() not in repr(INVITATION)
    assert "样本".encode() not in data


def test_a_mistyped_code_is_told_from_another_one(tmp_path: Path) -> None:
    data = invited()
    slipped = CODE[:-1] + ("2" if CODE[-1] != "2" else "3")
    with pytest.raises(MistypedCode):
        opened(tmp_path, data, slipped)
    with pytest.raises(WrongCode) as refused:
        opened(tmp_path, data, new_code())
    assert not isinstance(refused.value, MistypedCode)
    with pytest.raises(MistypedCode):
        invited(code=slipped)


def test_a_forged_root_cannot_use_the_true_code(tmp_path: Path) -> None:
    """Somebody who does not know the code puts his own root into a true invitation and signs it."""
    data = invited()
    forger = site_of("forger", root="forger")
    said = header_text(data).replace(BANNER.sign_pub.encode(), forger.sign_pub.encode())
    with pytest.raises(WrongCode):
        opened(tmp_path, with_header(data, said, "forger"))
    own = replace(INVITATION, root=replace(forger, site_id=BANNER.site_id))
    own = replace(own, root=certify(keys_of("forger"), own.root), site=certify(keys_of("forger"), EAST))
    with pytest.raises(WrongCode):
        opened(tmp_path, invited(own, new_code(), root="forger"))
    with pytest.raises(PackageDamaged):
        opened(tmp_path, resigned(data, "forger"))


def sealed_by_hand(invitation_line: bytes, about: bytes) -> bytes:
    """An invitation whose root knows the code but says what it likes."""
    key, salt = seals.new_file_key(), seals.new_salt()
    wrapped = seals.seal_by_code(key, letters_of(CODE), salt, BANNER.sign_pub, EAST.site_id)
    lock = header.Lock(salt, {EAST.site_id: wrapped}, BANNER.sign_pub)
    head = header.Header(ABOUT.package_id, ABOUT.sender, (EAST.site_id,), 7, ABOUT.created_at, suite=header.BY_CODE)
    out = io.BytesIO()
    write_container(out, head, lock, key, [invitation_line, about, *LINES], keys_of("banner"))
    return out.getvalue()


WRONG: tuple[dict[str, Site], ...] = (
    {"site": WEST},
    {"root": WEST},
    {"site": revoked(EAST)},
    {"root": revoked(BANNER)},
    {"site": site_of("east", territory="150521109000")},
    {"site": site_of("east", territory=EAST.territory, root="north")},
    {"root": site_of("north", root="north")},
)


@pytest.mark.parametrize("changes", WRONG)
def test_what_does_not_fit_together_is_neither_written_nor_read(tmp_path: Path, changes: dict[str, Site]) -> None:
    with pytest.raises((ValueError, BadCertificate)):
        invited(replace(INVITATION, **changes))
    good = json.loads(line_of(INVITATION))
    spoiled = good | {name: site.cert for name, site in changes.items()}
    with pytest.raises(PackageDamaged):
        opened(tmp_path, sealed_by_hand(json.dumps(spoiled).encode(), manifest_line(ABOUT)))


def line_of(invitation: Invitation) -> bytes:
    from kzzq_desktop.sync.invitation import _line

    return _line(invitation)


def test_the_keys_are_those_of_the_site_and_the_manifest_that_of_the_header(tmp_path: Path) -> None:
    assert opened(tmp_path, sealed_by_hand(line_of(INVITATION), manifest_line(ABOUT))).invitation == INVITATION
    other_keys = line_of(replace(INVITATION, keys=keys_of("west")))
    for line, about in (
        (other_keys, manifest_line(ABOUT)),
        (line_of(INVITATION), manifest_line(replace(ABOUT, receiver=WEST.site_id))),
        (line_of(INVITATION), manifest_line(replace(ABOUT, sender=WEST.site_id))),
        (line_of(INVITATION), line_of(INVITATION)),
        (manifest_line(ABOUT), manifest_line(ABOUT)),
        (b"", b""),
        (b" " * 20_000, manifest_line(ABOUT)),
    ):
        with pytest.raises(PackageDamaged):
            opened(tmp_path, sealed_by_hand(line, about))
    with pytest.raises(ValueError, match="invitation"):
        invited(replace(INVITATION, keys=keys_of("west")))
    with pytest.raises(ValueError, match="invitation"):
        invited(about=replace(ABOUT, receiver=WEST.site_id))
    with pytest.raises(ValueError, match="invitation"):
        invited(about=replace(ABOUT, sender=WEST.site_id))


def test_a_package_and_an_invitation_are_not_taken_for_each_other(tmp_path: Path) -> None:
    source = tmp_path / "p"
    source.write_bytes(invited())
    with pytest.raises(NotForUs, match="邀请文件"):
        open_package(source, EAST.site_id, keys_of("east"), sign_pub_of)
    with pytest.raises(NotAPackage, match="不是邀请文件"):
        opened(tmp_path, written())


def test_only_the_root_named_may_write(tmp_path: Path) -> None:
    with pytest.raises((ValueError, BadCertificate)):
        invited(root="west")
    assert INVITATION.site.status == SiteStatus.ACTIVE


def test_every_byte_and_every_truncation(tmp_path: Path) -> None:
    data = invited()
    accepted = 0
    for place in range(len(data)):
        for spoiled in (data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :], data[:place]):
            try:
                opened(tmp_path, spoiled)
            except AppError:
                continue
            accepted += 1
    assert accepted == 0
    for place in range(0, len(data) - 68, 5):
        spoiled = resigned(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])
        with pytest.raises(AppError):
            list(opened(tmp_path, spoiled).lines())
