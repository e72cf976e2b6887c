"""Parts of the contact sheet's frame: title, headings, the five duties, the days of the talk points, signatures."""

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.sheet import LEFT, MM, RIGHT, WIDTH

SENTENCES = (
    "讲清党的政策和惠民措施",
    "邻里纠纷早发现、早调解",
    "急事难事上门问、帮着办",
    "帮技术、帮资金、帮销路",
    "带头守法律、守村规民约",
)
"""What each duty means, in one line."""
DUTIES = (
    ("宣讲政策", "讲清党的政策", "和惠民措施"),
    ("化解矛盾", "邻里纠纷早发现", "早调解、不出村"),
    ("解决困难", "急事难事上门问", "帮着办、有回音"),
    ("创业致富", "帮技术、帮资金", "帮销路、帮岗位"),
    ("遵章守法", "带头守法律", "讲村规民约"),
)
TALK_DAYS = ("5", "15", "25")
_TALK_TOP, _TALK_HEIGHT = 65.6 * MM, 12 * MM
_SIGN_Y = 36.7 * MM


def draw_title(canvas: Canvas, y: float, size: float, words: str) -> None:
    """Draw the paper's name, spaced out, in red."""
    spacing = size * 0.16
    width = fonts.bold().width(words, size) + spacing * (len(words) - 1)
    canvas.setFillColorRGB(*sheet.RED)
    canvas.setFont(fonts.bold().fontName, size)
    canvas.drawString((WIDTH - width) / 2, y, words, charSpace=spacing)


def draw_heading(canvas: Canvas, y: float, words: str) -> None:
    """Draw a part's heading with its short red bar."""
    canvas.setFillColorRGB(*sheet.RED)
    canvas.rect(LEFT, y - 1.5, 3, 12, stroke=0, fill=1)
    sheet.text(canvas, fonts.bold(), 11.5, LEFT + 9, y, words)


def draw_duties(canvas: Canvas, top: float) -> None:
    """Draw the five duties side by side under the table."""
    draw_heading(canvas, top - 20, "五项职责")
    width = (RIGHT - LEFT) / len(DUTIES)
    bottom, height = top - 82, 54.0
    for number, (duty, first, second) in enumerate(DUTIES):
        left = LEFT + number * width
        sheet.text(canvas, fonts.bold(), 12, left + 22, bottom + height - 15, duty)
        disc(canvas, left + 11, bottom + height - 11, str(number + 1))
        sheet.text(canvas, fonts.regular(), 9.5, left + 4, bottom + height - 31, first, sheet.SOFT)
        sheet.text(canvas, fonts.regular(), 9.5, left + 4, bottom + height - 44, second, sheet.SOFT)
        if number:
            canvas.setStrokeColorRGB(*sheet.LINE)
            canvas.setLineWidth(0.4)
            canvas.line(left - 5, bottom + 8, left - 5, bottom + height - 3)


def draw_talk_days(canvas: Canvas) -> None:
    """Draw the strip with the days on which people are heard."""
    bottom = _TALK_TOP - _TALK_HEIGHT
    middle = bottom + _TALK_HEIGHT / 2
    sheet.box(canvas, LEFT, bottom, RIGHT - LEFT, _TALK_HEIGHT, fill=sheet.TINT, radius=4)
    sheet.text(canvas, fonts.bold(), 12, LEFT + 14, middle - 4.5, "群众说事日")
    sheet.text(canvas, fonts.regular(), 11, LEFT + 92, middle - 4.2, "每月")
    x = LEFT + 132.0
    for day in TALK_DAYS:
        disc(canvas, x, middle, day, 10.5)
        sheet.text(canvas, fonts.regular(), 11, x + 13, middle - 4.2, "日")
        x += 41
    words = "有事到说事点说：能办的当场办，一时办不了的限期办"
    sheet.text(canvas, fonts.regular(), 10, RIGHT - 14 - fonts.regular().width(words, 10), middle - 3.8, words, sheet.SOFT)


def draw_signatures(canvas: Canvas, *, public: bool) -> None:
    """Draw who signs."""
    if public:
        places = ((LEFT, "党支部（盖章）：", 84.0), (LEFT + 184, "监督电话：", 92.0))
    else:
        places = ((LEFT, "联系党员签字：", 74.0), (LEFT + 164, "党支部书记签字：", 74.0))
    for left, words, line in places:
        sheet.text(canvas, fonts.regular(), 11, left, _SIGN_Y, words)
        end = left + fonts.regular().width(words, 11)
        sheet.rule(canvas, end, end + line, _SIGN_Y - 3, 0.6, sheet.INK)
    words = f"{'公示' if public else '签字'}日期：　　　年　　月　　日"
    sheet.text(canvas, fonts.regular(), 11, RIGHT - fonts.regular().width(words, 11), _SIGN_Y, words)


def disc(canvas: Canvas, x: float, y: float, words: str, radius: float = 8) -> None:
    """Draw a small number on a red disc."""
    canvas.setFillColorRGB(*sheet.RED)
    canvas.circle(x, y, radius, stroke=0, fill=1)
    size = radius * 1.25
    sheet.text_centred(canvas, fonts.bold(), size, x, y - size * 0.36, words, (1, 1, 1))
