"""The first page of a monthly report below its head: the sentence, the large numbers, the charts; numbers stand on every bar."""

from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.paragraph import full_lines
from kzzq_desktop.documents.pen import MIDDLE, Pen, Room
from kzzq_desktop.documents.report_words import DutyBar, ReportWords, ShareBar, percent
from kzzq_desktop.documents.sheet import A4, LINE, MM, SOFT, TINT, Colour

BAR: Colour = (0.62, 0.27, 0.23)
PALE: Colour = (0.83, 0.79, 0.755)
TRACK: Colour = (0.93, 0.915, 0.9)

SENTENCE_TOP, SENTENCE_HIGH, SENTENCE = 259 * MM, 35 * MM, 11.0
_AIR = 1.62
FIGURES_TOP, FIGURES_HIGH, FIGURES_GAP = 220 * MM, 19 * MM, 3 * MM
CHARTS_TOP, CHARTS_HIGH = 192 * MM, 52 * MM
DUTY_WIDE, SHARE_LEFT = 98 * MM, A4.left + 106 * MM
MONTHS_TOP, COLUMNS_HIGH = 130 * MM, 44 * MM
MONTH_LABEL, MONTH_ROW = 20 * MM, 6.4 * MM
_HEAD_HIGH = 8 * MM
_DECEMBER = 12


