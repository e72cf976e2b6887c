"""The full ledger to a file: who is in it, sheet by sheet, its owner's alone, cancelled without a trace."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.listing import HouseholdFilter, MemberFilter
from kzzq_desktop.domain.people import Member
from kzzq_desktop.importers import LISTS
from kzzq_desktop.services import households
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_ledger import Exported, NothingToExport, export_households, export_members
from kzzq_desktop.services.import_ledger import preview_import, save_import
from kzzq_desktop.services.printing.file import PlaceGone
from kzzq_desktop.services.register import list_register
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import HEAD, household, id_number
from tests.services.random_office import cells, fill, member_row, write

ELSEWHERE = "150521102203"
ALL, EVERYBODY = HouseholdFilter(), MemberFilter()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty office."""
    return make_desk(tmp_path)


def test_a_sheet_a_village_with_the_lists_headers(desk: Desk, tmp_path: Path) -> None:
    for village in (ELSEWHERE, VILLAGE, VILLAGE):
        households.add_household(desk, household(village_id=village, door_no=""))
    path = tmp_path / "住户.xlsx"
    assert export_households(desk, path, ALL, QuietJob()) == Exported(households=3, people=9)
    pages = cells(path)
    assert list(pages) == ["先锋嘎查", "花胡硕嘎查"]
    assert {rows[0] for rows in pages.values()} == {LISTS[0].headers}
    assert [row[0] for row in pages["先锋嘎查"][1:]] == [1, "", "", 2, "", ""]


def test_what_the_list_shows_is_what_is_written(desk: Desk, tmp_path: Path) -> None:
    households.add_household(desk, household(needs=("低保",)))
    households.add_household(desk, household(HEAD, village_id=ELSEWHERE))
    for chosen, people in ((HouseholdFilter(village_id=ELSEWHERE), 1), (HouseholdFilter(need="低保"), 3)):
        assert export_households(desk, tmp_path / "x.xlsx", chosen, QuietJob()).people == people


def test_numbers_keep_all_their_digits(desk: Desk, tmp_path: Path) -> None:
    number = id_number("19580301", "002")
    households.add_household(desk, household(replace(HEAD, id_number=number, birth="1958-03-01")))
    export_households(desk, tmp_path / "x.xlsx", ALL, QuietJob())
    row = dict(zip(LISTS[0].headers, cells(tmp_path / "x.xlsx")["先锋嘎查"][1], strict=True))
    assert (row["身份证号"], row["联系电话"], row["组"], row["门牌号"]) == (number, "15404750538", "东2", "5")


def test_the_whole_ledger_is_registered_with_its_rows(desk: Desk, tmp_path: Path) -> None:
    households.add_household(desk, household())
    office_of_members(desk)
    export_households(desk, tmp_path / "a.xlsx", HouseholdFilter(village_id=VILLAGE), QuietJob())
    export_members(desk, tmp_path / "b.xlsx", EVERYBODY, QuietJob())
    with pytest.raises(PlaceGone):
        export_households(desk, tmp_path / "gone" / "a.xlsx", ALL, QuietJob())
    lines = [(line.act, line.paper, line.scope, line.audience, line.pages, line.copy_no) for line in list_register(desk)]
    assert lines == [
        ("export", "党员名册台账", "全部", "内部", 4, 2),
        ("export", "住户台账", "先锋嘎查", "内部", 3, 1),
    ]


def test_the_file_is_its_owners_alone(desk: Desk, tmp_path: Path) -> None:
    households.add_household(desk, household())
    path = tmp_path / "住户.xlsx"
    export_households(desk, path, ALL, QuietJob())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nobody_to_write_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NothingToExport, match="住户"):
        export_households(desk, tmp_path / "x.xlsx", ALL, QuietJob())
    with pytest.raises(NothingToExport, match="党员"):
        export_members(desk, tmp_path / "x.xlsx", EVERYBODY, QuietJob())
    assert not (tmp_path / "x.xlsx").exists()


