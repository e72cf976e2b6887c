"""Writes the picture of the readme from the demonstration; run by `make picture`."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PIL import Image

from kzzq_desktop.base.paths import resources
from kzzq_desktop.services.demo import make_demo
from kzzq_desktop.services.office import list_villages
from kzzq_desktop.ui.pictures import take_pictures
from kzzq_desktop.ui.screens import SCREENS

VILLAGE = "先锋嘎查"


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        desk = make_demo(Path(place) / "demo")
        village = next(one.code for one in list_villages(desk) if one.name == VILLAGE)
        made = take_pictures(desk, SCREENS, Path(place), places={"grids": village})
        picture = next(path for path in made if path.stem.endswith("_grids"))
        folder = resources() / "pictures"
        folder.mkdir(exist_ok=True)
        Image.open(picture).convert("RGB").quantize(128).save(folder / "grids.png", optimize=True)
        desk.store.close()


if __name__ == "__main__":
    main()
