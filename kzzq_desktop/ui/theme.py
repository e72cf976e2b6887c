"""The look the program wears now: fonts, palette, style sheet, text size, light or dark.

Painted parts ask `colour`, `font` and `px` while they paint, so a change of theme needs no rebuilding; after a change of
text size the window builds its screens anew (heights are fixed when a part is made).
"""

from dataclasses import dataclass
from functools import lru_cache
from string import Template
from typing import ClassVar

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from kzzq_desktop.base import paths
from kzzq_desktop.ui import tokens

FAMILIES = ("Noto Sans SC", "HanaMinB", "Noto Sans Mongolian")
FONT_FILES = ("NotoSansSC-Regular", "NotoSansSC-Medium", "NotoSansSC-SemiBold")
RARE_FONT_FILES = ("HanaMinB", "NotoSansMongolian-Regular")
FALLBACKS = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")


@dataclass(frozen=True, slots=True)
class Look:
    """What the clerk chose: `size` is normal, large or huge; `tone` is system, light or dark."""

    size: str = "normal"
    tone: str = "system"


class _Worn(QObject):
    """What is worn now."""

    changed = Signal()
    look = Look()
    dark = False
    watching = False


worn = _Worn()


def dress(app: QApplication, look: Look | None = None, *, rare_fonts: bool = True) -> None:
    """Load fonts and Chinese words of Qt, then wear `look`; called once at the start."""
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    _load_fonts(FONT_FILES)
    if rare_fonts:
        load_rare_fonts()
    _load_translation(app)
    wear(look or worn.look)
    if not worn.watching:
        worn.watching = True
        app.styleHints().colorSchemeChanged.connect(_follow_system)


def load_rare_fonts() -> None:
    """Load the fonts of rare characters and of Mongolian: needed where names show, not at the sign-in."""
    _load_fonts(RARE_FONT_FILES)


def wear(look: Look) -> None:
    """Change the text size or the tone of the whole program now."""
    app = application()
    worn.look = look
    worn.dark = look.tone == "dark" or (look.tone == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    _metrics.cache_clear()
    QDir.setSearchPaths("marks", [str(paths.resources() / "styles" / ("dark" if worn.dark else "light"))])
    app.setFont(font("body"))
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet())
    worn.changed.emit()


def hexa(name: str) -> str:
    """Return a colour token as #RRGGBB of the theme worn now."""
    return (tokens.DARK if worn.dark else tokens.LIGHT)[name]


def colour(name: str) -> QColor:
    """Return a colour token as a QColor of the theme worn now."""
    return QColor(hexa(name))


def factor() -> float:
    """Return the factor of the text size worn now (1, 1.15 or 1.3)."""
    return tokens.SIZES[worn.look.size]


def px(height: float) -> int:
    """Return a height (or a width that holds text) at the text size worn now."""
    return round(height * factor())


def height(name: str) -> int:
    """Return a height token at the text size worn now."""
    return px(tokens.HEIGHT[name])


def font(role: str = "body") -> QFont:
    """Return the font of a role (title, head, name, strong, body, first, small, mark, figure)."""
    points, weight = tokens.TYPE[role]
    made = QFont([*FAMILIES, *FALLBACKS])
    made.setPointSizeF(points * factor())
    made.setWeight(QFont.Weight(weight))
    return made


def text_width(words: str, role: str = "body") -> float:
    """Return how wide `words` are in the font of `role`, in px."""
    return _metrics(role).horizontalAdvance(words)


def line_height(role: str = "body") -> float:
    """Return the height of one line of `role`, in px."""
    return _metrics(role).height()


def style_sheet() -> str:
    """Return the one style sheet, filled from the tokens."""
    sheet = (paths.resources() / "styles" / "app.qss").read_text(encoding="utf-8")
    colours = dict(tokens.DARK if worn.dark else tokens.LIGHT)
    sizes = {f"t_{role}": f"{points * factor():.2f}pt" for role, (points, _) in tokens.TYPE.items()}
    heights = {f"h{size}": f"{px(size)}px" for size in (16, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38)}
    return Template(sheet).substitute(colours | sizes | heights)


@lru_cache(maxsize=32)
def _metrics(role: str) -> QFontMetricsF:
    """Return the metrics of a role; forgotten when the look changes."""
    return QFontMetricsF(font(role))


def application() -> QApplication:
    """Return the running application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("no QApplication")
    return app


def _follow_system() -> None:
    """The system turned light or dark: follow it when the clerk chose to."""
    if worn.look.tone == "system":
        wear(worn.look)


def _load_fonts(names: tuple[str, ...]) -> None:
    """Load bundled fonts once; where one is missing the system's Chinese fonts stand in."""
    for name in names:
        path = paths.resources() / "fonts" / f"{name}.ttf"
        if name not in _loaded_fonts and path.exists():
            QFontDatabase.addApplicationFont(str(path))
            _loaded_fonts.add(name)
    _metrics.cache_clear()


_loaded_fonts: set[str] = set()


def _load_translation(app: QApplication) -> None:
    """Give Qt's own buttons and menus their Chinese words."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app.installTranslator(_Rest(app))
    words = QTranslator(app)
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)


class _Rest(QTranslator):
    """Chinese for what qtbase_zh_CN leaves in English; asked only where that file has nothing."""

    WORDS: ClassVar[dict[str, str]] = {
        "Folder": "文件夹", "File Folder": "文件夹", "File": "文件", "Drive": "磁盘", "%1 File": "%1 文件",
        "Shortcut": "快捷方式", "Alias": "别名", "Unknown": "不明",
    }  # fmt: skip

    def isEmpty(self) -> bool:
        """Say that there are words here."""
        return False

    def translate(self, _context: bytes | str, source: bytes | str, _which: bytes | str | None = None, _count: int = -1) -> str:
        """Return the Chinese of a text, or the text itself."""
        words = source.decode() if isinstance(source, bytes) else source
        return self.WORDS.get(words, words)


def _palette() -> QPalette:
    """Return the palette for what the style sheet does not reach."""
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in (
        (roles.Window, "canvas"), (roles.Base, "surface"), (roles.AlternateBase, "sunken"), (roles.Button, "surface"),
        (roles.WindowText, "ink"), (roles.Text, "ink"), (roles.ButtonText, "ink"), (roles.PlaceholderText, "ink3"),
        (roles.Highlight, "teal"), (roles.HighlightedText, "surface"), (roles.Link, "teal"), (roles.LinkVisited, "teal"),
        (roles.ToolTipBase, "tip"), (roles.ToolTipText, "tip_ink"), (roles.Light, "surface"), (roles.Midlight, "hover"),
        (roles.Mid, "line2"), (roles.Dark, "edge"), (roles.Shadow, "line"), (roles.BrightText, "red"),
    ):  # fmt: skip
        palette.setColor(role, colour(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("off"))
    return palette