class StopsAt(QuietJob):
    """A job that is stopped when it says these words."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def step(self, done: int, total: int, words: str = "") -> None:
        self.cancelled = words == self.words
        super().step(done, total, words)


@pytest.mark.parametrize("words", ["正在读取住户", "正在写入表格", "正在保存文件"])
def test_a_cancel_leaves_nothing(desk: Desk, tmp_path: Path, words: str) -> None:
    households.add_household(desk, household())
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        export_households(desk, tmp_path / "x.xlsx", ALL, StopsAt(words))
    assert sorted(tmp_path.iterdir()) == before


def test_a_stick_that_is_gone_is_said(desk: Desk, tmp_path: Path) -> None:
    write(desk, member_row(VILLAGE, "吉雅"))
    with pytest.raises(PlaceGone):
        export_members(desk, tmp_path / "gone" / "x.xlsx", EVERYBODY, QuietJob())


def office_of_members(desk: Desk) -> None:
    write(
        desk, member_row(VILLAGE, "𣲗联·巴雅尔", ("政策宣传岗", "治安维护岗"), phone="15400000001|04751234567", birth="1980-05")
    )
    write(desk, member_row(VILLAGE, "吉雅", phone="15400000002", other_names='["吉娅"]', note="借调", eligibility="infirm"))
    write(desk, member_row(ELSEWHERE, "吉雅", birth="1949", eligibility="aged"))
    write(desk, member_row(ELSEWHERE, "吉雅", birth="1986-05-03", phone="15400000003", eligibility="away"))


def test_members_read_back_change_nothing(desk: Desk, tmp_path: Path) -> None:
    office_of_members(desk)
    path = tmp_path / "党员.xlsx"
    assert export_members(desk, path, EVERYBODY, QuietJob()) == Exported(members=4)
    again = preview_import(desk, [path])
    assert again.plan.empty
    assert again.plan.counts == {"same": 4}
    assert not again.reading.left_out
    assert not again.reading.asks


def test_members_read_elsewhere_say_the_same_again(desk: Desk, tmp_path: Path) -> None:
    office_of_members(desk)
    export_members(desk, tmp_path / "党员.xlsx", EVERYBODY, QuietJob())
    (tmp_path / "b").mkdir()
    elsewhere = make_desk(tmp_path / "b")
    save_import(elsewhere, preview_import(elsewhere, [tmp_path / "党员.xlsx"]))
    export_members(elsewhere, tmp_path / "b.xlsx", EVERYBODY, QuietJob())
    kept = [at for at, head in enumerate(LISTS[1].headers) if head not in {"党员姓名", "备注"}]
    first, again = cells(tmp_path / "党员.xlsx")["党员名册"], cells(tmp_path / "b.xlsx")["党员名册"]
    assert [[row[at] for at in kept] for row in again] == [[row[at] for at in kept] for row in first]
    assert [str(row[0]).partition("（")[0] for row in again] == [str(row[0]).partition("（")[0] for row in first]


def test_households_and_members_in_one_import(desk: Desk, tmp_path: Path) -> None:
    fill(desk, 5)
    export_households(desk, tmp_path / "住户.xlsx", ALL, QuietJob())
    export_members(desk, tmp_path / "党员.xlsx", EVERYBODY, QuietJob())
    assert preview_import(desk, [tmp_path / "党员.xlsx", tmp_path / "住户.xlsx"]).plan.empty


def test_a_filter_of_members(desk: Desk, tmp_path: Path) -> None:
    office_of_members(desk)
    assert export_members(desk, tmp_path / "x.xlsx", MemberFilter(village_id=VILLAGE), QuietJob()).members == 2
    with desk.store.reading() as conn:
        assert conn.exec_driver_sql(f"SELECT COUNT(*) FROM {Member.__tablename__}").scalar_one() == 4
    assert Exported(members=2).words == "2 名党员"
    assert Exported(households=2, people=5).words == "2 户 5 人"
