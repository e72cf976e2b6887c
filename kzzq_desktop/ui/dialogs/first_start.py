"""First start: a new office or the demonstration; place, clerk, password, recovery code, and what to do first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.base.job import Job
from kzzq_desktop.ui import ask, background, errors
from kzzq_desktop.ui.dialogs.entry import EntryWindow
from kzzq_desktop.ui.dialogs.join_start import JoinPage
from kzzq_desktop.ui.dialogs.new_password import LEAST_PASSWORD, check_new
from kzzq_desktop.ui.dialogs.recovery_page import RecoveryPage
from kzzq_desktop.ui.exchange.invitation_line import Finder
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.layout import column, hold, row
from kzzq_desktop.ui.parts.picker import among
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.tile_board import TileBoard
from kzzq_desktop.ui.parts.tiles import Face

NO_TOWNSHIP = "没有选苏木镇，按旗县本级建立？"
NO_TOWNSHIP_WORDS = "旗县本级的台账管全旗县的嘎查村。苏木镇使用的，请先选定苏木镇。"
WHO = (
    Box("clerk", "姓名", hint="以后的每次登记都会写上操作员"),
    Box("password", "口令", "secret", hint=f"至少 {LEAST_PASSWORD} 个字符"),
    Box("again", "再输一次", "secret"),
)
NEW = Face("new", "", "建立新台账", left="选苏木镇，设口令，导入花名册", spoken="建立新台账")
JOIN = Face("join", "", "用邀请文件加入", left="旗里给的文件和邀请码", spoken="用旗里给的邀请文件加入")
DEMO = Face("demo", "", "先看看演示", left="一个苏木镇的虚构数据", spoken="先看看演示")
LOOK_ROUND, IMPORT = "look", "import"


Join = Callable[[Path, str, str, str, Job], tuple[object, str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen and done. `banners` are (code, name); `townships(banner)` are (code, name, search keys).

    `join(file, code, clerk, password, job)` stands where joining is offered; `finder` finds its file on a stick.
    """

    banners: Sequence[tuple[str, str]]
    townships: Callable[[str], Sequence[tuple[str, str, str]]]
    create: Callable[[str, str, str, str], tuple[object, str]]
    demo: Callable[[Job], object]
    print_code: Callable[[QWidget, str, str], object]
    join: Join | None = None
    finder: Finder | None = None


