"""The board of a township: one tile a village, and what is done for all of them at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kzzq_desktop.domain.board import VillageCount
from kzzq_desktop.ui.grids.faces import village_face
from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.layout import column, row, scroll, vrule
from kzzq_desktop.ui.parts.marks import Bar
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.tile_board import TileBoard


class TownshipBoard(QWidget):
    """Signals: opened(village), divide_asked(), lead_asked()."""

    opened = Signal(str)
    divide_asked = Signal()
    lead_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.title = label("", "title", wrap=True)
        self.counts, self.coverage, self.vacant = label(""), label("", "second"), label("", "second")
        self.bar = Bar(wide=120)
        self.tiles = TileBoard()
        self.tiles.opened.connect(self.opened)
        acts = (
            button("全部推荐党员…", self.lead_asked.emit, icon="member"),
            button("全部划分…", self.divide_asked.emit, icon="split"),
        )
        area = scroll(column(self.tiles, margins=(0, 0, 4, 0)), 120)
        hint = label("双击或按回车打开一个嘎查村。", "small")
        figures = row(self.counts, 4, vrule(), 4, self.coverage, row(self.bar, margins=(0, 3, 0, 0)), None, gap=8)
        self.setLayout(
            column(row((self.title, 1), *acts), figures, self.vacant, (area, 1), hint, gap=10, margins=(20, 14, 20, 16))
        )

    def show_township(self, name: str, villages: Sequence[VillageCount]) -> None:
        """Show a township's villages."""
        grids, placed, households, vacant = (
            sum(getattr(village, field) for village in villages) for field in ("grids", "placed", "households", "vacant")
        )
        part = placed / households if households else 0.0
        self.title.setText(name)
        self.counts.setText(f"{len(villages)}个嘎查村，{grids:,}个网格")
        self.coverage.setText(f"在册{households:,}户，已入网格{part:.0%}")
        self.vacant.setText(
            f"{vacant:,}个网格还没有确定党员。" if vacant else "每个网格都有联系党员。" if grids else "还没有划分网格。"
        )
        self.bar.show_part(part)
        self.tiles.show_faces([village_face(village) for village in villages], self.tiles.value())

    def fit_width(self, narrow: bool, _tight: bool) -> None:
        """Drop the bar in a narrow window."""
        self.bar.setVisible(not narrow)
