"""Every single call to the storage fails in turn, under the real encrypted file: a deed is done or not done, never half."""

import pytest

from tests.store.fault_actions import OFTEN
from tests.store.fault_tally import BROKEN, jobs_for, scene_of, tally, telling_points
from tests.store.faulty_storage import MODES, Sufferer


@pytest.mark.parametrize("action", OFTEN)
def test_a_deed_is_whole_or_not_at_all_wherever_storage_fails(faulty: Sufferer, action: str) -> None:
    scene = scene_of(action, faulty.place(action), faulty)
    opening = 0 if action == "save" else scene.opened  # all open alike
    points = [point for point in telling_points(scene.calls) if point > opening]
    counts = tally(scene, faulty, jobs_for(scene, MODES[1:], points))
    assert counts["points"] >= 90
    assert {name: counts[name] for name in BROKEN} == dict.fromkeys(BROKEN, 0)
    assert counts["acknowledged"] + counts["not acknowledged"] == counts["points"]
    assert counts["acknowledged"] > 30
    assert counts["not acknowledged"] > 20


def test_the_calls_of_the_engine_are_seen(faulty: Sufferer) -> None:
    """The log, the file, the memory's file; written, synced, and at the end unlinked."""
    calls = scene_of("save", faulty.place("seen"), faulty).calls
    assert len(calls) > 200
    assert set(calls) >= {"wl", "sl", "wb", "sb", "wm", "nl", "nm", "ob", "ol"}


@pytest.mark.parametrize(
    ("pragma", "mode", "harm"), [("synchronous=NORMAL", "power", "lost"), ("journal_mode=OFF", "eio", "half")]
)
def test_a_careless_engine_is_found_out(faulty: Sufferer, pragma: str, mode: str, harm: str) -> None:
    """The same judge, the engine's care turned down: a law that nothing could break would prove nothing."""
    scene = scene_of("save", faulty.place(mode), faulty)
    counts = tally(scene, faulty, jobs_for(scene, [mode], telling_points(scene.calls), (pragma,)))
    assert counts[harm] > 0, counts
