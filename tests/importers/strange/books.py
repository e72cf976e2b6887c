"""A whole set: townships, their files, the sheets in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random

from tests.importers.strange.page import Page
from tests.importers.strange.roster import Registrar, Village, known_villages
from tests.importers.strange.sheets import BASES, Wish, draw_sheet
from tests.importers.strange.truth import write_truth
from tests.importers.strange.write_xlsx import write_xlsx

LAYOUTS = tuple(BASES)
WORDS = ("usual", "odd", "none")


@dataclass(frozen=True)
class Order:
    """What a set shall hold; `words` and `layouts` leave pieces out so that they can be judged apart."""

    seed: int = 1
    villages: int = 12
    homes: int = 24
    words: tuple[str, ...] = WORDS
    layouts: tuple[str, ...] = LAYOUTS
    mess: float = 1.0


def write_set(folder: Path, order: Order) -> None:
    """Write ledgers/ and truth/ below the folder; the same order gives the same bytes."""
    rng = Random(order.seed)
    (folder / "ledgers").mkdir(parents=True, exist_ok=True)
    books: list[tuple[str, Sequence[Page], bool]] = []
    peopled: list[Village] = []
    for name, pages, villages in drawn_books(rng, order):
        write_xlsx(folder / "ledgers" / name, pages)
        books.append((name, pages, True))
        peopled += villages
    write_truth(folder / "truth", books, peopled)


def drawn_books(rng: Random, order: Order) -> Iterator[tuple[str, list[Page], list[Village]]]:
    """Files of one to four sheets until the villages are used up."""
    registrar = Registrar(rng)
    layouts = shuffled(rng, order.layouts)
    by_town: dict[str, list[Village]] = {}
    for village in rng.sample(known_villages(), len(known_villages())):
        by_town.setdefault(village.code[:9], []).append(village)
    towns = cycle(rng.sample(sorted(by_town), len(by_town)))
    left, names = order.villages, set[str]()
    while left > 0:
        places = by_town[next(towns)]
        many = min(rng.choice((1, 1, 2, 3, 4)), left, len(places) // 4)
        if not many:
            continue
        kinds = [next(layouts) for _ in range(many)]
        sheets = [
            [registrar.village(places.pop(), homes_of(rng, order, kind)) for _ in range(villages_of(rng, kind))] for kind in kinds
        ]
        yield (*book(rng, order, kinds, sheets, names), [village for sheet in sheets for village in sheet])
        left -= many


def shuffled(rng: Random, layouts: Sequence[str]) -> Iterator[str]:
    """Every layout once, in chance order, again and again."""
    while True:
        yield from rng.sample(layouts, len(layouts))


def villages_of(rng: Random, layout: str) -> int:
    return rng.randint(2, 3) if layout == "villages" else 1


def homes_of(rng: Random, order: Order, layout: str) -> int:
    return max(4, int(order.homes * rng.uniform(0.6, 1.4)) // (2 if layout == "villages" else 1))


def book(
    rng: Random, order: Order, kinds: Sequence[str], sheets: Sequence[Sequence[Village]], names: set[str]
) -> tuple[str, list[Page]]:
    """A workbook's file name and pages; between them they name the township and every village."""
    first = sheets[0][0]
    alone = len(sheets) == 1 and len(sheets[0]) == 1
    stem, township, village = file_stem(rng, first, alone=alone)
    while stem in names:
        stem += rng.choice(("(1)", "（改）", "-副本", " 终"))
    names.add(stem)
    pages, used = [], set[str]()
    for kind, villages in zip(kinds, sheets, strict=True):
        title, told = sheet_name(rng, villages, used)
        wish = Wish(title, kind, rng.choice(order.words), order.mess, township=not township, village=not (village or told))
        pages.append(draw_sheet(rng, wish, villages))
    return f"{stem}.xlsx", pages


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
        villages[0].name + rng.choice(("", "", "", "户情", "台账"))
        if told
        else rng.choice(("Sheet", "表", "台账", "汇总")) + str(len(used) + 1)
    )
    while name in used:
        name += "2"
    used.add(name)
    return name[:31], told
