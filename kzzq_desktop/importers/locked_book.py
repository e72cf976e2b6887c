"""Workbooks and documents with a password: opened in memory, never written anywhere."""

import io
from types import SimpleNamespace

import msoffcrypto
import olefile
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format import xls97

from kzzq_desktop.importers.unread import PasswordProtected, UnknownLock, WrongPassword

# What is opened must not lie on the disk, not even for a moment: the library's temporary file becomes memory.
xls97.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)
# Excel opens what is locked with this word without asking: it only keeps others from writing.
_NO_PASSWORD = "VelvetSweatshop"  # noqa: S105 - known to everybody
_MOST_SPINS = 2_000_000
_LONGEST_INFO = 100_000


def unlock(name: str, data: bytes, password: str) -> bytes:
    """Return the bytes of an encrypted file as they were before; raises PasswordProtected, WrongPassword or UnknownLock."""
    try:
        return _unlocked(data, password or _NO_PASSWORD)
    except InvalidKeyError as error:
        if password:
            raise WrongPassword(f"“{name}”的打开密码不对。") from error
        raise PasswordProtected(f"“{name}”设了打开密码。") from error
    except Exception as error:
        raise UnknownLock(f"“{name}”的加密方式认不出来。") from error


def _unlocked(data: bytes, password: str) -> bytes:
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        if container.exists("EncryptionInfo") and container.get_size("EncryptionInfo") > _LONGEST_INFO:
            raise ValueError
    office = msoffcrypto.OfficeFile(io.BytesIO(data))
    if office.format == "ooxml":
        if office.info.get("spinValue", 0) > _MOST_SPINS:
            raise ValueError
        office.load_key(password=password, verify_password=True)
    else:
        office.load_key(password=password)
    opened = io.BytesIO()
    office.decrypt(opened)
    return opened.getvalue()
