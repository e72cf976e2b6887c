"""Backups from the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def backup_of(office: Run) -> str:
    code, out, err = office("backup")
    assert code == 0, err
    assert "加密" in err
    assert Path(out.strip()).is_file()
    return Path(out.strip()).stem


def households(office: Run) -> str:
    return office("stats")[1].splitlines()[1]


def test_an_office_goes_back_to_a_backup_and_forward_again(office: Run, ledger: Path, tmp_path: Path) -> None:
    assert office("restore") == (0, "", "还没有备份。\n")
    name = backup_of(office)
    code, out, err = office("restore")
    assert (code, out.split("\t")[0]) == (0, name)
    assert "共 1 个备份" in err
    assert office("import", "--yes", ledger)[0] == 0
    assert households(office) == "户\t30"
    code, out, err = office("restore", name)
    assert (code, out) == (1, "")
    assert "--yes" in err
    assert households(office) == "户\t30"
    code, out, err = office("restore", "--yes", name)
    assert (code, out) == (0, "已经恢复。\n")
    assert households(office) == "户\t0"
    (kept,) = (tmp_path / "data").glob("office-*.before-restore.db")
    assert str(kept) in err
    kept.replace(tmp_path / "data/office.db")
    assert households(office) == "户\t30"
    assert "台账完好" in office("check")[1]


@pytest.mark.parametrize("name", ["office-20200101-000000", "../../x"])
def test_an_unknown_backup_is_a_sentence(office: Run, name: str) -> None:
    code, out, err = office("restore", "--yes", name)
    assert (code, out) == (1, "")
    assert "没有这个名称的备份" in err


def test_a_wrong_password_restores_nothing(office: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name = backup_of(office)
    before = (tmp_path / "data/office.db").read_bytes()
    monkeypatch.setenv("KZZQ_PASSWORD", "not-the-one")
    code, _, err = office("restore", "--yes", name)
    assert code == 1
    assert "口令不对" in err
    assert (tmp_path / "data/office.db").read_bytes() == before
