from collections.abc import Iterator
from pathlib import Path

import pytest

from kzzq_desktop.base.errors import AppError, FormError
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.exchange_views import PackageState
from kzzq_desktop.domain.people import Household
from kzzq_desktop.domain.places import ListItem
from kzzq_desktop.services import exchange, sites
from kzzq_desktop.services.check import check
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.exchange_status import list_exchanges, save_weeks, status
from kzzq_desktop.services.find import find
from kzzq_desktop.services.history import list_units
from kzzq_desktop.services.office import NewOffice, create_office, list_villages, list_words, open_office, save_words
from kzzq_desktop.store import key_guard
from tests.services.exchange_pcs import BANNER, HUATUGULA, PASSWORD, SHEBOTU, banner_pc, carry, site_id, take_all, township_pc
from tests.store.people import add_family, row_of

VILLAGE, OTHER = "150521102201", "150521103201"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Desk]:
    desk = banner_pc(tmp_path / "banner")
    yield desk
    desk.store.close()


@pytest.fixture
def town(root: Desk, stick: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = township_pc(root, stick, tmp_path / "town")
    yield desk
    desk.store.close()


def test_a_township_joins_with_the_banners_divisions_and_lists(root: Desk, town: Desk) -> None:
    assert town.office.township == SHEBOTU
    assert [one.code for one in list_villages(town)] == [one.code for one in list_villages(root) if one.parent == SHEBOTU]
    assert check(town) == ()
    again = open_office(town.store.folder, PASSWORD)
    assert again.office == town.office
    again.store.close()


def test_what_the_township_writes_reaches_the_banner_and_is_found_there(root: Desk, town: Desk, stick: Path) -> None:
    add_family(town.store, "特木尔", "乌云")
    (receipt,) = carry(town, root, stick)
    assert (receipt.conflicts, receipt.removed, receipt.acknowledged) == (0, 0, True)
    assert [row.kind for row in find(root, "特木尔")] == ["household"] or find(root, "特木尔")
    assert check(root) == ()
    assert take_all(root, stick) == ()
    (back,) = carry(root, town, stick)
    assert back.new == 0
    assert {one.waiting for one in status(town).sites} == {0}


def test_an_edit_on_both_sides_waits_for_a_clerk(root: Desk, town: Desk, stick: Path) -> None:
    household = add_family(town.store, "特木尔", phone="16000000001")
    carry(town, root, stick)
    for desk, phone in ((root, "16000000002"), (town, "16000000003")):
        with desk.store.unit("改电话") as unit:
            unit.change(Household, household, phone=phone)
    (receipt,) = carry(town, root, stick)
    assert receipt.conflicts == 1
    assert status(root).conflicts == 1
    carry(root, town, stick)
    assert row_of(root.store, Household, household)["phone"] == row_of(town.store, Household, household)["phone"]


def test_a_household_moved_by_the_banner_goes_to_the_other_township(root: Desk, town: Desk, stick: Path, tmp_path: Path) -> None:
    other = township_pc(root, stick, tmp_path / "other", HUATUGULA)
    household = add_family(town.store, "特木尔", "乌云")
    carry(town, root, stick)
    with root.store.unit("转镇") as unit:
        unit.change(Household, household, village_id=OTHER, grid_id=None)
    assert carry(root, other, stick)[0].new == 3
    (told,) = carry(root, town, stick)
    assert told.moved == 3
    assert find(town, "特木尔") == ()
    assert find(other, "特木尔")
    assert check(other) == ()
    other.store.close()


def test_what_is_not_ours_gets_a_sentence(root: Desk, town: Desk, stick: Path) -> None:
    add_family(town.store, "特木尔")
    exchange.give(town, stick, QuietJob())
    (for_root,) = (one for one in exchange.look(town, stick, QuietJob()) if one.state is PackageState.FOREIGN)
    assert "不是给本机的" in for_root.sentence
    for path in stick.rglob(Path(for_root.path).name):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(bytes(content))
    (damaged,) = (one for one in exchange.look(root, stick, QuietJob()) if one.sender == town.office.name)
    assert damaged.state is PackageState.DAMAGED
    with pytest.raises(AppError):
        exchange.take(root, damaged, QuietJob())
    assert find(root, "特木尔") == ()


def test_a_site_taken_off_the_roster_is_refused_and_may_join_again(root: Desk, town: Desk, stick: Path) -> None:
    add_family(town.store, "特木尔")
    exchange.give(town, stick, QuietJob())
    sites.revoke(root, site_id(town))
    states = [one.state for one in exchange.look(root, stick, QuietJob()) if one.sender]
    assert PackageState.REVOKED in states
    receipt, code = sites.invite(root, SHEBOTU, stick, QuietJob())
    with root.store.reading() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM sync_site WHERE status = 'revoked'").scalar() == 1
    file = next(path for path in stick.rglob(receipt.file))
    sites_before = site_id(town)
    with town.store.local() as conn:
        conn.exec_driver_sql("DELETE FROM sync_meta WHERE k = 'site_keys'")
    sites.join(town, file, code, QuietJob())
    assert site_id(town) != sites_before
    carry(town, root, stick)
    assert find(root, "特木尔")


def test_a_wrong_code_is_a_fault_of_its_box_and_leaves_nothing(root: Desk, stick: Path, tmp_path: Path) -> None:
    receipt, code = sites.invite(root, SHEBOTU, stick, QuietJob())
    file = next(path for path in stick.rglob(receipt.file))
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    with pytest.raises(FormError) as refused:
        sites.join_new(tmp_path / "new", file, wrong, "镇操作员", PASSWORD, QuietJob())
    assert refused.value.problems[0].field == "code"
    assert [path.name for path in (tmp_path / "new").rglob("*") if path.is_file()] == []


def test_many_changes_ask_for_their_number_first(root: Desk, town: Desk, stick: Path) -> None:
    households = [add_family(town.store, f"户{n}") for n in range(60)]
    carry(town, root, stick)
    with town.store.unit("改") as unit:
        unit.change_many(Household, {one: {"phone": "16000000001"} for one in households})
    exchange.give(town, stick, QuietJob())
    (seen,) = (one for one in exchange.look(root, stick, QuietJob()) if one.state is PackageState.NEW)
    plan = exchange.plan_take(root, seen, QuietJob())
    assert plan.brake == 60
    with pytest.raises(exchange.BrakeOn):
        exchange.take(root, seen, QuietJob())
    assert exchange.take(root, seen, QuietJob(), 60).changed == 60


def test_the_period_is_the_banners_and_says_when_the_next_is_due(root: Desk, town: Desk, stick: Path) -> None:
    save_weeks(root, 4)
    with pytest.raises(FormError):
        save_weeks(town, 1)
    carry(root, town, stick)
    standing = status(town)
    assert (standing.weeks, standing.overdue_days, standing.is_root) == (4, 0, False)
    assert standing.sentence == "U盘 今天交换"
    assert [one.taken for one in list_exchanges(town)] == [True, True]  # the invitation was the first


def test_keys_bound_to_another_pc_cannot_sign_here(root: Desk) -> None:
    with root.store.local() as conn:
        held = key_guard.read_keys(conn)
        key_guard.write_keys(conn, held, lambda raw: raw[::-1])
        assert key_guard.read_keys(conn, lambda raw: raw[::-1]) == held
        with pytest.raises(key_guard.KeysElsewhere):
            key_guard.read_keys(conn)


def test_the_roots_code_restores_its_keys(tmp_path: Path, stick: Path) -> None:
    desk, _ = create_office(tmp_path / "b", NewOffice(BANNER, "", "旗操作员"), PASSWORD)
    code = sites.become_root(desk)
    with desk.store.local() as conn:
        key_guard.write_keys(conn, key_guard.read_keys(conn), lambda raw: raw[::-1])
    with pytest.raises(key_guard.KeysElsewhere):
        exchange.give(desk, stick, QuietJob())
    sites.restore_root(desk, code)
    assert exchange.give(desk, stick, QuietJob()) == ()
    desk.store.close()


def test_nothing_of_a_person_lies_in_plain_text_beside_the_file(root: Desk, town: Desk, stick: Path) -> None:
    add_family(town.store, "阿拉坦其其格", phone="16012345678")
    carry(town, root, stick)
    places = [town.store.folder, root.store.folder, stick]
    for path in (path for place in places for path in place.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert "阿拉坦其其格".encode() not in content
        assert b"16012345678" not in content
    assert not list((root.store.folder / "quarantine").iterdir())


def test_an_office_that_stands_joins_with_its_records_and_without_doubled_lists(root: Desk, stick: Path, tmp_path: Path) -> None:
    own, _ = create_office(tmp_path / "own", NewOffice(BANNER, SHEBOTU, "镇操作员"), PASSWORD)
    add_family(own.store, "特木尔")
    needs = [item.words for item in list_words(own, "need")]
    receipt, code = sites.invite(root, SHEBOTU, stick, QuietJob())
    sites.join(own, next(path for path in stick.rglob(receipt.file)), code, QuietJob())
    assert [item.words for item in list_words(own, "need")] == needs
    carry(own, root, stick)
    assert find(root, "特木尔")
    assert status(root).conflicts == 0
    assert check(own) == ()
    own.store.close()


def test_the_banners_list_entries_are_not_a_townships_to_change(town: Desk) -> None:
    items = list_words(town, "need")
    with pytest.raises(FormError):
        save_words(town, "need", items[1:])
    save_words(town, "need", (*items, ListItem(id="", kind="need", words="本镇自加")))
    assert [item.words for item in list_words(town, "need")][-1] == "本镇自加"


def test_only_saves_of_this_pc_are_listed_to_take_back(root: Desk, town: Desk, stick: Path) -> None:
    add_family(town.store, "特木尔")
    carry(town, root, stick)
    assert "登记住户" not in [unit.what for unit in list_units(root)]
    assert "登记住户" in [unit.what for unit in list_units(town)]
