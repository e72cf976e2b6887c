"""The box in which a paper is chosen: its list shows all of them by kind, with a few words each; typing narrows it."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from kzzq_desktop.services import printing
from kzzq_desktop.services.printing import Print
from kzzq_desktop.services.typing_keys import typing_keys
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.hits import Hit, HitList
from kzzq_desktop.ui.parts.picker import Picker, among

ROW, GAP = 29, 12
_CLAUSE = re.compile("[：，。；（]")


class PaperList(HitList):
    """Kind, paper and a few words in columns; a kind stands once, beside its first paper."""

    most = 24

    def show_hits(self, hits: Sequence[Hit], empty_words: str = "") -> None:
        """Show all rows for which there is room under the box."""
        self.columns = tuple(
            round(max((theme.text_width(text, role) for text in texts), default=0))
            for role, texts in (("small", [hit.kind for hit in hits]), ("first", [hit.words for hit in hits]))
        )
        super().show_hits(hits, empty_words)

    def walk_to(self, key: str) -> None:
        """Walk to a row, so that the arrows go on from there."""
        self.step(next((at for at, hit in enumerate(self.hits) if hit.key == key), 0) - self.at)

    def row_height(self) -> int:
        """Return the height of a row: all papers stand on one screen."""
        return theme.px(ROW)

    def needed(self, hit: Hit) -> float:
        """Return the width in which nothing of a row is cut, in px."""
        return 30 + sum(self.columns) + 2 * GAP + theme.text_width(hit.detail, "small")

    def paint_row(self, painter: QPainter, rect: QRectF, hit: Hit, on: bool) -> None:
        """Paint a row in its columns."""
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("teal_t"))
            painter.drawRoundedRect(rect, 4, 4)
        at = self.hits.index(hit)
        first = at == self.top or self.hits[at - 1].kind != hit.kind
        left = rect.x() + 10
        words = (hit.kind if first else "", "small", "ink2", self.columns[0]), (hit.words, "first", "ink", self.columns[1])
        for text, role, tint, wide in (*words, (hit.detail, "small", "ink2" if on else "ink3", round(rect.width()))):
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(tint))
            painter.drawText(QRectF(left, rect.y(), wide + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += wide + GAP


class PaperPicker(Picker):
    """Signal `picked(key)`; it always holds a paper."""

    list_kind = PaperList

    def __init__(self) -> None:
        super().__init__(self._find, "纸张：名字或拼音", may_be_empty=False)
        self.setAccessibleName("纸张")
        self.pick(printing.PRINTS[0].key)

    def paper(self) -> Print:
        """Return the paper chosen."""
        return next((paper for paper in printing.PRINTS if paper.key == self.value()), printing.PRINTS[0])

    def drop_down(self) -> None:
        """Show every paper, walked to the one chosen."""
        super().drop_down()
        if isinstance(self.list, PaperList):
            self.list.walk_to(self.value())

    def _find(self, typed: str) -> Sequence[Hit]:
        papers = sorted(printing.PRINTS, key=lambda paper: [one.kind for one in printing.PRINTS].index(paper.kind))
        hits = [(Hit(one.key, one.word, few_words(one), one.kind), typing_keys(one.word, (one.kind,))) for one in papers]
        return among(hits)(typed)


def few_words(paper: Print) -> str:
    """Return what a paper is in a few words: how its sentence begins, and its size where it is not A4."""
    begun = _CLAUSE.split(paper.about, maxsplit=1)[0]
    return "，".join(part for part in (begun, paper.size if paper.size != "A4" else "") if part)
