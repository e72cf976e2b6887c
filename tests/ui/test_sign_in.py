"""Sign-in: the right password opens, a wrong one says so and makes the clerk wait, the recovery code sets a new one."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.services.office import NewOffice, create_office
from kzzq_desktop.store import keys
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.dialogs.sign_in import Doors, Opened, Refused, SignIn

Show = Callable[..., QWidget]
RIGHT = "yanjing 2026"


class Office:
    """An office behind the doors: answers at once, notes what was tried."""

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.opened: list[object] = []

    def enter(self, password: str, opened: Opened, refused: Refused) -> None:
        self.tried.append(password)
        if password == RIGHT:
            opened("desk")
        else:
            refused(keys.WrongPassword("口令不对。"))

    def recover(self, code: str, password: str, opened: Opened, refused: Refused) -> None:
        self.tried.append(f"{code}/{password}")
        if code == "GOOD":
            opened("desk")
        else:
            refused(keys.WrongRecoveryCode("恢复码不对。"))

    def doors(self) -> Doors:
        return Doors(self.enter, self.recover, keys.wait_seconds)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def window(office: Office, shown: Show) -> SignIn:
    made = SignIn(office.doors(), "舍伯吐镇党建办")
    made.opened.connect(office.opened.append)
    shown(made)
    return made


def test_the_right_password_opens(window: SignIn, office: Office) -> None:
    QTest.keyClicks(window.password, RIGHT)
    QTest.keyClick(window.password, Qt.Key.Key_Return)
    assert office.opened == ["desk"]
    assert "舍伯吐镇党建办" in window.windowTitle()


def test_nothing_typed_is_not_tried(window: SignIn, office: Office) -> None:
    window.go.click()
    assert (office.tried, window.fault.text()) == ([], "请输入口令。")


def test_a_wrong_password_is_said_and_selected(window: SignIn, office: Office) -> None:
    QTest.keyClicks(window.password, "wrong")
    QTest.keyClick(window.password, Qt.Key.Key_Return)
    assert "口令不对" in window.fault.text()
    assert "恢复码" in window.fault.text()
    assert window.password.selectedText() != "" or window.password.hasSelectedText()
    assert window.password.property("wrong") == "true"
    QTest.keyClicks(window.password, "x")
    assert (window.fault.text(), window.password.property("wrong")) == ("", "")


def test_the_wait_grows_and_counts_down(window: SignIn, office: Office) -> None:
    waits = []
    for _ in range(4):
        window.password.setText("wrong")
        window.enter()
        waits.append(window.left)
        tries = len(office.tried)
        window.password.setText(RIGHT)
        window.enter()
        assert len(office.tried) == tries or not window.left
        assert window.go.text() == f"请等 {window.left} 秒"
        assert not window.go.isEnabled()
        while window.left:
            window.tick.timeout.emit()
        assert (window.go.text(), window.go.isEnabled()) == ("登录", True)
    assert waits == [keys.wait_seconds(n) for n in (1, 2, 3, 4)]
    assert waits == sorted(waits)


def test_a_forgotten_password_leads_to_the_code_and_back(window: SignIn) -> None:
    window.ask_code()
    assert window.pages.currentWidget() is window.code_page
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.page
    assert QApplication.focusWidget() is window.password


def test_the_code_sets_a_new_password(window: SignIn, office: Office) -> None:
    window.ask_code()
    page = window.code_page
    assert page is not None
    for code, first, second, said in (
        ("", "", "", "请输入恢复码。"),
        ("BAD", "12345", "", "口令至少要有 6 个字符。"),
        ("BAD", "123456", "123457", "两次输入的口令不一样。"),
    ):
        page.code.setText(code)
        page.first.setText(first)
        page.second.setText(second)
        page.enter()
        assert page.fault.text() == said
    page.second.setText("123456")
    page.enter()
    assert "恢复码不对" in page.fault.text()
    assert page.go.isEnabled()
    page.code.setText("GOOD")
    page.enter()
    assert (office.opened, office.tried) == (["desk"], ["BAD/123456", "GOOD/123456"])


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
def test_nothing_of_it_is_cut(size: str, office: Office, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    made = SignIn(office.doors())
    shown(made)
    made.password.setText("wrong")
    made.enter()
    QApplication.processEvents()
    assert made.fault.height() >= made.fault.heightForWidth(made.fault.width())
    made.ask_code()
    QApplication.processEvents()
    for box in made.findChildren(QLineEdit):
        assert box.height() >= theme.px(32)


def test_passwords_are_hidden_and_named(window: SignIn) -> None:
    assert window.password.echoMode() == QLineEdit.EchoMode.Password
    assert window.password.accessibleName() == "口令"
    assert window.password.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def test_it_loads_nothing_slow() -> None:
    """The sign-in window is there before SQLAlchemy, cryptography, pinyin or a screen is imported."""
    words = (
        "import sys; import kzzq_desktop.app; "
        "print([name for name in ('sqlalchemy', 'sqlmodel', 'cryptography', 'pypinyin', 'reportlab', 'PySide6.QtSvg', "
        "'kzzq_desktop.ui.window', 'kzzq_desktop.services.office', 'kzzq_desktop.store.keys') if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"


def test_a_real_office_opens_and_refuses(tmp_path: Path, shown: Show, qtbot: QtBot) -> None:
    from kzzq_desktop import app

    desk, code = create_office(tmp_path / "office", NewOffice("150521", "舍伯吐镇", "萨仁高娃"), RIGHT)
    desk.store.close()
    opened: list[object] = []
    made = SignIn(app._doors(tmp_path / "office"))
    made.opened.connect(opened.append)
    shown(made)
    made.password.setText("falsch!")
    made.enter()
    qtbot.waitUntil(lambda: "口令不对" in made.fault.text(), timeout=10_000)
    made.ask_code()
    assert made.code_page is not None
    made.code_page.code.setText(code.lower().replace("-", " "))
    for box in (made.code_page.first, made.code_page.second):
        box.setText("xinkouling")
    made.code_page.enter()
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    opened[0].store.close()  # type: ignore[attr-defined]
    assert keys.unlock(tmp_path / "office", "xinkouling").clerk_id


def test_a_bug_is_shown_and_the_clerk_may_try_again(shown: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from kzzq_desktop import app
    from kzzq_desktop.ui import errors

    seen: list[BaseException] = []
    refused: list[AppError] = []
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: seen.append(error))
    app._run(lambda _job: 1 // 0, lambda _desk: None, refused.append)
    qtbot.waitUntil(lambda: bool(refused), timeout=5000)
    assert isinstance(seen[0], ZeroDivisionError)
