"""The choice of input method, without any daemon (tests/flows/test_ime.py types through a real one)."""

from pathlib import Path

import pytest

from kzzq_desktop.ui.input_method import choose_input_method

PORTAL = {"IBUS_USE_PORTAL": "1"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {}),
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus"} | PORTAL),
        ({"QT_IM_MODULE": "fcitx5"}, {"QT_IM_MODULE": "ibus"} | PORTAL),
        ({"XMODIFIERS": "@im=fcitx"}, {"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "ibus"} | PORTAL),
        ({"XMODIFIERS": "@im=fcitx5"}, {"XMODIFIERS": "@im=fcitx5", "QT_IM_MODULE": "ibus"} | PORTAL),
        ({"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "ibus"}),
        (
            {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"},
            {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"} | PORTAL,
        ),
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}, {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, {"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, {"QT_IM_MODULES": "wayland;ibus"} | PORTAL),
        (
            {"QT_IM_MODULES": "wayland;fcitx", "QT_IM_MODULE": "fcitx"},
            {"QT_IM_MODULES": "wayland;ibus", "QT_IM_MODULE": "fcitx"} | PORTAL,
        ),
    ],
)
def test_without_a_plugin_fcitx_is_reached_as_ibus(before: dict[str, str], after: dict[str, str], tmp_path: Path) -> None:
    environ = dict(before)
    choose_input_method(environ, tmp_path, "linux")
    assert environ == after


@pytest.mark.parametrize(
    ("before", "chosen"),
    [({"QT_IM_MODULE": "fcitx"}, "fcitx"), ({"XMODIFIERS": "@im=fcitx"}, "fcitx"), ({"QT_IM_MODULE": "ibus"}, "ibus")],
)
def test_a_plugin_that_lies_there_is_used(before: dict[str, str], chosen: str, tmp_path: Path) -> None:
    (tmp_path / "libfcitxplatforminputcontextplugin-qt6.so").touch()
    environ = dict(before)
    choose_input_method(environ, tmp_path, "linux")
    assert environ == before | {"QT_IM_MODULE": chosen}


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_nothing_is_touched(platform: str, tmp_path: Path) -> None:
    environ = {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}
    choose_input_method(environ, tmp_path, platform)
    assert environ == {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}


def test_choosing_twice_is_choosing_once(tmp_path: Path) -> None:
    environ = {"XMODIFIERS": "@im=fcitx"}
    choose_input_method(environ, tmp_path, "linux")
    once = dict(environ)
    choose_input_method(environ, tmp_path, "linux")
    assert environ == once


def test_the_wheel_itself_has_no_fcitx_plugin() -> None:
    """If a later wheel brings one, the portal is no longer needed: this test then says so."""
    environ = {"QT_IM_MODULE": "fcitx"}
    choose_input_method(environ, None, "linux")
    assert environ["QT_IM_MODULE"] == "ibus"
