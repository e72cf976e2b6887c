"""Taking in on the encrypted file and on a server: the same code, the same result."""

import pytest
from sqlalchemy import select

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.store import take
from kzzq_desktop.store.checks import count_derived_faults, count_wrong_stamps
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.incoming import PackageUnreadable
from kzzq_desktop.store.tables import table_of
from tests.store.people import OTHER_VILLAGE, add_family, row_of
from tests.store.sites import JOINS, MemorySite, Package, enrol, give_package, take_package
from tests.store.truth import SITES

BANNER, TOWN, _, OTHER = SITES


@pytest.fixture
def banner(store: Store) -> Store:
    """The banner's office on either database."""
    store.scope = None
    enrol(store, BANNER, list(SITES))
    return store


@pytest.fixture
def town() -> MemorySite:
    return MemorySite(TOWN, list(SITES))


def test_a_round_between_a_township_and_either_kind_of_banner(banner: Store, town: MemorySite) -> None:
    household = add_family(town.store, "特木尔", "乌云", phone="16000000001")
    assert take_package(banner, town.give(BANNER), TOWN).counts == {"new": 3}
    assert row_of(banner, Household, household)["sy_scope"] == TOWN.territory
    with banner.unit("改") as unit:
        unit.change(Household, household, phone="2")
    with town.store.unit("改") as unit:
        unit.change(Household, household, phone="3", note="记")
    done = take_package(banner, town.give(BANNER), TOWN)
    assert (done.counts["changed"], done.counts["conflicts"]) == (1, 1)
    assert row_of(banner, Household, household)["note"] == "记"
    town.take(give_package(banner, BANNER, TOWN))
    for name in ("phone", "note", "sy_del"):
        assert row_of(banner, Household, household)[name] == row_of(town.store, Household, household)[name]
    with banner.reading() as conn:
        assert count_wrong_stamps(conn) == 0
        assert count_derived_faults(conn) == ()


def test_settling_on_one_side_settles_the_other(banner: Store, town: MemorySite) -> None:
    household = add_family(town.store, "特木尔")
    take_package(banner, town.give(BANNER), TOWN)
    for store, phone in ((banner, "2"), (town.store, "3")):
        with store.unit("改") as unit:
            unit.change(Household, household, phone=phone)
    take_package(banner, town.give(BANNER), TOWN)
    town.take(give_package(banner, BANNER, TOWN))
    with banner.unit("核对") as unit:
        unit.settle("household", household, {"phone": "2"})
    town.take(give_package(banner, BANNER, TOWN))
    for store in (banner, town.store):
        assert row_of(store, Household, household)["phone"] == "2"
        assert row_of(store, Household, household)["sy_flag"] == 0
        with store.reading() as conn:
            assert conn.exec_driver_sql("SELECT count(*) FROM sync_review").scalar() == 0
            assert conn.exec_driver_sql("SELECT count(*) FROM sync_sibling").scalar() == 0


def test_people_move_with_their_household(banner: Store, town: MemorySite) -> None:
    household = add_family(town.store, "特木尔", "乌云")
    take_package(banner, town.give(BANNER), TOWN)
    with banner.unit("转镇") as unit:
        unit.change(Household, household, village_id=OTHER_VILLAGE)
    with banner.reading() as conn:
        assert set(conn.execute(select(table_of(Resident).c.sy_scope)).scalars()) == {OTHER.territory}
    sent = give_package(banner, BANNER, OTHER)
    assert sum(line.startswith(b'["r"') for line in sent.lines) == 3
    assert town.take(give_package(banner, BANNER, TOWN)).counts["moved"] == 3


def test_a_cancel_leaves_nothing(banner: Store, town: MemorySite) -> None:
    add_family(town.store, "特木尔")
    package = town.give(BANNER)

    def stop(_rows: int) -> None:
        raise Cancelled

    incoming = take.Incoming(package.manifest, TOWN, "0" * 64, lambda: iter(package.lines))
    with pytest.raises(Cancelled):
        take.take(banner, incoming, JOINS, stop)
    with banner.reading() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM household").scalar() == 0
        assert conn.exec_driver_sql("SELECT count(*) FROM sync_in").scalar() == 0


@pytest.mark.parametrize("lines", [[b"no json"], [b'["r",0]'], [b'["r",99,"a","{}",null,0,[],null]'], []])
def test_lines_that_no_package_holds_are_refused_whole(banner: Store, town: MemorySite, lines: list[bytes]) -> None:
    add_family(town.store, "特木尔")
    package = town.give(BANNER)
    with pytest.raises(PackageUnreadable):
        take_package(banner, Package(package.manifest, [*package.lines[:-1], *lines]), TOWN)
    with banner.reading() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM household").scalar() == 0


def test_who_did_it_and_when_travels_upward(banner: Store, town: MemorySite) -> None:
    household = add_family(town.store, "特木尔")
    with town.store.unit("改电话") as unit:
        unit.change(Household, household, phone="2")
    take_package(banner, town.give(BANNER), TOWN)
    with banner.reading() as conn:
        assert set(conn.exec_driver_sql("SELECT what FROM sync_unit").scalars()) >= {"登记住户", "改电话"}
        assert conn.exec_driver_sql("SELECT count(*) FROM sync_log").scalar() == 1


def test_a_household_whose_village_is_disputed_stays_with_both_townships_whatever_else_is_written(
    banner: Store, town: MemorySite
) -> None:
    household = add_family(town.store, "特木尔")
    take_package(banner, town.give(BANNER), TOWN)
    for store, village in ((banner, OTHER_VILLAGE), (town.store, "150521102202")):
        with store.unit("搬") as unit:
            unit.change(Household, household, village_id=village)
    take_package(banner, town.give(BANNER), TOWN)
    both = f"+{TOWN.territory}+{OTHER.territory}"
    assert row_of(banner, Household, household)["sy_scope"] == both
    with banner.unit("入格") as unit:
        unit.change(Household, household, grid_id="g" * 32)
    assert row_of(banner, Household, household)["sy_scope"] == both
    with banner.unit("核对") as unit:
        unit.settle("household", household, {"village_id": OTHER_VILLAGE})
    assert row_of(banner, Household, household)["sy_scope"] == OTHER.territory
