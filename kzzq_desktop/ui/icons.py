"""Line icons: SVG files of resources/icons, tinted with a colour token and kept once drawn."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from kzzq_desktop.base import paths
from kzzq_desktop.ui import theme

DROP = 0.75  # Chinese glyphs stand about 1 px below the middle of their line box: icons beside words are lowered


def icon(name: str, tint: str = "ink2", size: int = 16, off: str = "off") -> QIcon:
    """Return an icon for a button or an item; its disabled form is drawn in the token `off`."""
    made = QIcon(pixmap(name, tint, size, DROP))
    made.addPixmap(pixmap(name, off, size, DROP), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, tint: str = "ink2", size: int = 16, drop: float = 0) -> QPixmap:
    """Return an icon drawn at `size` px (device independent) in a colour token of the theme worn now."""
    return _drawn(name, theme.hexa(tint), size, drop, QGuiApplication.primaryScreen().devicePixelRatio())


def names() -> list[str]:
    """Return the names of all icons."""
    return sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


@cache
def _drawn(name: str, tint: str, size: int, drop: float, ratio: float) -> QPixmap:
    """Draw one icon once."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - the sign-in draws no icon and need not wait for QtSvg

    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", tint).encode()))
    drawing.render(painter, QRectF(0, drop * ratio, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _source(name: str) -> str:
    """Return the text of an icon's file."""
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
