"""造字: give a character that no font has a picture, from a file or from what was copied, and see it as paper shows it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageReader
from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.services import glyph_pictures
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.glyph_pictures import KINDS, MOST_BYTES, UnusableGlyph, code_words
from kzzq_desktop.services.printing import Missing
from kzzq_desktop.ui import files
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.glyph import GlyphSample
from kzzq_desktop.ui.parts.layout import column, hold, row
from kzzq_desktop.ui.parts.text import label, set_tone
from kzzq_desktop.ui.screen import WindowApi

LARGEST = 1600
KEEP, SMOOTH = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
HOW = "白底黑字，只有这一个字：扫描、拍照、截图、手写都行。四周的空白会自动去掉，字会调成纯黑。"
READY = "看清楚再保存：打印时就是这个样子，大小随旁边的字。"


class GlyphDialog(Dialog):
    """One character: its code, where it stands, its picture. `saved(unit id)` is told after the dialog closed."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, letter: str, saved: Callable[[str], object], place: str = "", words: str = ""
    ) -> None:
        super().__init__(parent, "造字", width=500)
        self.desk, self.letter, self.saved = desk, letter, saved
        self.kept = glyph_pictures.read_pictures(desk).get(letter, b"")
        self.data = b""
        self.sample = GlyphSample(letter, words if letter in words else f"例{letter}字")
        self.said = label(READY if self.kept else HOW, "small", wrap=True)
        self.go = main_button("保存(&S)", self.save)
        self.enter = self.save
        facts = [_fact("编码", code_words(letter))]
        if place:
            facts.append(_fact("写在", place))
        body = column(
            label("给没有字体的字配一张图片", "head"),
            *facts,
            4,
            self.sample,
            row(
                button("选图片(&O)…", self.choose, icon="photo"),
                button("粘贴图片(&V)", self.paste, icon="copy", key="Ctrl+V"),
                None,
            ),
            self.said,
            None,
            gap=10,
        )
        self.fill(body, None, self.cancel_button(), self.go)
        self.go.setEnabled(False)
        self.sample.show_picture(self.kept)

    def choose(self) -> None:
        """Ask for a picture file."""
        path = files.open_file(self, "字的图片", files.PICTURES)
        if path is not None:
            self.show_data(lambda: read_file(path))

    def paste(self) -> None:
        """Take the picture that was copied elsewhere."""
        self.show_data(lambda: copied(QGuiApplication.clipboard().image()))

    def show_data(self, read: Callable[[], bytes]) -> None:
        """Show a picture as it will be printed, or say why it cannot be used; what was shown before stays."""
        try:
            data = read()
            picture = glyph_pictures.make_picture(data)
        except AppError as error:
            self.said.setText(error.sentence())
            set_tone(self.said, "over")
            return
        self.data = data
        self.sample.show_picture(picture)
        self.said.setText(READY)
        set_tone(self.said, "")
        self.go.setEnabled(True)
        self.go.setFocus()

    def save(self) -> None:
        """Keep the picture."""
        if self.data:
            unit_id = glyph_pictures.set_picture(self.desk, self.letter, self.data)
            self.accept()
            self.saved(unit_id)


def draw_missing(parent: QWidget, desk: Desk, window: WindowApi, missing: Missing) -> None:
    """Ask for the picture of the first character that a name on paper lacks."""
    letter = missing.letters[0]
    saved = f"已造字 {code_words(letter)}"
    GlyphDialog(
        parent,
        desk,
        letter,
        lambda unit_id: window.saved(unit_id, saved) if unit_id else None,
        f"{missing.where}　{missing.name}",
        missing.name,
    ).open()


def read_file(path: Path) -> bytes:
    """Return a picture file's bytes; a large photo is made smaller first; raises UnusableGlyph."""
    try:
        if path.stat().st_size <= MOST_BYTES and (data := path.read_bytes()).startswith(KINDS):
            return data
    except OSError as error:
        raise UnusableGlyph("这个文件打不开。") from error
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > LARGEST:
        reader.setScaledSize(size.scaled(QSize(LARGEST, LARGEST), KEEP))
    return copied(reader.read())


def copied(picture: QImage) -> bytes:
    """Return a picture's bytes as a PNG, no larger than a character needs; raises UnusableGlyph where there is none."""
    if picture.isNull():
        raise UnusableGlyph("没有找到图片。")
    if max(picture.width(), picture.height()) > LARGEST:
        picture = picture.scaled(QSize(LARGEST, LARGEST), KEEP, SMOOTH)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())


def _fact(word: str, words: str) -> QWidget:
    return hold(row(label(word, "field", width=44), (label(words, wrap=True), 1), gap=8))
