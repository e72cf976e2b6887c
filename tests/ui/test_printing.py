import pytest
from PySide6.QtCore import Qt

from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.printing import Audience
from kzzq_desktop.ui import errors, files, theme
from kzzq_desktop.ui.dialogs.print_out import PrintDialog
from kzzq_desktop.ui.papers import outgoing, proof
from kzzq_desktop.ui.screens import printing as printing_screen
from tests.documents.pdf_reading import text_of
from tests.services.desks import VILLAGE, make_desk
from tests.services.papers_desk import make_papers_desk
from tests.ui.made_up_papers import BOARD, CARDS, LEDGER, NOTICE, put_papers
from tests.ui.people_window import cut_words
from tests.ui.printing_page import answering, low_labels, opened, pick, put_lp, settle, told, wait_drawn

RARE = "张\U00031353"


@pytest.fixture
def made(tmp_path):
    made = make_papers_desk(tmp_path)
    grid = made.add_grid(2)
    made.add_lead(grid, "额尔敦朝鲁")
    for door in range(14):
        made.add_household(grid, "包青山", door_no=str(door + 1))
    return made


def test_the_village_is_shown_page_by_page(qtbot, made):
    page = opened(qtbot, made.desk)
    assert page.chosen[1].scope == Scope(village=VILLAGE)
    assert (page.preview.page.text(), page.preview.of.text()) == ("1", "页，共 3 页")
    assert page.count.text() == "2 个网格，共 3 页。"
    assert not page.preview.before.isEnabled()
    qtbot.keyClick(page.go, Qt.Key.Key_PageDown)
    qtbot.mouseClick(page.preview.after, Qt.MouseButton.LeftButton)
    assert page.preview.page.text() == "3"
    assert not page.preview.after.isEnabled()
    qtbot.keyClick(page.preview.view, Qt.Key.Key_Home)
    assert page.preview.view.number == 0


def test_for_the_wall_is_masked(qtbot, made):
    page = opened(qtbot, made.desk)
    qtbot.mouseClick(page.choices.audience.buttons[Audience.PUBLIC], Qt.MouseButton.LeftButton)
    assert page.printed is None
    wait_drawn(qtbot, page)
    assert "包*山" in "".join(text_of(page.printed.pdf))
    assert "包青山" not in "".join(text_of(page.printed.pdf))
    assert "张贴" in page.choices.seen_by.text()


def test_one_grid_a_member_or_everything(qtbot, made):
    page = opened(qtbot, made.desk)
    for kind, sheets in (("grid", 1), ("all", 2)):
        pick(page, kind)
        wait_drawn(qtbot, page)
        assert page.printed.sheets == sheets
    pick(page, "member")
    assert page.preview.nothing.missing.text() == "还没有选党员"
    assert "姓名或拼音" in page.preview.nothing.next_step.text()
    page.choices.reach.pickers["member"]._take(page.choices.reach.finders.members("edcl")[0])
    wait_drawn(qtbot, page)
    assert "额尔敦朝鲁" in text_of(page.printed.pdf)[0]


def test_opened_at_a_grid_from_another_screen(qtbot, made):
    page = opened(qtbot, made.desk)
    page.open_at(made.grids[2])
    wait_drawn(qtbot, page)
    assert page.chosen[1].scope == Scope(grid=made.grids[2])
    assert page.printed.pages == 2
    page.open_at(VILLAGE)
    wait_drawn(qtbot, page)
    assert page.printed.sheets == 2


def test_opened_at_a_paper_of_a_record(qtbot, made, monkeypatch):
    put_papers(monkeypatch)
    page = opened(qtbot, made.desk)
    page.open_at(f"data_notice:household:{made.households[1]}")
    wait_drawn(qtbot, page)
    assert page.chosen[0] is NOTICE
    assert page.chosen[1].scope == Scope(household=made.households[1])
    assert page.choices.reach.pickers["household"].text() == "乌云其木格"
    page.open_at(made.grids[1])
    assert page.chosen[0] is printing.PRINTS[0]
    page.open_at("duty_ledger:all:")
    wait_drawn(qtbot, page)
    assert page.chosen[0] is LEDGER
    page.open_at(f"a_paper_of_a_later_day:member:{made.members[0]}")
    assert page.chosen[1].scope == Scope(member=made.members[0])


