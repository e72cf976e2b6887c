import shutil

import pytest
import uharfbuzz as hb

from kzzq_desktop.base import paths
from kzzq_desktop.documents import font_file
from kzzq_desktop.documents.font_file import EM, FontFile

FONT = paths.resources() / "fonts" / "NotoSansSC-Bold.ttf"


def test_widths_are_thousandths_of_the_em():
    file = FontFile(FONT)
    assert file.advance(file.glyph(ord("党"))) == EM
    assert 0 < file.advance(file.glyph(ord("i"))) < EM / 2
    assert file.glyph(0x31353) == 0


def test_a_font_in_a_folder_with_a_chinese_name(tmp_path, monkeypatch):
    folder = tmp_path / "联系户 程序"
    folder.mkdir()
    copy = shutil.copy(FONT, folder / "字体.ttf")
    assert FontFile(copy).glyph(ord("党"))

    class Unable:
        """HarfBuzz where it cannot open such a name."""

        def __new__(cls, data: bytes) -> hb.Blob:
            return hb.Blob(data)

        @staticmethod
        def from_file_path(_path: str) -> hb.Blob:
            raise hb.HarfBuzzError

    monkeypatch.setattr(font_file, "hb", type("Module", (), {**vars(hb), "Blob": Unable}))
    assert FontFile(copy).glyph(ord("党"))


def test_a_missing_font_is_not_passed_over(tmp_path):
    with pytest.raises(OSError, match=r"none\.ttf"):
        FontFile(tmp_path / "none.ttf")
