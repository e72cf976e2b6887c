"""The print register from the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import VILLAGE, Run


@pytest.fixture
def busy(office: Run, ledger: Path, tmp_path: Path) -> Run:
    for args in (["import", "--yes", ledger], ["divide", "--all"]):
        assert office(*args)[0] == 0
    sheets = ["print", "contact_sheet", "--scope", f"village:{VILLAGE}", "-o", tmp_path / "a.pdf"]
    for args in ([*sheets, "--audience", "公示"], ["export", "-o", tmp_path / "a.xlsx"], [*sheets, "--audience", "内部"]):
        assert office(*args)[0] == 0
    return office


def test_what_left_is_told_newest_first(busy: Run) -> None:
    code, out, err = busy("register")
    assert code == 0, err
    rows = [line.split("\t")[1:] for line in out.splitlines()]
    assert rows == [
        ["试用", "存为PDF", "党员联系户名册", VILLAGE, "内部", "3页", "1份", "第3号"],
        ["试用", "导出", "住户台账", "全部", "内部", "60行", "1份", "第2号"],
        ["试用", "存为PDF", "党员联系户名册", VILLAGE, "公示", "3页", "1份", "第1号"],
    ]
    assert "共 3 条" in err
    assert busy("register", "--month", out[:7])[1] == out


def test_an_empty_month_and_a_wrong_one(office: Run) -> None:
    assert office("register", "--month", "2020-01") == (0, "", "没有登记。\n")
    code, _, err = office("register", "--month", "2026-13")
    assert code == 2
    assert "2026-11" in err
