"""Writing the used part of a font chain into a PDF: one Identity-H subset a file, with the source text of each glyph.

ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode). Beyond the BMP the source text is UTF-16BE with surrogates;
reportlab's own writer gets that wrong, so that rare names could be neither found nor copied.
"""

import struct
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import groupby

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString, PDFZCompress

from kzzq_desktop.documents.font_file import EM, FontFile

NOWHERE = (0, 0)
"""Where a character is that no file of a chain has: the box of the first file."""
DRAWN_A_FONT = 200
"""How many drawn characters one font holds: its codes are single bytes."""
FIRST_DRAWN = 0x30
_KEPT_BY_PDF = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"})


class Embedding:
    """What one document uses of a chain: for each file its glyphs in order of first use, each with its source text.

    Characters that no file has and that are among the `pictures` are drawn: they come from numbers after the last file's.
    What is not of the first file may be thickened by a line of `thick` ems around it, for it is lighter than the rest.
    """

    def __init__(
        self,
        name: str,
        files: Sequence[FontFile],
        find: Callable[[int], tuple[int, int] | None],
        pictures: Container[str] = (),
        thick: float = 0.0,
    ) -> None:
        self.name = name
        self.files = files
        self.find = find
        self.pictures = pictures
        self.thick = thick
        self.used: list[dict[tuple[int, str], int]] = [{(0, ""): 0} for _ in files]
        self.drawn: dict[str, int] = {}

    def code(self, letter: int) -> tuple[int, int] | None:
        """Return the file that draws a character and the code the page stream uses for it; None draws nothing."""
        found = self.find(letter)
        if found is None:
            return None
        if found == NOWHERE and chr(letter) in self.pictures:
            number, code = divmod(self.drawn.setdefault(chr(letter), len(self.drawn)), DRAWN_A_FONT)
            return len(self.files) + number, FIRST_DRAWN + code
        used = self.used[found[0]]
        return found[0], used.setdefault((found[1], chr(letter)), len(used))

    def shaped_code(self, glyph: int, text: str) -> int:
        """Return the code of a glyph of the first file that was shaped out of `text`, "" where its neighbour says it all."""
        return self.used[0].setdefault((glyph, text), len(self.used[0]))

    def runs(self, text: str) -> Iterator[tuple[int, bytes]]:
        """Yield runs of one file: its number and the two-byte codes."""
        codes = [code for letter in text if (code := self.code(ord(letter)))]
        for number, run in groupby(codes, key=lambda pair: pair[0]):
            yield number, b"".join(code.to_bytes(self.digits(number) // 2, "big") for _, code in run)

    def digits(self, number: int) -> int:
        """Return how many hexadecimal digits a code of one number has."""
        return 4 if number < len(self.files) else 2

    def drawn_fonts(self) -> list[list[str]]:
        """Return the drawn characters of each number after the last file's, in order of their codes."""
        letters = list(self.drawn)
        return [letters[first : first + DRAWN_A_FONT] for first in range(0, len(letters), DRAWN_A_FONT)]


def write(embedding: Embedding, document: PDFDocument) -> None:
    """Add a font to the document for each file of the chain that is used."""
    fonts = document.idToObject["BasicFonts"].dict
    for number, (file, used) in enumerate(zip(embedding.files, embedding.used, strict=True)):
        if len(used) > 1:
            name = f"{embedding.name}+{number}"
            fonts[name] = document.Reference(_font(document, file, list(used), _tag(name, file)))


def _tag(name: str, file: FontFile) -> str:
    """Return the subset's name: six letters that differ from subset to subset, then the font's own."""
    letters = "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[byte % 26] for byte in name.encode())
    own = "".join(letter for letter in file.path.stem if letter.isascii() and (letter.isalnum() or letter == "-"))
    return f"{letters.rjust(6, 'K')[:6]}+{own or 'Font'}"


def _font(document: PDFDocument, file: FontFile, used: Sequence[tuple[int, str]], tag: str) -> PDFDictionary:
    cut, new_glyph = subset(file, {glyph for glyph, _ in used})
    codes_to_glyphs = b"".join(struct.pack(">H", new_glyph.get(glyph, 0)) for glyph, _ in used)
    descendant = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": PDFName(tag),
            "CIDSystemInfo": PDFDictionary({"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}),
            "FontDescriptor": document.Reference(_descriptor(document, file, cut, tag)),
            "DW": EM,
            "W": PDFArray(_widths([file.advance(glyph) for glyph, _ in used])),
            "CIDToGIDMap": document.Reference(stream(codes_to_glyphs)),
        }
    )
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": PDFName(tag),
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(descendant)]),
            "ToUnicode": document.Reference(stream(to_unicode([(code, text) for code, (_, text) in enumerate(used)]))),
        }
    )


def subset(file: FontFile, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    """Return a font file with only these glyphs, and where each went."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.encode(), "big") for tag in set(file.face.table_tags) - _KEPT_BY_PDF
    )
    wanted.flags = hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    plan = hb.SubsetPlan(file.face, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping.items())


def _descriptor(document: PDFDocument, file: FontFile, cut: bytes, tag: str) -> PDFDictionary:
    extents = file.font.get_font_extents("ltr")
    box = struct.unpack(">4h", file.face.reference_table("head").data[36:44])
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(tag),
            "Flags": 4,
            "FontBBox": PDFArray([round(side * file.scale) for side in box]),
            "ItalicAngle": 0,
            "Ascent": round(extents.ascender * file.scale),
            "Descent": round(extents.descender * file.scale),
            "CapHeight": 733,
            "StemV": 80,
            "FontFile2": document.Reference(stream(cut, Length1=len(cut))),
        }
    )


def stream(content: bytes, **entries: object) -> PDFStream:
    """Return bytes as a compressed stream with these entries in its dictionary."""
    made = PDFStream(content=content)
    for key, value in entries.items():
        made.dictionary[key] = value
    made.filters = [PDFZCompress]
    return made


def _widths(widths: Sequence[float]) -> list[object]:
    """Return the W array: runs of codes whose width is not the default."""
    array: list[object] = []
    for is_default, run in groupby(enumerate(widths), key=lambda pair: pair[1] == EM):
        if not is_default:
            codes = list(run)
            array += [codes[0][0], PDFArray([round(width, 1) for _, width in codes])]
    return array


def to_unicode(codes: Sequence[tuple[int, str]], digits: int = 4) -> bytes:
    """Return the CMap that leads from codes of so many hexadecimal digits back to the text."""
    pairs = [f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in codes if text]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        f"1 begincodespacerange <{'00' * (digits // 2)}> <{'FF' * (digits // 2)}> endcodespacerange",
    ]
    for first in range(0, len(pairs), 100):
        block = pairs[first : first + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"]).encode()
