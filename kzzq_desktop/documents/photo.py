"""A member's photo, cut to the frame and no larger than print needs."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

_DPI = 300
_POINTS = 72


def read_photo(data: bytes, width: float, height: float) -> ImageReader | None:
    """Return a JPEG or PNG cut to the shape of a frame (points) at no more than 300 dpi; None if it cannot be read."""
    pixels = round(width * _DPI / _POINTS), round(height * _DPI / _POINTS)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            upright = ImageOps.exif_transpose(picture)
            fitted = ImageOps.fit(_on_white(upright), _no_larger(pixels, upright.size), centering=(0.5, 0.35))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    jpeg = io.BytesIO()
    fitted.save(jpeg, "JPEG", quality=88)
    jpeg.seek(0)
    return ImageReader(jpeg)


def _on_white(picture: Image.Image) -> Image.Image:
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB")


def _no_larger(wanted: tuple[int, int], have: tuple[int, int]) -> tuple[int, int]:
    """Return the wanted size, or one of its shape that needs no enlarging."""
    shrink = min(1.0, have[0] / wanted[0], have[1] / wanted[1])
    return max(1, round(wanted[0] * shrink)), max(1, round(wanted[1] * shrink))
