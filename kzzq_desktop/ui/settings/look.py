"""Settings: text size and theme of this PC, the usual printer."""

from kzzq_desktop.base.job import Job
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import background, memory, theme
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import row
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.printer import Printer, list_printers
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.settings.sheet import Sheet
from kzzq_desktop.ui.tokens import SIZE_WORDS

TONES = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))
PRINTER = "printer"


class LookSheet(Sheet):
    """What changes at once, on this PC only."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__(desk, window)
        look = theme.worn.look
        self.text_size = Segmented(list(SIZE_WORDS.items()), look.size, name="字号")
        self.tone = Segmented(TONES, look.tone, name="颜色")
        self.text_size.picked.connect(lambda _code: self.wear())
        self.tone.picked.connect(lambda _code: self.wear())
        self.add_card("字号", "看不清就选大一些，立刻生效，只影响这台电脑。", row(self.text_size, None))
        self.add_card("颜色", "", row(self.tone, None))
        self.printer = ChoiceBox(name="打印机")
        self.printer.picked.connect(lambda name: memory.keep(PRINTER, name))
        self.hint = label("正在查看这台电脑的打印机", "small")
        self.add_card("打印机", "打印时先选这一台，打印前还可以换。", row(self.printer, self.hint, None, gap=12))
        self.close_up()
        self.asked = False

    def refresh(self) -> None:
        """Ask for the printers, once; a queue may answer slowly."""
        if not self.asked:
            self.asked = True
            background.run(_printers, self.show_printers, quiet=True)

    def show_printers(self, printers: tuple[Printer, ...]) -> None:
        """Show this PC's printers."""
        usual = next((printer.name for printer in printers if printer.usual), "")
        options = [("", f"系统默认（{usual}）" if usual else "系统默认")]
        self.printer.show_options(
            [*options, *((printer.name, printer.name) for printer in printers)], memory.recall_text(PRINTER)
        )
        self.hint.setText("" if printers else "这台电脑还没有装打印机，可以先存成 PDF。")

    def wear(self) -> None:
        """Wear what was chosen, and keep it."""
        look = theme.Look(self.text_size.value(), self.tone.value())
        memory.keep("look.size", look.size)
        memory.keep("look.tone", look.tone)
        resized = look.size != theme.worn.look.size
        theme.wear(look)
        if resized:
            self.window_api.restyle()
            self.window_api.open("settings", "look")


def _printers(_job: Job) -> tuple[Printer, ...]:
    return list_printers()
