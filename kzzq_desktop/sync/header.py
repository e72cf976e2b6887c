"""The clear part of a file of the exchange: the magic, a length, and JSON that says nothing of people (FORMAT.md, section 2)."""

import hashlib
import os
import re
import stat
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from kzzq_desktop.sync.refusals import NewerFormat, NotAPackage, PackageCutShort, PackageDamaged, PackageTooBig, reading
from kzzq_desktop.sync.seals import KEY, SALT, WRAPPED
from kzzq_desktop.sync.strict import Fields, Malformed, canonical, fields_of, hex_digits

NAME = b"KZZQSYNC"
MAGIC = NAME + b"1\n"
NEWER_MAGIC = re.compile(rb"KZZQSYNC(?:[2-9]\n|[1-9]\d)")
LENGTH = struct.Struct(">I")
START = len(MAGIC) + LENGTH.size
VERSION = 1
TO_SITES = "x25519-hkdf-sha256-chacha20poly1305-ed25519"
BY_CODE = "argon2id-hkdf-sha256-chacha20poly1305-ed25519"
CHUNK, LEAST_CHUNK, MOST_CHUNK = 64 * 1024, 1024, 1024 * 1024  # bytes of payload in a chunk
MOST_HEADER = 64 * 1024
MOST_SIZE = 2**32 - 1  # bytes: what a FAT32 stick takes as one file
MOST_RECEIVERS = 256
MOST_NUMBER = 2**53 - 1
ID = 32  # hex digits


@dataclass(frozen=True, slots=True)
class Header:
    """What a file of the exchange says in clear; `created_at` is UTC text, `size` the file's bytes."""

    package_id: str
    sender: str
    receivers: tuple[str, ...]
    number: int
    created_at: str
    version: int = VERSION
    suite: str = TO_SITES
    size: int = 0

    @property
    def invitation(self) -> bool:
        """Tell whether the file is an invitation: opened by a code, not by a site's keys."""
        return self.suite == BY_CODE


@dataclass(frozen=True, slots=True)
class Lock:
    """How the file key is wrapped, in hex: for sites `seed` is a passing public key; for a code a salt, and the root's key."""

    seed: str
    wraps: Mapping[str, str]
    root: str = ""
    chunk: int = CHUNK


@dataclass(frozen=True, slots=True)
class Clear:
    """The clear part as it was read: `bound` is the SHA-256 of its bytes, `end` how many there are."""

    header: Header
    lock: Lock
    bound: bytes = field(repr=False)
    end: int


def clear_part(header: Header, lock: Lock) -> bytes:
    """Return the clear part's bytes; a header that could not be read again is not written."""
    document: dict[str, object] = {
        "v": header.version,
        "id": header.package_id,
        "from": header.sender,
        "to": list(header.receivers),
        "no": header.number,
        "created_at": header.created_at,
        "suite": header.suite,
        "chunk": lock.chunk,
        "wrap": dict(lock.wraps),
    }
    document |= {"salt": lock.seed, "root": lock.root} if header.invitation else {"eph": lock.seed}
    written = canonical(document).encode()
    if _parsed(written) != (replace(header, size=0), lock):
        raise Malformed("header")
    return MAGIC + LENGTH.pack(len(written)) + written


@contextmanager
def opened(source: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Open a plain file for reading; yield it with its size. Raises NotAPackage, FileUnreadable or PackageTooBig."""
    with reading():
        if not stat.S_ISREG(source.stat().st_mode):
            raise NotAPackage("这不是数据包。")
        file = source.open("rb")
    with file:
        with reading():
            size = os.fstat(file.fileno()).st_size
        if size > MOST_SIZE:
            raise PackageTooBig("数据包太大。")
        yield file, size


def read_clear(file: BinaryIO, size: int) -> Clear:
    """Read the clear part from the beginning of a file of `size` bytes; nothing of it is proved yet.

    Raises NotAPackage, NewerFormat, PackageCutShort, PackageDamaged, FileUnreadable.
    """
    with reading():
        begin = file.read(START)
    _check_magic(begin[: len(MAGIC)])
    if len(begin) < START:
        raise PackageCutShort("数据包不完整。")
    (length,) = LENGTH.unpack(begin[len(MAGIC) :])
    if not 0 < length <= MOST_HEADER:
        raise PackageDamaged("数据包有损坏。")
    with reading():
        written = file.read(length)
    if len(written) < length:
        raise PackageCutShort("数据包不完整。")
    try:
        header, lock = _parsed(written)
    except Malformed as error:
        raise PackageDamaged("数据包有损坏。") from error
    return Clear(replace(header, size=size), lock, hashlib.sha256(begin + written).digest(), START + length)


def _check_magic(found: bytes) -> None:
    """A stick pulled too early leaves nothing, or zeros, where the file should be."""
    if found == MAGIC:
        return
    if MAGIC.startswith(found) or not any(found):
        raise PackageCutShort("数据包不完整。")
    if NEWER_MAGIC.fullmatch(found):
        raise NewerFormat("这个数据包是新版程序写的。")
    if found.startswith(NAME):
        raise PackageDamaged("数据包有损坏。")
    raise NotAPackage("这不是数据包。")


def _parsed(written: bytes) -> tuple[Header, Lock]:
    """Return what the header says; raises Malformed, and NewerFormat before anything that a newer version may have changed."""
    fields = fields_of(written)
    version, suite = fields.count("v", least=1), fields.text("suite", 64)
    if version > VERSION or suite not in {TO_SITES, BY_CODE}:
        raise NewerFormat("这个数据包是新版程序写的。")
    header = Header(
        package_id=fields.hex("id", ID),
        sender=fields.hex("from", ID),
        receivers=tuple(hex_digits(one, ID, "to") for one in fields.listed("to", MOST_RECEIVERS)),
        number=fields.count("no", most=MOST_NUMBER),
        created_at=fields.moment("created_at"),
        version=version,
        suite=suite,
    )
    return header, _lock(fields, header)


def _lock(fields: Fields, header: Header) -> Lock:
    wraps = {hex_digits(site, ID, "wrap"): hex_digits(key, 2 * WRAPPED, "wrap") for site, key in fields.nested("wrap").items()}
    if list(header.receivers) != sorted(wraps):  # which also says: none twice
        raise Malformed("to")
    chunk = fields.count("chunk", LEAST_CHUNK, MOST_CHUNK)
    if not header.invitation:
        return Lock(fields.hex("eph", 2 * KEY), wraps, chunk=chunk)
    if len(wraps) != 1:
        raise Malformed("to")
    return Lock(fields.hex("salt", 2 * SALT), wraps, fields.hex("root", 2 * KEY), chunk)