def test_printing_a_grid_takes_two_keys(qtbot, made, tmp_path, monkeypatch):
    """Ctrl+P on the grid's card, then Enter and Enter here: three of the five that it may cost."""
    got = put_lp(tmp_path, monkeypatch)
    page = opened(qtbot, made.desk)
    page.open_at(made.grids[1])
    wait_drawn(qtbot, page)
    asked = []

    def enter(dialog: PrintDialog) -> None:
        asked.append(dialog.order().printer)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    with answering(PrintDialog, enter):
        page.go.click()
        qtbot.waitUntil(lambda: bool(told(page)), timeout=10_000)
    assert asked == ["Hall"]
    assert "王𬮱" in text_of(got()[0])[0]
    assert told(page) == ["已交给打印机：1 页，1 份"]


def test_what_was_asked_for_too_early_is_done_when_it_is_drawn(qtbot, made, tmp_path, monkeypatch):
    page = opened(qtbot, made.desk)
    path = tmp_path / "a.pdf"
    monkeypatch.setattr(files, "save_file", lambda *_: path)
    pick(page, "all")
    page.save.click()
    assert not path.exists()
    qtbot.waitUntil(lambda: bool(told(page)), timeout=10_000)
    assert len(text_of(path.read_bytes())) == 3


def test_the_first_pages_are_shown_and_the_whole_takes_their_place(qtbot, made, monkeypatch):
    page = opened(qtbot, made.desk)
    seen = []
    show = page.preview.show_proof

    def remember(shown: proof.Proof, *, goes_on: bool = False) -> None:
        show(shown, goes_on=goes_on)
        seen.append((shown.printed.partial, goes_on, page.preview.of.text(), page.preview.view.number))

    monkeypatch.setattr(page.preview, "show_proof", remember)
    page.preview.turn(2)
    pick(page, "all")
    wait_drawn(qtbot, page)
    assert seen == [(True, False, "页，后面正在排", 0), (False, True, "页，共 3 页", 0)]


def test_what_is_chosen_meanwhile_drops_what_was_being_drawn(qtbot, made):
    page = opened(qtbot, made.desk)
    pick(page, "all")
    pick(page, "grid")
    settle(qtbot)
    assert page.printed.sheets == 1
    assert page.count.text().startswith("1 个网格")


def test_a_roll_goes_to_excel_and_the_register_opens(qtbot, made, tmp_path, monkeypatch):
    put_papers(monkeypatch)
    done = []
    monkeypatch.setattr(outgoing, "export_roll", lambda _desk, paper, request, path, _job: done.append(paper.key) or 19)
    monkeypatch.setattr(printing_screen, "show_register", lambda *_: done.append("register"))
    monkeypatch.setattr(files, "save_file", lambda _parent, _title, name, _kind: tmp_path / name)
    page = opened(qtbot, made.desk)
    assert not page.export.isEnabled()
    page.open_at(f"roll:village:{VILLAGE}")
    wait_drawn(qtbot, page)
    page.export.click()
    qtbot.waitUntil(lambda: bool(told(page)), timeout=10_000)
    assert told(page)[0].startswith("已导出 19 行：住户花名册_先锋嘎查_工作.xlsx")
    page.register.click()
    assert done == ["roll", "register"]


def test_a_pulled_stick_is_told(qtbot, made, tmp_path, monkeypatch):
    page = opened(qtbot, made.desk)
    shown = []
    monkeypatch.setattr(files, "save_file", lambda *_: tmp_path / "stick" / "a.pdf")
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: shown.append(error.sentence()))
    page.save.click()
    qtbot.waitUntil(lambda: bool(shown), timeout=10_000)
    assert "U盘" in shown[0]
    assert not told(page)


