"""Made-up sites, a manifest and packages between them, for the tests of the exchange."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

from kzzq_desktop.domain.exchange import Line, Manifest, Position, Site, SiteKeys, SiteKind, SiteStatus
from kzzq_desktop.sync import header, seals
from kzzq_desktop.sync.container import END_MARK, SIGNED_AS, TAIL, write_container
from kzzq_desktop.sync.package import OpenPackage, open_package, write_package
from kzzq_desktop.sync.roster import certify


def site_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def keys_of(name: str) -> SiteKeys:
    return SiteKeys(hashlib.sha256(b"opening" + name.encode()).digest(), hashlib.sha256(b"signing" + name.encode()).digest())


def site_of(name: str, kind: SiteKind = SiteKind.TOWNSHIP, territory: str = "150521102000", root: str = "banner") -> Site:
    enc_pub, sign_pub = seals.public_of(keys_of(name))
    return certify(keys_of(root), Site(site_id(name), f"样本{name}", kind, territory, enc_pub, sign_pub))


BANNER = site_of("banner", SiteKind.BANNER, "")
WEST, EAST = site_of("west"), site_of("east", territory="150521103000")
ROSTER = {site.site_id: site for site in (BANNER, WEST, EAST)}
LINES = (
    b'["a",0,"00000000000000a1"]',
    '["r","resident",["样本甲","154×××"],"{\\"0\\":7}"]'.encode(),
    b'["z",{"r":1}]',
)
MANIFEST = Manifest(
    package_id=hashlib.sha256(b"package").hexdigest()[:32],
    sender=WEST.site_id,
    receiver=BANNER.site_id,
    number=7,
    created_at="2026-03-02T01:02:03Z",
    app="0.1.0",
    schema="0003",
    min_reader="0003",
    line=Line((("00000000000000a1", 1), ("00000000000000a2", 40)), 52),
    base=39,
    ack=Position("00000000000000b1", 12),
    seq=99,
    territory="",
    tables={"resident": ("name", "phone", "sy_vv"), "grid": ("name",)},
    roster=(BANNER.cert, WEST.cert),
)


def sign_pub_of(site: str) -> str | None:
    return ROSTER[site].sign_pub if site in ROSTER else None


def written(lines=LINES, manifest: Manifest = MANIFEST, name: str = "west", to: tuple[Site, ...] = (BANNER,)) -> bytes:
    out = io.BytesIO()
    write_package(out, manifest, lines, keys_of(name), {site.site_id: site.enc_pub for site in to})
    return out.getvalue()


def written_in_small_chunks(lines, manifest: Manifest = MANIFEST, file_key: bytes | None = None) -> bytes:
    """A package of many chunks that is not big."""
    from kzzq_desktop.sync.manifest import manifest_line

    key = file_key or seals.new_file_key()
    lock = header.Lock(*seals.seal_to(key, {BANNER.site_id: BANNER.enc_pub}), chunk=header.LEAST_CHUNK)
    head = header.Header(manifest.package_id, manifest.sender, (BANNER.site_id,), manifest.number, manifest.created_at)
    out = io.BytesIO()
    write_container(out, head, lock, key, [manifest_line(manifest), *lines], keys_of("west"))
    return out.getvalue()


def resigned(data: bytes, name: str = "west") -> bytes:
    """The file with a good signature, whatever was done to its body."""
    body = data[:-TAIL]
    return body + END_MARK + seals.sign(keys_of(name), hashlib.sha512(SIGNED_AS + body).digest())


def with_header(data: bytes, said: bytes, name: str = "west") -> bytes:
    """The file with another clear part, signed anew."""
    (length,) = header.LENGTH.unpack(data[len(header.MAGIC) : header.START])
    return resigned(header.MAGIC + header.LENGTH.pack(len(said)) + said + data[header.START + length :], name)


def header_text(data: bytes) -> bytes:
    (length,) = header.LENGTH.unpack(data[len(header.MAGIC) : header.START])
    return data[header.START : header.START + length]


def put(source: Path, data: bytes) -> None:
    """Write over what is there: emptying a file ten thousand times keeps a disk busy for a minute."""
    with source.open("r+b" if source.exists() else "wb") as out:
        out.write(data)
        out.truncate()


def opened(source: Path, data: bytes) -> OpenPackage:
    """The package as the banner opens it."""
    put(source, data)
    return open_package(source, BANNER.site_id, keys_of("banner"), sign_pub_of)


def lines_in(source: Path, data: bytes) -> list[bytes]:
    return list(opened(source, data).lines())


def revoked(site: Site, seq: int = 2, root: str = "banner") -> Site:
    return certify(keys_of(root), replace(site, status=SiteStatus.REVOKED, seq=seq))
