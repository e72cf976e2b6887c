"""The exchange from the command line: a banner and a township, a folder for a stick."""

from pathlib import Path

import pytest

from tests.cli.conftest import PASSWORD, Run

TOWNSHIP = "舍伯吐镇"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def joined(run: Run, quick_keys: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stick: Path) -> tuple[Path, Path]:
    """The data folders of a banner and of a township that joined."""
    monkeypatch.setenv("KZZQ_PASSWORD", PASSWORD)
    banner, town = tmp_path / "banner", tmp_path / "town"
    assert run("init", "--banner", "150521", "--clerk", "旗员", data=banner)[0] == 0
    code, spare, _ = run("exchange", "start", data=banner)
    assert code == 0
    assert len(spare.strip()) > 20
    code, spoken, said = run("exchange", "invite", TOWNSHIP, "--folder", stick, data=banner)
    assert code == 0, said
    file = next(path for path in stick.rglob("*.kzsync") if path.parent.name != "copy")
    code, _, said = run("exchange", "join", file, "--code", spoken.strip(), "--clerk", "镇员", data=town)
    assert code == 0, said
    return banner, town


def test_a_ledger_of_the_township_reaches_the_banner(joined: tuple[Path, Path], run: Run, stick: Path, ledger: Path) -> None:
    banner, town = joined
    assert run("import", "--yes", ledger, data=town)[0] == 0
    code, out, _ = run("exchange", "give", "--folder", stick, data=town)
    assert code == 0
    assert out.startswith("写出\t科尔沁左翼中旗党建办\t")
    code, out, said = run("exchange", "take", "--folder", stick, data=banner)
    assert code == 0, said
    assert "读入\t舍伯吐镇党建办\t第1号" in out
    assert run("stats", data=banner)[1].splitlines()[1] == "户\t30"
    assert run("check", data=banner)[0] == 0
    code, out, _ = run("exchange", "status", data=banner)
    assert code == 0
    assert "U盘 今天交换" in out
    assert "等着核对\t0处" in out


def test_taking_again_says_so_and_changes_nothing(joined: tuple[Path, Path], run: Run, stick: Path, ledger: Path) -> None:
    banner, town = joined
    run("import", "--yes", ledger, data=town)
    run("exchange", "give", "--folder", stick, data=town)
    run("exchange", "take", "--folder", stick, data=banner)
    code, out, said = run("exchange", "take", "--folder", stick, data=banner)
    assert (code, out) == (0, "")
    assert "已经读入过" in said


def test_an_office_alone_is_told_what_to_do(office: Run, stick: Path) -> None:
    assert office("exchange", "status")[1] == "本单位还没有参加U盘交换。\n"
    code, _, said = office("exchange", "give", "--folder", stick)
    assert code == 1
    assert "还没有参加U盘交换" in said


def test_without_a_stick_a_folder_is_asked_for(office: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kzzq_desktop.services.exchange.find_sticks", tuple)
    code, _, said = office("exchange", "take")
    assert code == 1
    assert "--folder" in said
