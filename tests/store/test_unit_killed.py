"""A program killed in the middle of its saves: what was acknowledged is there, and no save is there by half."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from kzzq_desktop.store.database import integrity_faults
from tests.store.conftest import file_store
from tests.store.fault_actions import MANY_STEPS
from tests.store.fault_lives import live
from tests.store.faulty_storage import Sufferer

ROOT = Path(__file__).resolve().parents[2]
ROWS = 20
SAVING = f"""
import sys
from pathlib import Path
from kzzq_desktop.domain.people import Household
from tests.store.conftest import file_store
from tests.store.people import VILLAGE
store = file_store(Path(sys.argv[1]))
for number in range(10_000):
    with store.unit("登记") as unit:
        for _ in range({ROWS}):
            unit.add(Household(id="", village_id=VILLAGE, note=f"{{store.boot.actor}} {{number}}"))
    print(f"{{store.boot.actor}} {{number}}", flush=True)
"""


def _killed(folder: Path, saves: int) -> list[str]:
    """Let a program save until so many saves were acknowledged, kill it, and return all it acknowledged."""
    with subprocess.Popen([sys.executable, "-c", SAVING, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        said = [program.stdout.readline().strip() for _ in range(saves)]
        program.kill()
        return said + program.stdout.read().split("\n")[:-1]


def test_killed_saves_are_whole_and_none_is_lost(tmp_path: Path) -> None:
    file_store(tmp_path).close()
    acknowledged = [save for saves in (1, 7) for save in _killed(tmp_path, saves)]
    assert len(acknowledged) >= 8
    store = file_store(tmp_path)
    with store.reading() as conn:
        kept = dict(conn.execute(text("SELECT note, count(*) FROM household GROUP BY note")).all())
        units = conn.execute(text("SELECT count(*) FROM sync_unit")).scalar_one()
    assert set(acknowledged) <= set(kept)
    assert set(kept.values()) == {ROWS}
    assert len(kept) == units
    assert integrity_faults(store) == ()
    store.close()


@pytest.mark.parametrize("action", MANY_STEPS)
def test_a_hundred_deaths_at_any_call_lose_nothing(faulty: Sufferer, action: str) -> None:
    """Killed before a write or in the middle of one, or the current gone and with it what was not synced yet."""
    counts = live(faulty, faulty.place(action), action, 100)
    assert counts["deaths"] >= 100
    assert counts["acknowledged steps"] > 150
    assert (counts["lost"], counts["half"], counts["unreadable"]) == (0, 0, 0)
