"""The two faces of a contact card: each is drawn once as a form and repeated for every card of its grid."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import contact_sheet_parts as parts
from kzzq_desktop.documents import fonts, qr, sheet
from kzzq_desktop.documents.card_sheet import CARD_HIGH, CARD_WIDE
from kzzq_desktop.documents.pen import LEADING, MIDDLE, Pen, Room, fit
from kzzq_desktop.documents.photo import Frame, draw_photo
from kzzq_desktop.documents.sheet import MM

FRONT_GROUND, BACK_GROUND, BARE_GROUND = "card_front", "card_back", "card_bare"
_LEFT, _RIGHT = 5 * MM, CARD_WIDE - 5 * MM
_RULE = CARD_HIGH - 9.8 * MM
_PLACE = Room(56 * MM, 7 * MM)
_PHOTO = Frame(_LEFT, CARD_HIGH - 36.8 * MM, 18 * MM, 24 * MM)
_LABEL_Y, _NAME_Y, _NAME_HIGH = CARD_HIGH - 15.2 * MM, CARD_HIGH - 20.2 * MM, 9 * MM
_FACT_Y, _FACT_STEP, _FACT_HIGH = CARD_HIGH - 27.6 * MM, 5.5 * MM, 5.3 * MM
_CODE = Frame(_RIGHT - 18 * MM, CARD_HIGH - 45.2 * MM, 18 * MM, 18 * MM)
_BESIDE_CODE = _CODE.left - qr.quiet_zone(_CODE.width) - 0.5 * MM
_CODE_WORDS_Y = CARD_HIGH - 50.6 * MM
_PHONE_LABEL_Y, _PHONE_Y = CARD_HIGH - 40.8 * MM, CARD_HIGH - 46.2 * MM

_DUTY_Y, _DUTY_STEP = CARD_HIGH - 14.6 * MM, 5.6 * MM
_HEADING_Y = CARD_HIGH - 8.4 * MM
_MIDDLE_RULE, _SECOND = 30.5 * MM, 34.5 * MM
_ANSWERS_TOP, _ANSWERS_HIGH = CARD_HIGH - 11.8 * MM, 29.2 * MM
_LINE = 1.22
_BAND_BOTTOM, _BAND_HIGH = 4 * MM, 7 * MM


@dataclass(frozen=True, slots=True)
class CardWords:
    """A grid's card, already in the words that are printed; what is "" is left out.

    `phone` holds the member's numbers as they are read, `dial` the digits of the first; `cards` is how many are printed.
    """

    grid_id: str
    village_id: str
    place: str
    member: str
    phone: tuple[str, ...]
    dial: str
    posts: str
    branch: str
    secretary: str = ""
    secretary_phone: str = ""
    police: str = ""
    oversight: str = ""
    cards: int = 10
    photo: bytes | None = None

    @property
    def answers(self) -> tuple[tuple[str, str, str], ...]:
        """Return who else answers: (what, name, phone)."""
        asked = (
            ("党支部书记", self.secretary, self.secretary_phone),
            ("派出所", "", self.police),
            ("苏木镇监督", "", self.oversight),
        )
        return tuple(one for one in asked if one[1] or one[2])


def draw_grounds(canvas: Canvas, *, demo: bool) -> None:
    """Draw what every card has, as forms."""
    _begin(canvas, FRONT_GROUND)
    _draw_front_ground(canvas, demo=demo)
    canvas.endForm()
    for name in (BACK_GROUND, BARE_GROUND):
        _begin(canvas, name)
        _draw_back_ground(canvas, with_answers=name == BACK_GROUND)
        canvas.endForm()


def draw_front(canvas: Canvas, pen: Pen, name: str, card: CardWords) -> None:
    """Draw the front of a grid's card as a form of this name."""
    _begin(canvas, name)
    canvas.doForm(FRONT_GROUND)
    seen = card.photo is not None and draw_photo(canvas, card.photo, _PHOTO)
    left = _PHOTO.left + _PHOTO.width + 4 * MM if seen else _LEFT
    _put_labels(canvas, pen, left, card)
    _put_right(pen, card.place)
    room = Room(_RIGHT - left, _NAME_HIGH)
    pen.put_fitted(pen.style(fonts.bold(), 18), left, _NAME_Y, card.member or "待确定", room)
    room = Room(_BESIDE_CODE - left, _FACT_HIGH)
    for row, words in enumerate(words for words in (card.posts, card.branch) if words):
        pen.put_fitted(pen.style(fonts.regular(), 8.5), left, _FACT_Y - row * _FACT_STEP, words, room)
    _put_phones(pen, card.phone)
    pen.flush()
    if card.dial:
        canvas._code.append(qr.square(f"TEL:{card.dial}", *_CODE[:3]))  # noqa: SLF001 - as Pen
    canvas.endForm()


