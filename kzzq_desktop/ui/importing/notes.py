"""The strips above the preview: what the clerk is asked, what was taken from last time, what waits to be read anew."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from kzzq_desktop.domain.drafts import LedgerReading, VillageAsk
from kzzq_desktop.domain.sheet_view import Said
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.importing.sheets import field_word, letters
from kzzq_desktop.ui.parts.buttons import button, quiet_button
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import clear, note_strip

MOST = 3
Columns = Mapping[str, Mapping[int, str]]


class ImportNotes(QWidget):
    """Strips under one another, one question at a time.

    Signals: village_said(VillageAsk, code), password_said(file, password), offer_refused(), read_asked(), given_up().
    """

    village_said = Signal(object, str)
    password_said = Signal(str, str)
    offer_refused = Signal()
    read_asked = Signal()
    given_up = Signal()

    def __init__(self, villages: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.villages = villages
        self.village: ChoiceBox | None = None
        self.password: QLineEdit | None = None
        self.strips = QVBoxLayout(self)
        self.strips.setSpacing(6)

    def show_notes(self, reading: LedgerReading, said: Said, offered: Columns, waiting: int, here: Spot) -> None:
        """Show what there is to say; `waiting` corrections have not been read yet, the sheet `here` is asked first."""
        clear(self.strips)
        self.village = self.password = None
        locked = locked_files(reading)
        found = [
            self._password_strip(locked, said) if locked else None,
            self._village_strip(sorted(reading.asks, key=lambda ask: ask.spot != here)) if reading.asks else None,
            self._offer_strip(reading, offered),
            self._waiting_strip(waiting) if waiting else None,
        ]
        strips = [strip for strip in found if strip is not None]
        for strip in strips:
            self.strips.addWidget(strip)
        self.strips.setContentsMargins(24, 0, 24, 10 if strips else 0)

    def _password_strip(self, locked: Sequence[str], said: Said) -> QFrame:
        box = QLineEdit()
        box.setEchoMode(QLineEdit.EchoMode.Password)
        box.setAccessibleName(f"“{locked[0]}”的打开密码")
        box.setFixedWidth(theme.px(160))
        box.returnPressed.connect(lambda: self._answer_password(locked[0]))
        self.password = box
        wrong = "密码不对，请再试一次" if locked[0] in said.passwords else "设了打开密码，请填写"
        words = f"“{locked[0]}”{wrong}{_more(locked, '个文件')}："
        return note_strip(words, box, button("打开(&O)", lambda: self._answer_password(locked[0])), icon="lock", role="warn")

    def _answer_password(self, file: str) -> None:
        if self.password is not None and self.password.text():
            self.password_said.emit(file, self.password.text())

    def _village_strip(self, asks: Sequence[VillageAsk]) -> QFrame:
        ask = asks[0]
        likely = [pair for pair in self.villages if pair[0] in ask.candidates]
        box = ChoiceBox([("", "请选择嘎查村"), *(likely or self.villages)], name="嘎查村")
        box.picked.connect(lambda code: self.village_said.emit(ask, code) if code else None)
        self.village = box
        words = f"{ask.spot.words}有 {ask.rows} 行，不清楚是哪个嘎查村{_more(asks, '张表')}："
        return note_strip(words, box, icon="pin", role="warn")

    def _offer_strip(self, reading: LedgerReading, offered: Columns) -> QFrame | None:
        """Name the columns that are taken as the clerk took them last time."""
        tables = {table.source: table for view in reading.views for table in view.tables if table.source in offered}
        told = [f"{letters(col)}列当作“{field_word(code)}”" for source in tables for col, code in offered[source].items()]
        if not told:
            return None
        words = f"上次您把{'、'.join(told[:MOST])}{f'等 {len(told)} 列' if len(told) > MOST else ''}，这次照用。"
        return note_strip(words, quiet_button("不用(&N)", self.offer_refused.emit), icon="history")

    def _waiting_strip(self, waiting: int) -> QFrame:
        acts = (quiet_button("放弃改动", self.given_up.emit), button("重新识别(&R)", self.read_asked.emit, icon="refresh"))
        return note_strip(f"改了 {waiting} 处，还没有按改过的重新识别。", *acts, icon="edit", role="warn")


def locked_files(reading: LedgerReading) -> tuple[str, ...]:
    """Return the names of the files that ask for a password."""
    return reading.locked


def _more(things: Sequence[object], unit: str) -> str:
    return f"（还有 {len(things) - 1} {unit}要问）" if len(things) > 1 else ""
