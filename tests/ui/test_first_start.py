"""First start: the real list of townships, a clerk, a password, a recovery code on paper; or the demonstration."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop import app
from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import keys
from kzzq_desktop.ui import ask, background, errors, memory, theme
from kzzq_desktop.ui.dialogs import recovery_print
from kzzq_desktop.ui.dialogs.first_start import Choices, FirstStart, check_clerk
from kzzq_desktop.ui.dialogs.recovery_page import RecoveryPage
from kzzq_desktop.ui.dialogs.recovery_paper import recovery_pdf
from kzzq_desktop.ui.printer import Printer

Show = Callable[..., QWidget]
CODE = "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2-34567"


class Asked:
    """Doors that answer at once and note what was asked."""

    def __init__(self) -> None:
        self.created: list[tuple[str, ...]] = []
        self.printed: list[tuple[str, str]] = []
        self.ready: list[tuple[object, str]] = []
        self.problem: Problem | None = None

    def create(self, *facts: str) -> tuple[object, str]:
        if self.problem is not None:
            raise FormError([self.problem])
        self.created.append(facts)
        return "desk", CODE

    def choices(self) -> Choices:
        townships = [
            ("150521102000", "舍伯吐镇", "舍伯吐镇 shebotuzhen sbtz"),
            ("150521100000", "保康镇", "保康镇 baokangzhen bkz"),
        ]
        return Choices(
            [("150521000000", "科尔沁左翼中旗"), ("150522000000", "科尔沁左翼后旗")],
            lambda banner: townships if banner == "150521000000" else [],
            self.create,
            lambda _job: "demo desk",
            lambda _parent, office, code: self.printed.append((office, code)),
        )


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def window(asked: Asked, shown: Show) -> FirstStart:
    made = FirstStart(asked.choices())
    made.ready.connect(lambda desk, what: asked.ready.append((desk, what)))
    shown(made)
    return made


def fill_clerk(window: FirstStart, password: str = "yanjing", again: str = "yanjing") -> None:
    window.clerk.fill({"clerk": "萨仁高娃", "password": password, "again": again})


def to_recovery(window: FirstStart, qtbot: QtBot) -> RecoveryPage:
    window.to_place()
    window.place.fields["township"].write("150521102000")
    window.to_clerk()
    fill_clerk(window)
    window.create_office()
    qtbot.waitUntil(lambda: window.recovery is not None, timeout=5000)
    assert window.recovery is not None
    return window.recovery


def test_two_ways_lead_on_and_both_by_keyboard(window: FirstStart, asked: Asked, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_1)
    assert window.pages.currentWidget() is window.place_page
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.welcome
    QTest.keyClick(window, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: bool(asked.ready), timeout=5000)
    assert asked.ready == [("demo desk", "look")]


def test_a_township_is_found_by_its_initials(window: FirstStart) -> None:
    window.to_place()
    box = window.place.fields["township"].focus
    QTest.keyClicks(box, "sbt")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.place.values() == {"banner": "150521000000", "township": "150521102000"}


def test_an_office_without_a_township_is_asked_about(window: FirstStart, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [False, True]
    monkeypatch.setattr(ask, "confirm", lambda *_words, **_more: answers.pop(0))
    window.to_place()
    box = window.place.fields["township"].focus
    QTest.keyClicks(box, "xx")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (window.pages.currentWidget(), answers) == (window.place_page, [False, True])
    assert "没有找到" in window.place.faults["township"].text()
    window.leave_place()
    assert window.pages.currentWidget() is window.place_page
    window.leave_place()
    assert (window.pages.currentWidget(), answers) == (window.clerk_page, [])


def test_enter_walks_through_to_the_office(window: FirstStart, asked: Asked, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_1)
    township = window.place.fields["township"].focus
    QTest.keyClicks(township, "bk")
    QTest.keyClick(township, Qt.Key.Key_Return)
    QTest.keyClick(township, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.clerk_page
    fill_clerk(window)
    QTest.keyClick(window.clerk.box("again"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.recovery is not None, timeout=5000)
    assert asked.created == [("150521000000", "150521100000", "萨仁高娃", "yanjing")]
    assert window.clerk.values()["password"] == ""


@pytest.mark.parametrize(
    ("who", "wrong"),
    [
        ({"clerk": "", "password": "", "again": ""}, ["clerk", "password"]),
        ({"clerk": "萨", "password": "12345", "again": "12345"}, ["password"]),
        ({"clerk": "萨", "password": "123456", "again": "123457"}, ["again"]),
        ({"clerk": "萨", "password": "123456", "again": "123456"}, []),
    ],
)
def test_the_clerk_is_checked_all_at_once(who: dict[str, str], wrong: list[str]) -> None:
    assert [problem.field for problem in check_clerk(who)] == wrong


def test_what_the_office_refuses_stands_under_its_box(window: FirstStart, asked: Asked, qtbot: QtBot) -> None:
    asked.problem = Problem("口令太简单。", field="password")
    window.to_clerk()
    fill_clerk(window)
    window.create_office()
    qtbot.waitUntil(lambda: window.clerk.faults["password"].text() != "", timeout=5000)
    assert window.recovery is None


def test_the_code_must_be_proved_before_going_on(window: FirstStart, asked: Asked, qtbot: QtBot) -> None:
    page = to_recovery(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is page
    page._leave("import")
    assert (asked.ready, "先照着纸" in page.fault.text()) == ([], True)
    page.proof.setText("99999")
    page._leave("look")
    assert (asked.ready, "对不上" in page.fault.text()) == ([], True)
    page.proof.setText(" 34567 ")
    QTest.keyClick(page.proof, Qt.Key.Key_Return)
    assert asked.ready == [("desk", "import")]


def test_the_code_is_printed_under_the_office_and_shown_in_groups(window: FirstStart, asked: Asked, qtbot: QtBot) -> None:
    page = to_recovery(window, qtbot)
    asked_for = window.choices.print_code
    asked_for(window, "舍伯吐镇党建办", CODE)
    assert asked.printed == [("舍伯吐镇党建办", CODE)]
    words = " ".join(part.text() for part in page.findChildren(type(page.fault)))
    assert "ABCDE　FGHJK　LMNPQ" in words


@pytest.mark.parametrize("size", ["normal", "huge"])
def test_nothing_is_cut(size: str, asked: Asked, shown: Show, qtbot: QtBot) -> None:
    theme.wear(theme.Look(size, "light"))
    made = FirstStart(asked.choices())
    shown(made)
    assert not [fit for tile in made.board.tiles for fit in tile.fits() if fit.cut]
    page = to_recovery(made, qtbot)
    QApplication.processEvents()
    for part in page.findChildren(type(page.fault)):
        if part.isVisible() and part.text() and not part.wordWrap():
            assert part.width() >= part.fontMetrics().horizontalAdvance(part.text())
    assert made.minimumSizeHint().height() <= 500


def test_the_paper_holds_the_code_and_is_made_in_memory() -> None:
    pdf = recovery_pdf("舍伯吐镇党建办", CODE)
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 2000


def test_the_code_goes_to_the_chosen_printer(shown: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, bytes, int]] = []
    monkeypatch.setattr(recovery_print, "list_printers", lambda: (Printer("一楼", usual=True),))
    monkeypatch.setattr(ask, "choose", lambda *_words, **_more: "一楼")
    monkeypatch.setattr(
        recovery_print, "print_pdf", lambda order, pdfs, _job: sent.append((order.printer, pdfs[0][:4], order.copies))
    )
    recovery_print.print_recovery(shown(QWidget()), "舍伯吐镇党建办", CODE)
    qtbot.waitUntil(lambda: bool(sent), timeout=5000)
    assert sent == [("一楼", b"%PDF", 1)]


def test_without_a_printer_the_clerk_is_told_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(recovery_print.NoPrinter, match="还没有装打印机"):
        recovery_print._print(QWidget(), "舍伯吐镇党建办", CODE, ())
    assert "抄写" in recovery_print.NoPrinter.advice


def test_a_real_office_is_made_and_leads_to_the_window(tmp_path: Path, qtbot: QtBot, shown: Show) -> None:
    start = app.Start(tmp_path / "office")
    start.begin()
    window = start.window
    assert isinstance(window, FirstStart)
    shown(window)
    box = window.place.fields["township"]
    assert [hit.words for hit in window._find_township("sbtz")] == ["舍伯吐镇"]
    box.write("150521102000")
    fill_clerk(window)
    window.create_office()
    qtbot.waitUntil(lambda: window.recovery is not None, timeout=10_000)
    desk = window.desk
    assert isinstance(desk, Desk)
    assert (desk.office.township_name, desk.clerk) == ("舍伯吐镇", "萨仁高娃")
    assert keys.FILE_NAME == app.KEY_FILE
    assert app.is_set_up(tmp_path / "office")
    desk.store.close()


def test_the_demonstration_is_made_once_and_opened_again(tmp_path: Path) -> None:
    from kzzq_desktop.base.job import QuietJob

    first = app.open_demo(tmp_path / "demo", QuietJob())
    assert isinstance(first, Desk)
    assert first.office.demo
    first.store.close()
    made = (tmp_path / "demo" / keys.FILE_NAME).read_bytes()
    again = app.open_demo(tmp_path / "demo", QuietJob())
    assert isinstance(again, Desk)
    again.store.close()
    assert (tmp_path / "demo" / keys.FILE_NAME).read_bytes() == made


def test_a_demonstration_left_half_made_is_made_anew(tmp_path: Path) -> None:
    from kzzq_desktop.base.errors import Cancelled
    from kzzq_desktop.base.job import QuietJob

    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        app.open_demo(tmp_path / "demo", job)
    assert not (tmp_path / "demo").exists()


def test_an_unknown_error_is_shown(window: FirstStart, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: seen.append(error))
    window._failed(OSError("disk"))
    assert isinstance(seen[0], OSError)
    assert not background.is_busy()


def test_the_look_kept_is_worn_at_the_start() -> None:
    assert app.kept_look() == theme.Look("normal", "system")
    memory.keep("look.size", "huge")
    memory.keep("look.tone", "dark")
    assert app.kept_look() == theme.Look("huge", "dark")
    memory.keep("look.size", "gigantic")
    memory.keep("look.tone", "pink")
    assert app.kept_look() == theme.Look("normal", "system")
