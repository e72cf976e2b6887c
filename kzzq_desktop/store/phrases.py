"""The ready words of a duty: list items of kind "phrase" whose `code` is the duty's."""

import uuid
from collections.abc import Sequence

from sqlalchemy import Connection, select

from kzzq_desktop.domain.places import ListItem
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import Unit

ITEM = table_of(ListItem)
KIND = "phrase"


def list_phrases(conn: Connection, code: str) -> tuple[str, ...] | None:
    """Return a duty's phrases in their order; None if the office never kept any for it."""
    chosen = select(ITEM).where(ITEM.c.kind == KIND, ITEM.c.code == code).order_by(ITEM.c.place, ITEM.c.id)
    rows = conn.execute(chosen).all()
    return tuple(row.words for row in rows if not row.sy_del and not row.off) if rows else None


def write_phrases(unit: Unit, division_id: str, code: str, phrases: Sequence[str]) -> None:
    """Make a duty's phrases exactly these; the id is uuid5 of office, duty and words, so that two PCs write one row."""
    kept = unit.conn.execute(select(ITEM).where(ITEM.c.kind == KIND, ITEM.c.code == code)).all()
    by_words = {row.words: row.id for row in kept}
    unit.remove(ListItem, [row.id for row in kept if not row.sy_del and row.words not in phrases])
    for place, words in enumerate(phrases):
        if words in by_words:
            unit.change(ListItem, by_words[words], place=place, off=0, sy_del=0)
        else:
            row_id = uuid.uuid5(uuid.NAMESPACE_OID, f"phrase/{division_id}/{code}/{words}").hex
            unit.add(ListItem(id=row_id, kind=KIND, words=words, code=code, place=place, division_id=division_id))
