"""Characters that no font has (造字): the office keeps a picture of each, and papers print it in its place."""

import re
import unicodedata
from dataclasses import dataclass

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.documents.fonts import missing_characters
from kzzq_desktop.documents.glyph_picture import NoGlyph, make_glyph
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import glyph_pictures, members

MOST_BYTES = 1_000_000
KINDS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM")
_CODE = re.compile(r"(?:U\+|\\U|&#X|0X)?([0-9A-F]{4,8});?", re.IGNORECASE)
_LAST = 0x10FFFF


class UnusableLetter(AppError):
    """Not one character, or one that needs no picture."""

    advice = "请输入一个字，或它的编码，如 U+2EBF0。"


class HasFont(UnusableLetter):
    """A character that a font of the papers has."""

    advice = "它照常打印。"


class UnusableGlyph(AppError):
    """Not the picture of a character."""

    advice = "请换一张 PNG、JPEG 或 BMP 图片：白底黑字，只有这一个字，不超过 1 MB。"


@dataclass(frozen=True, slots=True)
class DrawnGlyph:
    """A character with its picture: black on white, square, a PNG."""

    letter: str
    picture: bytes

    @property
    def code(self) -> str:
        """Return the character's code point as it is written: U+2EBF0."""
        return code_words(self.letter)


def code_words(letter: str) -> str:
    """Return a character's code point as it is written: U+2EBF0."""
    return f"U+{ord(letter):04X}"


def read_letter(typed: str) -> str:
    """Return the character that was typed or pasted, or whose code point was; raises UnusableLetter.

    One that a font of the papers has is refused: it is printed as it is.
    """
    text = "".join(letter for letter in typed if unicodedata.category(letter) not in {"Zs", "Cc", "Cf", "Zl", "Zp", "Mn"})
    if len(text) != 1 and (found := _CODE.fullmatch(text)):
        text = chr(code) if (code := int(found[1], 16)) <= _LAST else ""
    if len(text) != 1:
        raise UnusableLetter("这不是一个字。")
    if 0xD800 <= ord(text) < 0xE000 or 0xFDD0 <= ord(text) < 0xFDF0 or ord(text) & 0xFFFE == 0xFFFE:
        raise UnusableLetter("这个编码没有字。")
    if not missing_characters([text]):
        raise HasFont(f"“{text}”有字体，不用造字。")
    return text


def list_pictures(desk: Desk) -> tuple[DrawnGlyph, ...]:
    """Return the characters that have a picture, in code order."""
    return tuple(DrawnGlyph(letter, picture) for letter, picture in read_pictures(desk).items())


def read_pictures(desk: Desk) -> dict[str, bytes]:
    """Return {character: PNG}, as papers take them."""
    with desk.store.reading() as conn:
        return glyph_pictures.read_pictures(conn)


def list_letters(desk: Desk) -> frozenset[str]:
    """Return the characters that have a picture."""
    with desk.store.reading() as conn:
        return glyph_pictures.list_letters(conn)


def make_picture(data: bytes) -> bytes:
    """Return a file's picture as it will be kept and printed; raises UnusableGlyph."""
    if len(data) > MOST_BYTES:
        raise UnusableGlyph("这张图片太大。")
    if not data.startswith(KINDS):
        raise UnusableGlyph("这个文件不是图片。")
    try:
        return make_glyph(data)
    except NoGlyph as error:
        raise UnusableGlyph(str(error)) from error


def set_picture(desk: Desk, letter: str, data: bytes) -> str:
    """Keep the picture of a character that no font has; return the unit, "" when it is the same as before.

    Raises UnusableLetter, UnusableGlyph.
    """
    letter, picture = read_letter(letter), make_picture(data)
    with desk.store.local() as conn:
        sha256 = members.keep_blob(conn, picture, "image/png")
    with desk.store.unit("造字") as unit:
        glyph_pictures.write_picture(unit, letter, sha256)
    return unit.id if unit.seq >= unit.first_seq else ""


def remove_picture(desk: Desk, letter: str) -> str:
    """Take a character's picture away; return the unit, "" if it has none."""
    with desk.store.unit("去掉造字") as unit:
        glyph_pictures.remove_picture(unit, letter)
    return unit.id if unit.seq >= unit.first_seq else ""
