"""The Mongolian heading beside a paper's Chinese title, where the office wants one.

Every paper calls `draw_beside(canvas, paper, title, band)` in its frame; `width_beside` where words have to make way for it.
"""

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import mongolian, sheet
from kzzq_desktop.documents.photo import Frame
from kzzq_desktop.documents.sheet import MM, Colour, Paper
from kzzq_desktop.domain.bilingual import word_for

LEFT, RIGHT = "left", "right"
SIZE = 13.0
_WIDEST, _APART = 25 * MM, 3 * MM


def draw_beside(canvas: Canvas, paper: Paper, title: str, band: Frame, size: float = SIZE, colour: Colour = sheet.RED) -> float:
    """Write the title in Mongolian at the left or right end of the band, if the office wants it.

    Return how far it pushes what stands beside it, its distance included; 0, with nothing drawn, where there is no word.
    """
    words = word_for(title, paper.settings)
    if not words:
        return 0.0
    align = RIGHT if paper.settings.mongolian == RIGHT else LEFT
    wide = mongolian.draw_vertical(canvas, words, _end_of(band, align, size), size, colour, align=align, centred=True)
    return wide + _APART


def width_beside(paper: Paper, title: str, band: Frame, size: float = SIZE) -> float:
    """Return what `draw_beside` will return, with nothing drawn."""
    words = word_for(title, paper.settings)
    return mongolian.vertical_width(words, _end_of(band, LEFT, size), size) + _APART if words else 0.0


def pushed(paper: Paper, width: float) -> tuple[float, float]:
    """Return how far a heading of that width pushes words in from the left and from the right."""
    return (0.0, width) if paper.settings.mongolian == RIGHT else (width, 0.0)


def _end_of(band: Frame, align: str, size: float) -> Frame:
    """Return the part of a band that a heading of that size may fill."""
    wide = min(_WIDEST * size / SIZE, band.width)
    return Frame(band.left if align == LEFT else band.left + band.width - wide, band.bottom, wide, band.height)
