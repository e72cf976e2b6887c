"""A member's photo in its frame: small JPEGs go into the paper as they are, others are made no larger than print needs."""

import hashlib
import io
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

_DPI, _POINTS = 300, 72
_AS_IT_IS = 200_000
_ORIENTATION = 0x0112
# Of what is too high, more is cut below than above: the face is in the upper half.
_CENTRE = (0.5, 0.35)


class Frame(NamedTuple):
    """Where a photo stands: lower left corner and size in points."""

    left: float
    bottom: float
    width: float
    height: float


def draw_photo(canvas: Canvas, data: bytes, frame: Frame) -> bool:
    """Fill a frame with a JPEG or PNG, cut to its shape; return False, with nothing drawn, if it cannot be read."""
    document = canvas._doc  # noqa: SLF001 - drawImage would decode every picture to name it
    name = f"photo{hashlib.sha256(data).hexdigest()[:24]}"
    registered = document.getXObjectName(name)
    if registered not in document.idToObject:
        jpeg = read_jpeg(data, frame)
        picture = PDFImageXObject(name)
        if not jpeg or not picture.loadImageFromJPEG(io.BytesIO(jpeg)):
            return False
        canvas._setXObjects(picture)  # noqa: SLF001
        document.Reference(picture, registered)
        document.addForm(name, picture)
    picture = document.idToObject[registered]
    _place(canvas, registered, (picture.width, picture.height), frame)
    canvas._formsinuse.append(name)  # noqa: SLF001
    return True


def read_jpeg(data: bytes, frame: Frame) -> bytes:
    """Return a JPEG for a frame: `data` itself if it is a small one, else made anew at 300 dpi at most; b"" if unreadable."""
    wanted = round(frame.width * _DPI / _POINTS), round(frame.height * _DPI / _POINTS)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            upright = picture.getexif().get(_ORIENTATION, 1) == 1
            whole = picture.format == "JPEG" and data.rstrip(b"\0").endswith(b"\xff\xd9")
            if whole and upright and picture.mode in {"RGB", "L"} and len(data) <= _AS_IT_IS:
                return data
            picture.draft("RGB", (wanted[0] * 2, wanted[1] * 2))
            turned = ImageOps.exif_transpose(picture)
            fitted = ImageOps.fit(_on_white(turned), _no_larger(wanted, turned.size), centering=_CENTRE)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return b""
    jpeg = io.BytesIO()
    fitted.save(jpeg, "JPEG", quality=88)
    return jpeg.getvalue()


def _place(canvas: Canvas, registered: str, size: tuple[int, int], frame: Frame) -> None:
    """Draw a picture over the whole frame; what stands out is clipped."""
    scale = max(frame.width / size[0], frame.height / size[1])
    width, height = size[0] * scale, size[1] * scale
    x = frame.left - (width - frame.width) * _CENTRE[0]
    y = frame.bottom - (height - frame.height) * (1 - _CENTRE[1])
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(*frame)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.translate(x, y)
    canvas.scale(width, height)
    canvas._code.append(f"/{registered} Do")  # noqa: SLF001
    canvas.restoreState()


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
