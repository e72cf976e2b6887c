"""What stands where on a page, read back from the PDF: words, lines and pictures as boxes, and laws about them."""

import ctypes
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as c

from kzzq_desktop.documents.sheet import MARK

SNAPSHOTS = Path(__file__).with_name("snapshots")
TOUCH = 0.7  # points by which boxes may run into each other: side bearings, the width of a line
EDGE = 8.0  # points from the sheet's edge that printers cannot reach
PALE = tuple(round(part * 255) for part in MARK)


@dataclass(frozen=True)
class Box:
    """Something drawn: left, bottom, right, top in points; the words, or what it is."""

    left: float
    bottom: float
    right: float
    top: float
    words: str = ""

    def runs_into(self, other: "Box", touch: float = TOUCH) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > touch
            and min(self.top, other.top) - max(self.bottom, other.bottom) > touch
        )

    def __str__(self) -> str:
        return f"{self.words or '—'} [{self.left:.0f} {self.bottom:.0f} {self.right:.0f} {self.top:.0f}]"


@dataclass(frozen=True)
class PageBoxes:
    """A page's words (pale marks on its ground left out), its level and upright strokes, its pictures."""

    width: float
    height: float
    words: tuple[Box, ...]
    strokes: tuple[Box, ...]
    pictures: tuple[Box, ...]


def boxes_of(pdf: bytes) -> list[PageBoxes]:
    """Read every page."""
    with pdfium.PdfDocument(pdf) as document:
        return [page_boxes(page) for page in document]


def faults_of(pdf: bytes) -> list[str]:
    """What is wrong on any page: words over words, over a line, over a picture, or off the sheet."""
    return [f"page {number}: {fault}" for number, page in enumerate(boxes_of(pdf), 1) for fault in _faults(page)]


def snapshot_of(pdf: bytes) -> str:
    """The words and boxes of a PDF as text, one line each, in the order from top to bottom."""
    lines = []
    for number, page in enumerate(boxes_of(pdf), 1):
        lines.append(f"page {number}: {page.width:.0f} x {page.height:.0f}")
        lines += sorted({_line("line", box) for box in page.strokes})
        lines += [_line("picture", box) for box in page.pictures]
        lines += [_line("words", box) for box in sorted(page.words, key=lambda box: (-round(box.bottom), box.left))]
    return "\n".join(lines) + "\n"


def assert_snapshot(name: str, pdf: bytes) -> None:
    """Compare with the kept snapshot; KZZQ_SNAPSHOTS=write keeps the present one after a wanted change."""
    path, found = SNAPSHOTS / f"{name}.txt", snapshot_of(pdf)
    if os.environ.get("KZZQ_SNAPSHOTS") == "write":
        SNAPSHOTS.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"{name} looks different; KZZQ_SNAPSHOTS=write keeps it so"


def _faults(page: PageBoxes) -> Iterator[str]:
    for one, other in combinations(page.words, 2):
        if one.runs_into(other):
            yield f"{one} runs into {other}"
    for box in page.words:
        for line in page.strokes:
            if box.runs_into(line, touch=0.0) and _crosses(line, box):
                yield f"{box} crosses a line {line}"
        for picture in page.pictures:
            if box.runs_into(picture):
                yield f"{box} runs into a picture {picture}"
        if box.left < EDGE or box.bottom < EDGE or box.right > page.width - EDGE or box.top > page.height - EDGE:
            yield f"{box} leaves the sheet"


def _crosses(line: Box, box: Box) -> bool:
    """Tell whether a stroke passes through words, not along their edge."""
    if line.right - line.left < line.top - line.bottom:
        return box.left + TOUCH < (line.left + line.right) / 2 < box.right - TOUCH
    return box.bottom + TOUCH < (line.top + line.bottom) / 2 < box.top - TOUCH


def page_boxes(page: pdfium.PdfPage) -> PageBoxes:
    """Read one page."""
    words: list[Box] = []
    strokes: list[Box] = []
    pictures: list[Box] = []
    texts = page.get_textpage()
    for thing, place in _things(page):
        if thing.type == c.FPDF_PAGEOBJ_TEXT:
            said = _text(thing, texts) or "(the same again)"  # PDFium tells words only once that lie on one another
            if said.strip() and not _is_pale(thing):
                words.append(Box(*place.box(thing.get_bounds()), said))
        elif thing.type == c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(Box(*place.box(thing.get_bounds())))
        elif thing.type == c.FPDF_PAGEOBJ_PATH:
            strokes += _strokes(thing, place)
    return PageBoxes(*page.get_size(), tuple(words), tuple(strokes), tuple(pictures))


@dataclass(frozen=True)
class _Place:
    """Where the form that holds a thing lies on the page: forms are moved and enlarged, never turned."""

    right: float = 0.0
    up: float = 0.0
    wide: float = 1.0
    high: float = 1.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.right + self.wide * x, self.up + self.high * y

    def box(self, bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        return self.point(*bounds[:2]) + self.point(*bounds[2:])

    def inner(self, form: pdfium.PdfObject) -> "_Place":
        wide, _, _, high, right, up = form.get_matrix().get()
        return _Place(*self.point(right, up), self.wide * wide, self.high * high)


def _things(page: pdfium.PdfPage) -> Iterator[tuple[pdfium.PdfObject, _Place]]:
    """Everything on a page with the place of the form it stands in."""
    places = [_Place()]
    for thing in page.get_objects(max_depth=5):
        del places[thing.level + 1 :]
        yield thing, places[thing.level]
        if thing.type == c.FPDF_PAGEOBJ_FORM:
            places.append(places[thing.level].inner(thing))


def _text(thing: pdfium.PdfObject, texts: pdfium.PdfTextPage) -> str:
    size = c.FPDFTextObj_GetText(thing.raw, texts.raw, None, 0)
    held = (ctypes.c_ushort * (size // 2 + 1))()
    c.FPDFTextObj_GetText(thing.raw, texts.raw, held, size)
    return bytes(held).decode("utf-16-le", "replace").rstrip("\0")


def _is_pale(thing: pdfium.PdfObject) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    c.FPDFPageObj_GetFillColor(thing.raw, red, green, blue, alpha)
    return all(abs(part.value - pale) <= 1 for part, pale in zip((red, green, blue), PALE, strict=True))


def _strokes(thing: pdfium.PdfObject, place: _Place) -> Iterator[Box]:
    """The level and upright strokes of a path that is stroked."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(thing.raw, mode, stroked)
    if not stroked.value:
        return
    before = first = None
    for at in range(c.FPDFPath_CountSegments(thing.raw)):
        segment = c.FPDFPath_GetPathSegment(thing.raw, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        c.FPDFPathSegment_GetPoint(segment, x, y)
        here = place.point(x.value, y.value)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            first = here
        elif before and kind == c.FPDF_SEGMENT_LINETO and (line := _stroke(before, here)):
            yield line
        if c.FPDFPathSegment_GetClose(segment) and first and (line := _stroke(here, first)):
            yield line
        before = here


def _stroke(start: tuple[float, float], end: tuple[float, float]) -> Box | None:
    (x0, y0), (x1, y1) = start, end
    if abs(x0 - x1) > 0.1 and abs(y0 - y1) > 0.1:
        return None
    thin = 0.01
    return Box(min(x0, x1) - thin, min(y0, y1) - thin, max(x0, x1) + thin, max(y0, y1) + thin)


def _line(kind: str, box: Box) -> str:
    return f"{kind} {box.left:.0f} {box.bottom:.0f} {box.right:.0f} {box.top:.0f} {box.words}".rstrip()
