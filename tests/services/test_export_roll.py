import stat
from datetime import UTC, datetime

import openpyxl
import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.services import printing
from kzzq_desktop.services.export_roll import NoRoll, export_roll
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.file import PlaceGone
from kzzq_desktop.services.register import list_register
from tests.services.awkward_desk import make_awkward_desk
from tests.services.papers_desk import ID_OF_TEST, scope_for

ROLLS = [paper for paper in printing.PRINTS if paper.roll]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    made = make_awkward_desk(tmp_path_factory.mktemp("awkward"))
    yield made
    made.desk.store.close()


def exported(made, paper, audience, path):
    request = printing.make_request(paper, scope_for(made, paper), audience)
    count = export_roll(made.desk, paper, request, path, QuietJob())
    (page,) = openpyxl.load_workbook(path).worksheets
    return count, page


@pytest.mark.parametrize("paper", ROLLS, ids=lambda paper: paper.key)
def test_every_roll_becomes_a_workbook_for_its_owner(made, tmp_path, paper):
    for audience in paper.audiences:
        path = tmp_path / f"{audience}.xlsx"
        count, page = exported(made, paper, audience, path)
        assert page.max_row >= count + 1 > 1
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
        assert page["A1"].value == "所在"


def test_numbers_of_people_are_text_and_counts_are_numbers(made, tmp_path):
    paper, _ = printing.find_print("household_roll", "")
    _, page = exported(made, paper, Audience.INTERNAL, tmp_path / "a.xlsx")
    heads = [cell.value for cell in page[1]]
    cells = {head: [row[at].value for row in page.iter_rows(min_row=2)] for at, head in enumerate(heads)}
    assert ID_OF_TEST in cells["证件号"]
    assert all(isinstance(value, str) for value in cells["证件号"] + cells["电话"] if value)
    assert "15404750001 04756212345" in cells["电话"]
    assert "15404751234" in cells["电话"]
    assert all(isinstance(value, int) for value in cells["序号"][:-1] if value)
    assert len([head for head in cells["户主"] if head]) == len([name for name in cells["姓名"] if name])


def test_the_footer_names_who_took_it_and_when(made, tmp_path):
    paper, _ = printing.find_print("household_roll", "")
    with held(datetime(2026, 11, 23, 2, 15, tzinfo=UTC)):
        _, page = exported(made, paper, Audience.INTERNAL, tmp_path / "a.xlsx")
    assert page.oddFooter.left.text == "内部资料，含身份证号，不得外传　舍伯吐镇党建办 萨仁高娃 2026-11-23 10:15"


def test_work_never_gets_a_whole_number(made, tmp_path):
    paper, _ = printing.find_print("household_roll", "")
    _, page = exported(made, paper, Audience.WORK, tmp_path / "a.xlsx")
    words = " ".join(str(cell.value) for row in page.iter_rows() for cell in row)
    assert ID_OF_TEST not in words
    assert f"尾号{ID_OF_TEST[-4:]}" in words


def test_an_export_is_registered_and_a_failed_one_is_not(made, tmp_path):
    paper, audience = printing.find_print("member_roll", "")
    before = len(list_register(made.desk))
    count, _ = exported(made, paper, audience, tmp_path / "a.xlsx")
    line, *rest = list_register(made.desk)
    assert (line.act, line.paper, line.audience, line.pages, len(rest)) == ("export", "党员名册", "工作", count, before)
    with pytest.raises(PlaceGone):
        exported(made, paper, audience, tmp_path / "none" / "a.xlsx")
    assert len(list_register(made.desk)) == before + 1


def test_what_is_no_roll_is_refused(made, tmp_path):
    paper, audience = printing.find_print("contact_sheet", "")
    with pytest.raises(NoRoll):
        export_roll(made.desk, paper, printing.make_request(paper, scope_for(made, paper), audience), tmp_path / "a", QuietJob())
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_export_leaves_no_file(made, tmp_path):
    paper, audience = printing.find_print("household_roll", "")
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        export_roll(made.desk, paper, printing.make_request(paper, scope_for(made, paper), audience), tmp_path / "a.xlsx", job)
    assert list(tmp_path.iterdir()) == []
