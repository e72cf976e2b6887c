"""The screens, in the order of the navigation; the last one stands at its foot."""

from kzzq_desktop.ui.screen import Screen
from kzzq_desktop.ui.screens import settings

SCREENS: tuple[Screen, ...] = (Screen("settings", "设置", "gear", settings.build),)
