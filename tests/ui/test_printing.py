import pytest
from PySide6.QtCore import Qt

from kzzq_desktop.services.printing import Audience, Scope
from kzzq_desktop.ui import ask, errors, files, theme
from kzzq_desktop.ui.dialogs import print_out
from kzzq_desktop.ui.dialogs.print_out import PrintDialog
from kzzq_desktop.ui.papers.page_view import WIDE
from kzzq_desktop.ui.screens import printing
from tests.documents.pdf_reading import text_of
from tests.services.desks import VILLAGE, make_desk
from tests.services.papers_desk import make_papers_desk
from tests.ui.people_window import cut_words
from tests.ui.printing_page import answering, low_labels, opened, put_lp, wait_drawn

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
    page = opened(qtbot, made)
    assert page.choices.chosen()[1] == Scope(village=VILLAGE)
    assert page.preview.where.text() == "第 1 页，共 3 页"
    assert page.count.text() == "2 个网格，共 3 页。"
    assert not page.preview.before.isEnabled()
    qtbot.keyClick(page.go, Qt.Key.Key_PageDown)
    qtbot.mouseClick(page.preview.after, Qt.MouseButton.LeftButton)
    assert page.preview.where.text() == "第 3 页，共 3 页"
    assert not page.preview.after.isEnabled()
    qtbot.keyClick(page.preview.view, Qt.Key.Key_Home)
    assert page.preview.view.number == 0


def test_the_preview_shows_black_on_white(qtbot, made):
    page = opened(qtbot, made)
    view = page.preview.view
    shown = view.grab().toImage()
    paper = view._paper()
    white = shown.pixelColor(round(paper.left() + 4), round(paper.top() + 4))
    assert white.name() == "#ffffff"
    dark = sum(shown.pixelColor(x, y).lightness() < 128 for x in range(0, shown.width(), 3) for y in range(0, shown.height(), 3))
    assert dark > 100


def test_as_wide_as_there_is_room_and_it_scrolls(qtbot, made):
    page = opened(qtbot, made)
    whole = page.preview.view.wide
    page.preview.mode.press(2)
    assert page.preview.view.mode == WIDE
    assert page.preview.view.wide > whole
    assert page.preview.view.height() > page.preview.area.viewport().height()


def test_for_the_wall_is_masked(qtbot, made):
    page = opened(qtbot, made)
    qtbot.mouseClick(page.choices.audience.buttons[Audience.PUBLIC], Qt.MouseButton.LeftButton)
    assert page.printed is None
    wait_drawn(qtbot, page)
    assert "包*山" in "".join(text_of(page.printed.pdf))
    assert "包青山" not in "".join(text_of(page.printed.pdf))
    assert "张贴" in page.choices.seen_by.text()


def test_one_grid_or_everything(qtbot, made):
    page = opened(qtbot, made)
    page.choices.reach.press(3)
    wait_drawn(qtbot, page)
    assert page.printed.sheets == 1
    assert page.choices.grid.count() == 2
    page.choices.reach.press(1)
    wait_drawn(qtbot, page)
    assert page.printed.sheets == 2
    assert page.choices.village.isHidden()


def test_opened_at_a_grid_from_another_screen(qtbot, made):
    page = opened(qtbot, made)
    page.open_at(made.grids[2])
    wait_drawn(qtbot, page)
    assert page.choices.chosen()[1] == Scope(grid=made.grids[2])
    assert page.printed.pages == 2
    page.open_at(VILLAGE)
    wait_drawn(qtbot, page)
    assert page.printed.sheets == 2


def test_printing_a_grid_takes_two_keys(qtbot, made, tmp_path, monkeypatch):
    """Ctrl+P on the grid's card, then Enter and Enter here: three of the five that it may cost."""
    got = put_lp(tmp_path, monkeypatch)
    page = opened(qtbot, made)
    page.open_at(made.grids[1])
    wait_drawn(qtbot, page)
    asked = []

    def enter(dialog: PrintDialog) -> None:
        asked.append(dialog.printer.value())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    with answering(PrintDialog, enter):
        page.go.click()
        qtbot.waitUntil(lambda: bool(page.window_api.told), timeout=10_000)
    assert asked == ["Hall"]
    assert "王𬮱" in text_of(got())[0]
    assert page.window_api.told == ["已交给打印机：1 页，1 份"]


def test_no_printer_is_a_sentence(qtbot, made, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    page = opened(qtbot, made)
    with pytest.raises(printing.NoPrinter) as raised:
        page._ask(())
    assert "PDF" in raised.value.sentence()


def test_names_without_a_font_are_said_before_printing(qtbot, made):
    made.add_household(made.grids[1], RARE)
    page = opened(qtbot, made)
    words = print_out.missing_words(page.printed.missing)
    assert RARE in words
    assert "01号网格" in words
    dialog = PrintDialog(page, (), 3, page.printed.missing)
    qtbot.addWidget(dialog)
    assert dialog.go.text().strip() == "照样打印"
    dialog.copies.setValue(3)
    assert dialog.sheets.text() == "每份 3 页，共 9 张纸"


@pytest.mark.parametrize("agreed", [True, False])
def test_saving_asks_where_and_tells_so(qtbot, made, tmp_path, monkeypatch, agreed):
    made.add_household(made.grids[1], RARE)
    page = opened(qtbot, made)
    proposed = []
    path = tmp_path / "名册.pdf"
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: agreed)
    monkeypatch.setattr(files, "save_file", lambda _parent, _title, name, _kind: proposed.append(name) or path)
    page.save.click()
    if agreed:
        qtbot.waitUntil(lambda: bool(page.window_api.told), timeout=10_000)
        assert path.read_bytes() == page.printed.pdf
        assert proposed == ["党员联系户名册_先锋嘎查_工作.pdf"]
    assert path.exists() is agreed


def test_a_pulled_stick_is_told(qtbot, made, tmp_path, monkeypatch):
    page = opened(qtbot, made)
    shown = []
    monkeypatch.setattr(files, "save_file", lambda *_: tmp_path / "stick" / "a.pdf")
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: shown.append(error.sentence()))
    page.save.click()
    qtbot.waitUntil(lambda: bool(shown), timeout=10_000)
    assert "U盘" in shown[0]
    assert not page.window_api.told


def test_an_office_without_grids_says_what_to_do(qtbot, tmp_path):
    page = printing.build(make_desk(tmp_path), None)
    qtbot.addWidget(page)
    page.refresh()
    qtbot.waitUntil(lambda: "可以打印" in page.preview.nothing.missing.text())
    assert "划分网格" in page.preview.nothing.next_step.text()
    page.go.click()
    assert page.printed is None


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
def test_nothing_is_cut(qtbot, made, size):
    made.add_household(made.grids[1], RARE)
    theme.wear(theme.Look(size, "light"))
    page = opened(qtbot, made, (1020, 520))
    page.fit_width(True)
    page.choices.reach.press(3)
    wait_drawn(qtbot, page)
    qtbot.wait(50)
    assert list(cut_words(page)) == []
    assert low_labels(page) == []
