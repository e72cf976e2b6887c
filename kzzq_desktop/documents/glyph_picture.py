"""The picture of one character that no font has: a scan, a photo or a drawing made a black square of one bit a point."""

import io

from PIL import Image, ImageChops, ImageFilter, ImageOps, UnidentifiedImageError

MOST_SIDE = 512
_LARGEST_SOURCE = 1600
_LEAST_CONTRAST = 48
_LEAST_INK = 8  # points of the source: what is smaller is a speck, no character
_FULL = 0.8  # of its square: blacker than any character
# A photo's light differs from corner to corner; what paper is, is read from a small copy's brightest neighbours.
_COARSE, _NEIGHBOURS = 64, 17
_LARGE = 200  # from here on single specks can be told from strokes
_SPECK = 5


class NoGlyph(ValueError):
    """Not the picture of a character; the message is a Chinese sentence for the clerk."""


def make_glyph(data: bytes) -> bytes:
    """Return a picture of a character as a PNG: black on white, tight, centred in its square of MOST_SIDE points at most.

    Raises NoGlyph for what cannot be read, is blank or is black all over.
    """
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.draft("L", (_LARGEST_SOURCE, _LARGEST_SOURCE))
            grey = _grey(ImageOps.exif_transpose(picture))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoGlyph("这个文件打不开，不是图片或已经损坏。") from error
    made = io.BytesIO()
    _square(_even(grey)).save(made, "PNG", optimize=True)
    return made.getvalue()


def read_mask(data: bytes) -> tuple[int, int, bytes] | None:
    """Return a kept picture's width, height and rows of bits, 0 where ink is; None if it cannot be read."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            grey = _grey(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    grey.thumbnail((MOST_SIDE, MOST_SIDE))
    return grey.width, grey.height, grey.convert("1", dither=Image.Dither.NONE).tobytes()


def _grey(picture: Image.Image) -> Image.Image:
    """Return black strokes on white, whatever the picture brought: transparency, colours, light strokes on dark."""
    picture.thumbnail((_LARGEST_SOURCE, _LARGEST_SOURCE))
    if "A" in picture.getbands() or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        grey = Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered).convert("L")
        return ImageChops.invert(layered.getchannel("A")) if _contrast(grey) < _LEAST_CONTRAST else grey
    return picture.convert("L")


def _contrast(grey: Image.Image) -> int:
    darkest, lightest = grey.getextrema()
    return int(lightest) - int(darkest)  # type: ignore[arg-type]


def _even(grey: Image.Image) -> Image.Image:
    """Return strokes on evenly white paper; raises NoGlyph where nothing differs from anything."""
    if _contrast(grey) < _LEAST_CONTRAST:
        raise NoGlyph("图片里看不出字：整张都是一个颜色。")
    if _edge_is_dark(grey):
        grey = ImageChops.invert(grey)
    small = grey.resize((_COARSE, _COARSE), Image.Resampling.BOX).filter(ImageFilter.MaxFilter(_NEIGHBOURS))
    paper = small.filter(ImageFilter.BoxBlur(_NEIGHBOURS // 2)).resize(grey.size, Image.Resampling.BICUBIC)
    return ImageOps.autocontrast(ImageChops.invert(ImageChops.subtract(paper, grey)))


def _edge_is_dark(grey: Image.Image) -> bool:
    """Tell whether most of the picture's rim is dark: white strokes on black."""
    wide, high = grey.size
    sides = ((0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 1, high), (wide - 1, 0, wide, high))
    rim = b"".join(grey.crop(side).tobytes() for side in sides)
    middle = _threshold(grey)
    return sum(point < middle for point in rim) * 2 > len(rim)


def _threshold(grey: Image.Image) -> int:
    """Return the grey that parts ink from paper best: the greatest variance between the two (Otsu 1979)."""
    counts = grey.histogram()
    total, whole = sum(counts), sum(value * count for value, count in enumerate(counts))
    best, found, below, weight = -1.0, 128, 0, 0
    for value, count in enumerate(counts):
        below, weight = below + count, weight + value * count
        if 0 < below < total:
            apart = (weight / below - (whole - weight) / (total - below)) ** 2 * below * (total - below)
            if apart > best:
                best, found = apart, value + 1
    return found


def _square(grey: Image.Image) -> Image.Image:
    """Return the ink alone in the middle of a square, as large as MOST_SIDE: a small picture's steps become smooth."""
    middle = _threshold(grey)
    box = _ink_box(grey, middle)
    tight = ImageOps.expand(grey.crop(box), 2, 255)
    scale = MOST_SIDE / max(tight.size)
    size = max(1, round(tight.width * scale)), max(1, round(tight.height * scale))
    sharp = tight.resize(size, Image.Resampling.BICUBIC).point(lambda value: 255 if value >= middle else 0)
    sharp = sharp.crop(ImageChops.invert(sharp).getbbox() or (0, 0, *size))
    square = Image.new("L", (max(sharp.size),) * 2, 255)
    square.paste(sharp, ((square.width - sharp.width) // 2, (square.height - sharp.height) // 2))
    if square.histogram()[0] > _FULL * square.width * square.height:
        raise NoGlyph("图片里看不出字：几乎全是黑的。")
    return square.convert("1", dither=Image.Dither.NONE)


def _ink_box(grey: Image.Image, middle: int) -> tuple[int, int, int, int]:
    """Return where the ink is, single specks of a large picture left out; raises NoGlyph where there is hardly any."""
    ink = grey.point(lambda value: 255 if value < middle else 0)
    box = ink.getbbox()
    if max(grey.size) >= _LARGE and (bare := ink.filter(ImageFilter.MinFilter(_SPECK)).getbbox()):
        reach = _SPECK // 2 + 1
        box = max(0, bare[0] - reach), max(0, bare[1] - reach), min(ink.width, bare[2] + reach), min(ink.height, bare[3] + reach)
    if box is None or max(box[2] - box[0], box[3] - box[1]) < _LEAST_INK:
        raise NoGlyph("图片里的字太小，看不清。")
    return box
