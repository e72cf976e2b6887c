"""Whatever a file holds, reading it ends in a reading or in a sentence, in bounded time and memory."""

import sys
from pathlib import Path
from random import Random

import pytest

from tests.importers import fuzz, fuzz_soak
from tests.importers.fuzz_seeds import rows, seeds, steady, written
from tests.importers.tables import read

SOME = 500


def test_500_broken_workbooks_are_read_or_refused() -> None:
    assert not list(fuzz_soak.run_batch(0, SOME))


def test_the_workbook_of_a_number_is_the_same_everywhere() -> None:
    for number in (0, 3, 17, 98):
        assert fuzz.mutant(number) == fuzz.mutant(number)
    assert len({data for _, data in map(fuzz.mutant, range(30))}) > 25


@pytest.mark.parametrize("name", [name for name, _ in seeds() if "locked" not in name and "_cards_" not in name])
def test_what_the_broken_ones_are_made_from_is_sound(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(dict(seeds())[name])
    read(tmp_path / name)


def test_the_seeds_do_not_change_with_the_hour() -> None:
    assert steady(dict(seeds())["looks.xlsx"]) == dict(seeds())["looks.xlsx"]
    assert written(Random(1), rows()) == written(Random(1), rows())


@pytest.mark.skipif(sys.platform == "win32", reason="a script cannot stand for Python there")
def test_a_crash_and_a_failure_are_told_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The other process: it fails at 2, dies at 4, and is asked again for 5."""
    script = tmp_path / "python"
    script.write_text(
        f"#!{sys.executable}\n"
        "import json, os, sys\n"
        "first, count = map(int, sys.argv[-2:])\n"
        "for number in range(first, first + count):\n"
        "    print(json.dumps({'begun': number}), flush=True)\n"
        "    if number == 2: print(json.dumps({'number': 2, 'failure': 'x'}), flush=True)\n"
        "    if number == 4: os._exit(9)\n"
        "print(json.dumps({'done': first + count}))\n"
    )
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    assert [failure["number"] for failure in fuzz_soak.run_batch(0, 7)] == [2, 4]


def test_a_soak_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[tuple[int, int]] = []

    def run(first: int, count: int) -> list[dict[str, object]]:
        asked.append((first, count))
        if first == 1_000 and len(asked) == 3:
            raise KeyboardInterrupt
        return []

    monkeypatch.setattr(fuzz_soak, "RECORD", tmp_path / "soak" / "fuzz.json")
    monkeypatch.setattr(fuzz_soak, "run_batch", run)
    monkeypatch.setattr(sys, "argv", ["fuzz_soak", "1300"])
    with pytest.raises(KeyboardInterrupt):
        fuzz_soak.main()
    assert fuzz_soak.main() == 0
    assert fuzz_soak.main() == 0
    assert asked == [(0, 500), (500, 500), (1_000, 300), (1_000, 300)]