class Charts:
    """Draws one report's first page; styles are looked up once."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.canvas = pen, pen.canvas
        bold, regular = fonts.bold(), fonts.regular()
        self.head, self.word = pen.style(bold, 11.5), pen.style(regular, 10)
        self.number, self.small = pen.style(bold, 10), pen.style(regular, 8.5)
        self.large, self.cell = pen.style(bold, 19), pen.style(regular, 9)

    def draw(self, words: ReportWords) -> None:
        """Draw everything."""
        self._sentence(words)
        self._figures(words)
        self._duties(words.duties)
        self._shares(words.shares)
        self._months(words)

    def _sentence(self, words: ReportWords) -> None:
        """Write the sentence as a paragraph of full lines, smaller where there is much to say."""
        said, size = f"　　{words.sentence}{words.matters}", SENTENCE
        lines = full_lines(fonts.regular(), said, A4.wide, size)
        while len(lines) * size * _AIR > SENTENCE_HIGH:
            size -= 0.5
            lines = full_lines(fonts.regular(), said, A4.wide, size)
        style, y = self.pen.style(fonts.regular(), size), SENTENCE_TOP - size
        for line in lines:
            self.pen.put(style, A4.left, y, line)
            y -= size * _AIR

    def _figures(self, words: ReportWords) -> None:
        count = len(words.figures)
        wide = (A4.wide - (count - 1) * FIGURES_GAP) / count
        for at, figure in enumerate(words.figures):
            x = A4.left + at * (wide + FIGURES_GAP)
            sheet.box(self.canvas, x, FIGURES_TOP - FIGURES_HIGH, wide, FIGURES_HIGH, fill=TINT, radius=3)
            room = Room(wide - 6, 9 * MM)
            self.pen.put_fitted(self.large, x + wide / 2, FIGURES_TOP - 6 * MM, figure.number, room, centred=True)
            for style, below, said in ((self.word, 12 * MM, figure.label), (self.small, 16.2 * MM, figure.note)):
                self.pen.put_fitted(style, x + wide / 2, FIGURES_TOP - below, said, Room(wide - 4, 4.5 * MM), centred=True)

    def _heading(self, x: float, top: float, wide: float, words: str, note: str = "") -> None:
        self.pen.put(self.head, x, top - 11, words)
        if note:
            self.pen.put(self.small, x + wide - self.small.chain.width(note, self.small.size), top - 11, note)
        sheet.rule(self.canvas, x, x + wide, top - 17, 0.5, LINE)

    def _duties(self, duties: tuple[DutyBar, ...]) -> None:
        """Draw a bar a duty, last month's thin and pale below it."""
        self._heading(A4.left, CHARTS_TOP, DUTY_WIDE, "五项职责", "深色本月　浅色上月")
        left, most = A4.left + MONTH_LABEL, max((max(bar.entries, bar.before) for bar in duties), default=0) or 1
        room, step = DUTY_WIDE - MONTH_LABEL - 30 * MM, (CHARTS_HIGH - _HEAD_HIGH) / max(len(duties), 1)
        for at, bar in enumerate(duties):
            middle = CHARTS_TOP - _HEAD_HIGH - (at + 0.5) * step
            self.pen.put(self.word, A4.left, middle - MIDDLE * self.word.size, bar.word)
            now, before = room * bar.entries / most, room * bar.before / most
            self._bar(left, middle + 0.2 * MM, now, 3.6 * MM, BAR)
            self._bar(left, middle - 2.6 * MM, before, 1.8 * MM, PALE)
            self._beside(left + now, middle + 2 * MM, f"{bar.entries}次", f"{bar.visits}户次")
            self._beside(left + before, middle - 2.2 * MM, "", f"{bar.before}次")

    def _beside(self, end: float, middle: float, strong: str, small: str) -> None:
        """Write what a bar counts behind its end."""
        x = end + 1.5 * MM
        if strong:
            self.pen.put(self.number, x, middle - MIDDLE * self.number.size, strong)
            x += self.number.chain.width(strong, self.number.size) + 4
        self.pen.put(self.small, x, middle - MIDDLE * self.small.size, small)

    def _shares(self, shares: tuple[ShareBar, ...]) -> None:
        """Draw what part of a whole was reached: words above, a bar on its track below."""
        wide, step = A4.right - SHARE_LEFT, (CHARTS_HIGH - _HEAD_HIGH) / max(len(shares), 1)
        self._heading(SHARE_LEFT, CHARTS_TOP, wide, "覆盖和联系")
        for at, bar in enumerate(shares):
            top = CHARTS_TOP - _HEAD_HIGH - at * step
            said, share, y = f"{bar.part} / {bar.whole}{bar.unit}", percent(bar.part, bar.whole), top - 5 * MM
            right = A4.right - self.number.chain.width(share, self.number.size)
            self.pen.put(self.number, right, y, share)
            right -= 6 + self.small.chain.width(said, self.small.size)
            self.pen.put(self.small, right, y, said)
            room = Room(right - SHARE_LEFT - 4, 5 * MM)
            self.pen.put_fitted(self.word, SHARE_LEFT, y + MIDDLE * self.word.size, bar.word, room)
            self._bar(SHARE_LEFT, top - 9 * MM, wide, 2.4 * MM, TRACK)
            self._bar(SHARE_LEFT, top - 9 * MM, wide * bar.part / bar.whole if bar.whole else 0, 2.4 * MM, BAR)

    def _months(self, words: ReportWords) -> None:
        """Draw a column a month, the duties' own numbers below it."""
        self._heading(A4.left, MONTHS_TOP, A4.wide, "各月履职次数")
        totals = [sum(numbers[at] for _, numbers in words.by_month) for at in range(len(words.months))]
        step, most = (A4.wide - MONTH_LABEL) / len(words.months), max(totals) or 1
        base, room = MONTHS_TOP - _HEAD_HIGH - COLUMNS_HIGH, COLUMNS_HIGH - 8 * MM
        for at, (month, total) in enumerate(zip(words.months, totals, strict=True)):
            x = A4.left + MONTH_LABEL + at * step
            colour = BAR if month == words.month else PALE
            self._bar(x + step * 0.2, base, step * 0.6, room * total / most, colour)
            self.pen.put_centred(self.number, x + step / 2, base + room * total / most + 1.2 * MM, str(total))
            self.pen.put_centred(self.small, x + step / 2, base - 4.6 * MM, _month_words(words.months, at))
        sheet.rule(self.canvas, A4.left + MONTH_LABEL, A4.right, base, 0.7, SOFT)
        self._numbers(words, totals, base - 6.5 * MM, step)

    def _numbers(self, words: ReportWords, totals: list[int], top: float, step: float) -> None:
        rows = [*words.by_month, ("合计", tuple(totals))]
        for line, (word, numbers) in enumerate(rows):
            middle = top - (line + 0.5) * MONTH_ROW
            strong = line == len(rows) - 1
            sheet.rule(self.canvas, A4.left, A4.right, top - line * MONTH_ROW, 0.7 if strong else 0.35, LINE)
            style = self.number if strong else self.cell
            self.pen.put(style if strong else self.word, A4.left, middle - MIDDLE * self.word.size, word)
            for at, number in enumerate(numbers):
                x = A4.left + MONTH_LABEL + (at + 0.5) * step
                self.pen.put_centred(style, x, middle - MIDDLE * style.size, str(number) if number else "—")
        sheet.rule(self.canvas, A4.left, A4.right, top - len(rows) * MONTH_ROW, 0.7, LINE)

    def _bar(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        if wide > 0 and high > 0:
            sheet.box(self.canvas, x, y, wide, high, fill=colour)


def _month_words(months: tuple[str, ...], at: int) -> str:
    """Return a month as it stands under its column; January says the year, the first month too where none follows at once."""
    number = int(months[at][5:])
    told = number == 1 or (at == 0 and number < _DECEMBER)
    return f"{months[at][2:4]}年{number}月" if told else f"{number}月"
