"""Why a file of the exchange is refused, in sentences for clerks that say what to do; none holds anything of a person."""

from collections.abc import Iterator
from contextlib import contextmanager

from kzzq_desktop.base.errors import AppError

AGAIN = "什么也没有导入。可以用U盘上 KZZQ/copy 文件夹里的备份再试一次，或请对方重新导出。"


class NotAPackage(AppError):
    """The file is something else."""

    advice = "请选择名字以 KZ_ 开头、以 .kzsync 结尾的文件。"


class FileUnreadable(AppError):
    """The file cannot be opened or read: the stick was pulled, or the disk fails."""

    advice = "什么也没有导入。请把U盘重新插好再试一次。"


class PackageCutShort(AppError):
    """The end of the file is missing."""

    advice = "多半是没写完就拔了U盘。" + AGAIN


class PackageDamaged(AppError):
    """The bytes are not the ones that the sender signed, or do not agree with each other."""

    advice = AGAIN


class PackageTooBig(AppError):
    """More than the format, a FAT32 stick or the cap of unpacking allows."""

    advice = "请告诉技术人员，不要删除原来的数据。"


class UnknownSender(AppError):
    """The sender's site is not on the roster."""

    advice = "请先导入旗里发来的数据包取得最新名册，再导入这一个；还是不行，请与旗里联系。"


class RevokedSender(AppError):
    """The sender's site no longer takes part."""

    advice = "什么也没有导入。这台电脑要继续使用，请旗里给它重新发一份邀请文件。"


class NotForUs(AppError):
    """The package is sealed to other sites."""

    advice = "请在收件单位的电脑上导入，或请对方重新导出给本单位。"


class NewerFormat(AppError):
    """A newer program wrote the file."""

    advice = "请先安装新版程序，再导入一次；这个文件请保留，不要删除。"


class BadCertificate(AppError):
    """A certificate of the roster is malformed, or the root did not sign it."""

    advice = "什么也没有改动。请与旗里联系，核对这个文件是不是旗里发来的。"


class WrongCode(AppError):
    """The code does not open this invitation: it belongs to another one, or the file was forged."""

    advice = "请打电话向旗里核对：是不是这份邀请文件的邀请码。"


class MistypedCode(WrongCode):
    """The check letters of the code do not fit: a slip of the keyboard."""

    advice = "请逐段核对（共5段，没有字母I、O和数字0、1），再输一次。"


@contextmanager
def reading() -> Iterator[None]:
    """Raise the clerk's sentence in place of a file error while reading."""
    try:
        yield
    except OSError as error:
        raise FileUnreadable("文件读不出来。") from error
