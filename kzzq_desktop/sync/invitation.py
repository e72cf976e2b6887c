"""An invitation: what a new site needs to take part, sealed by a code told by phone, signed by the root (FORMAT.md)."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from kzzq_desktop.domain.exchange import Manifest, Site, SiteKeys, SiteStatus
from kzzq_desktop.sync.container import Inside, Written, prove, write_container
from kzzq_desktop.sync.header import BY_CODE, Clear, Header, Lock
from kzzq_desktop.sync.manifest import MOST_CERT, agreeing, manifest_line
from kzzq_desktop.sync.refusals import BadCertificate, MistypedCode, NotAPackage, PackageDamaged, WrongCode
from kzzq_desktop.sync.roster import read_cert
from kzzq_desktop.sync.seals import KEY, BrokenSeal, new_file_key, new_salt, open_by_code, public_of, seal_by_code
from kzzq_desktop.sync.spoken import check_code, letters_of, new_code
from kzzq_desktop.sync.strict import Malformed, canonical, fields_of

__all__ = [
    "BadCertificate",
    "Invitation",
    "MistypedCode",
    "OpenInvitation",
    "WrongCode",
    "check_code",
    "new_code",
    "open_invitation",
    "write_invitation",
]

MOST_LINE = 16 * 1024  # bytes
MOST_NAME = 64  # characters


@dataclass(frozen=True, slots=True)
class Invitation:
    """A new site with its keys, the root that invites it (both certified), and the divisions' codes and names."""

    site: Site
    keys: SiteKeys
    root: Site
    banner_code: str
    banner_name: str
    township_code: str
    township_name: str


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that its code opened. `sha` is the SHA-256 (hex) of all its bytes."""

    header: Header
    invitation: Invitation
    manifest: Manifest
    sha: str
    inside: Inside = field(repr=False)

    def lines(self) -> Iterator[bytes]:
        """Read the file anew and yield its lines after the manifest, as those of a package; the same errors."""
        return islice(self.inside.lines(), 2, None)


def write_invitation(
    out: BinaryIO, invitation: Invitation, manifest: Manifest, lines: Iterable[bytes], root_keys: SiteKeys, code: str
) -> Written:
    """Write an invitation that `code` opens, signed by the root. Streams.

    Raises MistypedCode, PackageTooBig, BadCertificate; ValueError where a reader would refuse what is given.
    """
    letters, salt, file_key = letters_of(code), new_salt(), new_file_key()
    site, root = invitation.site.site_id, public_of(root_keys)[1]
    lock = Lock(salt, {site: seal_by_code(file_key, letters, salt, root, site)}, root)
    header = Header(manifest.package_id, manifest.sender, (site,), manifest.number, manifest.created_at, suite=BY_CODE)
    line = _line(invitation)
    if manifest.receiver != site or _invitation(line, header, lock) != invitation:
        raise Malformed("invitation")
    return write_container(out, header, lock, file_key, chain((line, manifest_line(manifest)), lines), root_keys)


def open_invitation(source: Path, code: str) -> OpenInvitation:
    """Prove an invitation to be whole and signed by the root it names, then open it with the code.

    The root is nobody we know: what vouches for it is that only who knew the code could seal the file key for that root.
    Raises MistypedCode, WrongCode, and what reading a package raises.
    """
    letters = letters_of(code)
    proved = prove(source, _root_of)
    header, lock = proved.header, proved.clear.lock
    (site,) = header.receivers
    try:
        inside = Inside(proved, open_by_code(lock.wraps[site], letters, lock.seed, lock.root, site))
    except BrokenSeal as error:
        raise WrongCode("邀请码与这份邀请文件对不上。") from error
    with closing(inside.lines()) as lines:
        try:
            invitation = _invitation(next(lines, b""), header, lock)
        except (ValueError, BadCertificate) as error:
            raise PackageDamaged("邀请文件的内容不合规定。", "请旗里重新做一份邀请文件。") from error
        manifest = agreeing(next(lines, b""), header)
    return OpenInvitation(header, invitation, manifest, proved.sha, inside)


def _root_of(clear: Clear) -> str:
    if not clear.header.invitation:
        raise NotAPackage("这是数据包，不是邀请文件。", "请选择旗里发来的邀请文件，文件名里有 invite。")
    return clear.lock.root


def _line(invitation: Invitation) -> bytes:
    document = {
        "site": invitation.site.cert,
        "root": invitation.root.cert,
        "opening": invitation.keys.opening.hex(),
        "signing": invitation.keys.signing.hex(),
        "banner_code": invitation.banner_code,
        "banner_name": invitation.banner_name,
        "township_code": invitation.township_code,
        "township_name": invitation.township_name,
    }
    return canonical(document).encode()


def _invitation(line: bytes, header: Header, lock: Lock) -> Invitation:
    """Return what the line says, if all of it fits together and the header; raises ValueError or BadCertificate."""
    if len(line) > MOST_LINE:
        raise Malformed("text")
    fields = fields_of(line)
    found = Invitation(
        site=read_cert(fields.text("site", MOST_CERT, feeds=1), lock.root),
        keys=SiteKeys(bytes.fromhex(fields.hex("opening", 2 * KEY)), bytes.fromhex(fields.hex("signing", 2 * KEY))),
        root=read_cert(fields.text("root", MOST_CERT, feeds=1), lock.root),
        banner_code=fields.code("banner_code"),
        banner_name=fields.text("banner_name", MOST_NAME),
        township_code=fields.code("township_code"),
        township_name=fields.text("township_name", MOST_NAME),
    )
    site, root = found.site, found.root
    fits = (
        root.sign_pub == lock.root
        and (root.site_id, site.site_id) == (header.sender, header.receivers[0])
        and (root.status, site.status) == (SiteStatus.ACTIVE, SiteStatus.ACTIVE)
        and public_of(found.keys) == (site.enc_pub, site.sign_pub)
        and site.territory == found.township_code
    )
    if not fits:
        raise Malformed("invitation")
    return found
