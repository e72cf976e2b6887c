"""Some pages of a PDF as a PDF of their own."""

import io

import pypdfium2 as pdfium

from kzzq_desktop.documents.preview import ONE_AT_A_TIME


def pages_of(pdf: bytes, first: int, last: int) -> bytes:
    """Return the pages `first` to `last`, counted from 0, both included; the PDF itself where these are all it has.

    What was said of the whole (its title) is left out. Raises ValueError where there are no such pages.
    """
    with ONE_AT_A_TIME:
        whole, part = pdfium.PdfDocument(pdf), pdfium.PdfDocument.new()
        try:
            if not 0 <= first <= last < len(whole):
                raise ValueError("no such pages")
            if last - first + 1 == len(whole):
                return pdf
            out = io.BytesIO()
            part.import_pages(whole, list(range(first, last + 1)))
            part.save(out)
            return out.getvalue()
        finally:
            part.close()
            whole.close()
