import errno
import os
import stat

import pytest

from kzzq_desktop.base.clock import today
from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.duty_log import DutyDraft
from kzzq_desktop.domain.page_code import page_code, read_page_code, spoken
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.duty import log_duty
from kzzq_desktop.services.duty_lists import UnknownGrid
from kzzq_desktop.services.glyph_pictures import set_picture
from kzzq_desktop.services.printing import NothingToPrint, UnknownPaper
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.file import FileOpen, FolderReadOnly, NoRoom, NotSaved, PlaceGone, write_file
from kzzq_desktop.services.printing.scope import UnknownScope, read_scope, scope_of_code
from kzzq_desktop.services.register import print_to_file
from tests.documents.glyph_pictures import data, written
from tests.documents.pdf_reading import codes_on, text_of
from tests.services.desks import VILLAGE, make_desk
from tests.services.papers_desk import make_papers_desk, scope_for


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def made(tmp_path):
    return make_papers_desk(tmp_path)


def test_a_paper_goes_to_a_file(made, tmp_path):
    path = tmp_path / "名册.pdf"
    printed = print_to_file(made.desk, "contact_sheet", "all", "工作", path, QuietJob())
    assert path.read_bytes() == printed.pdf
    assert (printed.pages, printed.sheets, printed.missing) == (1, 1, ())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names_in(tmp_path) == ["office", "名册.pdf"]
    (page,) = text_of(printed.pdf)
    assert "王𬮱" in page
    assert "舍伯吐镇党建办" in page


def test_the_file_for_the_wall_holds_no_name_in_clear(made, tmp_path):
    printed = print_to_file(made.desk, "党员联系户名册", "all", "公示", tmp_path / "a.pdf", QuietJob())
    (page,) = text_of(printed.pdf)
    assert "王*" in page
    assert "王𬮱" not in page
    assert "低保" not in page
    assert "乌云其木格".encode("utf-16-be") not in printed.pdf


def test_what_no_font_shows_is_reported_and_the_rest_prints(made, tmp_path):
    made.add_household(made.grids[1], "张\U00031353")
    printed = print_to_file(made.desk, "contact_sheet", "all", "", tmp_path / "a.pdf", QuietJob())
    assert [missing.name for missing in printed.missing] == ["张\U00031353"]
    assert "乌云其木格" in text_of(printed.pdf)[0]


@pytest.mark.parametrize(("key", "audience"), [("no_paper", ""), ("contact_sheet", "本户"), ("", "")])
def test_unknown_papers_are_refused(made, tmp_path, key, audience):
    with pytest.raises(UnknownPaper):
        print_to_file(made.desk, key, "all", audience, tmp_path / "a.pdf", QuietJob())
    assert not (tmp_path / "a.pdf").exists()


def test_an_office_without_grids_has_nothing_to_print(tmp_path):
    with pytest.raises(NothingToPrint):
        print_to_file(make_desk(tmp_path), "contact_sheet", "all", "", tmp_path / "a.pdf", QuietJob())


def test_cancel_leaves_no_file(made, tmp_path):
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        print_to_file(made.desk, "contact_sheet", "all", "", tmp_path / "a.pdf", job)
    assert names_in(tmp_path) == ["office"]


def test_scopes(made):
    grid = made.grids[1]
    assert read_scope(made.desk, "all") == Scope()
    for words in (f"village:{VILLAGE}", "village:先锋嘎查", "village：先锋嘎查"):
        assert read_scope(made.desk, words) == Scope(village=VILLAGE)
    for words in (f"grid:{grid}", f"grid:{VILLAGE}001", "grid:先锋嘎查1"):
        assert read_scope(made.desk, words) == Scope(grid=grid)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("", UnknownScope),
        ("village:", UnknownScope),
        ("village:没有村", UnknownScope),
        ("town:1", UnknownScope),
        ("grid:99", UnknownGrid),
    ],
)
def test_unknown_scopes_are_refused(made, words, error):
    with pytest.raises(error):
        read_scope(made.desk, words)


