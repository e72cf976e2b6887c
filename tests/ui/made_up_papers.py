"""Papers that tests make up: one page a name, of any size and scope, so that the screen is not tied to the real ones."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import sheet
from kzzq_desktop.documents.sheet import Built, Paper
from kzzq_desktop.domain.scope import SCOPE_WORDS
from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import MONTH, Audience, Collected, Option, Print, Request, contact_sheet


def made_up(key: str, word: str, names: Sequence[str] = ("甲", "乙", "丙"), page: sheet.Format = sheet.A4, **facts: Any) -> Print:
    """A paper with a page a name; what it was asked for stands on each."""

    def collect(desk: Desk, request: Request) -> Collected:
        asked = f"{SCOPE_WORDS[request.scope.kind]} {request.audience} {'·'.join(map(str, request.options.values()))}"
        return Collected(tuple((name, asked) for name in names))

    def build(words: Sequence[Any], paper: Paper, out: BinaryIO, job: Job) -> Built:
        canvas = sheet.open_canvas(out, word, paper, page)
        for at, (name, asked) in enumerate(words):
            if at % 50 == 0:
                job.step(at, len(words), "正在排版")
            canvas.setFont(canvas._initialFontName, 20)
            canvas.drawString(60, page.height - 80, f"{word} {name} {asked}")
            canvas.rect(40, 40, page.width - 80, page.height - 80)
            canvas.showPage()
        canvas.save()
        return Built(len(words), tuple((name, at) for at, (name, _) in enumerate(words)))

    usual = {
        "sign": "M",
        "kind": "名册",
        "about": f"{word}：样张，测试用。",
        "scopes": ("village",),
        "audiences": (Audience.WORK,),
    }
    return Print(key=key, word=word, collect=collect, build=build, **{**usual, **facts})


MONTH_OPTION = Option(MONTH, "月份")
COLOUR_OPTION = Option("colour", "底色", (("plain", "白底"), ("tinted", "浅底")))
SHIFT_OPTIONS = tuple(
    Option(key, word, (("0", "不移动"), ("0.5", "移0.5毫米"), ("-0.5", "移-0.5毫米")))
    for key, word in (("shift_x", "背面左右"), ("shift_y", "背面上下"))
)
ROLL = made_up("roll", "住户花名册", scopes=("village", "grid", "all"), audiences=(Audience.WORK, Audience.INTERNAL), roll=True)
NOTICE = made_up(
    "data_notice", "信息告知单", kind="住户", scopes=("household",), audiences=(Audience.HOUSEHOLD,), page=sheet.A5, size="A5"
)
BOARD = made_up("board", "网格公示牌", page=sheet.A3, kind="网格", audiences=(Audience.PUBLIC,), scopes=("grid",), size="A3")
LEDGER = made_up(
    "duty_ledger", "履职台账", kind="履职", scopes=tuple(SCOPE_WORDS), options=(MONTH_OPTION, COLOUR_OPTION), page=sheet.A4_WIDE
)
CARDS = made_up("cards", "便民联系卡", kind="网格", audiences=(Audience.PUBLIC,), two_sided=True, options=SHIFT_OPTIONS)
MADE_UP = (ROLL, NOTICE, BOARD, LEDGER, CARDS)
PAPERS = (contact_sheet.PRINT, *MADE_UP)
REAL = printing.PRINTS


def put_papers(monkeypatch: Any, papers: Sequence[Print] = PAPERS) -> None:
    """Let the program have these papers."""
    monkeypatch.setattr(printing, "PRINTS", tuple(papers))
