import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.printing import Audience
from kzzq_desktop.ui.papers.proof import first_proof, whole_proof
from tests.services.papers_desk import make_papers_desk
from tests.ui.made_up_papers import BOARD

SHEET = printing.PRINTS[0]


@pytest.fixture
def made(tmp_path):
    made = make_papers_desk(tmp_path)
    made.add_household(made.add_grid(2), "包青山")
    return made


def asked(scope):
    return printing.make_request(SHEET, scope, Audience.WORK)


def test_the_first_pages_are_those_of_the_first_grid(made):
    proof = first_proof(made.desk, SHEET, asked(Scope()), QuietJob())
    assert proof.printed.partial
    assert proof.printed.pages == 1
    assert "01号网格" in proof.places.find("")[0].words
    whole = whole_proof(made.desk, SHEET, asked(Scope()), QuietJob())
    assert (whole.printed.pages, whole.printed.partial) == (2, False)
    assert whole.printed.places[: len(proof.printed.places)] == proof.printed.places


def test_one_grid_is_whole_at_once(made):
    assert first_proof(made.desk, SHEET, asked(Scope(grid=made.grids[1])), QuietJob()) is None


def test_the_size_is_that_of_the_first_page(made):
    assert whole_proof(made.desk, SHEET, asked(Scope()), QuietJob()).size == pytest.approx((595.28, 841.89), abs=0.01)
    request = printing.make_request(BOARD, Scope(grid=made.grids[1]), Audience.PUBLIC)
    assert whole_proof(made.desk, BOARD, request, QuietJob()).size == pytest.approx((841.89, 1190.55), abs=0.01)


def test_it_can_be_cancelled(made):
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        whole_proof(made.desk, SHEET, asked(Scope()), job)
