"""Laws that every paper keeps, for each of its audiences, over an office in which everything is awkward."""

import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.page_code import read_page_code
from kzzq_desktop.services import printing
from tests.documents.pdf_boxes import assert_snapshot, faults_of
from tests.documents.pdf_reading import codes_on, fonts_of, plain, poppler, text_of
from tests.services.awkward_desk import make_awkward_desk
from tests.services.papers_desk import scope_for

AUDIENCE_NAMES = {"公示": "public", "工作": "work", "内部": "internal", "本户": "household"}
CASES = [pytest.param(paper, audience, id=f"{paper.key}-{audience}") for paper in printing.PRINTS for audience in paper.audiences]
every_paper = pytest.mark.parametrize(("paper", "audience"), CASES)


@contextmanager
def present():
    with held(datetime(2026, 11, 25, 4, tzinfo=UTC), seed=11):
        yield


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with present():
        made = make_awkward_desk(tmp_path_factory.mktemp("awkward"))
    yield made
    made.desk.store.close()


@pytest.fixture(scope="module")
def printed(office):
    """Print a paper of its usual scope, once for all the laws."""
    known = {}

    def print_once(paper, audience):
        if (paper.key, audience) not in known:
            known[paper.key, audience] = preview(office, paper, audience)
        return known[paper.key, audience]

    return print_once


def preview(office, paper, audience):
    with present():
        request = printing.make_request(paper, scope_for(office, paper), audience)
        return printing.preview(office.desk, paper, request, QuietJob())


@every_paper
def test_nothing_runs_into_anything(printed, paper, audience):
    assert faults_of(printed(paper, audience).pdf) == []


@every_paper
def test_it_looks_as_it_did(printed, paper, audience):
    assert_snapshot(f"every_{paper.key}_{AUDIENCE_NAMES[audience]}", printed(paper, audience).pdf)


@every_paper
def test_only_embedded_fonts(printed, paper, audience):
    pdf = printed(paper, audience).pdf
    assert set(fonts_of(pdf).values()) == {True}
    for line in poppler("pdffonts", pdf).splitlines()[2:]:
        assert line.split()[-5] == "yes", line


@every_paper
def test_what_can_be_jumped_to_stands_on_its_page(printed, paper, audience):
    one = printed(paper, audience)
    pages = text_of(one.pdf)
    assert len(pages) == one.pages
    assert one.places == tuple(sorted(one.places, key=lambda place: place[1]))
    lost = [name for name, page in one.places if plain(name) not in pages[page]]
    assert not lost
    spoken = plain(poppler("pdftotext", one.pdf, "-enc", "UTF-8", "-raw"))
    assert not [name for name, _ in one.places if plain(name) not in spoken and len(name) < 9]


@every_paper
def test_every_square_code_reads_from_paper(printed, paper, audience):
    one = printed(paper, audience)
    for page in range(one.pages):
        for code in codes_on(one.pdf, page, 150):
            told = read_page_code(code)
            assert told is None or told.paper == paper.sign
    assert sum(len(codes_on(one.pdf, page, 150)) for page in range(one.pages)) > 0


@every_paper
def test_each_page_says_which_it_is(printed, paper, audience):
    one = printed(paper, audience)
    for number, page in enumerate(text_of(one.pdf), 1):
        if "打印" in page:  # cards and plates have no foot: they are cut out
            assert f"第{number}页共{one.pages}页" in page
            assert str(audience) in page


@every_paper
def test_the_same_words_make_the_same_bytes(office, printed, paper, audience):
    assert preview(office, paper, audience).pdf == printed(paper, audience).pdf


@every_paper
def test_a_cancelled_print_writes_nothing(office, paper, audience):
    job = QuietJob()
    job.cancelled = True
    request = printing.make_request(paper, scope_for(office, paper), audience)
    with pytest.raises(Cancelled):
        printing.preview(office.desk, paper, request, job)


@every_paper
def test_nothing_is_left_in_a_temp_folder(office, paper, audience, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    preview(office, paper, audience)
    assert list(tmp_path.iterdir()) == []


@every_paper
def test_every_scope_prints_or_says_why_not(office, paper, audience):
    with present():
        for kind in paper.scopes:
            request = printing.make_request(paper, scope_for(office, paper, kind), audience)
            try:
                whole = printing.preview(office.desk, paper, request, QuietJob())
            except printing.NothingToPrint:
                continue
            assert whole.pages > 0
            first = printing.first_pages(office.desk, paper, request, QuietJob())
            assert first is None or 0 < first.pages <= whole.pages
