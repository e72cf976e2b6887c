"""Reading a PDF back, as other programs do: its text, its fonts, its square codes."""

import ctypes
import shutil
import subprocess
import unicodedata

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
import zxingcpp
from PIL import Image

from kzzq_desktop.documents.preview import Pages


def plain(text: str) -> str:
    """Text without what layout brings: spaces and line ends."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Zs", "Zl", "Zp", "Cc", "Cf"})


def text_of(pdf: bytes) -> list[str]:
    """Each page's text as PDFium finds it."""
    with pdfium.PdfDocument(pdf) as document:
        return [plain(page.get_textpage().get_text_bounded()) for page in document]


def poppler(command: str, pdf: bytes, *options: str) -> str:
    """What one of poppler's tools says of a PDF."""
    if not shutil.which(command):
        pytest.skip(f"{command} is not on this machine (poppler-utils)")
    done = subprocess.run(
        [command, *options, "-", *(["-"] if command == "pdftotext" else [])], input=pdf, capture_output=True, check=True
    )
    assert not done.stderr
    return done.stdout.decode()


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Each font used on a page's face: its name, and whether it is embedded, as PDFium sees them."""
    found: dict[str, bool] = {}
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            for thing in page.get_objects(max_depth=4):
                if thing.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
                    font = pdfium_c.FPDFTextObj_GetFont(thing.raw)
                    name = ctypes.create_string_buffer(200)
                    pdfium_c.FPDFFont_GetBaseFontName(font, name, 200)
                    found[name.value.decode()] = bool(pdfium_c.FPDFFont_GetIsEmbedded(font))
    return found


def codes_on(pdf: bytes, page: int, dpi: int) -> list[str]:
    """The square codes a scanner finds on a page printed at `dpi`."""
    pages = Pages(pdf)
    picture = pages.draw(page, dpi)
    pages.close()
    image = Image.frombytes("RGB", (picture.width, picture.height), picture.data)
    return [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]
