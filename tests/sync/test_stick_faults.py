import errno
from pathlib import Path

import pytest

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.sync import stick_faults
from kzzq_desktop.sync.stick_faults import (
    FileTooBigForStick,
    OwnDiskFails,
    OwnDiskFull,
    StickBusy,
    StickFull,
    StickGone,
    StickReadOnly,
    StickUnreadable,
    explained,
    held_by_another,
    on_own_disk,
)


class WindowsError(OSError):
    """An error as Windows words it: Python keeps its own number beside an errno that may mislead."""

    def __init__(self, winerror: int, number: int = errno.EACCES) -> None:
        super().__init__(number, "made up")
        self.winerror = winerror


@pytest.mark.parametrize(
    ("error", "writing", "reading"),
    [
        (OSError(errno.ENOSPC, ""), StickFull, StickFull),
        (OSError(errno.EDQUOT, ""), StickFull, StickFull),
        (OSError(errno.EFBIG, ""), FileTooBigForStick, FileTooBigForStick),
        (OSError(errno.EROFS, ""), StickReadOnly, StickUnreadable),
        (OSError(errno.EACCES, ""), StickReadOnly, StickUnreadable),
        (OSError(errno.EBUSY, ""), StickBusy, StickBusy),
        (OSError(errno.EIO, ""), StickGone, StickUnreadable),
        (OSError(errno.ENODEV, ""), StickGone, StickUnreadable),
        (WindowsError(112, errno.ENOSPC), StickFull, StickFull),
        (WindowsError(19), StickReadOnly, StickUnreadable),
        (WindowsError(32), StickBusy, StickBusy),
        (WindowsError(223, errno.EFBIG), FileTooBigForStick, FileTooBigForStick),
        (WindowsError(21), StickGone, StickUnreadable),  # NOT_READY, which Python calls EACCES
        (WindowsError(1117, errno.EINVAL), StickGone, StickUnreadable),  # IO_DEVICE
    ],
)
def test_what_the_system_says_and_what_the_clerk_hears(error: OSError, writing: type, reading: type, tmp_path: Path) -> None:
    assert type(explained(error, tmp_path)) is writing
    assert type(explained(error, tmp_path, reading=True)) is reading
    assert type(explained(error, tmp_path / "pulled")) is StickGone


def test_a_scanner_s_hold_is_worth_a_wait() -> None:
    assert [held_by_another(WindowsError(number)) for number in (5, 32, 33, 19)] == [True, True, True, False]
    assert [held_by_another(OSError(number, "")) for number in (errno.EBUSY, errno.EIO)] == [True, False]


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, OwnDiskFull), (errno.EIO, OwnDiskFails)])
def test_the_own_disk_is_not_taken_for_the_stick(number: int, kind: type[AppError]) -> None:
    with pytest.raises(kind) as refused, on_own_disk():
        raise OSError(number, "made up")
    assert "本机硬盘" in refused.value.sentence()


def test_every_fault_says_what_to_do() -> None:
    kinds = set(AppError.__subclasses__()) & {one for one in vars(stick_faults).values() if isinstance(one, type)}
    assert len(kinds) == 12
    for kind in kinds:
        sentence = kind("坏了。").sentence()
        assert sentence.startswith("坏了。请")
        assert sentence.endswith("。")
