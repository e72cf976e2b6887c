"""The key file: one random data key, wrapped by the clerk's password and by a printed recovery code.

Each wrap is AES-256-GCM under a key that Argon2id (RFC 9106, second recommended choice) derives from the secret.
The file holds no name and no password; it may be copied with every backup.
"""

import base64
import hashlib
import json
import os
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.store.faults import writing

FILE_NAME = "keys.json"
COST = {"iterations": 3, "memory_kib": 65536, "lanes": 4}
RECOVERY_ID = "#recovery"
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LEAST_PASSWORD = 6
WAITS = (0, 1, 2, 5, 10, 20, 30)


class WrongPassword(AppError):
    """The secret opens no entry of the key file."""

    advice = "请看看大小写和输入法是否正确，再输一次；忘记口令可用恢复码。"


class WrongRecoveryCode(AppError):
    """The code is mistyped or belongs to another office."""

    advice = "请对照打印的恢复码逐段核对（没有字母I、O和数字0、1），再输一次。"


class KeyFileDamaged(AppError):
    """The key file cannot be read."""

    advice = "请从备份中找回 keys.json 放回数据文件夹；原来的文件没有改动。"


class PasswordTooShort(AppError):
    """The new password is too easy."""

    advice = f"口令至少要有{LEAST_PASSWORD}个字符，请重新设置。"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a right password gives: the 32-byte data key and whose entry it was."""

    data_key: bytes
    clerk_id: str


def create(folder: Path, password: str, clerk_id: str) -> tuple[Unlocked, str]:
    """Make a data key and its key file; return it with the recovery code, which is kept nowhere."""
    data_key, code = secrets.token_bytes(32), _new_code()
    entries = [_wrap(data_key, _checked(password), clerk_id), _wrap(data_key, _letters(code), RECOVERY_ID)]
    _write(folder, entries)
    return Unlocked(data_key, clerk_id), code


def unlock(folder: Path, password: str, name: str = FILE_NAME) -> Unlocked:
    """Return the data key; raises WrongPassword or KeyFileDamaged, and changes nothing. A backup's file has another `name`."""
    for entry in _read(folder, name):
        if entry["id"] != RECOVERY_ID and (data_key := _unwrap(entry, password)):
            return Unlocked(data_key, entry["id"])
    raise WrongPassword("口令不对。")


def unlock_with_code(folder: Path, code: str) -> Unlocked:
    """Return the data key for the printed recovery code; the clerk is the first one of the file."""
    entries = _read(folder)
    letters = _letters(code)
    for entry in entries:
        if entry["id"] == RECOVERY_ID and _well_formed(letters) and (data_key := _unwrap(entry, letters)):
            return Unlocked(data_key, next(e["id"] for e in entries if e["id"] != RECOVERY_ID))
    raise WrongRecoveryCode("恢复码不对。")


def change_password(folder: Path, unlocked: Unlocked, password: str) -> None:
    """Wrap the data key anew for the clerk; the recovery code stays valid."""
    kept = [entry for entry in _read(folder) if entry["id"] != unlocked.clerk_id]
    _write(folder, [_wrap(unlocked.data_key, _checked(password), unlocked.clerk_id), *kept])


def wait_seconds(failures: int) -> int:
    """Return how long to wait after so many wrong passwords in a row: it grows, up to half a minute."""
    return WAITS[min(failures, len(WAITS) - 1)]


def exists(folder: Path) -> bool:
    """Tell whether an office has been set up in this folder."""
    return (folder / FILE_NAME).exists()


def is_whole(folder: Path) -> bool:
    """Tell whether there is a key file that can be read."""
    try:
        return bool(_read(folder))
    except KeyFileDamaged:
        return False


def _checked(password: str) -> str:
    if len(password) < LEAST_PASSWORD:
        raise PasswordTooShort("口令太短。")
    return password


def _kek(secret: str, salt: bytes, cost: dict[str, int]) -> bytes:
    """Derive the wrapping key; full-width letters typed by an input method count as plain ones."""
    kdf = Argon2id(salt=salt, length=32, iterations=cost["iterations"], memory_cost=cost["memory_kib"], lanes=cost["lanes"])
    return kdf.derive(unicodedata.normalize("NFKC", secret).encode())


def _wrap(data_key: bytes, secret: str, entry_id: str) -> dict[str, str]:
    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = AESGCM(_kek(secret, salt, COST)).encrypt(nonce, data_key, entry_id.encode())
    packed = {"salt": salt, "nonce": nonce, "sealed": sealed}
    return {"id": entry_id, "kdf": json.dumps(COST), **{k: base64.b64encode(v).decode() for k, v in packed.items()}}


def _unwrap(entry: dict[str, str], secret: str) -> bytes | None:
    try:
        salt, nonce, sealed = (base64.b64decode(entry[k], validate=True) for k in ("salt", "nonce", "sealed"))
        return AESGCM(_kek(secret, salt, json.loads(entry["kdf"]))).decrypt(nonce, sealed, entry["id"].encode())
    except InvalidTag:
        return None
    except (KeyError, ValueError, TypeError) as error:
        raise KeyFileDamaged("口令文件 keys.json 损坏。") from error


def _read(folder: Path, name: str = FILE_NAME) -> list[dict[str, str]]:
    try:
        document = json.loads((folder / name).read_text("utf-8"))
        entries: list[dict[str, str]] = document["entries"]
        clerks = {entry["id"] for entry in entries} - {RECOVERY_ID}
        whole = document["seal"] == _seal(entries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeyFileDamaged("口令文件 keys.json 读不出来。") from error
    if not whole:
        raise KeyFileDamaged("口令文件 keys.json 损坏。")
    if not clerks:
        raise KeyFileDamaged("口令文件 keys.json 里没有操作员。")
    return entries


def _write(folder: Path, entries: list[dict[str, str]]) -> None:
    """Replace the key file in one step: a cut-off write leaves the old one."""
    target, draft = folder / FILE_NAME, folder / (FILE_NAME + ".part")
    with writing(folder):
        try:
            with draft.open("w", encoding="utf-8") as out:
                json.dump({"version": 1, "entries": entries, "seal": _seal(entries)}, out, indent=1)
                out.flush()
                os.fsync(out.fileno())
            draft.chmod(0o600)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def _seal(entries: list[dict[str, str]]) -> str:
    """Return a checksum that tells a damaged file from a wrong password."""
    return hashlib.sha256(json.dumps(entries, sort_keys=True).encode()).hexdigest()


def _new_code() -> str:
    """Return 25 random letters (125 bits) and 5 check letters in groups of five."""
    body = "".join(secrets.choice(LETTERS) for _ in range(25))
    whole = body + _check_letters(body)
    return "-".join(whole[i : i + 5] for i in range(0, 30, 5))


def _check_letters(body: str) -> str:
    return "".join(LETTERS[byte % 32] for byte in hashlib.sha256(body.encode()).digest()[:5])


def _letters(code: str) -> str:
    return "".join(ch for ch in code.upper() if ch in LETTERS)


def _well_formed(letters: str) -> bool:
    return len(letters) == 30 and _check_letters(letters[:25]) == letters[25:]
