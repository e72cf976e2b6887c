"""Positions on history lines: what is acknowledged, and what a restore makes void."""

import pytest

from kzzq_desktop.domain.exchange import Line, Position
from kzzq_desktop.domain.people import Household
from kzzq_desktop.store import peers
from tests.store.ablations import ABLATIONS, without
from tests.store.people import OTHER_VILLAGE, VILLAGE, add_family
from tests.store.sites import MemorySite, site
from tests.store.truth import SITES, T1

BANNER, TOWN_A, TOWN_B, OTHER = SITES
CUT_BACK = ABLATIONS[0]


def pcs(*which) -> list[MemorySite]:
    return [MemorySite(one, list(SITES)) for one in which]


def households(pc: MemorySite) -> set[str]:
    with pc.store.reading() as conn:
        return set(conn.exec_driver_sql("SELECT id FROM household WHERE sy_del = 0").scalars())


def test_a_point_counts_only_on_the_present_line() -> None:
    line = Line((("a", 1), ("b", 5)), 9)
    assert [peers.valid(line, Position(boot, rev)) for boot, rev in (("a", 4), ("b", 9), ("a", 5), ("b", 10), ("c", 1))] == [
        4, 9, 0, 0, 0,
    ]  # fmt: skip
    assert peers.valid(line, None) == 0


def test_what_was_acknowledged_is_not_sent_again() -> None:
    banner, town = pcs(BANNER, TOWN_A)
    add_family(town.store, "特木尔")
    banner.take(town.give(BANNER))
    town.take(banner.give(TOWN_A))
    again = town.give(BANNER)
    assert again.manifest.base > 0
    assert not [line for line in again.lines if line.startswith(b'["r"')]


def test_a_gap_merges_but_is_not_acknowledged() -> None:
    banner, town = pcs(BANNER, TOWN_A)
    add_family(town.store, "甲")
    banner.take(town.give(BANNER))
    town.take(banner.give(TOWN_A))
    kept = banner.copy()
    lost = add_family(town.store, "乙")
    banner.take(town.give(BANNER))
    town.take(banner.give(TOWN_A))
    seen = add_family(town.store, "丙")
    late = town.give(BANNER)
    banner.put_back(kept)
    banner.take(late)
    assert seen in households(banner)
    assert lost not in households(banner)
    town.take(banner.give(TOWN_A))
    banner.take(town.give(BANNER))
    assert {lost, seen} <= households(banner)


def restored_before_a_move() -> set[str]:
    """The banner is put back to before a household left a township that had acknowledged its absence."""
    banner, other = pcs(BANNER, OTHER)
    household = add_family(banner.store, "特木尔")
    with banner.store.unit("到另一镇") as unit:
        unit.change(Household, household, village_id=OTHER_VILLAGE)
    kept = banner.copy()
    with banner.store.unit("又搬走") as unit:
        unit.change(Household, household, village_id=VILLAGE)
    other.take(banner.give(OTHER))
    assert households(other) == set()
    banner.put_back(kept)
    for _ in range(3):
        banner.take(other.give(BANNER))
        other.take(banner.give(OTHER))
    return households(other) ^ {household}


def test_an_acknowledgement_beyond_a_restore_is_void() -> None:
    """Cutting it back to the restore point would say that the township has what was never sent to it."""
    assert restored_before_a_move() == set()
    with without(CUT_BACK):
        assert len(restored_before_a_move()) == 1


def test_two_files_of_one_pc_are_two_lines_until_one_is_retired() -> None:
    banner, town = pcs(BANNER, TOWN_A)
    add_family(town.store, "甲")
    banner.take(town.give(BANNER))
    twin = town.cloned()
    town.open()
    for pc, name in ((town, "乙"), (twin, "丙")):
        add_family(pc.store, name)
        banner.take(pc.give(BANNER))
    with banner.store.reading() as conn:
        lines = peers.peer_lines(conn, TOWN_A.site_id)
    assert len(lines) == 2
    assert len(households(banner)) == 3
    with banner.store.local() as conn:
        peers.retire(conn, TOWN_A.site_id, lines[0].tip)
        assert [line.tip for line in peers.peer_lines(conn, TOWN_A.site_id)] == [lines[1].tip]


@pytest.mark.parametrize("times", [1, 3])
def test_a_package_taken_again_changes_nothing(times: int) -> None:
    banner, town = pcs(BANNER, TOWN_A)
    add_family(town.store, "甲")
    package = town.give(BANNER)
    banner.take(package)
    before = banner.revision()
    for _ in range(times):
        assert dict(banner.take(package).counts) == {"same": 2}
    assert banner.revision() == before


def test_the_pc_of_a_township_learns_from_the_other_one() -> None:
    first, second = pcs(TOWN_A, TOWN_B)
    household = add_family(first.store, "甲")
    second.take(first.give(TOWN_B))
    assert households(second) == {household}
    assert site("T1a", T1).territory == TOWN_B.territory
