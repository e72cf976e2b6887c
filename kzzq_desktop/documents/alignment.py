"""A test sheet for double-sided printing: cross-hairs in front, scales on the back that tell how far to move the cards' backs."""

from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import contact_sheet_parts as parts
from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.card_sheet import BOTTOM, LEFT, RIGHT, TOP
from kzzq_desktop.documents.sheet import A4, MM

REACH = 5
_INSET = 20 * MM
_ACROSS = (LEFT + _INSET, A4.width / 2, RIGHT - _INSET)
_UP = (BOTTOM + _INSET, A4.height / 2, TOP - _INSET)
# Where a cross or a scale stands: the middle one is read, the corners tell whether the sheet runs askew.
CENTRE = (_ACROSS[1], _UP[1])
PLACES = (CENTRE, *((x, y) for x in (_ACROSS[0], _ACROSS[2]) for y in (_UP[0], _UP[2])))
_ARM = 9 * MM
_STEPS = ((0.5, 0.5 * MM), (1, 1.1 * MM), (REACH, 2.6 * MM))
_EXAMPLE, _LARGER = (A4.width / 2, 84 * MM), 4.0
_WORDS = {
    "正面": (
        "1. 选“双面打印、长边翻转”，缩放选“实际大小”，打印这两页。",
        "2. 把纸举到亮处，从背面看：正面的十字落在背面标尺的哪一格。",
        "　 看不清时，用针从正面扎穿十字的中心，再看针眼落在哪一格。",
    ),
    "背面": (
        "3. 看中间的一把：十字在“右”边第几格，就选右移几毫米；在“下”边，就选下移几毫米。",
        "4. 打印便民联系卡时，在“背面左右”“背面上下”里选这两个数。正对着0就不用移动。",
        "　 四角的读数与中间相差超过1毫米，是纸走歪了：请先理齐纸张、调好纸盒挡板。",
    ),
}
_WORDS_TOP, _WORDS_STEP = 232 * MM, 8 * MM


def build_alignment(paper: sheet.Paper, out: BinaryIO) -> sheet.Built:
    """Write the front and the back of the test sheet as a PDF."""
    canvas = sheet.open_canvas(out, "正反面对齐测试页", paper)
    for number, (side, draw) in enumerate((("正面", _draw_cross), ("背面", _draw_scale)), 1):
        parts.draw_title(canvas, 270 * MM, 20, f"正反面对齐测试页（{side}）")
        for row, words in enumerate(_WORDS[side]):
            sheet.text(canvas, fonts.regular(), 10.5, A4.left, _WORDS_TOP - row * _WORDS_STEP, words)
        for x, y in PLACES:
            draw(canvas, x, y)
        if side == "背面":
            _draw_example(canvas)
        sheet.draw_foot(canvas, paper)
        words = sheet.page_words(number, 2)
        sheet.text(canvas, fonts.regular(), 9, A4.right - fonts.regular().width(words, 9), A4.foot, words, sheet.SOFT)
        canvas.showPage()
    canvas.save()
    return sheet.Built(2)


def _draw_cross(canvas: Canvas, x: float, y: float) -> None:
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setLineWidth(0.9)
    canvas.line(x - _ARM, y, x + _ARM, y)
    canvas.line(x, y - _ARM, x, y + _ARM)


def _draw_scale(canvas: Canvas, x: float, y: float) -> None:
    """Draw two scales in mm that cross at 0."""
    _draw_ticks(canvas, x, y)
    _draw_ends(canvas, x, y)


def _draw_ticks(canvas: Canvas, x: float, y: float) -> None:
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setLineWidth(0.35)
    canvas.line(x - REACH * MM, y, x + REACH * MM, y)
    canvas.line(x, y - REACH * MM, x, y + REACH * MM)
    for half in range(-2 * REACH, 2 * REACH + 1):
        away = half / 2
        tall = max(high for step, high in _STEPS if away % step == 0) / 2
        canvas.line(x + away * MM, y - tall, x + away * MM, y + tall)
        canvas.line(x - tall, y + away * MM, x + tall, y + away * MM)


def _draw_ends(canvas: Canvas, x: float, y: float) -> None:
    far, size = REACH * MM + 2.2 * MM, 8.0
    regular = fonts.regular()
    sheet.text(canvas, regular, size, x + far, y - size * 0.38, f"右{REACH}")
    words = f"左{REACH}"
    sheet.text(canvas, regular, size, x - far - regular.width(words, size), y - size * 0.38, words)
    sheet.text_centred(canvas, regular, size, x, y + far - size * 0.1, f"上{REACH}")
    sheet.text_centred(canvas, regular, size, x, y - far - size * 0.7, f"下{REACH}")


def _draw_example(canvas: Canvas) -> None:
    """Show an enlarged scale with a cross that is seen through the paper."""
    x, y = _EXAMPLE
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(_LARGER, _LARGER)
    _draw_ticks(canvas, 0, 0)
    canvas.setStrokeColorRGB(*sheet.RED)
    canvas.setLineWidth(0.5)
    canvas.line(1.5 * MM, -4 * MM, 1.5 * MM, 4 * MM)
    canvas.line(-4 * MM, -MM, 5 * MM, -MM)
    canvas.restoreState()
    words = "示例（放大）：红色是透过纸看到的十字，在右边1.5、下边1的地方，就选右移1.5毫米、下移1毫米。"
    sheet.text_centred(canvas, fonts.regular(), 9.5, x, y - REACH * MM * _LARGER - 7 * MM, words, sheet.SOFT)
