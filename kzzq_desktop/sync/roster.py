"""The roster: certificates of sites, signed by the root, and their join whatever order they come in (FORMAT.md, section 7)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kzzq_desktop.domain.exchange import Site, SiteKeys, SiteKind, SiteStatus
from kzzq_desktop.sync.refusals import BadCertificate
from kzzq_desktop.sync.seals import KEY, SIGNATURE, sign, verified
from kzzq_desktop.sync.strict import Fields, Malformed, canonical, fields_of, hex_digits

VERSION = 1
SIGNED_AS = b"kzzq-sync-cert-1"
MOST_NAME = 64  # characters
MOST_SEQ = 2**53 - 1


def certify(root_keys: SiteKeys, site: Site) -> Site:
    """Return the site with its certificate: one line of canonical JSON, a line feed, the root's signature in hex.

    The same site and root give the same text. Raises ValueError for a site that a reader would refuse.
    """
    document = {
        "v": VERSION,
        "site_id": site.site_id,
        "name": site.name,
        "kind": site.kind,
        "territory": site.territory,
        "enc_pub": site.enc_pub,
        "sign_pub": site.sign_pub,
        "status": site.status,
        "seq": site.seq,
    }
    said = canonical(document)
    found = replace(site, cert=f"{said}\n{sign(root_keys, _digest(said)).hex()}")
    if _site(fields_of(said), found.cert) != found:
        raise Malformed("site")
    return found


def read_cert(text: str, root_sign_pub: str) -> Site:
    """Return the site that a certificate speaks of; raises BadCertificate unless the root signed exactly this text."""
    said, _, signature = text.partition("\n")
    try:
        fields = fields_of(said)
        if canonical(fields.held) != said:
            raise Malformed("certificate")
        if not verified(root_sign_pub, _digest(said), bytes.fromhex(hex_digits(signature, 2 * SIGNATURE, "signature"))):
            raise BadCertificate("名册里有一份证书不是旗里签发的。")
        return _site(fields, text)
    except ValueError as error:
        raise BadCertificate("名册里有一份证书不合规定。") from error


def merged(mine: Mapping[str, Site], certs: Iterable[str], root_sign_pub: str) -> dict[str, Site]:
    """Return the roster, by site id, after taking in certificates in any order and however often.

    Of two certificates of a site, revoked beats active, then the higher seq counts, then the greater text. Raises
    BadCertificate, and `mine` stays as it is.
    """
    found = dict(mine)
    for cert in certs:
        site = read_cert(cert, root_sign_pub)
        held = found.get(site.site_id)
        if held is None or _rank(site) > _rank(held):
            found[site.site_id] = site
    return found


def _rank(site: Site) -> tuple[bool, int, str]:
    return site.status == SiteStatus.REVOKED, site.seq, site.cert


def _digest(said: str) -> bytes:
    return hashlib.sha512(SIGNED_AS + said.encode()).digest()


def _site(fields: Fields, cert: str) -> Site:
    """Return the site as the fields say it; raises ValueError."""
    fields.count("v", VERSION, VERSION)
    return Site(
        site_id=fields.hex("site_id", 32),
        name=fields.text("name", MOST_NAME),
        kind=SiteKind(fields.text("kind", 16)),
        territory=fields.code("territory"),
        enc_pub=fields.hex("enc_pub", 2 * KEY),
        sign_pub=fields.hex("sign_pub", 2 * KEY),
        status=SiteStatus(fields.text("status", 16)),
        seq=fields.count("seq", least=1, most=MOST_SEQ),
        cert=cert,
    )
