"""The program's search box in a window, started as the program starts; tells on stdout what reaches it (test_ime.py types)."""

import json
import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kzzq_desktop.services.find import FoundRow
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.input_method import choose_input_method
from kzzq_desktop.ui.search_box import SearchBox

LONGEST = 60_000


def tell(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def looked_for(words: str, _limit: int) -> tuple[FoundRow, ...]:
    tell(looked_for=words)
    return ()


class Ear(QObject):
    """Hears what the input method sends and whether the box has the keyboard."""

    def eventFilter(self, box: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            tell(preedit=event.preeditString(), commit=event.commitString())
        elif event.type() == QEvent.Type.FocusIn:
            tell(focus=True)
        return super().eventFilter(box, event)


def main() -> None:
    choose_input_method(os.environ)
    app = QApplication(sys.argv)
    theme.dress(app, theme.Look("normal", "light"))
    window = QWidget()
    box = SearchBox(looked_for)
    ear = Ear()
    box.installEventFilter(ear)
    QVBoxLayout(window).addWidget(box)
    window.resize(480, 120)
    window.show()
    box.ask()
    tell(window=int(window.winId()), module=os.environ.get("QT_IM_MODULE", ""))
    QTimer.singleShot(LONGEST, app.quit)
    sys.exit(app.exec())


if __name__ == "__main__":
    main()
