"""The papers' fonts: each is a chain of files, and each character is drawn from the first file that has it.

The files are mapped, not read: nothing is parsed until a glyph is needed. reportlab takes a `FontChain` as a font of its
own; what it embeds is written by `embed`.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument

from kzzq_desktop.base import paths
from kzzq_desktop.documents import drawn_glyphs, embed, system_fonts
from kzzq_desktop.documents.embed import NOWHERE
from kzzq_desktop.documents.font_file import EM, FontFile
from kzzq_desktop.documents.system_fonts import FANGSONG, SONG

# Joiners, marks of direction and variation selectors: nothing is drawn for them and nothing is missing.
_SILENT = frozenset(
    [*range(0x20), 0x7F, 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
)
_SPACES = frozenset([0x09, 0x0A, 0x0D, 0xA0, 0x202F])


# In ems: with a line so wide around them regular strokes come near bold ones, and dense characters stay open.
_THICK = 0.02
THICK_FROM = 18.0
"""In points: smaller characters stay as they are, for on a screen no line is thinner than a pixel."""


class FontChain:
    """A font made of several files, as reportlab wants one: a `dynamic` font whose subsets are the files."""

    _multiByte = 1  # noqa: N815 - reportlab's names
    _dynamicFont = 1  # noqa: N815
    shapable = False

    def __init__(self, name: str, files: Iterable[FontFile], thick: float = 0.0) -> None:
        self.fontName = self.name = name
        self.thick = thick
        self.files = tuple(files)
        self.face = self
        self.encoding = self
        self.substitutionFonts: list[object] = []
        extents = self.files[0].font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.files[0].scale
        self.descent = extents.descender * self.files[0].scale
        self._found: dict[int, tuple[int, int] | None] = {}
        self._widths = _Widths(self)
        self._embeddings: WeakKeyDictionary[PDFDocument, embed.Embedding] = WeakKeyDictionary()

    def find(self, code: int) -> tuple[int, int] | None:
        """Return which file draws a character and with which glyph: NOWHERE if no file has it, None if it is silent."""
        if code not in self._found:
            drawn = 0x20 if code in _SPACES else code
            glyphs = ((number, file.glyph(drawn)) for number, file in enumerate(self.files))
            self._found[code] = None if drawn in _SILENT else next((found for found in glyphs if found[1]), NOWHERE)
        return self._found[code]

    def width(self, text: str, size: float) -> float:
        """Return the width of a line in points."""
        return sum(map(self._widths.__getitem__, text)) * size / EM

    def thickens(self, text: str, size: float) -> bool:
        """Tell whether a character of the text is lighter than its neighbours and large enough to be thickened."""
        if not self.thick or size < THICK_FROM:
            return False
        return any((found := self.find(ord(letter))) and found[0] for letter in text)

    def embedding(self, document: PDFDocument) -> embed.Embedding:
        """Return what of this chain the document uses so far; the first call announces the font to the document."""
        if document not in self._embeddings:
            self._embeddings[document] = embed.Embedding(
                self.fontName, self.files, self.find, drawn_glyphs.pictures_of(document), self.thick
            )
            document.fontMapping[self.fontName] = f"/{self.fontName}"
            document.delayedFonts.append(self)
        return self._embeddings[document]

    # What reportlab asks of a font, in its own names.

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: ARG002, N802 - reportlab's
        """Return the width of a line in points."""
        return self.width(text, size)

    def splitString(self, text: str, doc: PDFDocument, encoding: str = "utf8") -> Iterator[tuple[int, bytes]]:  # noqa: ARG002, N802
        """Yield runs of one file: its number and the characters' two-byte codes."""
        return self.embedding(doc).runs(text)

    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str:  # noqa: N802 - reportlab's
        """Return the name that page streams use for one file of this chain."""
        self.embedding(doc)
        return f"/{self.fontName}+{subset}"

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's
        """Write the used part of each file into the document."""
        embedding = self._embeddings.pop(doc)
        embed.write(embedding, doc)
        drawn_glyphs.write(embedding, doc)


class _Widths(dict[str, float]):
    """The width of each character, found when first asked for."""

    def __init__(self, chain: FontChain) -> None:
        self.chain = chain

    def __missing__(self, letter: str) -> float:
        found = self.chain.find(ord(letter))
        self[letter] = self.chain.files[found[0]].advance(found[1]) if found else 0.0
        return self[letter]


@cache
def _file(name: str) -> FontFile:
    return FontFile(paths.resources() / "fonts" / f"{name}.ttf")


def _chain(name: str, *files: str, first: FontFile | None = None, thick: float = 0.0) -> FontChain:
    chain = FontChain(name, ([first] if first else []) + [_file(one) for one in files], thick)
    pdfmetrics.registerFont(chain)
    return chain


@cache
def regular() -> FontChain:
    """Return the font of the text."""
    return _chain("KR", "NotoSansSC-Regular", "HanaMinB")


@cache
def bold() -> FontChain:
    """Return the font of headings and names; what the bold file lacks is drawn in the regular weight, thickened."""
    return _chain("KB", "NotoSansSC-Bold", "NotoSansSC-Regular", "HanaMinB", thick=_THICK)


@cache
def mongolian() -> FontChain:
    """Return the font of traditional Mongolian: its letters must be shaped, see `mongolian.draw_vertical`."""
    return _chain("KM", "NotoSansMongolian-Regular")


def song(*, formal: bool = True) -> FontChain:
    """Return the font of formal headings: the PC's own Song where it has one and the office wants it, else our bold."""
    return (_own(SONG) if formal else None) or bold()


def fangsong(*, formal: bool = True) -> FontChain:
    """Return the font of formal text: the PC's own FangSong where it has one and the office wants it, else our regular."""
    return (_own(FANGSONG) if formal else None) or regular()


@cache
def _own(kind: str) -> FontChain | None:
    """Return the PC's own font of a kind, looked for once; what it lacks is drawn from ours."""
    found = system_fonts.find_font(kind, system_fonts.folders())
    return _chain({SONG: "KS", FANGSONG: "KF"}[kind], "NotoSansSC-Regular", "HanaMinB", first=found) if found else None


def missing_characters(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters that no font of the papers can draw, in code order; ask before printing."""
    chain = regular()
    letters: set[str] = set().union(*texts)
    return tuple(sorted(letter for letter in letters if chain.find(ord(letter)) == NOWHERE))
