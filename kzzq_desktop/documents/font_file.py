"""One font file, mapped into memory: nothing is parsed until a glyph is needed."""

from pathlib import Path

import uharfbuzz as hb

EM = 1000
_WIDEST = 1050


class FontFile:
    """One font file, mapped into memory; widths in thousandths of the em."""

    def __init__(self, path: Path, index: int = 0) -> None:
        """Take a file, of a collection the font of this number."""
        self.path = path
        self.face = hb.Face(_mapped(path), index)
        self.font = hb.Font(self.face)
        self.scale: float = EM / self.face.upem

    def glyph(self, code: int) -> int:
        """Return the glyph of a character, 0 if there is none.

        A glyph much wider than an em (the long dashes ⸺ and ⸻) would break every fixed cell: it counts as missing.
        """
        glyph: int = self.font.get_nominal_glyph(code) or 0
        return glyph if glyph and self.advance(glyph) <= _WIDEST else 0

    def advance(self, glyph: int) -> float:
        """Return a glyph's width; the box of what is missing, glyph 0, is as wide as a Chinese character in every font."""
        return float(self.font.get_glyph_h_advance(glyph)) * self.scale if glyph else float(EM)


def _mapped(path: Path) -> hb.Blob:
    """Return a file's bytes without reading them; read where HarfBuzz cannot open the name (Chinese folders on Windows)."""
    try:
        return hb.Blob.from_file_path(str(path))
    except hb.HarfBuzzError:
        return hb.Blob(path.read_bytes())
