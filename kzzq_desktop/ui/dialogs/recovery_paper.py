"""The recovery code as a page to print; its bytes stay in memory and go straight to the printer."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from kzzq_desktop.base import clock
from kzzq_desktop.ui import theme

MM = 300 / 25.4
RULES = (
    "这是打开台账的最后一把钥匙：忘了口令时，在登录窗口点“忘了口令”，输入这串恢复码，就能换一个新口令。",
    "没有口令也没有恢复码，谁也打不开台账。程序不保存恢复码。",
    "请和公章一样锁好，不要拍照，不要放进电脑。",
)


def recovery_pdf(office: str, code: str) -> bytes:
    """Return one A4 page with the office, the code in groups and what it is for, as a PDF."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(300)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(25, 25, 25, 25))
    )
    writer.setTitle("恢复码")
    painter = QPainter(writer)
    wide = writer.width()
    _line(painter, "title", QRectF(0, 0, wide, 14 * MM), f"{office}　恢复码")
    _line(painter, "body", QRectF(0, 16 * MM, wide, 8 * MM), f"{clock.today().isoformat()} 建立台账时打印")
    groups = code.split("-")
    for at, part in enumerate((groups[:3], groups[3:])):
        _line(painter, "figure", QRectF(0, (36 + at * 14) * MM, wide, 12 * MM), "    ".join(part))
    for at, words in enumerate(RULES):
        _line(painter, "body", QRectF(0, (76 + at * 16) * MM, wide, 15 * MM), words)
    painter.end()
    buffer.close()
    return bytes(held.data())


def _line(painter: QPainter, role: str, rect: QRectF, words: str) -> None:
    font = theme.font(role)
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, words)
