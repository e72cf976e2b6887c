"""The register: nothing leaves without its line, nothing that did not leave has one."""

import ast
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.papers import Act, PrintLine
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact
from kzzq_desktop.services import register
from kzzq_desktop.services.printing import NothingToPrint, find_print, make_request
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.file import PlaceGone
from kzzq_desktop.services.printing.scope import scope_words
from kzzq_desktop.services.register import amount_words, issue, list_register, note_list, number_words, print_to_file, save
from tests.documents.pdf_reading import text_of
from tests.services.desks import TOWNSHIP, VILLAGE
from tests.services.papers_desk import PapersDesk, make_papers_desk

PAPER, _ = find_print("contact_sheet", "")


@pytest.fixture
def made(tmp_path):
    return make_papers_desk(tmp_path)


def asked(made: PapersDesk, audience: Audience = Audience.WORK, scope: Scope | None = None):
    return made.desk, PAPER, make_request(PAPER, scope or Scope(), audience)


def numbers(made: PapersDesk) -> list[tuple[int, int]]:
    return [(line.copy_no, line.copies) for line in reversed(list_register(made.desk))]


def test_who_printed_what_for_whom_stands_in_the_register(made):
    with held(datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC)):
        (printed,) = issue(*asked(made, scope=Scope(village=VILLAGE)), 3, Act.PRINT, QuietJob())
    (line,) = list_register(made.desk)
    facts = ("2026-11-23T01:02:03Z", "萨仁高娃", "print", "党员联系户名册", "先锋嘎查", "工作", 1, 3, 1)
    assert line == PrintLine(line.id, *facts)
    assert printed.pages == 1
    assert (amount_words(line), number_words(line)) == ("1页", "第1–3号")


def test_a_part_of_the_pages_is_counted_as_such(made):
    for number in range(2, 5):
        made.add_household(made.add_grid(number), "包青山")
    issue(*asked(made), 1, Act.PRINT, QuietJob())
    (printed,) = issue(*asked(made), 1, Act.PRINT, QuietJob(), pages=2)
    assert printed.pages == 4
    assert [line.pages for line in list_register(made.desk)] == [2, 4]


def test_every_internal_copy_carries_its_own_number(made):
    issue(*asked(made), 1, Act.PRINT, QuietJob())
    issued = issue(*asked(made, Audience.INTERNAL), 2, Act.PRINT, QuietJob())
    assert ["第2号" in text_of(one.pdf)[0] for one in issued] == [True, False]
    assert ["第3号" in text_of(one.pdf)[0] for one in issued] == [False, True]
    assert numbers(made) == [(1, 1), (2, 2)]
    assert "萨仁高娃" in text_of(issued[0].pdf)[0]


def test_what_is_cancelled_or_empty_is_not_registered(made):
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        issue(*asked(made, Audience.INTERNAL), 2, Act.PRINT, job)
    with pytest.raises(NothingToPrint):
        issue(*asked(made, scope=Scope(grid="0" * 32)), 1, Act.PRINT, QuietJob())
    assert list_register(made.desk) == ()


def test_what_fails_while_drawing_is_not_registered(made):
    def fail(*_):
        raise ZeroDivisionError

    desk, _, request = asked(made)
    with pytest.raises(ZeroDivisionError):
        issue(desk, replace(PAPER, build=fail), request, 1, Act.PRINT, QuietJob())
    assert list_register(desk) == ()


@pytest.mark.parametrize(("audience", "drawn"), [(Audience.INTERNAL, 2), (Audience.WORK, 1)])
def test_another_window_that_was_quicker_never_shares_a_number(made, audience, drawn):
    """The other window prints while this one draws: a number in a watermark is drawn anew, another is simply the next."""
    times = []

    def build(words, paper, out, job):
        times.append(paper.copy)
        if len(times) == 1:
            note_list(made.desk, Act.EXPORT, "住户", "先锋嘎查", Audience.WORK, 2)
        return PAPER.build(words, paper, out, job)

    desk, _, request = asked(made, audience)
    (printed,) = issue(desk, replace(PAPER, build=build), request, 1, Act.PRINT, QuietJob())
    assert len(times) == drawn
    assert numbers(made) == [(1, 1), (2, 1)]
    assert ("第2号" in text_of(printed.pdf)[0]) is (audience == Audience.INTERNAL)


