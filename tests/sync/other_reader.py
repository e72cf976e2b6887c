"""A second reader, written from FORMAT.md alone: it takes nothing from the program, so that the document is proved enough."""

import hashlib
import json
import struct

import zstandard
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def clear_part(data: bytes) -> tuple[dict, int, bytes]:
    assert data[:10] == b"KZZQSYNC1\n"
    (length,) = struct.unpack(">I", data[10:14])
    end = 14 + length
    return json.loads(data[14:end]), end, hashlib.sha256(data[:end]).digest()


def check_signature(data: bytes, sign_pub: str) -> None:
    assert data[-68:-64] == b"SIG1"
    digest = hashlib.sha512(b"kzzq-sync-sig-1" + data[:-68]).digest()
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(sign_pub)).verify(data[-64:], digest)


def key_of_site(header: dict, site: str, opening: str) -> bytes:
    mine, eph = X25519PrivateKey.from_private_bytes(bytes.fromhex(opening)), bytes.fromhex(header["eph"])
    shared = mine.exchange(X25519PublicKey.from_public_bytes(eph))
    info = b"kzzq-sync-wrap-1" + eph + mine.public_key().public_bytes_raw() + bytes.fromhex(site)
    return unwrapped(header, site, shared, info)


def key_of_code(header: dict, code: str) -> bytes:
    (site,) = header["to"]
    letters = code.replace("-", "").encode()
    slow = Argon2id(salt=bytes.fromhex(header["salt"]), length=32, iterations=3, lanes=4, memory_cost=65536).derive(letters)
    return unwrapped(header, site, slow, b"kzzq-sync-code-1" + bytes.fromhex(header["root"]) + bytes.fromhex(site))


def unwrapped(header: dict, site: str, secret: bytes, info: bytes) -> bytes:
    wrapping = HKDF(hashes.SHA256(), length=32, salt=None, info=info).derive(secret)
    return ChaCha20Poly1305(wrapping).decrypt(bytes(12), bytes.fromhex(header["wrap"][site]), site.encode())


def payload_lines(data: bytes, file_key: bytes) -> list[str]:
    _, place, bound = clear_part(data)
    packed, index, last = b"", 0, 0
    while not last:
        length, last = struct.unpack(">IB", data[place : place + 5])
        sealed = data[place + 5 : place + 5 + length]
        packed += ChaCha20Poly1305(file_key).decrypt(struct.pack(">QBBBB", index, 0, 0, 0, last), sealed, bound)
        place, index = place + 5 + length, index + 1
    assert place == len(data) - 68
    raw = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    assert raw.endswith(b"\n")
    return raw.decode().split("\n")[:-1]


def certified(cert: str, root: str) -> dict:
    said, signature = cert.split("\n")
    digest = hashlib.sha512(b"kzzq-sync-cert-1" + said.encode()).digest()
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(root)).verify(bytes.fromhex(signature), digest)
    return json.loads(said)
