"""The PC's own Song and FangSong, as official papers ask for: looked for by file name in the few folders fonts lie in.

Only files whose maker allows embedding a subset are used (OpenType, OS/2 fsType), and only TrueType outlines.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import uharfbuzz as hb

from kzzq_desktop.documents.embed import subset
from kzzq_desktop.documents.font_file import FontFile

SONG, FANGSONG = "song", "fangsong"
# Names as systems and font makers give them, the best first: 小标宋 is made for headings. SimSun leads its collection.
# Offices put files in by hand that bear the font's Chinese name.
_NAMES = {
    SONG: (
        *("fzxbs", "方正小标宋", "simsun", "宋体", "stsong", "华文宋体"),
        *("fzssk", "fzss", "方正书宋", "fzsongs", "songti", "simsong"),
    ),
    FANGSONG: (
        *("simfang", "仿宋", "stfangso", "华文仿宋"),
        *("fzfsk", "fzfs", "方正仿宋", "fzfangsong", "fangsong"),
    ),
}
_OTHERS = re.compile(r"bold|medium|heavy|light|black|ext|simsunb|_b\.|[粗细超]", re.IGNORECASE)
_ENDINGS = (".ttf", ".ttc")
_DEPTH, _MOST_FILES = 4, 20_000
_RESTRICTED, _NO_SUBSET, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200
_FS_TYPE = slice(8, 10)
_PROOF = "党员联系户嘎查网格镇旗一二三，。（）0123456789"


def folders() -> tuple[Path, ...]:
    """Return where this system and this user keep fonts."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"
    kept = Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share"))
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), kept / "fonts", home / ".fonts"


def find_font(kind: str, where: Sequence[Path]) -> FontFile | None:
    """Return the best file of SONG or FANGSONG in these folders that may be embedded, None if there is none."""
    found = [(rank, path) for path in _walk(where) if (rank := _rank(kind, path.name)) is not None]
    for _, path in sorted(found, key=lambda one: (one[0], str(one[1]))):
        if font := _usable(path):
            return font
    return None


def may_embed(rights: int) -> bool:
    """Tell whether OS/2 fsType allows a subset of the outlines inside a document."""
    return not rights & (_RESTRICTED | _NO_SUBSET | _BITMAP_ONLY)


def _walk(where: Sequence[Path]) -> Iterator[Path]:
    """Yield the font files of some folders, not too deep and not too many."""
    waiting, left = [(str(folder), 0) for folder in where], _MOST_FILES
    while waiting:
        folder, depth = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        left -= len(entries)
        if left < 0:
            return
        for entry in entries:
            if entry.name.lower().endswith(_ENDINGS):
                yield Path(entry.path)
            elif depth < _DEPTH and entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, depth + 1))


def _rank(kind: str, name: str) -> int | None:
    """Return how good a file's name is, 0 the best; None if it is another font or another weight."""
    plain = re.sub(r"[\s\-_]", "", name.lower())
    if _OTHERS.search(name.lower()):
        return None
    return next((rank for rank, start in enumerate(_NAMES[kind]) if plain.startswith(start)), None)


def _usable(path: Path) -> FontFile | None:
    """Return a file's first font if it may be embedded, has the characters of every paper, and can really be cut down."""
    try:
        font = FontFile(path)
        if not set(font.face.table_tags) >= {"glyf", "loca", "head", "hmtx", "OS/2"}:
            return None
        rights = int.from_bytes(font.face.reference_table("OS/2").data[_FS_TYPE], "big")
        glyphs = set(map(font.glyph, map(ord, _PROOF)))
        sound = may_embed(rights) and 0 not in glyphs and len(subset(font, glyphs)[1]) > len(glyphs)
    except (OSError, ValueError, RuntimeError, hb.HarfBuzzError):
        return None
    return font if sound else None
