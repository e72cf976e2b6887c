"""A form as a scanner sees it: turned, larger, grey, blurred, noisy; and where its parts are found again."""

import io
import math
import random
from itertools import pairwise

import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from kzzq_desktop.documents.preview import Pages
from kzzq_desktop.domain import visit_geometry as geometry
from kzzq_desktop.domain.visit_geometry import Place

DPI = 200
DARK, GRAIN = 110, 60
Point = tuple[float, float]


def scanned(pdf: bytes, page: int, *, degrees: float = 1.5, dpi: int = DPI, scale: float = 1.01, seed: int = 1) -> Image.Image:
    """Return a page as scanned: counter-clockwise by `degrees`, kept as a JPEG."""
    pages = Pages(pdf)
    drawn = pages.draw(page, dpi)
    pages.close()
    image = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.data).convert("L")
    image = image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=250)
    image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(0.6 * dpi / DPI))
    chance = random.Random(seed)
    grain = Image.frombytes("L", image.size, chance.randbytes(image.width * image.height)).point(lambda grey: grey * GRAIN // 255)
    image = ImageChops.add(image, grain, 1, -GRAIN // 2)
    dots = image.load()
    for _ in range(image.width * image.height // 1_000):
        dots[chance.randrange(image.width), chance.randrange(image.height)] = chance.choice((20, 255))
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=70)
    return Image.open(kept).convert("L")


def code_and_map(image: Image.Image) -> tuple[str, "Plane"]:
    """Return the form's code and the map from millimetres to the scan's dots, first by the code, then by the four squares."""
    (found,) = zxingcpp.read_barcodes(image)
    here, code = found.position, geometry.CODE
    corners = [(spot.x, spot.y) for spot in (here.top_left, here.top_right, here.bottom_left)]
    rough = Plane([(code.x, code.y), (code.x + code.wide, code.y), (code.x, code.y + code.high)], corners)
    seen = [centre_of(image, rough, square) for square in geometry.SQUARES]
    plane = Plane([middle(square) for square in geometry.SQUARES[:3]], seen[:3])
    assert math.dist(plane(*middle(geometry.SQUARES[3])), seen[3]) < 0.3 * plane.millimetre, "the fourth square is elsewhere"
    return found.text, plane


class Plane:
    """An affine map through three points."""

    def __init__(self, sheet: list[Point], dots: list[Point]) -> None:
        (x0, y0), (x1, y1), (x2, y2) = sheet
        (u0, v0), (u1, v1), (u2, v2) = dots
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        self.origin, self.start = (x0, y0), (u0, v0)
        self.right = (
            ((u1 - u0) * (y2 - y0) - (u2 - u0) * (y1 - y0)) / area,
            ((v1 - v0) * (y2 - y0) - (v2 - v0) * (y1 - y0)) / area,
        )
        self.down = (
            ((u2 - u0) * (x1 - x0) - (u1 - u0) * (x2 - x0)) / area,
            ((v2 - v0) * (x1 - x0) - (v1 - v0) * (x2 - x0)) / area,
        )
        self.millimetre = math.hypot(*self.right)

    def __call__(self, x: float, y: float) -> Point:
        dx, dy = x - self.origin[0], y - self.origin[1]
        return (
            self.start[0] + dx * self.right[0] + dy * self.down[0],
            self.start[1] + dx * self.right[1] + dy * self.down[1],
        )


def middle(place: Place) -> Point:
    return place.x + place.wide / 2, place.y + place.high / 2


def centre_of(image: Image.Image, plane: Plane, place: Place) -> Point:
    """The centre of a square: of the dark dots near where it should be, then, closer, of those around what was found."""
    x, y = plane(*middle(place))
    for reach in (6.0, 4.2, 3.6):
        x, y = _dark_centre(image, x, y, round(reach * plane.millimetre))
    return x, y


def _dark_centre(image: Image.Image, x: float, y: float, reach: int) -> Point:
    dots = [
        (u, v)
        for u in range(max(0, round(x) - reach), min(image.width, round(x) + reach + 1))
        for v in range(max(0, round(y) - reach), min(image.height, round(y) + reach + 1))
        if image.getpixel((u, v)) < DARK
    ]
    assert dots, "no square there"
    return math.fsum(u for u, _ in dots) / len(dots), math.fsum(v for _, v in dots) / len(dots)


def framed(image: Image.Image, plane: Plane, place: Place) -> float:
    """The share of a box's sides that is really dark where the geometry says its line is."""
    steps = 24
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    hits = 0
    for (x0, y0), (x1, y1) in pairwise(corners):
        for step in range(steps):
            part = (step + 0.5) / steps
            x, y = place.x + (x0 + (x1 - x0) * part) * place.wide, place.y + (y0 + (y1 - y0) * part) * place.high
            u, v = plane(x, y)
            near = [image.getpixel((round(u) + du, round(v) + dv)) for du in (-1, 0, 1) for dv in (-1, 0, 1)]
            hits += min(near) < DARK + 60
    return hits / (4 * steps)
