"""Papers from the command line."""

from pathlib import Path

import pytest

from kzzq_desktop.services.printing import PRINTS
from tests.cli.conftest import VILLAGE, Run


@pytest.fixture
def divided(office: Run, ledger: Path, roster: Path) -> Run:
    for args in (["import", "--yes", ledger, roster], ["divide", "--all"], ["assign", "--all"]):
        code, _, err = office(*args)
        assert code == 0, err
    return office


def test_a_sheet_for_each_grid_in_a_file_for_its_owner(divided: Run, tmp_path: Path) -> None:
    pdf = tmp_path / "名册.pdf"
    code, out, err = divided("print", "contact_sheet", "--scope", "all", "-o", pdf)
    assert code == 0, err
    assert "3 张，3 页" in out
    assert "个人信息" in err
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert pdf.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("scope", "sheets"), [(f"village:{VILLAGE}", 3), (f"grid:{VILLAGE}02", 1)])
def test_a_scope_narrows_what_is_printed(divided: Run, tmp_path: Path, scope: str, sheets: int) -> None:
    code, out, err = divided("print", "contact_sheet", "--scope", scope, "--audience", "公示", "-o", tmp_path / "a.pdf")
    assert code == 0, err
    assert f"{sheets} 张" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["contact_sheet", "--scope", "moon"], "打印范围"),
        (["contact_sheet", "--scope", "village:没有的嘎查"], "没有这个嘎查村"),
        (["contact_sheet", "--scope", "all", "--audience", "所有人"], "对象"),
        (["poster", "--scope", "all"], "没有这种纸"),
    ],
)
def test_what_cannot_be_printed_is_refused(divided: Run, tmp_path: Path, args: list[str], said: str) -> None:
    code, out, err = divided("print", *args, "-o", tmp_path / "a.pdf")
    assert (code, out) == (1, "")
    assert said in err
    assert not (tmp_path / "a.pdf").exists()


def test_a_folder_that_is_not_there_is_refused(divided: Run, tmp_path: Path) -> None:
    code, _, err = divided("print", "contact_sheet", "--scope", "all", "-o", tmp_path / "none" / "a.pdf")
    assert code == 1
    assert "没有保存" in err


def test_every_paper_is_listed(office: Run) -> None:
    code, out, _ = office("papers")
    assert code == 0
    for paper in PRINTS:
        assert paper.key in out
        assert paper.about in out
        assert all(option.key in out for option in paper.options)
