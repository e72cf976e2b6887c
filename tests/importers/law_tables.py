"""Tables for the laws of reading: a ledger laid out in several ways under usual, odd or no words, and what may be done to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from hypothesis import strategies as st

from tests.importers.strange.page import Page
from tests.importers.strange.words import ODD, USUAL
from tests.importers.tables import id_of, phone_of

LAYOUTS, WORDS = ("flat", "merged", "repeat", "wide"), ("usual", "odd", "none")
# What a household has once, and each of its people.
HOUSEHOLD = ("seq", "hh_no", "group", "address", "head", "population", "grid", "contact", "note")
PERSON = ("name", "relation", "sex", "birth", "id", "phone")
# Without a word these say nothing.
# Under words of his own a clerk's household numbers and serials are told apart by their order alone.
_UNCLEAR = {"seq", "hh_no", "家里人"}
_NEED_WORDS = {"seq", "hh_no", "population", "note"}
_SURNAMES, _FIRST, _LAST = "王李张刘陈杨赵黄周吴", "建国志文春海玉金宝", "华明英兰强梅林芳军"
_KIN = (("户主", "1"), ("妻", "2"), ("长子", "1"), ("长女", "2"))
Cell = str | int | date
Merge = tuple[int, int, int, int]


@dataclass(frozen=True, repr=False)
class LawTable:
    """Rows of cells from A1, merged ranges as top, left, bottom, right from 0, and the names of the people by household.

    `columns` are what the columns hold; `people` the first columns of people who stand side by side, each as many columns
    wide as lie between two.
    """

    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    people: range = range(0)

    def __repr__(self) -> str:
        """The table as it stands, so that a law that fails shows where."""
        lines = "\n".join(" | ".join(map(str, row)) for row in self.rows)
        return f"\n{lines}\nmerges {self.merges}\n"

    @property
    def width(self) -> int:
        return len(self.rows[0])

    def page(self) -> Page:
        """The table as what the writers of every format take."""
        page = Page("毛都嘎查", "law")
        for row, cells in enumerate(self.rows, 1):
            for col, cell in enumerate(cells, 1):
                page.put(row, col, cell)
        page.kinds = {len(self.rows): "blank"}
        for top, left, bottom, right in self.merges:
            page.merge(top + 1, left + 1, bottom + 1, right + 1)
        return page


def with_rows(table: LawTable, places: Sequence[int]) -> LawTable:
    """Blank rows put in above these rows (from 0, the height for below); a merge that they part grows, as in Excel."""
    shift = [sum(place <= row for place in places) for row in range(len(table.rows) + 1)]
    rows: list[tuple[Cell, ...]] = []
    for row, cells in enumerate(table.rows):
        rows += [("",) * table.width] * places.count(row)
        rows.append(cells)
    rows += [("",) * table.width] * places.count(len(table.rows))
    merges = tuple((top + shift[top], left, bottom + shift[bottom], right) for top, left, bottom, right in table.merges)
    return replace(table, rows=tuple(rows), merges=merges)


def with_columns(table: LawTable, places: Sequence[int]) -> LawTable:
    """Blank columns put in left of these columns (from 0, the width for right of all)."""
    order = [col for at in range(table.width + 1) for col in ([-1] * places.count(at) + ([at] if at < table.width else []))]
    return in_order(table, order)


def in_order(table: LawTable, order: Sequence[int]) -> LawTable:
    """The table with its columns in another order; -1 stands for a blank one."""
    rows = tuple(tuple("" if col < 0 else cells[col] for col in order) for cells in table.rows)
    merges = tuple((top, order.index(left), bottom, order.index(left)) for top, left, bottom, _ in table.merges)
    return replace(table, rows=rows, merges=merges)


@st.composite
def orders(draw: st.DrawFn, table: LawTable) -> list[int]:
    """Another order of the columns; people side by side stay so, each in the same order of his own."""
    inside = range(table.people.start, table.people.stop)
    alone = st.permutations([col for col in range(table.width) if col not in inside])
    if not inside:
        return draw(alone)
    order = draw(alone)
    within = draw(st.permutations(range(table.people.step)))
    people = [start + col for start in table.people for col in within]
    at = draw(st.integers(0, len(order)))
    return [*order[:at], *people, *order[at:]]


@st.composite
def tables(draw: st.DrawFn, layout: str, words: str) -> LawTable:
    """A ledger of a few households in this layout under such words."""
    sizes = draw(st.lists(st.integers(2 if words == "none" else 1, 4), min_size=4, max_size=7).filter(lambda all_: sum(all_) > 7))
    homes = [
        _household(number, first, size, layout)
        for number, (first, size) in enumerate(zip(accumulate(sizes, initial=0), sizes, strict=False))
    ]
    own = [key for key in HOUSEHOLD if _fits(key, layout, words) and draw(st.booleans())]
    if layout == "repeat" and not {"head", "hh_no"} & set(own):
        own.append("head")
    person = [key for key in PERSON if key in {"name", "relation", "id"} or draw(st.booleans())]
    said = {key: draw(st.sampled_from(_words(key, words))).replace("\n", "") for key in (*own, *person)}
    labels = {} if words == "none" else said
    return _side_by_side(homes, own, person, labels) if layout == "wide" else _in_rows(homes, own, person, labels, layout)


def _words(key: str, words: str) -> list[str]:
    return [word for word in (ODD if words == "odd" and key not in _UNCLEAR else USUAL)[key] if word not in _UNCLEAR]


def _fits(key: str, layout: str, words: str) -> bool:
    return (layout != "wide" or key != "head") and (words != "none" or key not in _NEED_WORDS)


def _household(number: int, first: int, size: int, layout: str) -> list[dict[str, Cell]]:
    """The cells of a household's people by column; `first` is the place of the first of them in the ledger."""
    people: list[dict[str, Cell]] = []
    group = number // 3 + 1
    for place in range(size):
        relation, sex = _KIN[place]
        at = first + place
        name = _SURNAMES[number % len(_SURNAMES)] + _FIRST[at % len(_FIRST)] + _LAST[(at // len(_FIRST) + at) % len(_LAST)]
        born = date(1950, 1, 1) + timedelta(days=at * 37)
        own = {"name": name, "relation": relation, "sex": "男" if sex == "1" else "女", "birth": born, "id": id_of(at, sex)}
        people.append({**own, "phone": phone_of(at)})
    shared: dict[str, Cell] = {
        "seq": number + 1, "hh_no": f"H{number + 1:04d}", "group": f"{group}组", "address": f"毛都嘎查{group}组{number + 1}号",
        "head": str(people[0]["name"]), "population": size, "grid": f"第{number // 2 + 1}网格",
        "contact": f"包丹{'巴林山水'[number // 2 % 4]} {phone_of(9000 + number // 2)}", "note": "低保户" if number % 2 else "",
    }  # fmt: skip
    every = people if layout == "repeat" else people[:1]
    for person in every:
        person.update(shared)
    return people


def _in_rows(
    homes: Sequence[list[dict[str, Cell]]], own: Sequence[str], person: Sequence[str], labels: dict[str, str], layout: str
) -> LawTable:
    columns = [*own, *person]
    rows = [tuple(one.get(key, "") for key in columns) for home in homes for one in home]
    top = 1 if labels else 0
    merges = []
    if layout == "merged":
        starts = accumulate((len(home) for home in homes), initial=top)
        merges = [
            (start, col, start + len(home) - 1, col)
            for start, home in zip(starts, homes, strict=False)
            for col in range(len(own))
            if len(home) > 1 and own[col] != "note"
        ]
    head = [tuple(labels[key] for key in columns)] if labels else []
    return LawTable((*head, *rows), tuple(merges), _names(homes), tuple(columns))


def _side_by_side(
    homes: Sequence[list[dict[str, Cell]]], own: Sequence[str], person: Sequence[str], labels: dict[str, str]
) -> LawTable:
    most = max(map(len, homes))
    rows = [
        (
            *(home[0].get(key, "") for key in own),
            *(one.get(key, "") for one in [*home, *[{}] * (most - len(home))] for key in person),
        )
        for home in homes
    ]
    head = (
        [(*(labels[key] for key in own), *(f"{labels[key]}{at}" for at in range(1, most + 1) for key in person))]
        if labels
        else []
    )
    block = range(len(own), len(own) + most * len(person), len(person))
    return LawTable((*head, *rows), (), _names(homes), people=block)


def _names(homes: Sequence[list[dict[str, Cell]]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(one["name"]) for one in home) for home in homes)
