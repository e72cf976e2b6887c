from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.form_code import read_form_code
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.find_paper import find_paper
from tests.documents.pdf_reading import codes_on
from tests.services.papers_desk import make_papers_desk


@pytest.fixture
def made(tmp_path):
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        yield make_papers_desk(tmp_path)


def request(made, **options):
    paper, audience = printing.find_print("visit_form", "")
    return paper, printing.make_request(paper, Scope(grid=made.grids[1]), audience, options)


def test_households_stand_as_one_walks_past_them(made):
    made.add_household(made.grids[1], "李广才", status="away", door_no="8")
    paper, asked = request(made)
    (form,) = printing.collect(made.desk, paper, asked).words
    assert form.month == "2026-11"
    assert [(row.head, row.place) for row in form.rows] == [
        ("乌云其木格", "2组2号"), ("李广才", "2组8号（外出）"), ("王𬮱", "2组12号"),
    ]  # fmt: skip


def test_the_code_leads_back_to_the_grid_and_its_rows(made):
    paper, asked = request(made, month="2026-09")
    pdf = printing.preview(made.desk, paper, asked, QuietJob()).pdf
    (code,) = codes_on(pdf, 0, 200)
    form = read_form_code(code)
    (words,) = printing.collect(made.desk, paper, asked).words
    assert form.keys == tuple(row.household_id[:5] for row in words.rows)
    assert form.page.month == "2026-09"
    found = find_paper(made.desk, code)
    assert found.scope == Scope(grid=made.grids[1])
    assert found.words.startswith("入户走访登记表 2026年9月")
