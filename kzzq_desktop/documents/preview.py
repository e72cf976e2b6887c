"""Pages as pictures, for the preview and for printers that take no PDF."""

import threading  # noqa: TID251 - a lock, no thread: PDFium takes one call at a time, whichever thread asks
from dataclasses import dataclass

import pypdfium2 as pdfium

_POINTS = 72
_WHITE = (255, 255, 255, 255)
ONE_AT_A_TIME = threading.RLock()  # reentrant: a document may be let go of while another one is drawn


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as RGB bytes, three a pixel, rows without padding, on white."""

    width: int
    height: int
    data: bytes


class Pages:
    """An open PDF. Its pages are drawn when asked for, from any thread; close it afterwards."""

    def __init__(self, pdf: bytes) -> None:
        with ONE_AT_A_TIME:
            self._document = pdfium.PdfDocument(pdf)
            self.count: int = len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        """Return a page's width and height in points; `page` counts from 0."""
        with ONE_AT_A_TIME:
            width, height = self._document.get_page_size(page)
        return float(width), float(height)

    def draw(self, page: int, dpi: float) -> Picture:
        """Return a page drawn at `dpi` dots an inch; `page` counts from 0."""
        with ONE_AT_A_TIME:
            leaf = self._document[page]
            bitmap = leaf.render(scale=dpi / _POINTS, fill_color=_WHITE, rev_byteorder=True)
            data = _without_padding(bytes(bitmap.buffer), bitmap.width * 3, bitmap.stride)
            picture = Picture(bitmap.width, bitmap.height, data)
            bitmap.close()
            leaf.close()
        return picture

    def close(self) -> None:
        """Let go of the document."""
        with ONE_AT_A_TIME:
            self._document.close()


def _without_padding(data: bytes, width: int, stride: int) -> bytes:
    """Return rows of `width` bytes from rows of `stride` bytes."""
    if stride == width:
        return data
    return b"".join([data[first : first + width] for first in range(0, len(data), stride)])
