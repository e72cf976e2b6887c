"""The duplicate desk at the terminal: pairs by place, nothing merged."""

from pathlib import Path

from tests.cli.conftest import VILLAGE, Run

OTHER = "先锋嘎查"


def test_a_ledger_listed_in_two_villages_is_told_by_place(office: Run, ledger: Path, tmp_path: Path) -> None:
    assert office("duplicates")[2].endswith("没有发现重复。\n")
    again = tmp_path / f"舍伯吐镇{OTHER}台账.csv"
    again.write_text(ledger.read_text(encoding="utf-8-sig").replace(VILLAGE, OTHER), encoding="utf-8-sig")
    assert office("import", "--yes", ledger, again)[0] == 0
    code, out, err = office("duplicates", "--limit", "5")
    assert code == 0, err
    pairs = [line.split("\t") for line in out.splitlines() if not line.startswith("嘎查村")]
    assert len(pairs) == 5
    assert {(line[0], line[1], len(line)) for line in pairs} == {("几乎肯定", "同一户", 7)}
    assert {line.split("\t")[1] for line in out.splitlines() if line.startswith("嘎查村")} == {VILLAGE, OTHER}
    assert "30 对" in err
    assert "30 对" in office("duplicates", "--village", OTHER)[2]
    assert office("duplicates", "--village", "富民嘎查")[0] == 0
    assert office("check")[0] == 0
