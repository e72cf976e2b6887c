"""What the office keeps for its papers: who printed what, pictures of characters that no font has, settings."""

from dataclasses import dataclass, field
from enum import StrEnum

from sqlmodel import Field, SQLModel

from kzzq_desktop.domain.changes import Stamped


class Act(StrEnum):
    """How words left the program."""

    PRINT = "print"
    SAVE = "save"
    EXPORT = "export"
    COPY = "copy"


ACT_WORDS = {"print": "打印", "save": "存为PDF", "export": "导出", "copy": "复制"}


class PrintEntry(SQLModel, table=True):
    """One line of the print register: never synced, never changed. `at` is a UTC moment as `clock.now_text` gives it.

    `paper` is the paper's or the list's word, `scope` what it was of, in words without a person's name. `copy_no` is the
    number of the first copy, running through the file's life; 0 for copying to the clipboard.
    """

    __tablename__ = "print_entry"
    n: int | None = Field(default=None, primary_key=True)
    at: str = Field(max_length=32, index=True)
    clerk: str = Field(max_length=64)
    act: str = Field(max_length=8)
    paper: str = Field(max_length=32)
    scope: str = Field(max_length=128)
    audience: str = Field(max_length=8)
    pages: int
    copies: int
    copy_no: int


class GlyphPicture(Stamped, table=True):
    """The picture of a character that no font has (造字): the id is uuid5 of the character; `picture` a SyncBlob's sha256."""

    __tablename__ = "glyph_picture"
    letter: str = Field(max_length=8)
    picture: str = Field(max_length=64)


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A line of the register as the clerk sees it."""

    id: str
    at: str
    clerk: str
    act: str
    paper: str
    scope: str
    audience: str
    pages: int
    copies: int
    copy_no: int


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """What papers look like in this office.

    `mongolian` is "" (Chinese alone), "left" or "right": where the Mongolian heading stands; `unreviewed` prints words that
    no native reader has reviewed yet; `formal` asks for the PC's own Song and FangSong on formal papers. `phones` holds
    the numbers on cards and boards: {township code: {"police": "…", "oversight": "…"}}.
    """

    mongolian: str = ""
    unreviewed: bool = False
    formal: bool = True
    phones: dict[str, dict[str, str]] = field(default_factory=dict)

    def numbers_of(self, village_id: str) -> dict[str, str]:
        """Return the numbers of a village's township."""
        return self.phones.get(f"{village_id[:9]}000", {})
