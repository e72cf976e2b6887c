"""A site's private keys at rest: inside the encrypted file, and on Windows bound to this PC as well (DPAPI).

A data folder copied to another Windows PC can be read with its password, but cannot sign as the first one.
"""

import ctypes
import json
import platform
from collections.abc import Callable

from sqlalchemy import Connection

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.exchange import SiteKeys
from kzzq_desktop.store.boots import read_meta, write_meta

PLACE, SPARE = "site_keys", "site_keys_spare"
Guard = Callable[[bytes], bytes]


class KeysElsewhere(AppError):
    """The keys are bound to another PC: this data folder was copied or restored."""

    advice = "本机不能再用原来的名义交换。请旗里重新邀请（旗里的电脑请用“旗密钥恢复码”恢复），台账内容不受影响。"


def write_keys(conn: Connection, keys: SiteKeys, protect: Guard | None = None) -> None:
    """Keep the keys; `protect` binds them to this PC where the system can."""
    bind = protect or system_guards()[0]
    how = "" if bind is None else "pc"
    raw = keys.opening + keys.signing
    write_meta(conn, PLACE, json.dumps({"bound": how, "keys": (bind(raw) if bind else raw).hex()}))


def read_keys(conn: Connection, unprotect: Guard | None = None) -> SiteKeys | None:
    """Return the keys, None for a site that takes no part; raises KeysElsewhere on a PC they are not bound to."""
    held = read_meta(conn, PLACE)
    if not held:
        return None
    doc = json.loads(held)
    raw = bytes.fromhex(doc["keys"])
    if doc["bound"]:
        free = unprotect or system_guards()[1]
        if free is None:
            raise KeysElsewhere("这份台账的交换密钥绑定在另一台电脑上。")
        try:
            raw = free(raw)
        except OSError as error:
            raise KeysElsewhere("这份台账的交换密钥绑定在另一台电脑上。") from error
    return SiteKeys(raw[:32], raw[32:])


def write_spare(conn: Connection, sealed: str) -> None:
    """Keep the root's keys once more, sealed by a code that stands on paper only."""
    write_meta(conn, SPARE, sealed)


def read_spare(conn: Connection) -> str:
    """Return the sealed keys of the root, "" elsewhere."""
    return read_meta(conn, SPARE) or ""


def system_guards() -> tuple[Guard | None, Guard | None]:
    """Return what binds to this PC and what frees again, None where the system offers nothing."""
    if platform.system() != "Windows":
        return None, None
    return _dpapi("CryptProtectData"), _dpapi("CryptUnprotectData")


class _Blob(ctypes.Structure):
    """A DATA_BLOB of the Windows API."""

    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.POINTER(ctypes.c_char)))


def _dpapi(name: str) -> Guard:  # pragma: no cover - Windows only
    """Return CryptProtectData or CryptUnprotectData for this PC (CRYPTPROTECT_LOCAL_MACHINE and no window)."""

    def call(raw: bytes) -> bytes:
        windll = ctypes.windll  # type: ignore[attr-defined,unused-ignore]
        held = ctypes.create_string_buffer(raw, len(raw))
        given, made = _Blob(len(raw), ctypes.cast(held, ctypes.POINTER(ctypes.c_char))), _Blob()
        if not getattr(windll.crypt32, name)(ctypes.byref(given), None, None, None, None, 0x4 | 0x1, ctypes.byref(made)):
            raise OSError(name)
        try:
            return ctypes.string_at(made.data, made.size)
        finally:
            windll.kernel32.LocalFree(made.data)

    return call
