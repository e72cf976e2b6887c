import pypdfium2 as pdfium
import pytest

from kzzq_desktop.documents.extract import pages_of
from kzzq_desktop.documents.preview import Pages
from tests.documents.conftest import make_words
from tests.documents.pdf_reading import codes_on, text_of


@pytest.fixture
def pdf(build):
    return build(*(make_words(10, seed) for seed in range(5)))


def test_some_pages_are_a_pdf_of_their_own(pdf):
    part = pages_of(pdf, 1, 3)
    assert text_of(part) == text_of(pdf)[1:4]
    assert codes_on(part, 2, 150) == codes_on(pdf, 3, 150)
    assert len(part) < len(pdf)


def test_a_page_looks_as_it_did(pdf):
    whole, part = Pages(pdf), Pages(pages_of(pdf, 4, 4))
    assert part.count == 1
    assert part.size(0) == whole.size(4)
    assert part.draw(0, 60) == whole.draw(4, 60)
    whole.close()
    part.close()


def test_all_pages_are_the_pdf_itself(pdf):
    assert pages_of(pdf, 0, 4) is pdf


def test_no_title_goes_along(pdf):
    titles = [pdfium.PdfDocument(one).get_metadata_value("Title") for one in (pdf, pages_of(pdf, 0, 0))]
    assert titles == ["党员联系户名册", ""]


@pytest.mark.parametrize(("first", "last"), [(-1, 2), (3, 2), (0, 5)])
def test_pages_that_are_not_there(pdf, first, last):
    with pytest.raises(ValueError, match="no such pages"):
        pages_of(pdf, first, last)
