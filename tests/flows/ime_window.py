"""One line edit in a window of ours, which tells on stdout what reaches it; test_ime.py types into it."""

import json
import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from kzzq_desktop.ui.input_method import choose_input_method

LONGEST = 60_000


def tell(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


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
    window = QWidget()
    window.setWindowTitle("kzzq input method")
    box = QLineEdit()
    ear = Ear()
    box.installEventFilter(ear)
    box.textChanged.connect(lambda text: tell(text=text))
    layout = QVBoxLayout(window)
    layout.addWidget(box)
    window.resize(480, 120)
    window.show()
    box.setFocus()
    tell(window=int(window.winId()), module=os.environ.get("QT_IM_MODULE", ""))
    QTimer.singleShot(LONGEST, app.quit)
    sys.exit(app.exec())


if __name__ == "__main__":
    main()
