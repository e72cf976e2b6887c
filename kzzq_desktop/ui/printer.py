"""The system's printers. Where CUPS is at hand it gets the PDF itself, on standard input and under a neutral title.

Elsewhere each page is drawn at 300 dpi on white and sent as a picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kzzq_desktop.base.job import Job
from kzzq_desktop.services import printing
from kzzq_desktop.ui import cups
from kzzq_desktop.ui.cups import TITLE, PrinterGone, PrinterRefused

__all__ = ["Order", "Printer", "PrinterGone", "PrinterRefused", "Tray", "draw_pages", "list_printers", "list_trays", "print_pdf"]
_DPI = 300
# Short and long side in points; a sheet may differ by so much.
_SHEETS = (
    ("A3", 842, 1191, QPageSize.PageSizeId.A3),
    ("A4", 595, 842, QPageSize.PageSizeId.A4),
    ("A5", 420, 595, QPageSize.PageSizeId.A5),
)
_ABOUT = 4
_SOURCES = {
    "Auto": "自动", "Upper": "上纸盒", "OnlyOne": "上纸盒", "Lower": "下纸盒", "Middle": "中纸盒", "Manual": "手动进纸",
    "Envelope": "信封", "EnvelopeManual": "手动进信封", "Cassette": "纸盒", "LargeCapacity": "大容量纸盒",
    "AutoSelect": "自动", "Default": "默认", "ManualFeed": "手动进纸", "MultiPurpose": "多用途纸盒", "MP": "多用途纸盒",
    "MPTray": "多用途纸盒", "Bypass": "多用途纸盒", "Tray1": "纸盒1", "Tray2": "纸盒2", "Tray3": "纸盒3", "Tray4": "纸盒4",
    "Main": "主纸盒", "Rear": "后进纸", "Front": "前进纸", "Standard": "标准纸盒",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this PC: the name the system knows it by, and whether it is the usual one."""

    name: str
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Tray:
    """A tray of a printer: its driver's name for it, and the word for the clerk."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Order:
    """What the clerk asks of the printer: `tray` "" leaves it to the printer, `collate` prints copy after copy."""

    printer: str
    copies: int = 1
    tray: str = ""
    collate: bool = True
    two_sided: bool = False


def list_printers() -> tuple[Printer, ...]:
    """Return this PC's printers, the usual one first. Ask off the window's thread: a queue may answer slowly."""
    if cups.is_there():
        names, usual = cups.queues()
    else:
        names, usual = list(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName()
    found = [Printer(name, name == usual) for name in dict.fromkeys(names)]
    return tuple(sorted(found, key=lambda printer: not printer.usual))


def list_trays(printer: str) -> tuple[Tray, ...]:
    """Return the trays to choose from, () where there is no choice. Ask off the window's thread."""
    names = cups.trays(printer) if cups.is_there() else [source.name for source in _sources(_device(printer))]
    found = tuple(Tray(name, _SOURCES.get(name, name)) for name in dict.fromkeys(names))
    return found if len(found) > 1 else ()


def print_pdf(order: Order, pdfs: Sequence[bytes], job: Job) -> None:
    """Send PDFs to a printer one after the other, whole or none; raises PrinterGone, PrinterRefused, Cancelled."""
    if not cups.is_there():
        for pdf in pdfs:
            draw_pages(_ready(order), pdf, job)
        return
    sent: list[str] = []
    try:
        for pdf in pdfs:
            sent += [cups.send(order.printer, pdf, order.copies, _options(order, pdf), job)]
    except BaseException:
        cups.take_back(sent)
        raise


def draw_pages(device: QPrinter, pdf: bytes, job: Job) -> None:
    """Draw each page over the whole sheet of a printer, one in memory at a time. Some queues claim 1200 dpi: 300 is set."""
    device.setResolution(_DPI)
    device.setFullPage(True)
    pages = printing.open_pages(pdf)
    _lay(device, *pages.size(0))
    painter = QPainter()
    try:
        _draw(device, painter, pages, job)
    except BaseException:
        device.abort()
        raise
    finally:
        painter.end()
        pages.close()


def sheet_name(width: float, height: float) -> str:
    """Return A3, A4 or A5 for a page of so many points, upright or wide; "" for another one."""
    short, long = sorted((width, height))
    return next((name for name, *sides, _ in _SHEETS if _near(sides, (short, long))), "")


def _draw(device: QPrinter, painter: QPainter, pages: printing.Pages, job: Job) -> None:
    if not painter.begin(device):
        raise PrinterRefused("打印机没有接受，没有打印。")
    for number in range(pages.count):
        job.step(number, pages.count, "正在打印")
        if number and not device.newPage():
            raise PrinterRefused("打印机中途停下了。")
        picture = pages.draw(number, _DPI)
        rows = QImage(picture.data, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
        painter.drawImage(QRect(0, 0, device.width(), device.height()), rows)


def _near(sides: Sequence[float], others: Sequence[float]) -> bool:
    return all(abs(side - other) <= _ABOUT for side, other in zip(sides, others, strict=True))


def _options(order: Order, pdf: bytes) -> dict[str, str]:
    """Return what CUPS is told besides the copies. A wide page turns about its short edge, so that both read alike."""
    pages = printing.open_pages(pdf)
    width, height = pages.size(0)
    pages.close()
    options = {"media": sheet_name(width, height) or "A4"}
    if order.tray:
        options["InputSlot"] = order.tray
    if order.two_sided:
        options["sides"] = "two-sided-long-edge" if width <= height else "two-sided-short-edge"
    else:
        options["sides"] = "one-sided"
    if order.copies > 1:
        options["collate"] = str(order.collate).lower()
    return options


def _ready(order: Order) -> QPrinter:
    """Return a printer of Qt that does what was ordered; raises PrinterGone."""
    device = _device(order.printer)
    if device.printerName() != order.printer or not device.isValid():
        raise PrinterGone("找不到这台打印机，没有打印。")
    device.setDocName(TITLE)
    device.setCopyCount(order.copies)
    device.setCollateCopies(order.collate)
    device.setDuplex(QPrinter.DuplexMode.DuplexAuto if order.two_sided else QPrinter.DuplexMode.DuplexNone)
    for source in _sources(device):
        if source.name == order.tray:
            device.setPaperSource(source)
    return device


def _lay(device: QPrinter, width: float, height: float) -> None:
    """Set the sheet: one of the known ones where it is, laid wide where the page is."""
    known = next((size for name, *_, size in _SHEETS if name == sheet_name(width, height)), None)
    device.setPageSize(QPageSize(known) if known else QPageSize(QSizeF(*sorted((width, height))), QPageSize.Unit.Point))
    wide = width > height
    device.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)


def _device(printer: str) -> QPrinter:
    return QPrinter(QPrinterInfo.printerInfo(printer), QPrinter.PrinterMode.HighResolution)


def _sources(device: QPrinter) -> list[QPrinter.PaperSource]:
    """Return the paper sources Qt knows of; it asks on Windows alone."""
    ask = getattr(device, "supportedPaperSources", None)
    return list(ask()) if ask is not None else []