def test_a_file_that_is_saved_is_registered_and_one_that_is_not_is_not(made, tmp_path):
    save(*asked(made), tmp_path / "a.pdf", QuietJob())
    with pytest.raises(PlaceGone):
        save(*asked(made), tmp_path / "stick" / "a.pdf", QuietJob())
    with suppress(NothingToPrint):
        print_to_file(made.desk, "contact_sheet", f"grid:{'0' * 32}", "公示", tmp_path / "b.pdf", QuietJob())
    print_to_file(made.desk, "contact_sheet", "all", "内部", tmp_path / "c.pdf", QuietJob())
    assert [(line.act, line.audience, line.scope) for line in list_register(made.desk)] == [
        ("save", "内部", "全部"),
        ("save", "工作", "全部"),
    ]
    assert "第2号" in text_of((tmp_path / "c.pdf").read_bytes())[0]
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["a.pdf", "c.pdf"]


def test_a_register_that_cannot_be_written_lets_nothing_out(made, tmp_path, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(register.print_register, "add_entry", fail)
    with pytest.raises(ZeroDivisionError):
        save(*asked(made), tmp_path / "a.pdf", QuietJob())
    with pytest.raises(ZeroDivisionError):
        issue(*asked(made), 1, Act.PRINT, QuietJob())
    assert [path.name for path in tmp_path.iterdir()] == ["office"]


def test_lists_are_counted_in_rows(made):
    assert note_list(made.desk, Act.EXPORT, "住户", "先锋嘎查", Audience.PUBLIC, 1234) == 1
    assert note_list(made.desk, Act.COPY, "党员", "", Audience.WORK, 3) == 0
    copied, exported = list_register(made.desk)
    assert (amount_words(exported), number_words(exported)) == ("1,234行", "第1号")
    assert (amount_words(copied), number_words(copied), copied.audience) == ("3行", "", "工作")


def test_a_month_is_china_s(made):
    moments = ("2026-10-31T15:59:59", "2026-10-31T16:00:00", "2026-11-30T15:59:59", "2026-12-31T16:00:00")
    for moment in moments:
        with held(datetime.fromisoformat(f"{moment}+00:00")):
            note_list(made.desk, Act.EXPORT, "住户", "", Audience.WORK, 1)
    held_in = {month: [line.copy_no for line in list_register(made.desk, month)] for month in ("2026-10", "2026-11", "2026-12")}
    assert held_in == {"2026-10": [1], "2026-11": [3, 2], "2026-12": []}
    assert [line.copy_no for line in list_register(made.desk, "2027-01")] == [4]
    assert len(list_register(made.desk)) == len(list_register(made.desk, "soon")) == 4


def test_a_scope_is_named_without_a_person(made):
    grid, second = made.grids[1], made.add_grid(2)
    said = {
        Scope(): "全部",
        Scope(township=TOWNSHIP): "舍伯吐镇",
        Scope(village=VILLAGE): "先锋嘎查",
        Scope(grid=grid): "先锋嘎查01号网格",
        Scope(member=made.members[0]): "1名党员（先锋嘎查01号网格）",
        Scope(household=made.households[0]): "1户（先锋嘎查01号网格）",
        Scope(household=made.add_household(None, "敖登高娃")): "1户",
        Scope(member=made.add_lead(second, "哈斯巴根")): "1名党员（先锋嘎查02号网格）",
        Scope(village="150521102999"): "",
    }
    assert {scope: scope_words(made.desk, scope) for scope in said} == said
    banner = replace(made.desk, office=replace(made.desk.office, township="", township_name=""))
    assert scope_words(banner, Scope(village=VILLAGE)) == "舍伯吐镇先锋嘎查"
    assert scope_words(banner, Scope(grid=grid)) == "舍伯吐镇先锋嘎查01号网格"


def test_a_member_of_many_grids_fits_into_the_line(made):
    for grid in [made.add_grid(number) for number in range(2, 9)]:
        with made.desk.store.unit("样例") as unit:
            unit.add(Contact(id="", grid_id=grid, member_id=made.members[0], since="2024-03-01"))
    assert scope_words(made.desk, Scope(member=made.members[0])) == (
        "1名党员（先锋嘎查01号网格、先锋嘎查02号网格、先锋嘎查03号网格等8个网格）"
    )


def test_no_file_with_people_goes_past_the_register():
    """Whoever writes a file hands the register over; only the empty list has nobody in it."""
    past = [
        path.stem
        for path in Path(register.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "write_file"
        if "before" not in [keyword.arg for keyword in call.keywords]
    ]
    assert past == ["templates"]
