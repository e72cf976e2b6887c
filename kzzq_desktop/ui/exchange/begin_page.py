"""The screen before an office takes part: what the exchange is, and how to begin."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from kzzq_desktop.ui.exchange.lines import two_lines
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.layout import column, hold, row
from kzzq_desktop.ui.parts.text import Picture, label

REASONS = (
    ("swap", "旗里和各苏木镇各有一份台账", "用U盘带来带去就能对上，不用联网，先后、重复都不要紧。"),
    ("lock", "U盘里的内容是加密的", "只有写明给的那台电脑能打开，U盘丢了，别人也看不到。"),
    ("people", "谁改的都不会丢", "两边改得不一样的，两样都留着，由您一处一处核对。"),
)
AS_BANNER = ("这台电脑是旗里的，从这里开始，再一个个邀请苏木镇。", "开始用U盘交换")
AS_TOWNSHIP = ("请旗里写一份邀请文件到U盘，并在电话里念邀请码。", "加入旗里的交换…")
AS_DEMO = "演示数据都是虚构的，不能和别处交换。"


class BeginPage(QFrame):
    """`act` begins: as the root at the banner's office, by an invitation at a township's."""

    def __init__(self, *, banner: bool, demo: bool, act: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        said, words = AS_BANNER if banner else AS_TOWNSHIP
        self.go = main_button(words, act, "swap" if banner else "key")
        self.go.setVisible(not demo)
        self.said = label(AS_DEMO if demo else said, "second", wrap=True)
        head = row(Picture("stick", "teal", 28), (label("还没有用U盘交换", "head"), 1), gap=7, margins=(11, 0, 0, 0))
        rows = [two_lines(icon, name, sentence, tint="teal") for icon, name, sentence in REASONS]
        foot = column(self.said, row(self.go, None), gap=12, margins=(46, 0, 14, 0))
        inside = hold(column(head, 4, *rows, 6, foot, gap=6))
        inside.setMaximumWidth(720)
        self.setLayout(column(None, row(None, (inside, 8), None), None, None, margins=(24, 20, 24, 20)))

    def start(self) -> None:
        """Put the keyboard on the button."""
        self.go.setFocus()
