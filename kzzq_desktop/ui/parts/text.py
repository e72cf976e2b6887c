"""Labels in the roles of the type scale."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kzzq_desktop.ui import icons, theme


def label(words: str = "", role: str = "", tone: str = "", wrap: bool = False, width: int = 0) -> QLabel:
    """Return a label; roles: title head name strong second small mark figure field, tones: over due ok.

    `wrap` lets it break into lines; `width` fixes its width (px at text size 标准).
    """
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    if width:
        made.setFixedWidth(theme.px(width))
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a label another tone ("" for none)."""
    set_mark(widget, "tone", tone)


def set_mark(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and let the widget wear it at once."""
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class Picture(QLabel):
    """An icon as a label; it follows the theme."""

    def __init__(self, name: str, tint: str = "ink3", size: int = 16) -> None:
        super().__init__()
        self.size_px = size
        self.setFixedSize(size, size + 3)
        self.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.show_icon(name, tint)
        theme.worn.changed.connect(self._draw)

    def show_icon(self, name: str, tint: str = "ink3") -> None:
        """Show another icon."""
        self.name, self.tint = name, tint
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(icons.pixmap(self.name, self.tint, self.size_px))


def phone_words(number: str) -> str:
    """Return phones as they are shown: 142 0475 0316, landlines 0475-123 4567; several (kept with "|") side by side."""
    return "、".join(_one_phone(one) for one in number.split("|"))


def _one_phone(number: str) -> str:
    digits = number.replace(" ", "").replace("-", "")
    if len(digits) == 11 and digits.isdigit() and digits.startswith("1"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if digits.isdigit() and digits.startswith("0") and len(digits) == 11:
        return f"{digits[:4]}-{digits[4:7]} {digits[7:]}"
    return number
