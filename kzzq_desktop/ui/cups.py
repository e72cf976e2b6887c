"""CUPS, the printing system of Linux and macOS, by its own commands: queues, trays, handing over a PDF, taking it back."""

import os
import re
import select
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from time import monotonic

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job

# The queue shows titles to everybody in the building: no village, no name.
TITLE = "kzzq"
_LOOK_SECONDS, _SEND_SECONDS, _BREATH = 5, 300, 0.1
_PIECE = 1 << 16
_NUMBER = re.compile(r"request id is (\S+)")


class PrinterGone(AppError):
    """The printer is not there any more, or never was."""

    advice = "请检查打印机是否开机、连好线，再选一次；也可以先保存成PDF。"


class PrinterRefused(AppError):
    """The printer did not take the pages."""

    advice = "请检查打印机是否缺纸、卡纸或被停用；也可以先保存成PDF，换一台打印。"


def is_there() -> bool:
    """Tell whether this PC prints by CUPS."""
    return bool(shutil.which("lp"))


def queues() -> tuple[list[str], str]:
    """Return the names of the queues, and that of the usual one ("" where none is)."""
    names = [line.split()[0] for line in _asked("lpstat", "-e").splitlines() if line.strip()]
    return names, _asked("lpstat", "-d").rpartition(":")[2].strip()


def trays(printer: str) -> list[str]:
    """Return the paper trays of a queue as its driver names them, the one used when nothing is said first."""
    for line in _asked("lpoptions", "-p", printer, "-l").splitlines():
        if line.startswith("InputSlot/"):
            found = line.partition(":")[2].split()
            return sorted((name.lstrip("*") for name in found), key=lambda name: f"*{name}" not in found)
    return []


def send(printer: str, pdf: bytes, copies: int, options: Mapping[str, str], job: Job) -> str:
    """Hand a PDF over on a pipe; return the number of its entry in the queue, "" where it was not told.

    Raises PrinterGone, PrinterRefused, Cancelled; then nothing of it stays in the queue.
    """
    said = [part for key, value in options.items() for part in ("-o", f"{key}={value}")]
    command = ["lp", "-d", printer, "-t", TITLE, "-n", str(copies), *said, "-"]
    pipe = subprocess.PIPE
    try:
        lp = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0, env=_plain())  # noqa: S603
    except OSError:
        raise PrinterRefused("打印服务没有回应，没有打印。") from None
    with lp:
        try:
            _feed(lp, pdf, job)
        except BaseException:
            lp.kill()
            take_back([_number(lp)])
            raise
        number, complaint = _number(lp), lp.stderr.read() if lp.stderr else b""
    if lp.returncode:
        gone = b"does not exist" in complaint or b"No such" in complaint
        raise PrinterGone("找不到这台打印机，没有打印。") if gone else PrinterRefused("打印机没有接受，没有打印。")
    return number


def take_back(numbers: Sequence[str]) -> None:
    """Take entries out of the queue; what is printed already stays printed."""
    for number in filter(None, numbers):
        _asked("cancel", number)


def _feed(lp: "subprocess.Popen[bytes]", pdf: bytes, job: Job) -> None:
    """Write the PDF into the pipe as fast as it is taken, and wait for the end; the clerk may cancel all the while."""
    assert lp.stdin is not None  # noqa: S101 - it was asked for
    pipe, rest, total, begun = lp.stdin.fileno(), memoryview(pdf), len(pdf), monotonic()
    os.set_blocking(pipe, False)
    while rest and lp.poll() is None:
        job.step(100 * (total - len(rest)) // total, 100, "正在交给打印机")
        if select.select([], [pipe], [], _BREATH)[1]:
            try:
                rest = rest[os.write(pipe, rest[:_PIECE]) :]
            except BrokenPipeError:
                break  # it has refused: what it says tells why
        if monotonic() - begun > _SEND_SECONDS:
            raise PrinterRefused("打印服务没有回应，没有打印。")
    lp.stdin.close()
    while lp.poll() is None:
        job.step(100, 100, "正在交给打印机")
        try:
            lp.wait(_BREATH)
        except subprocess.TimeoutExpired:
            if monotonic() - begun > _SEND_SECONDS:
                raise PrinterRefused("打印服务没有回应，没有打印。") from None


def _number(lp: "subprocess.Popen[bytes]") -> str:
    """Return the number of the entry in the queue that lp has told, if it has."""
    told = _NUMBER.search(lp.stdout.read().decode(errors="replace") if lp.stdout else "")
    return told[1] if told else ""


def _asked(*command: str) -> str:
    """Return what a command of CUPS says, "" when it does not answer."""
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_LOOK_SECONDS, env=_plain())  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""


def _plain() -> dict[str, str]:
    """Return the environment in which CUPS speaks plainly."""
    return {**os.environ, "LC_ALL": "C"}
