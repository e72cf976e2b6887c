"""The round of a ledger on the command line: read, save, divide, assign, log, find."""

import csv
import os
from pathlib import Path

import pytest

from tests.cli.conftest import VILLAGE, Run
from tests.importers import books


@pytest.fixture
def filled(office: Run, ledger: Path, roster: Path) -> Run:
    code, _, err = office("import", "--yes", ledger, roster)
    assert code == 0, err
    return office


def test_a_dry_run_needs_no_office_and_reports_each_row(run: Run, ledger: Path, tmp_path: Path) -> None:
    report = tmp_path / "rows.csv"
    code, out, err = run("import", "--dry-run", "--report", report, ledger)
    assert code == 0, err
    assert "30 户，60 人" in out
    assert "个人信息" in err
    assert report.stat().st_mode & 0o777 == 0o600
    with report.open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 60
    assert not (tmp_path / "data").exists()


def test_rows_of_one_person_are_listed_by_their_places(run: Run, ledger: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    code, _, err = run("import", "--dry-run", "--duplicates", pairs, ledger)
    assert code == 0, err
    assert pairs.read_text(encoding="utf-8").splitlines() == ["file,sheet,row,file2,sheet2,row2"]
    again = tmp_path / f"{ledger.stem}（复制）{ledger.suffix}"
    again.write_bytes(ledger.read_bytes())
    assert run("import", "--dry-run", "--duplicates", pairs, ledger, again)[0] == 0
    with pairs.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines))
    assert len(found) == 60
    assert all(one["row"] == one["row2"] and one["file"] != one["file2"] for one in found)
    assert run("import", "--duplicates", pairs, ledger)[0] == 2


def test_a_report_that_cannot_be_written_is_refused(run: Run, ledger: Path, tmp_path: Path) -> None:
    code, _, err = run("import", "--dry-run", "--report", tmp_path / "none" / "rows.csv", ledger)
    assert code == 1
    assert "写不进去" in err