def draw_back(canvas: Canvas, pen: Pen, name: str, card: CardWords) -> None:
    """Draw the back of a grid's card as a form of this name."""
    _begin(canvas, name)
    canvas.doForm(BACK_GROUND if card.answers else BARE_GROUND)
    blocks = [tuple(_answer(*answer)) for answer in card.answers]
    rest = _ANSWERS_HIGH - sum(line.high for lines in blocks for line in lines)
    y = _ANSWERS_TOP
    for lines in blocks:
        for line in lines:
            _put_line(pen, line, y - line.high / 2)
            y -= line.high
        y -= min(3.4 * MM, rest / max(1, len(blocks) - 1))
    canvas.setFillColorRGB(*sheet.INK)
    pen.flush()
    canvas.endForm()


def _begin(canvas: Canvas, name: str) -> None:
    canvas.beginForm(name, 0, 0, CARD_WIDE, CARD_HIGH)


class _Line(NamedTuple):
    """A line of the back: what it is at the left, the words at the right."""

    what: str
    words: str
    chain: fonts.FontChain
    size: float

    @property
    def high(self) -> float:
        return max(8.5, self.size) * _LINE


def _answer(what: str, name: str, phone: str) -> Iterator[_Line]:
    """Yield the lines of one who answers; a long name stands under what its holder is."""
    bold, wide, left = fonts.bold(), _RIGHT - _SECOND, fonts.regular().width(what, 8.5) + 3 * MM
    if name:
        size, lines = fit(bold, name, Room(wide - left, 10.5), 10)
        if size >= 8:
            yield _Line(what, lines[0], bold, size)
        else:
            size, lines = fit(bold, name, Room(wide, 2 * 9 * LEADING), 9)
            yield _Line(what, "", bold, 8.5)
            yield from (_Line("", line, bold, size) for line in lines)
        what, left = "", 0.0
    if phone:
        size, lines = fit(bold, phone, Room(wide - left, 13 * LEADING), 13)
        yield from (_Line("" if at else what, line, bold, size) for at, line in enumerate(lines))


def _put_line(pen: Pen, line: _Line, middle: float) -> None:
    if line.what:
        pen.put(pen.style(fonts.regular(), 8.5), _SECOND, middle - MIDDLE * 8.5, line.what)
    if line.words:
        left = _RIGHT - line.chain.width(line.words, line.size)
        pen.put(pen.style(line.chain, line.size), left, middle - MIDDLE * line.size, line.words)


def _put_labels(canvas: Canvas, pen: Pen, left: float, card: CardWords) -> None:
    """Write the small words that tell what the large ones are."""
    small = pen.style(fonts.regular(), 7)
    pen.put(small, left, _LABEL_Y, "联系党员")
    if card.phone:
        pen.put(small, _LEFT, _PHONE_LABEL_Y, "服务电话")
    if card.dial:
        pen.put_centred(small, _CODE.left + _CODE.width / 2, _CODE_WORDS_Y, "扫码拨打电话")
    canvas.setFillColorRGB(*sheet.SOFT)
    pen.flush()
    canvas.setFillColorRGB(*sheet.INK)


