"""Every state of the exchange: no word is cut, nothing scrolls sideways, one red button, at three sizes and in the dark."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.domain.exchange_views import ExchangeLine, PackageState
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.exchange.brake import BrakeDialog
from kzzq_desktop.ui.exchange.choose_sites import ReceiversDialog, StopDialog
from kzzq_desktop.ui.exchange.code_box import RootCodeDialog
from kzzq_desktop.ui.exchange.end_page import ReceiptDialog
from kzzq_desktop.ui.exchange.invite import InviteDialog
from kzzq_desktop.ui.exchange.join import JoinDialog
from kzzq_desktop.ui.exchange.steps import Steps
from kzzq_desktop.ui.screens import SCREENS
from kzzq_desktop.ui.screens.exchange import ExchangePage
from kzzq_desktop.ui.status_bar import StatusBar
from kzzq_desktop.ui.window import MainWindow
from tests.ui.exchange_door import (
    AT,
    LONG_OFFICE,
    Answers,
    Stick,
    banner_status,
    household,
    many,
    of_many,
    plan,
    removed,
    seen,
    status,
    stray,
    three,
)
from tests.ui.exchange_page import settle
from tests.ui.test_screens_no_cut_text import fits_of, mains_of, said

CASES = [
    ("normal", "light", 1366, 697),
    ("normal", "dark", 1366, 697),
    ("normal", "light", 1100, 544),
    ("large", "light", 1093, 544),
    ("huge", "light", 1366, 697),
    ("huge", "dark", 1100, 544),
]
LINES = [
    ExchangeLine(AT, at % 2 == 0, LONG_OFFICE, 12345 + at, "额尔敦朝鲁·阿拉坦仓", "新增 1,234 条，改动 12 条") for at in range(9)
]
ALL_PACKAGES = [seen(state, 12340 + at, LONG_OFFICE) for at, state in enumerate(PackageState)]


@dataclass(frozen=True)
class State:
    """One state of the screen: what is answered, and how it is reached."""

    make: Callable[[], Answers]
    act: Callable[[QtBot, ExchangePage], object] = lambda _qtbot, _page: None
    banner: bool = False


def exchange(qtbot: QtBot, page: ExchangePage) -> None:
    page.overview.start.go.click()
    settle(qtbot)


def at_desk(qtbot: QtBot, page: ExchangePage) -> None:
    page.open_at("conflicts")
    settle(qtbot)


def settled_half(qtbot: QtBot, page: ExchangePage) -> None:
    at_desk(qtbot, page)
    page.conflicts.view._take_side(mine=True)
    page.conflicts.view.choosing.type_in("head", "额尔敦朝鲁·阿拉坦仓乌力吉")
    page.conflicts.view._rebuild("head")


def past(_qtbot: QtBot, page: ExchangePage) -> None:
    page.overview.found.tabs.press(2)


def twins() -> Answers:
    made = banner_status(
        25, conflicts=3, strays=2, overdue_days=9, due_day="2026-01-01", sentence="U盘 26天没有交换，请尽快带去旗里"
    )
    return Answers(
        status=replace(made, sites=(made.sites[0], replace(made.sites[3], twins=3), *made.sites)), packages=ALL_PACKAGES
    )


def desk_of(*conflicts) -> Callable[[], Answers]:
    return lambda: Answers(conflicts=list(conflicts), status=status(conflicts=len(conflicts)))


STATES = {
    "begin": State(lambda: Answers(status=status(enrolled=False))),
    "begin_banner": State(lambda: Answers(status=status(enrolled=False)), banner=True),
    "no_stick": State(lambda: Answers(sticks=())),
    "packages": State(lambda: Answers(packages=ALL_PACKAGES, sticks=(Stick("/media/a"), Stick("/media/b", "我的U盘")))),
    "past": State(lambda: Answers(history=LINES), past),
    "banner": State(twins, banner=True),
    "end": State(lambda: Answers(packages=[seen(), seen(number=13)], conflicts=three()), exchange),
    "desk_in_run": State(lambda: Answers(packages=[seen()], conflicts=three(), came=3), exchange),
    "desk": State(desk_of(household("其电脑时间慢37天"), *three()), at_desk),
    "typed": State(desk_of(*three()), settled_half),
    "removed": State(desk_of(removed()), at_desk),
    "values": State(desk_of(of_many(5)), at_desk),
    "many": State(lambda: Answers(conflicts=many(300), status=status(conflicts=300)), at_desk),
    "stray": State(lambda: Answers(strays=[stray()], status=banner_status(strays=1)), at_desk, banner=True),
}


def windowed(qtbot: QtBot, desk: Desk, state: State, size: tuple[int, int]) -> MainWindow:
    """The real window with the screen over made-up answers."""
    answers = state.make()
    if state.banner:
        desk = replace(desk, office=replace(desk.office, township="", township_name=""))
    screens = [
        replace(one, build=lambda at, window: ExchangePage(at, window, answers.door())) if one.key == "exchange" else one
        for one in SCREENS
    ]
    window = MainWindow(desk, screens, lambda: answers.status)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.open("exchange")
    settle(qtbot)
    state.act(qtbot, window.pages["exchange"])
    settle(qtbot)
    return window


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case)))
@pytest.mark.parametrize("name", STATES)
def test_every_state_fits(name: str, case: tuple[str, str, int, int], desk: Desk, qtbot: QtBot) -> None:
    size, tone, wide, high = case
    theme.wear(theme.Look(size, tone))
    window = windowed(qtbot, desk, STATES[name], (wide, high))
    page = window.pages["exchange"]
    wrong = [said(part, fit) for part, fit in fits_of(window) if fit.cut]
    if (needed := page.minimumSizeHint().width()) > window.frames["exchange"].width():
        wrong.append(f"needs {needed} px, it scrolls sideways")
    wrong += [f"two red buttons: {one.text()}" for one in mains_of(page)[1:]]
    assert not wrong, "\n".join(dict.fromkeys(wrong))


@pytest.mark.parametrize("name", ["desk", "typed", "values", "many"])
def test_the_desk_itself_never_scrolls_so_that_the_red_button_is_always_there(name: str, desk: Desk, qtbot: QtBot) -> None:
    window = windowed(qtbot, desk, STATES[name], (1093, 544))
    assert window.frames["exchange"].verticalScrollBar().maximum() == 0
    go = window.pages["exchange"].conflicts.view.go
    assert go.visibleRegion().boundingRect().size() == go.size()


@pytest.mark.parametrize("name", STATES)
def test_every_control_has_a_name(name: str, desk: Desk, qtbot: QtBot) -> None:
    window = windowed(qtbot, desk, STATES[name], (1366, 697))
    for part in window.pages["exchange"].findChildren(QWidget):
        inner = part.objectName().startswith("qt_") or type(part).__name__ in ("QScrollArea", "QStackedWidget")
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner:
            assert part.accessibleName() or getattr(part, "text", str)(), part


DIALOGS: dict[str, Callable[[QWidget], QDialog]] = {
    "brake": lambda parent: BrakeDialog(parent, plan(seen(sender=LONG_OFFICE), brake=3612)),
    "root_code": lambda parent: RootCodeDialog(parent, "7KQ4M-WX2PD-9RTHA-CVN3E-J6YFB"),
    "receipt": lambda parent: ReceiptDialog(parent, "U盘交换收条"),
    "join": lambda parent: JoinDialog(parent, Answers().door()),
    "invite": lambda parent: InviteDialog(parent, Answers().door(), "/media/stick", "KINGSTON（E:）"),
    "receivers": lambda parent: ReceiversDialog(parent, banner_status(20).sites[1:], (), full=False),
    "stop": lambda parent: StopDialog(parent, banner_status(20).sites[1:]),
}


@pytest.mark.parametrize("size", ["normal", "huge"])
@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_fits(name: str, size: str, shown: Callable[..., QWidget]) -> None:
    theme.wear(theme.Look(size, "light"))
    dialog = DIALOGS[name](shown(QWidget()))
    shown(dialog)
    assert not [said(part, fit) for part, fit in fits_of(dialog) if fit.cut]
    assert len(mains_of(dialog)) == 1


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
@pytest.mark.parametrize("wide", [1029, 1214])
def test_the_stick_yields_in_a_full_status_bar(size: str, wide: int, shown: Callable[..., QWidget]) -> None:
    theme.wear(theme.Look(size, "light"))
    bar = StatusBar("舍伯吐镇党建办", "额尔敦朝鲁·阿拉坦仓", demo=False)
    bar.show_exchange("U盘 6天前交换，该带去旗里了", "due", "U盘交换")
    bar.saved("登记履职，10 户", can_undo=True)
    shown(bar, wide, 40)
    assert not [said(part, fit) for part, fit in fits_of(bar) if fit.cut]


@pytest.mark.parametrize("later", [(), (1,)])
def test_the_steps_are_said_and_painted(later: tuple[int, ...], shown: Callable[..., QWidget]) -> None:
    steps = Steps()
    steps.show_steps(("读入 214 条", "核对 3 处", "写出", "拔出U盘"), 2, later)
    shown(steps, 600, 40)
    assert steps.accessibleName() == f"步骤：已完成 读入 214 条，{'回头再' if later else '已完成'} 核对 3 处，正在 写出，拔出U盘"
    picture = steps.grab().toImage()
    assert picture.pixelColor(11, picture.height() // 2 + 8).name().upper() == theme.hexa("teal")