def test_a_report_never_takes_the_place_of_a_device(run: Run, ledger: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    code, _, err = run("import", "--dry-run", "--report", tmp_path / "pipe", ledger)
    assert code == 1
    assert "普通文件" in err
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize(("name", "said"), [("没有.xlsx", "找不到"), (".", "文件夹")])
def test_what_is_no_file_is_refused_with_a_sentence(office: Run, tmp_path: Path, name: str, said: str) -> None:
    code, out, err = office("import", "--yes", tmp_path / name)
    assert (code, out) == (1, "")
    assert said in err


def test_without_yes_the_preview_is_shown_and_nothing_saved(office: Run, ledger: Path) -> None:
    code, out, err = office("import", ledger)
    assert code == 1
    assert "新增 60" in out
    assert "--yes" in err
    assert office("find", "赵文山")[1] == ""


def test_the_same_file_twice_changes_nothing(filled: Run, ledger: Path, roster: Path) -> None:
    code, out, _ = filled("import", "--yes", ledger, roster)
    assert code == 0
    assert "没有变化" in out


def test_a_file_with_nothing_in_it_is_refused(office: Run, tmp_path: Path) -> None:
    empty = tmp_path / "空表.csv"
    empty.write_text("随便写写\n没有表头\n", encoding="utf-8")
    code, _, err = office("import", "--yes", empty)
    assert code == 1
    assert "空表.csv" in err
    assert "没有导入任何内容" in err


def test_a_village_that_nothing_names_can_be_given(office: Run, ledger: Path, tmp_path: Path) -> None:
    unclear = tmp_path / "户籍台账.csv"
    text = ledger.read_text(encoding="utf-8-sig").replace(f"舍伯吐镇{VILLAGE}", "")
    unclear.write_text(text, encoding="utf-8-sig")
    code, _, err = office("import", "--yes", unclear)
    assert code == 1
    assert "--village" in err
    code, out, err = office("import", "--yes", "--village", VILLAGE, unclear)
    assert code == 0, err
    assert "新增 60" in out


def test_what_is_refused_names_no_person(office: Run, ledger: Path, tmp_path: Path) -> None:
    other = tmp_path / "别处台账.csv"
    other.write_text(ledger.read_text(encoding="utf-8-sig").replace(VILLAGE, "哈日干吐嘎查"), encoding="utf-8-sig")
    _, _, err = office("import", "--yes", other)
    assert "赵文山" not in err


def test_the_whole_round(filled: Run) -> None:
    code, out, err = filled("divide", "--all")
    assert code == 0, err
    assert "3 个网格（新建 3 个）" in out
    code, out, err = filled("assign", "--village", VILLAGE)
    assert code == 0, err
    assert "新确定 3 个" in out
    code, _, err = filled("log", "--duty", "policy", "--grid", f"{VILLAGE}01", "--box", "policy=医保", "宣讲医保政策")
    assert code == 0, err
    assert "10户" in err
    code, out, _ = filled("find", "zws")
    assert code == 0
    assert "赵文山" in out


def test_dividing_twice_moves_nobody(filled: Run) -> None:
    filled("divide", "--all")
    assert "调整 0 户" in filled("divide", "--all")[1]


def test_a_duty_can_be_for_some_households_on_a_day(filled: Run) -> None:
    filled("divide", "--all")
    day = ("--day", "2026-01-15")
    code, _, err = filled("log", "--duty", "1", "--grid", f"{VILLAGE}1", *day, "--households", "赵文山，3号", "入户", "宣讲")
    assert code == 0, err
    assert "2026-01-15 宣讲政策" in err
    assert "2户" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["log", "--duty", "dance", "--grid", f"{VILLAGE}01", "话"], "职责"),
        (["log", "--duty", "policy", "--grid", "没有的嘎查01", "话"], "没有这个网格"),
        (["log", "--duty", "policy", "--grid", f"{VILLAGE}01", "--day", "昨天", "话"], "日期"),
        (["log", "--duty", "policy", "--grid", f"{VILLAGE}01", "--households", "没有这人", "话"], "不在这个网格里"),
        (["log", "--duty", "policy", "--grid", f"{VILLAGE}01", "--box", "入户", "话"], "--box"),
        (["divide", "--village", "没有的嘎查"], "没有这个嘎查村"),
        (["assign", "--village", "没有的嘎查"], "没有这个嘎查村"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(filled: Run, args: list[str], said: str) -> None:
    filled("divide", "--all")
    code, out, err = filled(*args)
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err


def test_totals_agree_with_what_was_done(filled: Run) -> None:
    filled("divide", "--all")
    filled("log", "--duty", "policy", "--grid", f"{VILLAGE}02", "宣讲")
    code, out, err = filled("stats")
    assert code == 0, err
    lines = [line.split("\t") for line in out.splitlines()]
    assert ["户", "30"] in lines
    assert ["人", "60"] in lines
    assert ["入格", "30"] in lines
    assert ["网格", "3"] in lines
    assert ["履职户次", "10"] in lines
    assert ["嘎查村", VILLAGE, "30户", "入格30户"] in lines


def test_a_sound_file_passes_the_check(filled: Run) -> None:
    filled("divide", "--all")
    for args in (["check"], ["check", "--rebuild"]):
        code, out, err = filled(*args)
        assert code == 0, err
        assert "30户，60人" in out
        assert "完好" in out


def test_a_damaged_file_is_told_and_kept(filled: Run, tmp_path: Path) -> None:
    filled("check")
    path = tmp_path / "data" / "office.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + bytes(4096) + whole[12288:])
    for log in (tmp_path / "data").glob("office.db-*"):
        log.unlink()
    code, _, err = filled("check")
    assert code == 1
    assert "损坏" in err
    assert "赵" not in err
    assert path.read_bytes()[8192:12288] == bytes(4096)
    assert path.stat().st_size == len(whole)


def test_a_locked_workbook_is_opened_with_its_password(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["户主", "姓名", "与户主关系"], ["王一", "王一", "户主"]]
    path = tmp_path / "舍伯吐镇先锋嘎查.xlsx"
    path.write_bytes(books.locked(books.xlsx(rows, "先锋嘎查"), "开门"))
    code, _, err = run("import", "--dry-run", path)
    assert code == 1
    assert "密码" in err
    for password, expected in (("打不开的", 1), ("开门", 0)):
        monkeypatch.setenv("KZZQ_FILE_PASSWORD", password)
        code, out, err = run("import", "--dry-run", path)
        assert code == expected, err
        assert ("1 户，1 人" in out) == (expected == 0)
        assert password not in err
