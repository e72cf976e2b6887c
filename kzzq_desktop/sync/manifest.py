"""The manifest line: what a package says of itself inside its seal (FORMAT.md, section 5)."""

import re
from collections.abc import Mapping

from kzzq_desktop.domain.exchange import Line, Manifest, Position
from kzzq_desktop.sync.header import ID, MOST_NUMBER, Header
from kzzq_desktop.sync.refusals import PackageDamaged
from kzzq_desktop.sync.strict import Fields, Malformed, canonical, count, fields_of, hex_digits, items, pair, text

BOOT = 16  # hex digits
MOST_LINE = 8 * 2**20  # bytes
MOST_BOOTS = 100_000
MOST_SITES, MOST_CERT = 2_000, 2_048
MOST_TABLES, MOST_COLUMNS = 200, 500
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}", re.ASCII)


def manifest_line(manifest: Manifest) -> bytes:
    """Return the manifest as a line of JSON; raises ValueError for one that could not be read again."""
    document = {
        "id": manifest.package_id,
        "from": manifest.sender,
        "to": manifest.receiver,
        "no": manifest.number,
        "created_at": manifest.created_at,
        "app": manifest.app,
        "schema": manifest.schema,
        "min_reader": manifest.min_reader,
        "line": [list(boot) for boot in manifest.line.boots],
        "tip": manifest.line.tip,
        "base": manifest.base,
        "ack": None if manifest.ack is None else [manifest.ack.boot, manifest.ack.rev],
        "seq": manifest.seq,
        "territory": manifest.territory,
        "tables": [[name, list(columns)] for name, columns in manifest.tables.items()],
        "roster": list(manifest.roster),
    }
    line = canonical(document).encode()
    if _parsed(line) != manifest:
        raise Malformed("manifest")
    return line


def manifest_of(line: bytes) -> Manifest:
    """Return what a manifest line says, every field checked; fields not known here are passed over. Raises PackageDamaged."""
    try:
        return _parsed(line)
    except Malformed as error:
        raise PackageDamaged("数据包的说明不合规定。") from error


def agreeing(line: bytes, header: Header) -> Manifest:
    """Return the manifest if it says what the header says in clear: nobody else's, forwarded; raises PackageDamaged."""
    manifest = manifest_of(line)
    inside = (manifest.package_id, manifest.sender, manifest.number, manifest.created_at)
    outside = (header.package_id, header.sender, header.number, header.created_at)
    if inside != outside or manifest.receiver not in header.receivers:
        raise PackageDamaged("数据包里外的说明不一致。")
    return manifest


def _parsed(line: bytes) -> Manifest:
    if len(line) > MOST_LINE:
        raise Malformed("text")
    fields = fields_of(line)
    history = Line(_boots(fields), fields.count("tip"))
    if history.tip < history.boots[-1][1] - 1:
        raise Malformed("tip")
    return Manifest(
        package_id=fields.hex("id", ID),
        sender=fields.hex("from", ID),
        receiver=fields.hex("to", ID),
        number=fields.count("no", most=MOST_NUMBER),
        created_at=fields.moment("created_at"),
        app=fields.text("app", 32),
        schema=fields.text("schema", 32),
        min_reader=fields.text("min_reader", 32),
        line=history,
        base=fields.count("base", most=history.tip),
        ack=_ack(fields),
        seq=fields.count("seq"),
        territory=fields.code("territory"),
        tables=dict(_tables(fields)),
        roster=tuple(text(one, "roster", MOST_CERT, feeds=1) for one in fields.listed("roster", MOST_SITES)),
    )


def _boots(fields: Fields) -> tuple[tuple[str, int], ...]:
    """Return the starts of the sender's program: at least one, none twice, none beginning before an older one."""
    found = tuple(_point(one, "line") for one in fields.listed("line", MOST_BOOTS))
    revs = [rev for _, rev in found]
    if not found or len(dict(found)) != len(found) or revs != sorted(revs):
        raise Malformed("line")
    return found


def _ack(fields: Fields) -> Position | None:
    found = fields.optional("ack")
    return None if found is None else Position(*_point(found, "ack"))


def _point(value: object, name: str) -> tuple[str, int]:
    boot, rev = pair(value, name)
    return hex_digits(boot, BOOT, name), count(rev, name)


def _tables(fields: Fields) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of each table, in the order in which the rows carry them."""
    found: dict[str, tuple[str, ...]] = {}
    for one in fields.listed("tables", MOST_TABLES):
        named, listed = pair(one, "tables")
        table, columns = _name(named), tuple(_name(column) for column in items(listed, "tables", MOST_COLUMNS))
        if table in found or len(set(columns)) != len(columns):
            raise Malformed("tables")
        found[table] = columns
    return found


def _name(value: object) -> str:
    if not (isinstance(value, str) and NAME.fullmatch(value)):
        raise Malformed("tables")
    return value
