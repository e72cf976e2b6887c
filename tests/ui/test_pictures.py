"""Pictures of the screens: each is taken, of the size asked for, and none is empty."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kzzq_desktop.services.demo import make_demo
from kzzq_desktop.services.office import list_villages
from kzzq_desktop.store import keys
from kzzq_desktop.ui.pictures import take_pictures
from kzzq_desktop.ui.screens import SCREENS


def test_every_screen_is_pictured(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", {"iterations": 1, "memory_kib": 64, "lanes": 1})
    desk = make_demo(tmp_path / "demo")
    village = next(place.code for place in list_villages(desk) if place.name.endswith("嘎查"))
    (tmp_path / "shots").mkdir()
    made = take_pictures(desk, SCREENS, tmp_path / "shots", (1366, 768), {"grids": village})
    assert [path.name for path in made] == [f"{number:02d}_{screen.key}.png" for number, screen in enumerate(SCREENS, 1)]
    for path in made:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1366, 768)
        colours = {image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}
        assert len(colours) > 20, path.name
    assert len({path.read_bytes() for path in made}) == len(made)
    desk.store.close()