def test_a_code_on_paper_brings_its_grid_back(made):
    paper, audience = printing.find_print("contact_sheet", "")
    printed = printing.preview(made.desk, paper, printing.make_request(paper, Scope(), audience), QuietJob())
    (code,) = codes_on(printed.pdf, 0, 150)
    assert scope_of_code(made.desk, code) == Scope(grid=made.grids[1])
    assert scope_of_code(made.desk, spoken(code).lower()) == Scope(grid=made.grids[1])
    assert scope_of_code(made.desk, page_code("H", "f" * 32)) is None
    assert scope_of_code(made.desk, "王𬮱") is None


def test_a_grid_that_is_gone_has_nothing_to_print(made):
    paper, audience = printing.find_print("contact_sheet", "")
    with pytest.raises(NothingToPrint):
        printing.collect(made.desk, paper, printing.make_request(paper, Scope(grid="0" * 32), audience))


def test_every_paper_can_be_found_and_printed_for_its_audiences(made):
    log_duty(
        made.desk,
        DutyDraft(
            "lawful", today().isoformat(), made.grids[1], tuple(made.households), "讲村规民约", {"topic": "法律", "form": "入户"}
        ),
    )
    for paper in printing.PRINTS:
        for audience in paper.audiences:
            assert printing.find_print(paper.key, audience) == (paper, audience)
            request = printing.make_request(paper, scope_for(made, paper), audience)
            printed = printing.preview(made.desk, paper, request, QuietJob())
            pages = printing.open_pages(printed.pdf)
            assert pages.count == printed.pages >= 1
            pages.close()
    assert printing.find_print("contact_sheet", "")[1] == Audience.WORK


def test_every_paper_has_a_sign_of_its_own():
    signs = [paper.sign for paper in printing.PRINTS]
    assert len(set(signs)) == len(signs)
    assert all(read_page_code(page_code(sign, "0" * 32)).paper == sign for sign in signs)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, NoRoom),
        (errno.EROFS, FolderReadOnly),
        (errno.EIO, PlaceGone),
        (errno.ENODEV, PlaceGone),
        (errno.EBUSY, FileOpen),
        (errno.EINVAL, NotSaved),
    ],
)
@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_whatever_fails_the_old_file_stays_whole(tmp_path, monkeypatch, number, error, at):
    path = tmp_path / "名册.pdf"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, at, fail)
    with pytest.raises(error) as raised:
        write_file(path, b"new")
    assert raised.value.sentence().endswith("。")
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["名册.pdf"]


def test_a_file_held_open_elsewhere_is_named_as_such(tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(b"old")

    def fail(*_):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(FileOpen):
        write_file(tmp_path / "a.pdf", b"new")


def test_a_pulled_stick_and_a_folder_for_a_file_are_told(tmp_path):
    with pytest.raises(PlaceGone):
        write_file(tmp_path / "stick" / "a.pdf", b"new")
    with pytest.raises(NotSaved):
        write_file(tmp_path, b"new")
    assert names_in(tmp_path) == []


def test_a_stop_from_outside_leaves_nothing(tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.pdf", b"new")
    assert names_in(tmp_path) == []


def test_a_character_with_a_picture_is_printed_and_no_longer_missing(made, tmp_path):
    made.add_household(made.grids[1], "张\U00031353\ue123")
    paper, audience = printing.find_print("contact_sheet", "")
    request = printing.make_request(paper, Scope(), audience)
    (before,) = printing.preview(made.desk, paper, request, QuietJob()).missing
    assert before.letters == "\U00031353\ue123"
    set_picture(made.desk, "\U00031353", data(written()))
    drawn = printing.preview(made.desk, paper, request, QuietJob())
    assert [one.letters for one in drawn.missing] == ["\ue123"]
    assert [one.letters for one in printing.first_pages(made.desk, paper, request, QuietJob()).missing] == ["\ue123"]
    assert "Type3" in drawn.pdf.decode("latin-1")
    assert "张\U00031353\ue123" in text_of(drawn.pdf)[0]
    set_picture(made.desk, "\ue123", data(written("龘")))
    assert printing.preview(made.desk, paper, request, QuietJob()).missing == ()
