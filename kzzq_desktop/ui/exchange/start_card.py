"""The card with the one big button: which stick is there and what the button will do."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from kzzq_desktop.ui import files, theme
from kzzq_desktop.ui.exchange.watch import StickSeen
from kzzq_desktop.ui.exchange.words import size_words
from kzzq_desktop.ui.parts.buttons import link_button, main_button
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.flow import flow
from kzzq_desktop.ui.parts.layout import column, hold, row
from kzzq_desktop.ui.parts.text import Picture, label

NO_STICK = "没有插U盘"
PLUG_IN = "把U盘插到电脑上，这里两秒内会认出来；也可以换一个文件夹。"


class StartCard(QFrame):
    """Signals: started(), folder_changed(), receivers_asked()."""

    started = Signal()
    folder_changed = Signal()
    receivers_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.sticks: tuple[StickSeen, ...] = ()
        self.own_folder: Path | None = None
        self.picture = Picture("stick", "ink3", 36)
        self.what, self.where = label(NO_STICK, "name", wrap=True), label(PLUG_IN, "second", wrap=True)
        self.which = ChoiceBox(name="用哪个U盘", filter_box=True)
        self.which.picked.connect(lambda _path: self._take_folder())
        self.other = link_button("换一个文件夹…", self.choose_folder)
        self.back_to_stick = link_button("用U盘", self._use_stick)
        self.to_whom = link_button("写给…", self.receivers_asked.emit)
        self.go = main_button("开始交换", self.started.emit, "swap")
        size = theme.font("name").pointSizeF()
        self.go.setStyleSheet(f"font-size: {size:.2f}pt; min-height: {theme.px(46)}px; min-width: {theme.px(136)}px")
        links = hold(flow(self.which, self.to_whom, self.other, self.back_to_stick, gap=12))
        words = column(self.what, self.where, links, gap=4)
        self.setLayout(row(self.picture, (words, 1), self.go, gap=18, margins=(22, 16, 22, 14)))
        self.show_sticks(())

    def folder(self) -> Path | None:
        """Return from where and to where is exchanged, None while there is nothing."""
        if self.own_folder is not None:
            return self.own_folder
        return Path(self.which.value()) if self.sticks else None

    def on_stick(self) -> bool:
        """Return whether a stick is used, which has to be pulled out afterwards."""
        return self.own_folder is None

    def show_sticks(self, sticks: Sequence[StickSeen]) -> None:
        """Show the sticks that are there now."""
        self.sticks = tuple(sticks)
        self.which.show_options([(str(one.path), stick_words(one)) for one in self.sticks])
        self._take_folder()

    def choose_folder(self) -> None:
        """Let the clerk choose any folder."""
        chosen = files.open_folder(self, "从哪个文件夹读入、写到哪个文件夹？")
        if chosen is not None:
            self.own_folder = chosen
            self._take_folder()

    def show_work(self, words: str, *, ready: bool, receivers: bool) -> None:
        """Say what the button will do; `receivers` tells whether others than the usual may be chosen."""
        there = self.folder() is not None
        self.what.setText(words if there else NO_STICK)
        self.go.setEnabled(there and ready)
        self.go.setAccessibleDescription(words)
        self.to_whom.setVisible(there and receivers)

    def _use_stick(self) -> None:
        self.own_folder = None
        self._take_folder()

    def _take_folder(self) -> None:
        """Show where the exchange happens."""
        there = self.folder() is not None
        if self.own_folder is not None:
            self.where.setText(f"文件夹 {self.own_folder}")
        elif self.sticks:
            self.where.setText(next(stick_words(one) for one in self.sticks if str(one.path) == self.which.value()))
        else:
            self.where.setText(PLUG_IN)
        self.picture.show_icon("folder" if self.own_folder is not None else "stick", "teal" if there else "ink3")
        self.which.setVisible(self.own_folder is None and len(self.sticks) > 1)
        self.back_to_stick.setVisible(self.own_folder is not None and bool(self.sticks))
        self.folder_changed.emit()


def stick_words(stick: StickSeen) -> str:
    """Return a stick's name, where it is and its free room."""
    where = str(stick.path).rstrip("\\/")
    name = f"{stick.label}（{where}）" if stick.label else f"U盘（{where}）"
    return f"{name}　可用 {size_words(stick.free)}"
