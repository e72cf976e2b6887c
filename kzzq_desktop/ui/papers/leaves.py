"""The pages of a PDF as pictures for the screen: drawn beside the window and kept while they may be looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kzzq_desktop.services import printing
from kzzq_desktop.services.printing import Pages
from kzzq_desktop.ui import background, theme

POINTS = 72
A4 = (595.0, 842.0)
# Pictures of so many bytes are kept: some ten pages as they are looked at, two of A3 at 200 %.
ROOM = 64 << 20


class OpenPdf:
    """A PDF that stays open; the drawer's thread alone opens, reads and closes it."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.pages: Pages | None = None

    def draw(self, number: int, dots: int) -> tuple[tuple[float, float], QImage]:
        """Return a page's size in points, and it drawn so many dots wide."""
        if self.pages is None:
            self.pages = printing.open_pages(self.pdf)
        size = self.pages.size(number)
        drawn = self.pages.draw(number, POINTS * dots / size[0])
        rows = QImage(drawn.data, drawn.width, drawn.height, drawn.width * 3, QImage.Format.Format_RGB888)
        return size, rows.convertToFormat(QImage.Format.Format_RGB32)  # a copy: the rows' bytes go

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the document."""
        if self.pages is not None:
            self.pages.close()
            self.pages = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A drawn page: of which PDF, how many dots wide it was asked for."""

    source: OpenPdf
    dots: int
    picture: QImage


class Leaves(QObject):
    """Signal `drawn(number)` when the picture of a page is there."""

    drawn = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.source = OpenPdf(b"")
        theme.application().aboutToQuit.connect(self.let_go)
        self.size_of: dict[int, tuple[float, float]] = {}
        self.kept: dict[int, Leaf] = {}
        self.tasks: dict[tuple[int, int], background.Task] = {}

    def show_pdf(self, pdf: bytes, size: tuple[float, float], still: Sequence[int] | None = None) -> None:
        """Take another PDF whose first page has this size in points.

        What was drawn before stays in sight until the same page of the new one is drawn: of the pages in `still`, of all
        where that is None (the same paper, gone on).
        """
        before = self.source
        background.draw(lambda _job: before.close(), _nothing, _nothing)
        self.source, self.size_of = OpenPdf(pdf), {0: size}
        self.kept = {number: leaf for number, leaf in self.kept.items() if still is None or number in still}
        self._drop_tasks()

    def size(self, number: int) -> tuple[float, float]:
        """Return a page's size in points; the first one's while it is not known."""
        return self.size_of.get(number) or self.size_of.get(0) or A4

    def picture(self, number: int) -> QImage | None:
        """Return the latest picture of a page; while it is drawn anew its dots may be of another size."""
        leaf = self.kept.get(number)
        return leaf.picture if leaf else None

    def let_go(self) -> None:
        """Forget everything and close the PDF: nobody looks at it any more."""
        self._drop_tasks()
        self.kept, self.source = {}, OpenPdf(b"")

    def want(self, asked: Sequence[tuple[int, int]]) -> None:
        """Have pages drawn, each (number, dots wide), in this order; what was asked before and is not yet drawn is dropped."""
        for key in [key for key in self.tasks if key not in asked]:
            self.tasks.pop(key).cancel()
        for number, dots in asked:
            leaf = self.kept.get(number)
            fresh = leaf is not None and leaf.source is self.source and leaf.dots == dots
            if not fresh and (number, dots) not in self.tasks:
                self._ask(self.source, number, dots)
        self._make_room([number for number, _ in asked])

    def _ask(self, source: OpenPdf, number: int, dots: int) -> None:
        def take(drawn: tuple[tuple[float, float], QImage]) -> None:
            self.tasks.pop((number, dots), None)
            self.size_of[number] = drawn[0]
            self.kept[number] = Leaf(source, dots, drawn[1])
            self.drawn.emit(number)

        def failed(_error: BaseException) -> None:
            self.tasks.pop((number, dots), None)

        self.tasks[number, dots] = background.draw(lambda _job: source.draw(number, dots), take, failed)

    def _make_room(self, asked: Sequence[int]) -> None:
        """Forget what lies furthest from what is looked at."""
        bytes_kept = sum(leaf.picture.sizeInBytes() for leaf in self.kept.values())
        at = asked[0] if asked else 0
        for number in sorted(self.kept, key=lambda number: -abs(number - at)):
            if bytes_kept <= ROOM or number in asked:
                break
            bytes_kept -= self.kept.pop(number).picture.sizeInBytes()

    def _drop_tasks(self) -> None:
        for task in self.tasks.values():
            task.cancel()
        self.tasks = {}


def _nothing(_what: object) -> None:
    """Closing tells nobody."""
