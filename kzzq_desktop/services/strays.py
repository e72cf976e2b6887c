"""Records that a township sent though they are not of its territory: the banner's clerk lets them in or leaves them."""

from collections.abc import Mapping
from typing import Any

from kzzq_desktop.domain.exchange_views import Stray
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.record_titles import learn_around, title_of
from kzzq_desktop.services.settling import NothingToSettle
from kzzq_desktop.store import strays
from kzzq_desktop.store.admit import admit
from kzzq_desktop.store.apply import Joins
from kzzq_desktop.store.field_limits import usual_values
from kzzq_desktop.store.record_rows import RecordRows
from kzzq_desktop.sync.merge import compare, forked, merge

JOINS = Joins(lambda mine, theirs: compare(mine, theirs).value, merge, forked)


def list_strays(desk: Desk) -> tuple[Stray, ...]:
    """Return the records that wait, the oldest first."""
    with desk.store.reading() as conn:
        found = [(one, _row(one)) for one in strays.list_waiting_strays(conn)]
        rows = RecordRows(conn)
        for one, row in found:  # of a household and its people, sent together, none may be on record here
            if rows.row(one.table, one.row_id) is None:
                rows.add(one.table, [row])
        learn_around(rows, [(one.table, row) for one, row in found])
        titles = [title_of(rows, one.table, row) for one, row in found]
    return tuple(
        Stray(one.site_id, one.site, one.table, one.row_id, title.title, title.detail, one.at)
        for (one, _), title in zip(found, titles, strict=True)
    )


def settle_stray(desk: Desk, stray: Stray, accept: bool) -> None:
    """Let a record in, or leave it: it is then kept aside and asked for no more, until its office writes it anew."""
    if accept:
        waited = admit(desk.store, stray.site_id, stray.table, stray.row_id, JOINS)
    else:
        with desk.store.local() as conn:
            waited = strays.refuse(conn, stray.site_id, stray.table, stray.row_id)
    if not waited:
        raise NothingToSettle("这条记录已经处理过了。")


def _row(one: strays.StrayRow) -> Mapping[str, Any]:
    """Return a stray as a row; fields that an older program did not send have their usual values."""
    return usual_values(one.table) | dict(one.values) | {"id": one.row_id, "sy_del": 0}
