"""Marks of people that two PCs may set at once: needs of households and posts of members, one row each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, select

from kzzq_desktop.domain.changes import Stamped
from kzzq_desktop.domain.import_members import post_id
from kzzq_desktop.domain.import_rows import need_id
from kzzq_desktop.domain.people import HouseholdNeed, MemberPost
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import Unit


def read_needs(conn: Connection, households: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return {household: its needs}."""
    return _read_marks(conn, HouseholdNeed, "household_id", "need", households)


def read_posts(conn: Connection, members: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return {member: his posts}."""
    return _read_marks(conn, MemberPost, "member_id", "post", members)


def write_needs(unit: Unit, household_id: str, needs: Iterable[str]) -> bool:
    """Make a household have exactly these needs; return whether any changed."""
    return _write_marks(unit, HouseholdNeed, ("household_id", household_id), ("need", needs), need_id)


def write_posts(unit: Unit, member_id: str, posts: Iterable[str]) -> bool:
    """Make a member have exactly these posts; return whether any changed."""
    return _write_marks(unit, MemberPost, ("member_id", member_id), ("post", posts), post_id)


def _read_marks(
    conn: Connection, kind: type[Stamped], owner: str, mark: str, owners: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    columns = table_of(kind).c
    found: dict[str, list[str]] = defaultdict(list)
    asked = select(columns[owner], columns[mark]).where(columns[owner].in_(owners), columns.sy_del == 0)
    for owner_id, word in conn.execute(asked.order_by(columns[mark])):
        found[owner_id].append(word)
    return {owner_id: tuple(words) for owner_id, words in found.items()}


def _write_marks(
    unit: Unit, kind: type[Stamped], owner: tuple[str, str], marks: tuple[str, Iterable[str]], make_id: Callable[[str, str], str]
) -> bool:
    """Add, put back or remove marks; an id derived from owner and mark is used again, never made twice."""
    (owner_field, owner_id), (mark_field, words) = owner, marks
    table, wanted = table_of(kind), dict.fromkeys(words)
    live = unit.conn.execute(select(table).where(table.c[owner_field] == owner_id, table.c.sy_del == 0)).mappings()
    gone = unit.remove(kind, [row["id"] for row in live if row[mark_field] not in wanted])
    put = unit.put_many(kind, [{"id": make_id(owner_id, word), owner_field: owner_id, mark_field: word} for word in wanted])
    return bool(gone or put)
