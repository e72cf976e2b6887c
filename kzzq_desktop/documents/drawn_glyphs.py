"""Characters that no font has, drawn from the office's pictures: a Type 3 font of one document (ISO 32000-1, 9.6.5).

Each glyph is a one-bit mask, so that it takes the colour of the text and keeps its edges at any size. Codes are one byte;
they lead back to the character, so that it is found and copied like any other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObjectReference, PDFStream

from kzzq_desktop.documents.embed import FIRST_DRAWN, Embedding, stream, to_unicode
from kzzq_desktop.documents.font_file import EM
from kzzq_desktop.documents.glyph_picture import read_mask

# The em square of Han characters reaches this far under the baseline; the ink keeps a little off its sides.
_BELOW, _INSIDE = 120, 40
_BOX = (0, -_BELOW, EM, EM - _BELOW)
# Poppler guesses a Type 3 font's size by its "m", and finds no line that is one without it. It is never shown.
_M, _M_WIDTH = "m", 600


@dataclass(frozen=True, slots=True, eq=False)
class _Mask:
    width: int
    height: int
    bits: bytes


class Pictures:
    """The pictures one document may use; each is decoded when its character first occurs and written once."""

    def __init__(self) -> None:
        self.told: Mapping[str, bytes] = {}
        self._masks: dict[str, _Mask | None] = {}
        self._written: dict[str, PDFObjectReference] = {}

    def __contains__(self, letter: object) -> bool:
        return isinstance(letter, str) and letter in self.told and self._mask(letter) is not None

    def _mask(self, letter: str) -> _Mask | None:
        if letter not in self._masks:
            found = read_mask(self.told[letter])
            self._masks[letter] = _Mask(*found) if found else None
        return self._masks[letter]

    def reference(self, document: PDFDocument, letter: str) -> PDFObjectReference:
        """Return the picture in the document, written when first asked for."""
        mask = self._mask(letter)
        if letter not in self._written and mask:
            size = {"Width": mask.width, "Height": mask.height, "ImageMask": "true", "BitsPerComponent": 1}
            kind = {"Type": PDFName("XObject"), "Subtype": PDFName("Image")}
            self._written[letter] = document.Reference(stream(mask.bits, **kind, **size))
        return self._written[letter]


_of_documents: WeakKeyDictionary[PDFDocument, Pictures] = WeakKeyDictionary()


def pictures_of(document: PDFDocument) -> Pictures:
    """Return the pictures a document may use, none at first."""
    return _of_documents.setdefault(document, Pictures())


def tell(document: PDFDocument, pictures: Mapping[str, bytes]) -> None:
    """Tell a document, before the first word, the pictures of characters that no font has: {character: PNG or JPEG}."""
    pictures_of(document).told = pictures


def write(embedding: Embedding, document: PDFDocument) -> None:
    """Add the fonts of drawn characters to the document, as many as are used."""
    fonts = document.idToObject["BasicFonts"].dict
    for number, letters in enumerate(embedding.drawn_fonts(), len(embedding.files)):
        name = f"{embedding.name}+{number}"
        fonts[name] = document.Reference(_font(document, letters, name))


def _font(document: PDFDocument, letters: Sequence[str], name: str) -> PDFDictionary:
    pictures = pictures_of(document)
    names = [f"u{ord(letter):04X}" for letter in letters]
    drawings = {one: document.Reference(_drawing(one)) for one in names}
    drawings[_M] = document.Reference(stream(f"{_M_WIDTH} 0 d0".encode()))
    masks = {one: pictures.reference(document, letter) for one, letter in zip(names, letters, strict=True)}
    differences = PDFArray([FIRST_DRAWN - 1, *map(PDFName, (_M, *names))])
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type3"),
            "Name": PDFName(name),
            "FontBBox": PDFArray(_BOX),
            "FontMatrix": PDFArray([1 / EM, 0, 0, 1 / EM, 0, 0]),
            "CharProcs": PDFDictionary(drawings),
            "Encoding": PDFDictionary({"Type": PDFName("Encoding"), "Differences": differences}),
            "FirstChar": FIRST_DRAWN - 1,
            "LastChar": FIRST_DRAWN + len(letters) - 1,
            "Widths": PDFArray([_M_WIDTH, *[EM] * len(letters)]),
            "Resources": PDFDictionary({"XObject": PDFDictionary(masks)}),
            "ToUnicode": document.Reference(stream(to_unicode(list(enumerate(letters, FIRST_DRAWN)), digits=2))),
        }
    )


def _drawing(name: str) -> PDFStream:
    """Return what draws a glyph: its width and box, its picture over the em square's inside."""
    side = EM - 2 * _INSIDE
    box = " ".join(map(str, _BOX))
    return stream(f"{EM} 0 {box} d1 q {side} 0 0 {side} {_INSIDE} {_INSIDE - _BELOW} cm /{name} Do Q".encode())
