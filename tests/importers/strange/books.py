"""A whole set: townships, their files, the sheets in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random

from tests.importers.strange.cards import blank_card, draw_cards, fresh
from tests.importers.strange.others import explanation, grid_table, member_list, summary
from tests.importers.strange.page import Page
from tests.importers.strange.roster import Registrar, Village, known_villages
from tests.importers.strange.sheets import BASES, Wish, draw_sheet
from tests.importers.strange.stretch import stretch
from tests.importers.strange.style import spelling
from tests.importers.strange.truth import write_truth
from tests.importers.strange.wide import draw_wide
from tests.importers.strange.write_text import ENCODINGS, write_html, write_text, write_xml
from tests.importers.strange.write_xlsx import write_xlsx
from tests.importers.strange.write_zips import write_docx, write_ods

LAYOUTS = (*BASES, "wide", "cards")
SUFFIX = {"xlsx": "xlsx", "xlsx_as_xls": "xls", "html_xls": "xls", "xml_xls": "xls", "docx": "docx", "ods": "ods"}
SUFFIX |= {kind: kind[:3] for kind in ENCODINGS}
FORMATS = tuple(SUFFIX)
# Which formats hold several sheets, know their names, keep numbers and dates, and keep looks.
WORKBOOKS = {"xlsx", "xlsx_as_xls", "ods"}
NAMED = WORKBOOKS | {"xml_xls"}
TYPED = NAMED
DRAWN = {"xlsx", "xlsx_as_xls"}
WORDS = ("usual", "odd", "none")


@dataclass(frozen=True)
class Order:
    """What a set shall hold; `words` and `layouts` leave pieces out so that they can be judged apart."""

    seed: int = 1
    villages: int = 12
    homes: int = 24
    words: tuple[str, ...] = WORDS
    layouts: tuple[str, ...] = LAYOUTS
    formats: tuple[str, ...] = FORMATS
    mess: float = 1.0


@dataclass(frozen=True)
class Book:
    """A file with its sheets."""

    name: str
    kind: str
    pages: list[Page]


def write_book(folder: Path, book: Book) -> None:
    """Write the file in its format."""
    path = folder / book.name
    if book.kind in DRAWN:
        write_xlsx(path, book.pages)
    elif book.kind == "ods":
        write_ods(path, book.pages)
    elif book.kind in ENCODINGS:
        write_text(path, book.pages[0], book.kind)
    else:
        {"docx": write_docx, "html_xls": write_html, "xml_xls": write_xml}[book.kind](path, book.pages[0])


def write_set(folder: Path, order: Order) -> None:
    """Write ledgers/ and truth/ below the folder; the same order gives the same bytes."""
    rng = Random(order.seed)
    ledgers = folder / "ledgers"
    ledgers.mkdir(parents=True, exist_ok=True)
    books: list[Book] = []
    peopled: list[Village] = []
    for book, villages in drawn_books(rng, order):
        write_book(ledgers, book)
        books.append(book)
        peopled += villages
    write_truth(folder / "truth", [(book.name, book.pages, book.kind in NAMED) for book in books], peopled)


def drawn_books(rng: Random, order: Order) -> Iterator[tuple[Book, list[Village]]]:
    """Files of one to four sheets until the villages are used up."""
    registrar = Registrar(rng)
    layouts, kinds = shuffled(rng, order.layouts), shuffled(rng, order.formats)
    by_town: dict[str, list[Village]] = {}
    for village in rng.sample(known_villages(), len(known_villages())):
        by_town.setdefault(village.code[:9], []).append(village)
    towns = cycle(rng.sample(sorted(by_town), len(by_town)))
    left, names = order.villages, set[str]()
    while left > 0:
        places = by_town[next(towns)]
        kind = "xlsx" if "xlsx" in order.formats and rng.random() < 0.6 else next(kinds)
        many = min(rng.choice((1, 1, 2, 3, 4)), left, len(places) // 4) if kind in WORKBOOKS else min(1, len(places) // 4)
        if not many:
            continue
        wanted = [next(layouts) for _ in range(many)]
        sheets = [
            [registrar.village(places.pop(), homes_of(rng, order, one)) for _ in range(villages_of(rng, one))] for one in wanted
        ]
        yield drawn_book(rng, order, wanted, sheets, names, kind), [village for sheet in sheets for village in sheet]
        left -= many


def shuffled(rng: Random, layouts: Sequence[str]) -> Iterator[str]:
    """Every layout once, in chance order, again and again."""
    while True:
        yield from rng.sample(layouts, len(layouts))


def villages_of(rng: Random, layout: str) -> int:
    return rng.randint(2, 3) if layout == "villages" else 1


def homes_of(rng: Random, order: Order, layout: str) -> int:
    return max(4, int(order.homes * rng.uniform(0.6, 1.4)) // (2 if layout == "villages" else 1))


def drawn_book(
    rng: Random, order: Order, layouts: Sequence[str], sheets: Sequence[Sequence[Village]], names: set[str], kind: str
) -> Book:
    """A file; its name and its sheets between them name the township and every village."""
    first = sheets[0][0]
    alone = len(sheets) == 1 and len(sheets[0]) == 1
    stem, township, village = file_stem(rng, first, alone=alone)
    while stem in names:
        stem += rng.choice(("(1)", "（改）", "-副本", " 终"))
    names.add(stem)
    pages, used = [], set[str]()
    for layout, villages in zip(layouts, sheets, strict=True):
        title, told = sheet_name(rng, villages, used)
        told = told and kind in NAMED
        looks = {"typed": kind in TYPED, "drawn": kind in DRAWN}
        wish = Wish(
            title, layout, rng.choice(order.words), order.mess, **looks, township=not township, village=not (village or told)
        )
        pages += draw_pages(rng, wish, villages, used)
    if kind in WORKBOOKS:
        pages += other_pages(rng, [village for sheet in sheets for village in sheet], used)
    return Book(f"{stem}.{SUFFIX[kind]}", kind, pages)


def draw_pages(rng: Random, wish: Wish, villages: Sequence[Village], used: set[str]) -> list[Page]:
    """The sheets of a wish: cards may need many."""
    if wish.layout == "cards":
        return draw_cards(rng, wish, villages, used)
    page = draw_wide(rng, wish, villages) if wish.layout == "wide" else draw_sheet(rng, wish, villages)
    if rng.random() < 0.1:
        stretch(rng, page)
    return [page]


def other_pages(rng: Random, villages: Sequence[Village], used: set[str]) -> list[Page]:
    """Sheets beside the households' that many workbooks have."""
    pages: list[Page] = []
    if rng.random() < 0.35:
        village = rng.choice(villages)
        pages.append(member_list(rng, fresh(rng.choice(("党员名册", "党员", f"{village.name}党员")), used), village))
    if rng.random() < 0.25:
        pages.append(summary(fresh(rng.choice(("汇总表", "统计")), used), villages))
    if rng.random() < 0.15:
        pages.append(grid_table(fresh("网格党员表", used), rng.choice(villages)))
    if rng.random() < 0.2:
        pages.append(explanation(rng, fresh(rng.choice(("填表说明", "字典", "数据源")), used)))
    if rng.random() < 0.1:
        pages.append(blank_card(rng, fresh("空表", used), villages[0]))
    return pages