def _put_right(pen: Pen, words: str) -> None:
    """Write the place in the head of the card, its lines ending at the right."""
    size, lines = fit(fonts.regular(), words, _PLACE, 8.5)
    style = pen.style(fonts.regular(), size)
    y = _RULE + 4.2 * MM - MIDDLE * size + (len(lines) - 1) * size * LEADING / 2
    for line in lines:
        pen.put(style, _RIGHT - fonts.regular().width(line, size), y, line)
        y -= size * LEADING


def _put_phones(pen: Pen, phones: tuple[str, ...]) -> None:
    """Write the numbers large: one in one line, several under one another."""
    size, step = (22.0, 0.0) if len(phones) == 1 else (13.0, min(15.0, 30.0 / max(1, len(phones))))
    room = Room(_BESIDE_CODE - _LEFT, step or 22 * LEADING)
    size = min(size, step / LEADING) if step else size
    y = _PHONE_Y + (len(phones) - 1) * step / 2
    for phone in phones:
        pen.put_fitted(pen.style(fonts.bold(), size), _LEFT, y, phone, room)
        y -= step


def _draw_front_ground(canvas: Canvas, *, demo: bool) -> None:
    sheet.text(canvas, fonts.bold(), 11.5, _LEFT, _RULE + 2.6 * MM, "便民联系卡", sheet.RED)
    if demo:
        sheet.text(canvas, fonts.regular(), 5.5, _LEFT, _RULE + 7 * MM, "演示", sheet.SOFT)
    sheet.rule(canvas, _LEFT, _RIGHT, _RULE, 1.2, sheet.RED)
    sheet.rule(canvas, _LEFT, _RIGHT, _RULE - 1.8, 0.4, sheet.RED)


def _draw_back_ground(canvas: Canvas, *, with_answers: bool) -> None:
    _draw_heading(canvas, _LEFT, "五项职责")
    for number, (duty, *_) in enumerate(parts.DUTIES):
        y = _DUTY_Y - number * _DUTY_STEP
        parts.disc(canvas, _LEFT + 2.1 * MM, y, str(number + 1), 2 * MM)
        sheet.text(canvas, fonts.bold(), 9.5, _LEFT + 6 * MM, y - MIDDLE * 9.5, duty)
        if not with_answers:
            sheet.text(canvas, fonts.regular(), 8.5, _SECOND, y - MIDDLE * 8.5, parts.SENTENCES[number], sheet.SOFT)
    if with_answers:
        _draw_heading(canvas, _SECOND, "常用电话")
        canvas.setStrokeColorRGB(*sheet.LINE)
        canvas.setLineWidth(0.4)
        canvas.line(_MIDDLE_RULE, _BAND_BOTTOM + _BAND_HIGH + 3 * MM, _MIDDLE_RULE, CARD_HIGH - 5 * MM)
    sheet.box(canvas, _LEFT, _BAND_BOTTOM, _RIGHT - _LEFT, _BAND_HIGH, fill=sheet.TINT, radius=2)
    y = _BAND_BOTTOM + _BAND_HIGH / 2 - MIDDLE * 9
    sheet.text(canvas, fonts.bold(), 9, _LEFT + 2.5 * MM, y, "群众说事日", sheet.RED)
    words = f"每月{'、'.join(f'{day}日' for day in parts.TALK_DAYS)}"
    sheet.text(canvas, fonts.regular(), 9, _RIGHT - 2.5 * MM - fonts.regular().width(words, 9), y, words)


def _draw_heading(canvas: Canvas, left: float, words: str) -> None:
    canvas.setFillColorRGB(*sheet.RED)
    canvas.rect(left, _HEADING_Y - 1, 2, 9, stroke=0, fill=1)
    sheet.text(canvas, fonts.bold(), 9, left + 6, _HEADING_Y, words)
