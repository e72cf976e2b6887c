"""The demonstration: one township, or the whole banner, of real divisions with people who do not exist."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from kzzq_desktop.base import clock
from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.domain.changes import Stamped
from kzzq_desktop.domain.places import VILLAGE, Place
from kzzq_desktop.domain.work import Duty, DutyHousehold
from kzzq_desktop.services.demo_duties import draw_periods
from kzzq_desktop.services.demo_villages import DemoGrid, Row, Villages, drawn_sizes
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divisions import read_divisions
from kzzq_desktop.services.office import NewOffice, create_office
from kzzq_desktop.store import keys
from kzzq_desktop.store.bulk import roomy
from kzzq_desktop.store.database import discard

BANNER, TOWNSHIP = "150521", "舍伯吐镇"
PASSWORD = "yanshi"  # noqa: S105 - everybody may look round
CLERK = "演示员"
# The township: villages with ten grids each, a community in town, a village that waits to be divided.
GRIDS_EACH, FULL_VILLAGES, TOWN_GRIDS, LOOSE = 10, 9, 4, 60
BANNER_GRIDS, BANNER_DUTIES, DUTIES_A_GRID = 1_900, 230_000, 36
YEAR = timedelta(days=365)
RURAL = ("嘎查", "村")


def make_demo(folder: Path, seed: int = 1, *, banner: bool = False, job: Job | None = None) -> Desk:
    """Make the demonstration in an empty folder and return its desk; the password is PASSWORD.

    The same seed gives the same content on the same day. Raises OfficeExists; a cancel or a full disk leaves nothing behind.
    """
    job = job or QuietJob()
    day = clock.today()
    job.step(0, 100, "正在建立演示台账")
    with clock.held(_morning(day - YEAR), seed):
        new = NewOffice(BANNER, "" if banner else TOWNSHIP, CLERK, demo=True)
        desk, _ = create_office(folder, new, PASSWORD)
    try:
        _fill(desk, seed, day, job, banner=banner)
    except BaseException:
        desk.store.close()
        discard(folder)
        (folder / keys.FILE_NAME).unlink()
        raise
    return desk


def _fill(desk: Desk, seed: int, day: date, job: Job, *, banner: bool) -> None:
    chance, first = Random(seed), day - YEAR  # noqa: S311 - sample data, not a secret
    with clock.held(_morning(first), seed + 1):
        villages = _draw(chance, desk, first, day, job, banner=banner)
    total = BANNER_DUTIES if banner else DUTIES_A_GRID * len(villages.grids)
    with roomy(desk.store):
        with clock.held(_morning(first)):
            _write(desk, "导入台账、划分网格（演示数据）", villages.rows)
        _write_duties(desk, chance, villages.grids, (first, day), total, job)


def _draw(chance: Random, desk: Desk, first: date, day: date, job: Job, *, banner: bool) -> Villages:
    places = [place for place in read_divisions(BANNER) if place.level == VILLAGE]
    drawn = Villages(chance, first, day)
    plan = _banner_plan(chance, places) if banner else _township_plan(desk, places)
    for n, (place, grids, loose) in enumerate(plan):
        job.step(5 + 15 * n // len(plan), 100, f"正在编写{place.name}")
        drawn.add(place, drawn_sizes(chance, grids), loose)
    return drawn


def _township_plan(desk: Desk, places: Sequence[Place]) -> list[tuple[Place, int, int]]:
    """Return (village, grids, households without a grid) for the township's demonstration."""
    own = [place for place in places if place.parent == desk.office.township]
    rural = [place for place in own if place.name.endswith(RURAL)]
    town = next(place for place in own if place.name.endswith("社区"))
    full = [(place, GRIDS_EACH, 0) for place in rural[:FULL_VILLAGES]]
    return [*full, (rural[FULL_VILLAGES], 0, LOOSE), (town, TOWN_GRIDS, 0)]


def _banner_plan(chance: Random, places: Sequence[Place]) -> list[tuple[Place, int, int]]:
    """Spread the banner's grids over all villages and communities as evenly as they go."""
    inhabited = [place for place in places if place.name.endswith((*RURAL, "社区", "居委会"))]
    least, more = divmod(BANNER_GRIDS, len(inhabited))
    larger = set(chance.sample(range(len(inhabited)), more))
    return [(place, least + (n in larger), 0) for n, place in enumerate(inhabited)]


def _write_duties(desk: Desk, chance: Random, grids: Sequence[DemoGrid], days: tuple[date, date], total: int, job: Job) -> None:
    """Write the year month by month, each as one save on its last day; a banner's by quarters, which is quicker."""
    written, months = 0, 1 if total < BANNER_DUTIES else 3
    with clock.held(_morning(days[0]), chance.getrandbits(64)):
        for period in draw_periods(chance, grids, days, total, months):
            last = period.last_day
            job.step(20 + 80 * written // total, 100, f"正在登记履职，到{last.month}月")
            with clock.held(_morning(last)):
                rows: dict[type[Stamped], list[Row]] = {Duty: period.duties, DutyHousehold: period.parts}
                _write(desk, f"登记履职（演示数据，到{last.year}年{last.month}月）", rows)
            written += len(period.duties)
    job.step(100, 100, "演示台账已经建好")


def _write(desk: Desk, what: str, rows: dict[type[Stamped], list[Row]]) -> None:
    with desk.store.unit(what) as unit:
        for kind, made in rows.items():
            unit.add_many(kind, made)


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC)
