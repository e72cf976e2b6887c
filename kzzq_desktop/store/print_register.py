"""The print register: what left the program, line by line. Lines are added; guards refuse to change or delete one."""

from sqlalchemy import Connection, select, text

from kzzq_desktop.domain.papers import Act, PrintEntry, PrintLine
from kzzq_desktop.store.tables import table_of

ENTRY = table_of(PrintEntry)
SHOWN = tuple(name for name in PrintLine.__slots__ if name != "id")


def add_entry(conn: Connection, entry: PrintEntry) -> int:
    """Write a line and return the number of its first copy, 0 for the clipboard; `n` and `copy_no` are given here.

    Numbers run through the file's life and belong to the transaction: whoever also adds a line waits until it has ended.
    """
    if conn.dialect.name == "postgresql":  # a file's writers stand in line by themselves (BEGIN IMMEDIATE)
        conn.execute(text("LOCK TABLE print_entry IN EXCLUSIVE MODE"))
    number = 0 if entry.act == Act.COPY else next_copy(conn)
    row = entry.model_dump(exclude={"n"}) | {"copy_no": number}
    conn.execute(ENTRY.insert(), row)
    return number


def next_copy(conn: Connection) -> int:
    """Return the number that the next copy would have now; only `add_entry` gives it."""
    last = select(ENTRY.c.copy_no, ENTRY.c.copies).where(ENTRY.c.copy_no > 0).order_by(ENTRY.c.copy_no.desc()).limit(1)
    row = conn.execute(last).first()
    return row.copy_no + row.copies if row else 1


def list_entries(
    conn: Connection, since: str = "", until: str = "", *, act: str = "", audience: str = ""
) -> tuple[PrintLine, ...]:
    """Return the lines from the moment `since` up to before `until` (UTC text as kept), newest first; "" asks for all."""
    asked = select(ENTRY.c.n, *(ENTRY.c[name] for name in SHOWN)).order_by(ENTRY.c.n.desc())
    if since:
        asked = asked.where(ENTRY.c.at >= since)
    if until:
        asked = asked.where(ENTRY.c.at < until)
    if act:
        asked = asked.where(ENTRY.c.act == act)
    if audience:
        asked = asked.where(ENTRY.c.audience == audience)
    return tuple(PrintLine(str(row[0]), *row[1:]) for row in conn.execute(asked))
