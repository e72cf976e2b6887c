"""Ten cards on a sheet of A4: where each lies in front and on the back, where to cut, how far the back is moved."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import sheet
from kzzq_desktop.documents.sheet import A4, MM

CARD_WIDE, CARD_HIGH = 90 * MM, 54 * MM
COLUMNS, ROWS = 2, 5
PER_SHEET = COLUMNS * ROWS
LEFT = (A4.width - COLUMNS * CARD_WIDE) / 2
BOTTOM = (A4.height - ROWS * CARD_HIGH) / 2
RIGHT, TOP = A4.width - LEFT, A4.height - BOTTOM
_GAP, _MARK = 1.5 * MM, 4 * MM


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a printer needs the back moved so that it lies behind the front, in mm as seen on the back."""

    right: float = 0.0
    down: float = 0.0


STRAIGHT = Shift()


def corner(place: int, *, back: bool = False) -> tuple[float, float]:
    """Return the lower left corner of a card, counted from 0 by rows.

    A back lies in the other column: the sheet is turned on its long edge.
    """
    row, column = divmod(place, COLUMNS)
    if back:
        column = COLUMNS - 1 - column
    return LEFT + column * CARD_WIDE, TOP - (row + 1) * CARD_HIGH


def draw_crop_marks(canvas: Canvas, shift: Shift) -> None:
    """Draw where to cut: short lines outside the cards, never on one."""
    right, down = shift.right * MM, shift.down * MM
    canvas.saveState()
    canvas.translate(right, -down)
    canvas.setStrokeColorRGB(*sheet.SOFT)
    canvas.setLineWidth(0.35)
    for column in range(COLUMNS + 1):
        x = LEFT + column * CARD_WIDE
        canvas.line(x, TOP + _GAP, x, TOP + _GAP + _MARK)
        canvas.line(x, BOTTOM - _GAP, x, BOTTOM - _GAP - _MARK)
    for row in range(ROWS + 1):
        y = BOTTOM + row * CARD_HIGH
        canvas.line(LEFT - _GAP, y, LEFT - _GAP - _MARK, y)
        canvas.line(RIGHT + _GAP, y, RIGHT + _GAP + _MARK, y)
    canvas.restoreState()
