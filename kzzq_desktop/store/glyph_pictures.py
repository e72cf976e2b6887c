"""Pictures of characters that no font has: one row a character, its bytes among the photos of members."""

import uuid

from sqlalchemy import Connection, select

from kzzq_desktop.domain.changes import SyncBlob
from kzzq_desktop.domain.papers import GlyphPicture
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import Unit

GLYPH, BLOB = table_of(GlyphPicture), table_of(SyncBlob)


def list_letters(conn: Connection) -> frozenset[str]:
    """Return the characters that have a picture; one whose bytes have not come yet is left out."""
    asked = select(GLYPH.c.letter).join(BLOB, BLOB.c.sha256 == GLYPH.c.picture).where(GLYPH.c.sy_del == 0)
    return frozenset(conn.execute(asked).scalars())


def read_pictures(conn: Connection) -> dict[str, bytes]:
    """Return {character: picture} of those that have one here, in code order."""
    asked = select(GLYPH.c.letter, BLOB.c.data).join(BLOB, BLOB.c.sha256 == GLYPH.c.picture).where(GLYPH.c.sy_del == 0)
    return dict(sorted((row.letter, bytes(row.data)) for row in conn.execute(asked)))


def write_picture(unit: Unit, letter: str, sha256: str) -> None:
    """Give a character a picture, its first or another."""
    unit.put_many(GlyphPicture, [{"id": glyph_id(letter), "letter": letter, "picture": sha256}])


def remove_picture(unit: Unit, letter: str) -> None:
    """Take a character's picture away."""
    unit.remove(GlyphPicture, [glyph_id(letter)])


def glyph_id(letter: str) -> str:
    """Return the id of a character's row: uuid5 of the character, so that two PCs write one row."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"glyph/{letter}").hex
