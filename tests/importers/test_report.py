import csv
import os
import stat
from pathlib import Path

import pytest

from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.report import COLUMNS, PAIR_COLUMNS, ReportNotWritten, write_pairs, write_report
from tests.importers.tables import HEADER, MAODU, family, id_of, phone_of, read, write_xlsx


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    rows = family(1, "王甲", "李乙")
    rows[1][10] = "去世"
    return write_xlsx(tmp_path / "甲镇毛都嘎查台账.xlsx", [["台账"], HEADER, *rows])


def test_one_line_for_each_person_row(ledger: Path, tmp_path: Path) -> None:
    report = tmp_path / "rows.csv"
    assert write_report(report, read(ledger)) == 2
    with report.open(encoding="utf-8", newline="") as lines:
        head, wife = csv.DictReader(lines)
    assert tuple(head) == COLUMNS
    assert (head["file"], head["sheet"], head["row"], head["col"]) == (ledger.name, "毛都嘎查", "3", "3")
    assert (head["name"], head["id_number"], head["phones"], head["relation_code"]) == ("王甲", id_of(10), phone_of(10), "02")
    assert (head["group_no"], head["grid_no"], head["contact_name"], head["village_code"]) == ("1", "1", "包丹巴", MAODU)
    assert (wife["status"], wife["sex"], wife["household_ref"]) == ("deceased", "2", head["household_ref"])
    assert head["birth_date"] == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_read_the_report(ledger: Path, tmp_path: Path) -> None:
    report = tmp_path / "rows.csv"
    report.write_text("old", encoding="utf-8")
    report.chmod(0o644)
    write_report(report, read(ledger))
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_a_full_disk_or_a_missing_folder_is_a_sentence_and_leaves_nothing(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read(ledger)
    with pytest.raises(ReportNotWritten) as caught:
        write_report(tmp_path / "没有" / "rows.csv", reading)
    assert "文件夹" in caught.value.sentence()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    report = tmp_path / "rows.csv"
    report.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ReportNotWritten):
        write_report(report, reading)
    assert report.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_name_with_a_lost_character_is_not_reported_as_one(tmp_path: Path) -> None:
    rows = family(1, "王□")
    reading = read(write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", [HEADER, *rows]))
    write_report(tmp_path / "rows.csv", reading)
    assert "王□" not in (tmp_path / "rows.csv").read_text(encoding="utf-8")
    assert reading.households[0].people[0].name == "王□"


def test_pairs_are_places_only_and_written_as_the_report_is(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    assert write_pairs(path, [(Spot("甲.xlsx", "一村", 5, 3), Spot("乙.csv", "", 9, 2))]) == 1
    with path.open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == [list(PAIR_COLUMNS), ["甲.xlsx", "一村", "5", "乙.csv", "", "9"]]
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(ReportNotWritten):
        write_pairs(tmp_path / "没有" / "pairs.csv", [])
