"""Pictures of characters, as clerks bring them: a scan, a screenshot, a photo of a hand-written sheet."""

import io

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from kzzq_desktop.base import paths

FONT = paths.resources() / "fonts" / "NotoSansSC-Regular.ttf"


def written(letter: str = "囍", size: int = 200, *, ink: int = 0, paper: int = 255) -> Image.Image:
    """A character somewhere on a sheet."""
    sheet = Image.new("L", (size * 2, size * 2), paper)
    drawing = ImageDraw.Draw(sheet)
    drawing.text((size * 0.3, size * 0.2), letter, font=ImageFont.truetype(str(FONT), size), fill=ink)
    return sheet


def photographed(letter: str = "囍") -> Image.Image:
    """The same by a window: darker below, blurred, with noise."""
    sheet = written(letter, 300, ink=60, paper=250).filter(ImageFilter.GaussianBlur(2))
    shade = Image.linear_gradient("L").resize(sheet.size).point(lambda value: 255 - value // 2)
    noise = Image.effect_noise(sheet.size, 20)
    return ImageChops.add(ImageChops.multiply(sheet, shade), noise, 1, -128).convert("RGB")


def clear(letter: str = "囍", ink: int = 0) -> Image.Image:
    """The same on nothing, as a picture from a page of the web."""
    strokes = written(letter)
    made = Image.new("RGBA", strokes.size, (ink, ink, ink, 0))
    made.putalpha(ImageChops.invert(strokes))
    return made


def data(picture: Image.Image, kind: str = "PNG") -> bytes:
    """The file's bytes."""
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()
