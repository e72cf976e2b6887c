"""A package: changes from one site to others, sealed to their keys and signed by the sender's (FORMAT.md)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from kzzq_desktop.domain.exchange import Manifest, SiteKeys
from kzzq_desktop.sync.container import Inside, Written, prove, write_container
from kzzq_desktop.sync.header import Clear, Header, Lock, opened, read_clear
from kzzq_desktop.sync.manifest import agreeing, manifest_line, manifest_of
from kzzq_desktop.sync.refusals import (
    FileUnreadable,
    NewerFormat,
    NotAPackage,
    NotForUs,
    PackageCutShort,
    PackageDamaged,
    PackageTooBig,
    RevokedSender,
    UnknownSender,
)
from kzzq_desktop.sync.seals import BrokenSeal, new_file_key, open_sealed, seal_to

__all__ = [
    "FileUnreadable",
    "Header",
    "NewerFormat",
    "NotAPackage",
    "NotForUs",
    "OpenPackage",
    "PackageCutShort",
    "PackageDamaged",
    "PackageTooBig",
    "RevokedSender",
    "UnknownSender",
    "Written",
    "manifest_line",
    "manifest_of",
    "open_package",
    "read_header",
    "write_package",
]


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """A package that is proved, for us, and opened. `sha` is the SHA-256 (hex) of all its bytes."""

    header: Header
    manifest: Manifest
    sha: str
    inside: Inside = field(repr=False)

    def lines(self) -> Iterator[bytes]:
        """Read the package anew and yield its lines after the manifest, without line feeds.

        Raises PackageDamaged, PackageCutShort, PackageTooBig, FileUnreadable; only the end proves that nothing is missing.
        """
        return islice(self.inside.lines(), 1, None)


def write_package(
    out: BinaryIO, manifest: Manifest, lines: Iterable[bytes], keys: SiteKeys, receivers: Mapping[str, str]
) -> Written:
    """Write a package signed with `keys` that each receiver (site id → enc_pub, hex) can open; lines carry no line feed.

    Streams. Raises PackageTooBig; ValueError where the manifest or a line could not be read again, or its receiver is not
    among the receivers.
    """
    if manifest.receiver not in receivers:
        raise ValueError("the package's receiver has no key in it")
    file_key = new_file_key()
    lock = Lock(*seal_to(file_key, receivers))
    header = Header(manifest.package_id, manifest.sender, tuple(sorted(receivers)), manifest.number, manifest.created_at)
    return write_container(out, header, lock, file_key, chain((manifest_line(manifest),), lines), keys)


def read_header(source: Path) -> Header:
    """Return what a package or an invitation says in clear, quickly and unproved.

    Raises NotAPackage, NewerFormat, PackageCutShort, PackageDamaged, PackageTooBig, FileUnreadable.
    """
    with opened(source) as (file, size):
        return read_clear(file, size).header


def open_package(source: Path, me: str, keys: SiteKeys, sign_pub_of: Callable[[str], str | None]) -> OpenPackage:
    """Prove a package to be whole and from a site of the roster, then open it with our keys and read its manifest.

    `sign_pub_of` gives the public key (hex) of a site id, None for a stranger. Raises what read_header raises, and
    UnknownSender, NotForUs. The order of checks is that of FORMAT.md: nothing is decrypted before the signature holds.
    """

    def signer_of(clear: Clear) -> str:
        if clear.header.invitation:
            raise NotForUs("这是邀请文件，不是数据包。", "请在新加入单位的电脑上，第一次打开程序时使用它。")
        if (sign_pub := sign_pub_of(clear.header.sender)) is None:
            raise UnknownSender("发来这个数据包的电脑不在名册里。")
        return sign_pub

    proved = prove(source, signer_of)
    lock = proved.clear.lock
    if me not in lock.wraps:
        raise NotForUs("这个数据包不是发给本单位这台电脑的。")
    try:
        inside = Inside(proved, open_sealed(lock.seed, lock.wraps[me], me, keys))
    except BrokenSeal as error:
        raise NotForUs("这个数据包不是用本机现在的密钥封装的。") from error
    with closing(inside.lines()) as lines:
        manifest = agreeing(next(lines, b""), proved.header)
    return OpenPackage(proved.header, manifest, proved.sha, inside)
