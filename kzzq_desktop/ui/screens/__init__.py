"""The screens, in the order of the navigation; the last one stands at its foot."""

from kzzq_desktop.ui.screen import Screen

SCREENS: tuple[Screen, ...] = (
    Screen("settings", "设置", "gear", "kzzq_desktop.ui.screens.settings"),
)
