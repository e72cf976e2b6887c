"""What this PC remembers of the screen."""

import json
from pathlib import Path

from kzzq_desktop.ui import memory


def test_what_was_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    memory.open_at(tmp_path)
    memory.keep("table.x", {"widths": {"head": 180}, "order": ["head", "place"]})
    memory.keep("look.size", "huge")
    memory.open_at(tmp_path)
    assert memory.recall("table.x") == {"widths": {"head": 180}, "order": ["head", "place"]}
    assert memory.recall_text("look.size", "normal") == "huge"


def test_unknown_and_odd_values_fall_back(tmp_path: Path) -> None:
    memory.open_at(tmp_path)
    memory.keep("look.size", 3)
    assert memory.recall("nothing") is None
    assert memory.recall_text("look.size", "normal") == "normal"


def test_a_broken_file_is_begun_anew(tmp_path: Path) -> None:
    for broken in ("{", "[1]", ""):
        (tmp_path / memory.FILE_NAME).write_text(broken, encoding="utf-8")
        memory.open_at(tmp_path)
        assert memory.recall("look.size") is None
        memory.keep("look.size", "large")
        assert json.loads((tmp_path / memory.FILE_NAME).read_text(encoding="utf-8")) == {"look.size": "large"}


def test_without_a_folder_it_lasts_as_long_as_the_program(tmp_path: Path) -> None:
    memory.open_at(tmp_path / "not there")
    memory.keep("a", 1)
    assert memory.recall("a") == 1
    assert not (tmp_path / "not there").exists()
    memory.open_at(None)
    assert memory.recall("a") is None


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    memory.open_at(tmp_path)
    (tmp_path / memory.FILE_NAME).mkdir()
    memory.keep("a", 1)
    assert memory.recall("a") == 1
