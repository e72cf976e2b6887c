import sys
import time
from pathlib import Path, PureWindowsPath

import pytest

from kzzq_desktop.documents import system_fonts
from kzzq_desktop.documents.font_file import FontFile
from kzzq_desktop.documents.system_fonts import FANGSONG, SONG, find_font, may_embed
from tests.documents.candidate_fonts import MONGOLIAN, collection, put, with_rights, without


def name_of(kind: str, *where: Path) -> str:
    found = find_font(kind, where)
    return found.path.name if found else ""


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (SONG, "simsun.ttc"),
        (SONG, "SIMSUN.TTC"),
        (SONG, "STSONG.TTF"),
        (SONG, "FZXBSJW.TTF"),
        (SONG, "FZSSK--GBK1-0.ttf"),
        (SONG, "Songti SC.ttf"),
        (FANGSONG, "simfang.ttf"),
        (FANGSONG, "STFANGSO.TTF"),
        (FANGSONG, "FZFSK.TTF"),
        (FANGSONG, "fangsong_GB2312.ttf"),
        (SONG, "方正小标宋_GBK.TTF"),
        (SONG, "方正书宋简体.ttf"),
        (SONG, "宋体.ttc"),
        (SONG, "华文宋体.ttf"),
        (FANGSONG, "仿宋_GB2312.ttf"),
        (FANGSONG, "方正仿宋简体.ttf"),
        (FANGSONG, "华文仿宋.TTF"),
    ],
)
def test_fonts_are_known_by_the_names_of_their_files(tmp_path, kind, name):
    put(tmp_path, f"truetype/china/{name}")
    other = SONG if kind == FANGSONG else FANGSONG
    assert (name_of(kind, tmp_path), name_of(other, tmp_path)) == (name, "")


@pytest.mark.parametrize(
    "name",
    [
        *("simsunb.ttf", "SimSunExtG.ttf", "Songti-Bold.ttf", "simkai.ttf", "simsun.otf", "simsun.txt", "msyh.ttc", "song.ttf"),
        *("方正小标宋.otf", "方正大黑简体.ttf", "方正书宋_粗.ttf", "宋体-方正超大字符集.ttf", "宋体ExtB.ttf", "楷体_GB2312.ttf"),
    ],
)
def test_other_weights_and_other_fonts_are_left_alone(tmp_path, name):
    put(tmp_path, name)
    assert name_of(SONG, tmp_path) == name_of(FANGSONG, tmp_path) == ""


def test_the_best_name_comes_first_and_a_useless_file_is_passed_over(tmp_path):
    put(tmp_path / "own", "stsong.ttf")
    put(tmp_path / "system", "simsun.ttc")
    where = (tmp_path / "system", tmp_path / "own", tmp_path / "gone")
    assert name_of(SONG, *where) == "simsun.ttc"
    put(tmp_path / "system", "simsun.ttc", with_rights(0x0002))
    assert name_of(SONG, *where) == "stsong.ttf"
    put(tmp_path / "own", "方正小标宋简体.ttf")
    assert name_of(SONG, *where) == "方正小标宋简体.ttf"


@pytest.mark.parametrize(
    ("rights", "allowed"),
    [
        (0x0000, True),
        (0x0004, True),
        (0x0008, True),
        (0x0002, False),
        (0x0100, False),
        (0x0108, False),
        (0x0200, False),
        (0x0302, False),
    ],
)
def test_the_makers_wish_is_kept(tmp_path, rights, allowed):
    put(tmp_path, "simsun.ttf", with_rights(rights))
    assert may_embed(rights) is allowed
    assert bool(name_of(SONG, tmp_path)) is allowed


@pytest.mark.parametrize("data", [without(b"glyf"), without(b"loca"), without(b"OS/2"), without(b"cmap"), MONGOLIAN.read_bytes()])
def test_outlines_rights_and_characters_must_be_there(tmp_path, data):
    put(tmp_path, "simfang.ttf", data)
    assert name_of(FANGSONG, tmp_path) == ""


@pytest.mark.parametrize("data", [b"junk", b"\0\1\0\0", b"ttcf" + bytes(20), with_rights(8)[:40_000]])
def test_a_damaged_file_is_no_font(tmp_path, data):
    put(tmp_path, "simsun.ttc", data)
    assert name_of(SONG, tmp_path) == ""


def test_of_a_collection_the_first_font_is_taken(tmp_path):
    path = put(tmp_path, "simsun.ttc", collection())
    font = find_font(SONG, [tmp_path])
    assert font.glyph(ord("党"))
    assert FontFile(path, 1).glyph(ord("党")) == 0
    assert FontFile(path, 1).glyph(0x1820)


def test_neither_deep_nor_endless_folders_hold_a_print_up(tmp_path, monkeypatch):
    put(tmp_path, "a/b/c/d/e/simsun.ttf")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert name_of(SONG, tmp_path) == ""
    put(tmp_path, "a/b/c/d/simsun.ttf")
    assert name_of(SONG, tmp_path) == "simsun.ttf"
    monkeypatch.setattr(system_fonts, "_MOST_FILES", 3)
    put(tmp_path / "many", "simsun.ttf")
    for number in range(4):
        (tmp_path / "many" / f"{number}.txt").touch()
    assert name_of(SONG, tmp_path / "many") == ""


def test_looking_through_many_files_is_quick(tmp_path):
    for number in range(1_000):
        (tmp_path / f"font{number}.ttf").touch()
    began = time.perf_counter()
    assert name_of(SONG, tmp_path) == ""
    assert time.perf_counter() - began < 0.5


def test_where_systems_keep_fonts(monkeypatch, tmp_path):
    monkeypatch.undo()
    monkeypatch.setenv("SYSTEMROOT", r"D:\Windows")
    monkeypatch.setenv("LOCALAPPDATA", r"D:\Local")
    monkeypatch.setattr(system_fonts, "Path", type("Path", (PureWindowsPath,), {"home": lambda: PureWindowsPath("D:/me")}))
    monkeypatch.setattr(sys, "platform", "win32")
    assert [str(one) for one in system_fonts.folders()] == [r"D:\Windows\Fonts", r"D:\Local\Microsoft\Windows\Fonts"]
    monkeypatch.setattr(system_fonts, "Path", Path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert {Path("/usr/share/fonts"), tmp_path / "fonts"} <= set(system_fonts.folders())
