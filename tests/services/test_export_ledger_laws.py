"""The laws of the full ledger: read back where it came from it changes nothing, read elsewhere it says the same again."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.listing import HouseholdFilter, MemberFilter
from kzzq_desktop.services.demo import make_demo
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_ledger import export_households, export_members
from kzzq_desktop.services.import_ledger import preview_import, save_import
from tests.services.desks import make_desk
from tests.services.random_office import cells, fill

SEEDS = st.integers(0, 1 << 30)


def exported(desk: Desk, folder: Path, name: str) -> Path:
    path = folder / name
    export_households(desk, path, HouseholdFilter(), QuietJob())
    return path


def desk_in(folder: Path) -> Desk:
    folder.mkdir()
    return make_desk(folder)


@settings(max_examples=25)
@given(SEEDS)
def test_a_ledger_read_back_changes_nothing_and_elsewhere_says_the_same(seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk, elsewhere = desk_in(folder / "a"), desk_in(folder / "b")
        try:
            fill(desk, seed)
            path = exported(desk, folder, "住户.xlsx")
            again = preview_import(desk, [path])
            assert again.plan.empty
            assert set(again.plan.counts) <= {"same", "doubtful"}
            assert not again.reading.left_out
            save_import(elsewhere, preview_import(elsewhere, [path]))
            assert cells(exported(elsewhere, folder, "再导出.xlsx")) == cells(path)
        finally:
            desk.store.close()
            elsewhere.store.close()


def both_lists(desk: Desk, folder: Path) -> list[Path]:
    folder.mkdir()
    homes, members = exported(desk, folder, "住户.xlsx"), folder / "党员.xlsx"
    export_members(desk, members, MemberFilter(), QuietJob())
    return [members, homes]


@settings(max_examples=25)
@given(SEEDS)
def test_both_lists_read_back_change_nothing_and_elsewhere_say_the_same(seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk, elsewhere = desk_in(folder / "a"), desk_in(folder / "b")
        try:
            fill(desk, seed)
            paths = both_lists(desk, folder / "1")
            assert preview_import(desk, paths).plan.empty
            save_import(elsewhere, preview_import(elsewhere, paths))
            again = both_lists(elsewhere, folder / "2")
            assert [cells(path) for path in again] == [cells(path) for path in paths]
        finally:
            desk.store.close()
            elsewhere.store.close()


def test_a_whole_township_read_back_changes_nothing(tmp_path: Path) -> None:
    desk = make_demo(tmp_path / "office")
    homes, members = exported(desk, tmp_path, "住户.xlsx"), tmp_path / "党员.xlsx"
    count = export_members(desk, members, MemberFilter(), QuietJob()).members
    again = preview_import(desk, [homes, members])
    assert again.plan.empty
    assert again.plan.counts == {"same": again.reading.rows + count}
    assert not again.reading.asks
    assert not again.reading.skipped
    desk.store.close()
