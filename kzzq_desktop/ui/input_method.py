"""Which input method Qt is to use: on Linux the PySide6 wheels cannot speak to fcitx by themselves."""

import sys
from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo


def choose_input_method(environ: MutableMapping[str, str], plugins: Path | None = None, platform: str = sys.platform) -> None:
    """Set Qt's input method variables in `environ` so that Chinese can be typed; call it before QApplication.

    The wheels carry no fcitx plugin, but fcitx5 also answers as ibus through its portal: where fcitx is asked for and no
    plugin of it lies in `plugins` (default: Qt's own folder), Qt is sent there. Anything else that was chosen stays.
    """
    if platform != "linux":
        return
    asked = _asked(environ)
    runs_fcitx = "@im=fcitx" in environ.get("XMODIFIERS", "")
    if not asked and runs_fcitx:
        asked = ["fcitx"]
    if any(_is_fcitx(name) for name in asked) and not _has_fcitx_plugin(plugins):
        _use(environ, [("ibus" if _is_fcitx(name) else name) for name in asked])
        environ["IBUS_USE_PORTAL"] = "1"
    elif "ibus" in asked and runs_fcitx:
        environ["IBUS_USE_PORTAL"] = "1"
    elif asked:
        _use(environ, asked)


def _asked(environ: MutableMapping[str, str]) -> list[str]:
    """Return the modules asked for, best first: Qt reads the list before the single name."""
    words = environ.get("QT_IM_MODULES") or environ.get("QT_IM_MODULE", "")
    return [name.strip() for name in words.split(";") if name.strip()]


def _is_fcitx(name: str) -> bool:
    return name.lower().startswith("fcitx")


def _has_fcitx_plugin(plugins: Path | None) -> bool:
    folder = plugins or Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    return any(folder.glob("libfcitx*.so"))


def _use(environ: MutableMapping[str, str], names: list[str]) -> None:
    if "QT_IM_MODULES" in environ:
        environ["QT_IM_MODULES"] = ";".join(dict.fromkeys(names))
    else:
        environ["QT_IM_MODULE"] = names[0]