def test_an_office_without_grids_says_what_to_do(qtbot, tmp_path):
    page = printing_page(qtbot, tmp_path)
    qtbot.waitUntil(lambda: "可以打印" in page.preview.nothing.missing.text())
    assert "划分网格" in page.preview.nothing.next_step.text()
    page.go.click()
    assert page.printed is None


def printing_page(qtbot, folder):
    page = printing_screen.build(make_desk(folder), None)
    qtbot.addWidget(page)
    page.refresh()
    return page


def test_a_long_reason_stands_where_lines_break(qtbot, made, monkeypatch):
    page = opened(qtbot, made.desk)
    why = "3个网格的联系党员已迁出或去世，没有打印，请改派。"
    monkeypatch.setattr(printing, "preview", lambda *_: (_ for _ in ()).throw(printing.NothingToPrint(why)))
    pick(page, "grid")
    qtbot.waitUntil(lambda: page.preview.nothing.missing.text() == "没有可以打印的内容", timeout=5000)
    assert why in page.preview.nothing.next_step.text()


def test_a_fault_of_a_paper_is_told_and_the_screen_lives_on(qtbot, made, monkeypatch):
    page = opened(qtbot, made.desk)
    shown = []
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: shown.append(str(error)))

    def fail(*_):
        raise RuntimeError("broken")

    monkeypatch.setattr(printing, "preview", fail)
    pick(page, "grid")
    qtbot.waitUntil(lambda: bool(shown), timeout=10_000)
    assert page.preview.nothing.missing.text() == "没有排好版"
    monkeypatch.undo()
    pick(page, "all")
    wait_drawn(qtbot, page)
    assert page.printed.pages == 3


def test_no_printer_is_a_sentence(qtbot, made, tmp_path, monkeypatch):
    page = opened(qtbot, made.desk)
    with pytest.raises(outgoing.NoPrinter) as raised:
        page.outgoing.ask((), *page.chosen, page.printed, 0)
    assert "PDF" in raised.value.sentence()


@pytest.mark.parametrize("paper", [LEDGER, BOARD, CARDS, NOTICE], ids=lambda paper: paper.key)
@pytest.mark.parametrize("size", ["normal", "large", "huge"])
def test_nothing_is_cut(qtbot, made, monkeypatch, size, paper):
    made.add_household(made.grids[1], RARE)
    put_papers(monkeypatch)
    theme.wear(theme.Look(size, "light"))
    page = opened(qtbot, made.desk, (1020, 520))
    page.fit_width(True)
    record = {"grid": made.grids[1], "household": made.households[0], "all": "", "village": VILLAGE}[paper.scopes[0]]
    page.open_at(f"{paper.key}:{paper.scopes[0]}:{record}")
    wait_drawn(qtbot, page)
    settle(qtbot)
    assert list(cut_words(page)) == []
    assert low_labels(page) == []


def test_everything_is_chosen_without_the_mouse(qtbot, made, monkeypatch):
    """Ctrl+L, three letters of the paper, Enter; Tab to its scope and to the grid, three letters, Enter; Ctrl+P would print."""
    put_papers(monkeypatch)
    page = opened(qtbot, made.desk)
    page.activateWindow()
    qtbot.keyClick(page.go, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.choices.paper, "gsp")
    qtbot.keyClick(page.choices.paper, Qt.Key.Key_Return)
    assert page.chosen[0] is BOARD
    qtbot.keyClick(page.choices.paper, Qt.Key.Key_Tab)
    grid = page.choices.reach.pickers["grid"]
    assert grid.hasFocus()
    qtbot.keyClicks(grid, "gc2")
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    wait_drawn(qtbot, page)
    assert page.chosen[1].scope == Scope(grid=made.grids[2])