def file_stem(rng: Random, village: Village, *, alone: bool) -> tuple[str, bool, bool]:
    """A file's name, and whether township and village stand in it."""
    town, banner = village.township, village.short_banner
    if alone and rng.random() < 0.5:
        ends = ("（已核）", "户情台账", "网格党员联系户", "-上报版")
        stem = rng.choice((f"{town}{village.name}", f"{town}-{village.name}", f"{banner}{town}{village.name}")) + rng.choice(ends)
        return stem, True, True
    if rng.random() < 0.6:
        return (
            rng.choice((f"{town}党员联系户台账", f"{banner}{town}户情统计（2025.3.15最终版）", f"{town}入户表 新")),
            True,
            False,
        )
    return rng.choice(("新建 XLSX 工作表", "党员联系户台账", "网格户情汇总上报", "1+10台账定稿", "表样")), False, False


def sheet_name(rng: Random, villages: Sequence[Village], used: set[str]) -> tuple[str, bool]:
    """A sheet's name, and whether it names the village."""
    told = len(villages) == 1 and rng.random() < 0.75
    name = (
        spelling(rng, villages[0]) + rng.choice(("", "", "", "户情", "台账"))
        if told
        else rng.choice(("Sheet", "表", "台账", "汇总")) + str(len(used) + 1)
    )
    while name in used:
        name += "2"
    used.add(name)
    return name[:31], told
