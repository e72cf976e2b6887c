"""The office's own facts: divisions, clerks, settings and lists."""

import json
import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.places import Branch, Clerk, Division, ListItem, Place, Setting
from kzzq_desktop.store.boots import read_meta, write_meta
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import Unit

DIVISION, CLERK, SETTING, ITEM, BRANCH = (table_of(kind) for kind in (Division, Clerk, Setting, ListItem, Branch))


def add_divisions(unit: Unit, places: Iterable[Place]) -> None:
    """Insert a list of divisions; a township's or village's scope is its township."""
    rows: list[dict[str, object]] = []
    for place in places:
        names = json.dumps(place.other_names, ensure_ascii=False)
        row = {"id": place.code, "name": place.name, "level": place.level, "parent_id": place.parent, "other_names": names}
        rows.append({**row, "sy_scope": f"{place.code[:9]}000"})
    unit.add_many(Division, rows)


def list_places(conn: Connection, parent: str | None = None) -> tuple[Place, ...]:
    """Return all divisions by code, or the children of one."""
    chosen = select(DIVISION).where(DIVISION.c.sy_del == 0).order_by(DIVISION.c.id)
    if parent is not None:
        chosen = chosen.where(DIVISION.c.parent_id == parent)
    return tuple(Place(r.id, r.name, r.level, r.parent_id or "", tuple(json.loads(r.other_names))) for r in conn.execute(chosen))


def find_clerk(conn: Connection, clerk_id: str) -> str:
    """Return a clerk's display name, "" if unknown."""
    return conn.execute(select(CLERK.c.name).where(CLERK.c.id == clerk_id)).scalar() or ""


def read_setting(conn: Connection, key: str, division_id: str = "") -> object:
    """Return a setting's value (parsed JSON), None if it was never set; `division_id` asks for one office's."""
    chosen = select(SETTING.c.value).where(SETTING.c.key == key, SETTING.c.sy_del == 0)
    if division_id:
        chosen = chosen.where(SETTING.c.division_id == division_id)
    value = conn.execute(chosen).scalar()
    return None if value is None else json.loads(value)


def read_settings(conn: Connection, start: str) -> tuple[object, ...]:
    """Return the values (parsed JSON) of all settings whose key begins with `start`, by key and office."""
    chosen = select(SETTING.c.value).where(SETTING.c.key.startswith(start, autoescape=True), SETTING.c.sy_del == 0)
    return tuple(json.loads(value) for value in conn.execute(chosen.order_by(SETTING.c.key, SETTING.c.division_id)).scalars())


def own_office(conn: Connection) -> object:
    """Return the facts of this file's own office (parsed JSON); settings of other offices may stand beside its own."""
    held = read_meta(conn, "office")
    return json.loads(held) if held else read_setting(conn, "office")


def keep_own_office(conn: Connection, facts: object) -> None:
    """Keep which office this file is of."""
    write_meta(conn, "office", json.dumps(facts, ensure_ascii=False))


def write_setting(unit: Unit, division_id: str, key: str, value: object) -> None:
    """Set a setting of the office; the id is uuid5 of office and key, so that two PCs write one row."""
    row_id = uuid.uuid5(uuid.NAMESPACE_OID, f"setting/{division_id}/{key}").hex
    text = json.dumps(value, ensure_ascii=False)
    known = unit.conn.execute(select(SETTING.c.id).where(SETTING.c.id == row_id)).scalar()
    if known:
        unit.change(Setting, row_id, value=text, sy_del=0)
    else:
        unit.add(Setting(id=row_id, division_id=division_id, key=key, value=text))


def list_items(conn: Connection, kind: str) -> tuple[ListItem, ...]:
    """Return the entries of an editable list ("need", "post", "phrase") in their order, those in use only."""
    chosen = select(ITEM).where(ITEM.c.kind == kind, ITEM.c.sy_del == 0, ITEM.c.off == 0).order_by(ITEM.c.place, ITEM.c.id)
    return tuple(ListItem(**row) for row in conn.execute(chosen).mappings())


def write_items(unit: Unit, kind: str, items: Sequence[ListItem]) -> None:
    """Make a list hold exactly these entries in this order; an entry without an id is new."""
    present = {item.id for item in list_items(unit.conn, kind)}
    unit.remove(ListItem, present - {item.id for item in items})
    for place, item in enumerate(items):
        if item.id in present:
            unit.change(ListItem, item.id, words=item.words, code=item.code, grp=item.grp, place=place)
        else:
            unit.add(ListItem(id=new_id(), kind=kind, words=item.words, code=item.code, grp=item.grp, place=place))


def shared_items(conn: Connection, kind: str) -> dict[str, str]:
    """Return {id: words} of a list's entries that every office has: in a township's file, the banner's."""
    chosen = select(ITEM.c.id, ITEM.c.words).where(ITEM.c.kind == kind, ITEM.c.sy_del == 0, ITEM.c.sy_scope.is_(None))
    return {row.id: row.words for row in conn.execute(chosen)}


def drop_doubled_items(unit: Unit) -> None:
    """Remove a township's own entries that say the same as one of the banner's."""
    rows = unit.conn.execute(select(ITEM).where(ITEM.c.sy_del == 0)).all()
    shared = {(row.kind, row.grp, row.code, row.words) for row in rows if row.sy_scope is None}
    unit.remove(ListItem, [row.id for row in rows if row.sy_scope and (row.kind, row.grp, row.code, row.words) in shared])


def list_branches(conn: Connection) -> tuple[Branch, ...]:
    """Return all party branches by division and name."""
    chosen = select(BRANCH).where(BRANCH.c.sy_del == 0).order_by(BRANCH.c.division_id, BRANCH.c.name)
    return tuple(Branch(**row) for row in conn.execute(chosen).mappings())
