"""The screens, in the order of the navigation; the last one stands at its foot."""

from kzzq_desktop.ui.screen import Screen
from kzzq_desktop.ui.screens import duty, exchange, grids, households, members, printing, settings

SCREENS: tuple[Screen, ...] = (
    Screen("grids", "网格", "grids", grids.build),
    Screen("households", "住户", "home", households.build),
    Screen("members", "党员", "member", members.build),
    Screen("duty", "履职", "duty", duty.build),
    Screen("print", "打印", "print", printing.build),
    Screen("exchange", "U盘交换", "stick", exchange.build),
    Screen("settings", "设置", "gear", settings.build),
)