class FirstStart(EntryWindow):
    """Signals: `ready(desk, what)` with what = "look" or "import" when the clerk may go on."""

    ready = Signal(object, str)

    def __init__(self, choices: Choices) -> None:
        super().__init__("第一次使用", width=560)
        self.choices = choices
        self.desk: object = None
        self.welcome = self._welcome()
        self.place = FormView(
            (
                Box("banner", "旗县", "choice", options=tuple(choices.banners)),
                Box("township", "苏木镇", "pick", hint="输入名称查找，或按向下键挑选", find=self._find_township),
            )
        )
        self.clerk = FormView(WHO, label_width=72)
        self.join_page = JoinPage(WHO, self.join_banner, self.to_welcome, choices.finder)
        self.place_page = self._step(
            "台账属于哪里？",
            "选定以后，嘎查村名单会自动带好。旗县本级使用时，苏木镇留空。",
            self.place,
            "下一步",
            self.leave_place,
            self.to_welcome,
        )
        self.clerk_page = self._step(
            "谁来使用？", "口令用来加密这台电脑上的台账，请记牢。", self.clerk, "建立台账", self.create_office, self.to_place
        )
        self.recovery: RecoveryPage | None = None
        self.to_welcome()
        self.fit_screen(760, 560)

    def to_welcome(self) -> None:
        """Ask: a new office or the demonstration."""
        self.show_page(self.welcome)
        self.board.focus()

    def to_place(self) -> None:
        """Ask for banner and township."""
        self.show_page(self.place_page)
        self.place.focus("township")

    def leave_place(self) -> None:
        """Go on to the clerk; an office without a township is asked about, for it cannot be changed later."""
        if self.place.values()["township"] or ask.confirm(self, NO_TOWNSHIP, NO_TOWNSHIP_WORDS, yes="旗县本级", no="去选苏木镇"):
            self.to_clerk()
        else:
            self.place.focus("township")

    def to_clerk(self) -> None:
        """Ask for the clerk and the password."""
        self.show_page(self.clerk_page)
        self.clerk.focus()

    def create_office(self) -> None:
        """Make the office."""
        place, who = self.place.values(), self.clerk.values()
        if problems := check_clerk(who):
            self.clerk.show_problems(problems)
            return
        create = self.choices.create
        background.run(
            lambda _job: create(place["banner"], place["township"], who["clerk"].strip(), who["password"]),
            self._created,
            self._failed,
            words="正在建立台账",
            parent=self,
            may_cancel=False,
        )

    def to_join(self) -> None:
        """Ask for the invitation."""
        self.show_page(self.join_page)
        self.join_page.start()

    def join_banner(self) -> None:
        """Make the office from an invitation."""
        join, path, values = self.choices.join, self.join_page.path(), self.join_page.form.values()
        if join is None or not self.join_page.is_whole(check_clerk(values)) or path is None:
            return
        background.run(
            lambda job: join(path, values["code"], values["clerk"].strip(), values["password"], job),
            self._created,
            lambda error: self._failed(error, self.join_page.form),
            words="正在加入",
            parent=self,
        )

    def open_demo(self) -> None:
        """Make the demonstration and go in."""
        background.run(self.choices.demo, lambda desk: self.ready.emit(desk, LOOK_ROUND), words="正在准备演示数据", parent=self)

    def go_back(self) -> None:
        """Go back one page; once the office is made there is no way back."""
        now = self.pages.currentWidget()
        if now in (self.place_page, self.join_page):
            self.to_welcome()
        elif now is self.clerk_page:
            self.to_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a digit on the first page."""
        if self.pages.currentWidget() is self.welcome and event.text() in ("1", "2", "3")[: len(self.ways)]:
            self._choose(self.ways[int(event.text()) - 1].key)
        else:
            super().keyPressEvent(event)

    def _welcome(self) -> QWidget:
        self.board = TileBoard(most_columns=2)
        offered = (NEW, JOIN, DEMO) if self.choices.join is not None else (NEW, DEMO)
        self.ways = [replace(face, number=str(at)) for at, face in enumerate(offered, 1)]
        self.board.show_faces(self.ways)
        self.board.picked.connect(self._choose)
        self.board.opened.connect(self._choose)
        words = label("数据只存在这台电脑上，加密保存，不联网。", "small", wrap=True)
        return hold(column(label("从哪里开始？", "head"), 4, self.board, 4, words, None, gap=8))

    def _choose(self, what: str) -> None:
        if background.is_busy():
            return
        if what == "demo":
            self.open_demo()
        elif what == "join":
            self.to_join()
        else:
            self.to_place()

    def _step(
        self, head: str, second: str, form: FormView, go_words: str, go: Callable[[], None], back: Callable[[], None]
    ) -> QWidget:
        form.submitted.connect(go)
        acts = row(button("返回(&B)", back), None, main_button(go_words, go), gap=8)
        return hold(column(label(head, "head"), label(second, "second", wrap=True), 8, form, 4, None, acts, gap=6))

    def _find_township(self, typed: str) -> Sequence[Hit]:
        rows = self.choices.townships(self.place.values()["banner"])
        return among([(Hit(code, name), keys) for code, name, keys in rows])(typed)

    def _created(self, made: tuple[object, str]) -> None:
        self.desk, code = made
        for form in (self.clerk, self.join_page.form):
            form.fill({"password": "", "again": ""})
        typed = f"{self.place.fields['township'].focus.property('text')}党建办"
        office = str(getattr(getattr(self.desk, "office", None), "name", typed))
        self.recovery = RecoveryPage(code, lambda: self.choices.print_code(self, office, code), self._go_on)
        self.show_page(self.recovery)
        self.recovery.start()

    def _go_on(self, what: str) -> None:
        self.ready.emit(self.desk, what)

    def _failed(self, error: BaseException, form: FormView | None = None) -> None:
        if isinstance(error, FormError):
            (form or self.clerk).show_problems(error.problems)
        else:
            errors.show_error(self, error)


def check_clerk(who: dict[str, str]) -> list[Problem]:
    """Return what is wrong with the clerk's page: all of it at once."""
    clerk = [] if who["clerk"].strip() else [Problem("请填姓名。", field="clerk")]
    return [*clerk, *check_new(who["password"], who["again"], "password")]
