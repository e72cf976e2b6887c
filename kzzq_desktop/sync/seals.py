"""Keys, seals and signatures of the exchange: the only room of this workshop that knows cryptography.

X25519 (RFC 7748) and Ed25519 (RFC 8032) keys, HKDF-SHA-256 (RFC 5869), ChaCha20-Poly1305 (RFC 8439), Argon2id (RFC 9106).
FORMAT.md says how they fit together.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kzzq_desktop.domain.exchange import SiteKeys

KEY, TAG, SIGNATURE, SALT = 32, 16, 64, 16  # bytes
WRAPPED = KEY + TAG
TO_SITE, BY_CODE = b"kzzq-sync-wrap-1", b"kzzq-sync-code-1"
COST = {"iterations": 3, "memory_kib": 65536, "lanes": 4}  # RFC 9106, second recommended choice
ONCE = bytes(12)  # the nonce of keys that seal one thing only


class BrokenSeal(ValueError):
    """What was sealed is not what the seal was made for."""


def new_keys() -> SiteKeys:
    """Return fresh private keys for a site."""
    return SiteKeys(X25519PrivateKey.generate().private_bytes_raw(), Ed25519PrivateKey.generate().private_bytes_raw())


def public_of(keys: SiteKeys) -> tuple[str, str]:
    """Return (enc_pub, sign_pub) of private keys, 64 hex digits each."""
    opening = X25519PrivateKey.from_private_bytes(keys.opening).public_key()
    signing = Ed25519PrivateKey.from_private_bytes(keys.signing).public_key()
    return opening.public_bytes_raw().hex(), signing.public_bytes_raw().hex()


def sign(keys: SiteKeys, what: bytes) -> bytes:
    """Return the 64-byte signature over `what`."""
    return Ed25519PrivateKey.from_private_bytes(keys.signing).sign(what)


def verified(sign_pub: str, what: bytes, signature: bytes) -> bool:
    """Tell whether the owner of `sign_pub` (hex) signed `what`; a malformed key or signature is a no."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(sign_pub)).verify(signature, what)
    except (InvalidSignature, ValueError):
        return False
    return True


def new_file_key() -> bytes:
    """Return a random 32-byte key for one file."""
    return os.urandom(KEY)


def new_salt() -> str:
    """Return a random salt for a code, 32 hex digits."""
    return os.urandom(SALT).hex()


def seal_to(file_key: bytes, receivers: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Wrap a file key for each site (id → enc_pub, hex); return (eph, id → wrapped key), in hex."""
    passing = X25519PrivateKey.generate()
    eph = passing.public_key().public_bytes_raw()
    wraps = {}
    for site_id, enc_pub in receivers.items():
        their = bytes.fromhex(enc_pub)
        shared = passing.exchange(X25519PublicKey.from_public_bytes(their))
        wraps[site_id] = _wrap(_wrapping_key(shared, eph, their, site_id), file_key, site_id)
    return eph.hex(), wraps


def open_sealed(eph: str, wrapped: str, site_id: str, keys: SiteKeys) -> bytes:
    """Return the file key that was wrapped for this site; raises BrokenSeal."""
    mine = X25519PrivateKey.from_private_bytes(keys.opening)
    theirs = bytes.fromhex(eph)
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError as error:  # a point of low order
        raise BrokenSeal("eph") from error
    return _unwrap(_wrapping_key(shared, theirs, mine.public_key().public_bytes_raw(), site_id), wrapped, site_id)


def seal_by_code(file_key: bytes, letters: str, salt: str, root: str, site_id: str) -> str:
    """Wrap a file key under a code told by phone, bound to the root's sign_pub (hex) and the invited site; returns hex."""
    return _wrap(_code_key(letters, salt, root, site_id), file_key, site_id)


def open_by_code(wrapped: str, letters: str, salt: str, root: str, site_id: str) -> bytes:
    """Return the file key that a code opens; raises BrokenSeal for another code or another root."""
    return _unwrap(_code_key(letters, salt, root, site_id), wrapped, site_id)


@dataclass(frozen=True, slots=True)
class Stream:
    """The cipher of a file's chunks: each is bound to its place, to being the last or not, and to the file's clear part."""

    file_key: bytes = field(repr=False)
    bound: bytes

    def seal(self, index: int, plain: bytes, *, last: bool) -> bytes:
        """Return chunk number `index` (from 0) sealed: 16 bytes longer."""
        return ChaCha20Poly1305(self.file_key).encrypt(_nonce(index, last=last), plain, self.bound)

    def open(self, index: int, sealed: bytes, *, last: bool) -> bytes:
        """Return the chunk in plain; raises BrokenSeal if it is not chunk `index` of this file."""
        try:
            return ChaCha20Poly1305(self.file_key).decrypt(_nonce(index, last=last), sealed, self.bound)
        except InvalidTag as error:
            raise BrokenSeal("chunk") from error


def _nonce(index: int, *, last: bool) -> bytes:
    return index.to_bytes(8, "big") + bytes((0, 0, 0, last))


def _wrapping_key(shared: bytes, eph: bytes, enc_pub: bytes, site_id: str) -> bytes:
    """Each receiver of each file has a key of its own, so that the nonce may be zero."""
    return _derived(shared, TO_SITE + eph + enc_pub + bytes.fromhex(site_id))


def _code_key(letters: str, salt: str, root: str, site_id: str) -> bytes:
    slow = Argon2id(
        salt=bytes.fromhex(salt), length=KEY, iterations=COST["iterations"], lanes=COST["lanes"], memory_cost=COST["memory_kib"]
    )
    return _derived(slow.derive(letters.encode("ascii")), BY_CODE + bytes.fromhex(root) + bytes.fromhex(site_id))


def _derived(secret: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length=KEY, salt=None, info=info).derive(secret)


def _wrap(key: bytes, file_key: bytes, site_id: str) -> str:
    return ChaCha20Poly1305(key).encrypt(ONCE, file_key, site_id.encode("ascii")).hex()


def _unwrap(key: bytes, wrapped: str, site_id: str) -> bytes:
    try:
        return ChaCha20Poly1305(key).decrypt(ONCE, bytes.fromhex(wrapped), site_id.encode("ascii"))
    except InvalidTag as error:
        raise BrokenSeal("wrapped key") from error
