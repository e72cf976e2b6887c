from concurrent.futures import ThreadPoolExecutor

import pytest

from kzzq_desktop.documents.preview import Pages
from tests.documents.conftest import make_words


@pytest.mark.parametrize(("dpi", "size"), [(72, (596, 842)), (96, (794, 1123)), (110, (910, 1287))])
def test_a_page_is_drawn_at_its_size_on_white(build, dpi, size):
    pages = Pages(build(make_words(10), make_words(3)))
    assert pages.count == 2
    picture = pages.draw(1, dpi)
    assert (picture.width, picture.height) == size
    assert len(picture.data) == size[0] * size[1] * 3
    assert picture.data[:3] == b"\xff\xff\xff"
    dark = sum(value < 128 for value in picture.data[::3]) / (size[0] * size[1])
    assert 0.005 < dark < 0.2
    pages.close()


def test_a_page_tells_its_size_in_points(build):
    pages = Pages(build(make_words(1)))
    assert pages.size(0) == pytest.approx((595.28, 841.89), abs=0.01)
    pages.close()


def test_pages_are_drawn_from_several_threads_at_once(build):
    """PDFium takes one call at a time; the drawer, the worker and the window may all ask."""
    pages = Pages(build(*(make_words(10, seed) for seed in range(4))))
    alone = [pages.draw(number, 40) for number in range(4)]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda number: pages.draw(number % 4, 40), range(16)))
    assert together == alone * 4
    pages.close()
