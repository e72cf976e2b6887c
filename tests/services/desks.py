"""Desks for tests: a real encrypted office of 舍伯吐镇 in a folder of its own, opened without the slow password."""

import secrets
from pathlib import Path

from kzzq_desktop.domain.places import Office, Place
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import found
from kzzq_desktop.store.database import open_file

BANNER, TOWNSHIP = "150521000000", "150521102000"
VILLAGES = {"150521102201": "先锋嘎查", "150521102202": "巴彦胡硕嘎查", "150521102203": "花胡硕嘎查"}
VILLAGE = "150521102201"
CLERK = "c" * 32


def make_desk(folder: Path) -> Desk:
    """An empty office with its divisions, needs and posts."""
    places = (
        Place(BANNER, "科尔沁左翼中旗", 3, "150500000000"),
        Place(TOWNSHIP, "舍伯吐镇", 4, BANNER),
        *(Place(code, name, 5, TOWNSHIP) for code, name in VILLAGES.items()),
    )
    office = Office(BANNER, "科尔沁左翼中旗", TOWNSHIP, "舍伯吐镇")
    (folder / "office").mkdir()
    return found(open_file(folder / "office", secrets.token_bytes(32), new=True), office, CLERK, "萨仁高娃", places)
