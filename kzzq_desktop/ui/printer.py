"""The system's printers. Where CUPS is at hand it gets the PDF itself, on standard input and under a neutral title.

Elsewhere each page is drawn at 300 dpi on white and sent as a picture.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.services import printing

# The queue shows titles to everybody in the building: no village, no name.
TITLE = "kzzq"
_DPI = 300
_LOOK_SECONDS, _SEND_SECONDS = 5, 300


class PrinterGone(AppError):
    """The printer is not there any more, or never was."""

    advice = "请检查打印机是否开机、连好线，再选一次；也可以先保存成PDF。"


class PrinterRefused(AppError):
    """The printer did not take the pages."""

    advice = "请检查打印机是否缺纸、卡纸或被停用；也可以先保存成PDF，换一台打印。"


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this PC: the name the system knows it by, and whether it is the usual one."""

    name: str
    usual: bool = False


def list_printers() -> tuple[Printer, ...]:
    """Return this PC's printers, the usual one first. Ask off the window's thread: a queue may answer slowly."""
    if shutil.which("lpstat"):
        names = [line.split()[0] for line in _asked("-e").splitlines() if line.strip()]
        usual = _asked("-d").rpartition(":")[2].strip()
    else:
        names = list(QPrinterInfo.availablePrinterNames())
        usual = QPrinterInfo.defaultPrinterName()
    found = [Printer(name, name == usual) for name in dict.fromkeys(names)]
    return tuple(sorted(found, key=lambda printer: not printer.usual))


def print_pdf(printer: str, pdf: bytes, copies: int, job: Job) -> None:
    """Send a PDF to a printer; raises PrinterGone, PrinterRefused, and Cancelled between two drawn pages."""
    if shutil.which("lp"):
        job.step(0, 1, "正在交给打印机")
        _send(printer, pdf, copies)
        return
    device = QPrinter(QPrinterInfo.printerInfo(printer), QPrinter.PrinterMode.HighResolution)
    if device.printerName() != printer or not device.isValid():
        raise PrinterGone("找不到这台打印机，没有打印。")
    device.setDocName(TITLE)
    device.setCopyCount(copies)
    draw_pages(device, pdf, job)


def draw_pages(device: QPrinter, pdf: bytes, job: Job) -> None:
    """Draw each page over the whole sheet of a printer, one in memory at a time. Some queues claim 1200 dpi: 300 is set."""
    device.setResolution(_DPI)
    device.setFullPage(True)
    pages = printing.open_pages(pdf)
    device.setPageSize(QPageSize(QSizeF(*pages.size(0)), QPageSize.Unit.Point))
    painter = QPainter()
    try:
        if not painter.begin(device):
            raise PrinterRefused("打印机没有接受，没有打印。")
        for number in range(pages.count):
            job.step(number, pages.count, "正在打印")
            if number and not device.newPage():
                raise PrinterRefused("打印机中途停下了。")
            picture = pages.draw(number, _DPI)
            rows = QImage(picture.data, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
            painter.drawImage(QRect(0, 0, device.width(), device.height()), rows)
    finally:
        painter.end()
        pages.close()


def _send(printer: str, pdf: bytes, copies: int) -> None:
    """Hand the PDF to CUPS."""
    command = ["lp", "-s", "-d", printer, "-t", TITLE, "-n", str(copies), "-o", "media=A4", "-"]
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, check=False, timeout=_SEND_SECONDS, env=_plain())  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        raise PrinterRefused("打印服务没有回应，没有打印。") from None
    if done.returncode:
        gone = b"does not exist" in done.stderr or b"No such" in done.stderr
        raise PrinterGone("找不到这台打印机，没有打印。") if gone else PrinterRefused("打印机没有接受，没有打印。")


def _asked(question: str) -> str:
    """Return what CUPS says of its queues, "" when it does not answer."""
    try:
        done = subprocess.run(["lpstat", question], capture_output=True, check=False, timeout=_LOOK_SECONDS, env=_plain())  # noqa: S603, S607
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""


def _plain() -> dict[str, str]:
    """Return the environment in which CUPS speaks plainly."""
    return {**os.environ, "LC_ALL": "C"}
