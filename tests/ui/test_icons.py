"""Line icons: all of one family, tinted by a token, drawn once."""

import re

import pytest

from kzzq_desktop.base import paths
from kzzq_desktop.ui import icons, theme


def test_all_icons_are_line_icons_of_24() -> None:
    for name in icons.names():
        drawing = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24" fill="none" stroke="currentColor"' in drawing, name
        assert not re.search("#[0-9A-Fa-f]{3}", drawing), name


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_shows_its_tint(name: str) -> None:
    picture = icons.pixmap(name, "red", 24).toImage()
    inked = [
        picture.pixelColor(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 200
    ]
    assert inked
    assert all(abs(dot.red() - theme.colour("red").red()) < 12 for dot in inked)


def test_an_icon_is_drawn_once_for_each_theme() -> None:
    first = icons.pixmap("home", "ink", 16)
    assert icons.pixmap("home", "ink", 16).cacheKey() == first.cacheKey()
    theme.wear(theme.Look("normal", "dark"))
    assert icons.pixmap("home", "ink", 16).cacheKey() != first.cacheKey()


def test_every_icon_named_in_the_code_is_there() -> None:
    named = set()
    for path in (paths.root() / "kzzq_desktop" / "ui").rglob("*.py"):
        words = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"icon=\"([a-z-]+)\"", words)) | set(re.findall(r"Picture\(\"([a-z-]+)\"", words))
        named |= set(re.findall(r"icons\.(?:icon|pixmap)\(\"([a-z-]+)\"", words))
    assert named
    assert named <= set(icons.names())
