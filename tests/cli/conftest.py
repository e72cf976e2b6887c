"""A data folder, a small ledger of made-up people, and the command line as a function."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kzzq_desktop.cli import main
from kzzq_desktop.store import keys

Run = Callable[..., tuple[int, str, str]]
PASSWORD = "made-up-1"
VILLAGE = "西敖本台嘎查"
SURNAMES = "赵钱孙李周吴郑王冯陈"
GIVEN = ("文山", "文河", "文江", "文海", "文林", "文峰")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run one command on a data folder of the test's own: (exit code, stdout, stderr)."""

    def _run(*args: object, data: Path | None = tmp_path / "data") -> tuple[int, str, str]:
        capsys.readouterr()
        chosen = ["--data", str(data)] if data else []
        code = main([*chosen, *map(str, args)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return _run


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spend little on passwords: what they cost is shown in tests/store."""
    monkeypatch.setattr(keys, "COST", {"iterations": 1, "memory_kib": 64, "lanes": 1})


@pytest.fixture
def office(run: Run, quick_keys: None, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line on an office that was just set up."""
    monkeypatch.setenv("KZZQ_PASSWORD", PASSWORD)
    code, _, said = run("init", "--banner", "150521", "--township", "舍伯吐镇", "--clerk", "试用")
    assert code == 0, said
    return run


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Write a flat ledger of thirty households, two people each, and return its path."""
    lines = [f"舍伯吐镇{VILLAGE}户籍台账,,,,,,,", "序号,户主姓名,姓名,与户主关系,性别,出生日期,组别,门牌号"]
    for number in range(30):
        head = SURNAMES[number % 10] + GIVEN[number // 10]
        group = number // 10 + 1
        lines.append(f"{2 * number + 1},{head},{head},户主,男,1970-0{number % 9 + 1}-11,{group}组,{number + 1}")
        wife = f"{SURNAMES[(number + 3) % 10]}桂{GIVEN[number % 6][1]}"
        lines.append(f"{2 * number + 2},{head},{wife},配偶,女,1972-03-05,{group}组,{number + 1}")
    path = tmp_path / f"舍伯吐镇{VILLAGE}台账.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Write a list of three party members who may look after a grid, and one of 80 years."""
    lines = [f"舍伯吐镇{VILLAGE}党员名册,,,,", "序号,党员姓名,性别,出生日期,所在党支部"]
    lines += [f"{n},{SURNAMES[n]}建党,男,198{n}-07-01,{VILLAGE}党支部" for n in range(3)]
    lines.append(f"4,褚建国,男,1946-01-01,{VILLAGE}党支部")
    path = tmp_path / f"{VILLAGE}党员名册.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path
