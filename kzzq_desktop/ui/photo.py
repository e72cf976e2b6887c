"""A photo file made ready for keeping: turned upright, not larger than a paper needs, without the camera's remarks."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from kzzq_desktop.services.photos import MOST_BYTES, UnusablePhoto

WIDE, HIGH = 480, 640
QUALITIES = (90, 80, 65)


def read_photo(path: Path) -> bytes:
    """Return a JPEG of at most 480×640 px and 1 MB; raises UnusablePhoto when the file is no picture."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    picture = reader.read()
    if picture.isNull():
        raise UnusablePhoto("这个文件打不开，不是照片或已经损坏。")
    small = picture
    if picture.width() > WIDE or picture.height() > HIGH:
        small = picture.scaled(WIDE, HIGH, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    for quality in QUALITIES:
        data = _jpeg(_bare(small), quality)
        if len(data) <= MOST_BYTES:
            return data
    raise UnusablePhoto("这张照片太大。")


def _bare(picture: QImage) -> QImage:
    """Return the picture on white, with nothing but its points: Qt would carry a file's texts along."""
    bare = QImage(picture.size(), QImage.Format.Format_RGB32)
    bare.fill(Qt.GlobalColor.white)
    painter = QPainter(bare)
    painter.drawImage(0, 0, picture)
    painter.end()
    return bare


def _jpeg(picture: QImage, quality: int) -> bytes:
    """Return a picture's JPEG bytes."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPG", quality)  # type: ignore[call-overload]
    return bytes(held.data())
