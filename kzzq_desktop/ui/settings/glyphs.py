"""Settings: characters that no font has (造字): each with the picture that papers print in its place."""

from PySide6.QtWidgets import QLineEdit, QWidget

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.services import glyph_pictures
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.glyph_pictures import DrawnGlyph, code_words, read_letter
from kzzq_desktop.ui import ask
from kzzq_desktop.ui.dialogs.glyph_picture import GlyphDialog
from kzzq_desktop.ui.parts.buttons import main_button, quiet_button
from kzzq_desktop.ui.parts.glyph import GlyphSample
from kzzq_desktop.ui.parts.layout import clear, column, hold, row, rule
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.settings.sheet import Sheet

ABOUT = "有的人名用字没有任何字体，纸上只有一个方框。给这个字配一张图片，打印时就印在原处。"
NONE = "还没有造过字。打印时如果有字没有字体，打印页会说是哪一个。"
SIZE = 40


class GlyphsSheet(Sheet):
    """A character is typed, pasted or named by its code; every change is saved at once and can be undone."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__(desk, window)
        self.letter = QLineEdit()
        self.letter.setPlaceholderText("粘贴这个字，或填编码 U+2EBF0")
        self.letter.setAccessibleName("要造的字")
        self.letter.textChanged.connect(lambda _typed: self._say(""))
        self.letter.returnPressed.connect(self.add)
        self.fault = label("", "small", "over", wrap=True)
        self.lines = column(gap=8)
        self.empty = label(NONE, "second", wrap=True)
        self.add_card(
            "没有字体的字",
            ABOUT,
            row((self.letter, 1), main_button("造字…", self.add, icon="edit"), gap=8),
            self.fault,
        )
        self.add_card("造好的字", "", self.empty, self.lines)
        self.close_up()
        self.refresh()

    def refresh(self) -> None:
        """Show the characters that have a picture."""
        self._say("")
        clear(self.lines)
        drawn = glyph_pictures.list_pictures(self.desk)
        self.empty.setVisible(not drawn)
        for at, one in enumerate(drawn):
            if at:
                self.lines.addWidget(rule())
            self.lines.addWidget(self._line(one))

    def add(self) -> None:
        """Ask for the picture of the character in the box, or say why it needs none."""
        try:
            letter = read_letter(self.letter.text())
        except AppError as error:
            self._say(error.sentence())
            return
        self.draw(letter)

    def draw(self, letter: str) -> None:
        """Ask for a character's picture."""
        GlyphDialog(self, self.desk, letter, lambda unit_id: self._saved(unit_id, f"已造字 {code_words(letter)}")).open()

    def take_away(self, letter: str) -> None:
        """Take a picture away, after asking."""
        code = code_words(letter)
        if ask.confirm(self, f"去掉 {code} 的图片？", "以后打印时这个字又是一个方框。保存后还可以撤销。", yes="去掉"):
            self._saved(glyph_pictures.remove_picture(self.desk, letter), f"已去掉 {code} 的图片")

    def _saved(self, unit_id: str, words: str) -> None:
        self.letter.clear()
        self.refresh()
        if unit_id:
            self.window_api.saved(unit_id, words)

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _line(self, one: DrawnGlyph) -> QWidget:
        """Return one character's row."""
        sample = GlyphSample(one.letter, sizes=(SIZE,))
        sample.show_picture(one.picture)
        sample.setFixedSize(sample.sizeHint())
        change = quiet_button("换图片…", lambda: self.draw(one.letter), icon="photo")
        remove = quiet_button("去掉…", lambda: self.take_away(one.letter), icon="trash")
        for made in (change, remove):
            made.setAccessibleName(f"{made.accessibleName()} {one.code}")
        return hold(row(sample, label(one.code, "strong"), None, change, remove, gap=12))
