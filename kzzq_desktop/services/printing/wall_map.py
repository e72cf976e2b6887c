"""What stands on the tile map: every grid of the scope, who looks after it, how long ago any of its households was contacted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.map_words import MapVillage, MapWords, Tile
from kzzq_desktop.documents.report_words import percent
from kzzq_desktop.documents.wall_map import TITLE, build
from kzzq_desktop.domain.board import NEVER, STEP_WORDS, VillageCount, contact_step, days_since
from kzzq_desktop.domain.scope import ALL
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.duty_words import GONE_MEMBER
from kzzq_desktop.services.printing.grid_facts import grouped
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import Collected, Print, Request
from kzzq_desktop.services.printing.scope import scope_words
from kzzq_desktop.store import grids, paper_duties
from kzzq_desktop.store.scopes import in_scope

SIGN = "W"


def collect(desk: Desk, request: Request) -> Collected:
    """Return the map; nothing where the scope has no grid."""
    scope, office = request.scope, desk.office
    with desk.store.reading() as conn:
        villages = [one for one in grids.count_villages(conn) if in_scope(one.village_id, scope)]
        rows = grids.list_grid_rows(conn, None if scope.kind == ALL else [one.village_id for one in villages])
        named = paper_duties.list_named_members(conn)
    if not rows:
        return Collected(())
    place = (office.township_name or office.banner_name) if scope.kind == ALL else scope_words(desk, scope)
    banner = scope.kind == ALL and not office.township
    shown = tuple(_villages(villages, rows, named, today(), townships=banner))
    tiles = [tile for village in shown for tile in village.tiles]
    steps = Counter(tile.step for tile in tiles if not tile.plain)
    words = MapWords(
        record=scope.record or office.township or office.banner,
        place=place,
        totals=_totals(villages, tiles),
        legend=tuple((said, steps[step]) for step, said in enumerate(STEP_WORDS)),
        vacant=sum(not tile.member for tile in tiles),
        plain=sum(tile.plain for tile in tiles),
        villages=shown,
    )
    return Collected((words,), tuple(find_missing(_said(shown))), sheets=len(rows))


def _villages(
    villages: Sequence[VillageCount], rows: Sequence[GridRow], named: Mapping[str, str], day: date, *, townships: bool
) -> Iterator[MapVillage]:
    """Yield the villages in use, by code; in a whole banner those of a township together."""
    of_village = grouped((row.village_id, row) for row in rows)
    for one in sorted(villages, key=lambda one: (one.township_id, one.village_id)):
        held = of_village[one.village_id]
        note = f"{one.grids}格{one.placed}户" if held else f"未划分 {one.households}户"
        tiles = tuple(_tile(row, named, day) for row in held)
        yield MapVillage(one.village, note, tiles, one.township if townships else "")


def _tile(row: GridRow, named: Mapping[str, str], day: date) -> Tile:
    days = days_since(row.reached, day)
    member = named.get(row.member_id, GONE_MEMBER) if row.member_id else ""
    since = "无住户" if not row.households else "从未" if days is None else f"{days}天"
    step = contact_step(days) if row.households else NEVER
    return Tile(f"{row.number:02d}", member, row.households, since, step, plain=not row.households)


def _totals(villages: Sequence[VillageCount], tiles: Sequence[Tile]) -> str:
    placed, households = sum(one.placed for one in villages), sum(one.households for one in villages)
    contacted = [tile for tile in tiles if not tile.plain]
    recent = sum(tile.step == 0 for tile in contacted)
    return (
        f"{len(tiles)}个网格　入网格{placed}户，占住户的{percent(placed, households)}　"
        f"30天内联系过的占{percent(recent, len(contacted))}"
    )


def _said(villages: Sequence[MapVillage]) -> Iterator[tuple[str, str]]:
    for village in villages:
        yield from (
            (f"{village.township}{village.name}", text) for text in (village.name, *(one.member for one in village.tiles))
        )


PRINT = Print(
    key="wall_map",
    word=TITLE,
    sign=SIGN,
    kind="工作",
    about="一格一个网格，按多少天没有联系分深浅，未定党员的另有标记；A3，挂在办公室里。",
    scopes=("all", "township", "village"),
    audiences=(Audience.WORK,),
    collect=collect,
    build=build,
    unit="个网格",
    size="A3",
)
