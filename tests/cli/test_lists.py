"""Lists to Excel from the command line: what is written is read back without a change; empty lists need no office."""

import os
from pathlib import Path

import openpyxl
import pytest

from kzzq_desktop.importers import LISTS
from tests.cli.conftest import VILLAGE, Run


@pytest.fixture
def filled(office: Run, ledger: Path, roster: Path) -> Run:
    code, _, err = office("import", "--yes", ledger, roster)
    assert code == 0, err
    return office


def test_the_full_ledger_is_written_for_its_owner_and_read_back(filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "住户.xlsx"
    code, out, err = filled("export", "-o", path)
    assert (code, out) == (0, "已导出 30 户 60 人。\n")
    assert "个人信息" in err
    assert "身份证号" in err
    assert path.stat().st_mode & 0o777 == 0o600
    assert openpyxl.load_workbook(path).sheetnames == [VILLAGE]
    code, out, err = filled("import", path)
    assert code == 0, err
    assert "没有变化" in out


def test_members_are_written_and_read_back(filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "党员.xlsx"
    assert filled("export", "members", "--village", VILLAGE, "-o", path)[:2] == (0, "已导出 4 名党员。\n")
    assert "没有变化" in filled("import", path)[1]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--village", "没有的嘎查"], 1, "没有这个嘎查村"),
        (["--village", "先锋嘎查"], 1, "没有可以导出的住户"),
        (["houses"], 2, "households、members"),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_sentence(filled: Run, tmp_path: Path, args, code, said) -> None:
    got, out, err = filled("export", *args, "-o", tmp_path / "x.xlsx")
    assert (got, out) == (code, "")
    assert said in err
    assert not (tmp_path / "x.xlsx").exists()


def test_a_ledger_never_takes_the_place_of_a_device(filled: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    code, _, err = filled("export", "-o", tmp_path / "pipe")
    assert code == 1
    assert "普通文件" in err


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.key)
def test_an_empty_list_needs_no_office(run: Run, tmp_path: Path, one) -> None:
    path = tmp_path / "空表.xlsx"
    code, out, err = run("template", one.key, "-o", path)
    assert code == 0, err
    assert str(path) in out
    assert tuple(cell.value for cell in openpyxl.load_workbook(path).worksheets[0][1]) == one.headers
    assert not (tmp_path / "data").exists()


def test_an_unknown_list_is_misuse(run: Run, tmp_path: Path) -> None:
    code, _, err = run("template", "moon", "-o", tmp_path / "x.xlsx")
    assert code == 2
    assert "households" in err
