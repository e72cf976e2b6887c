"""One sheet in one layout, put together from plan, header, households and the rows between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.importers.strange import between
from tests.importers.strange.body import Body
from tests.importers.strange.header import put_examples, put_header, put_hints, title_of, under_title
from tests.importers.strange.page import Page
from tests.importers.strange.plan import Plan, drawn_plan
from tests.importers.strange.roster import Household, Village
from tests.importers.strange.said import Said
from tests.importers.strange.style import drawn_style, spelling

BASES = {
    "merged": ("merged",), "flat": ("flat",), "repeat": ("repeat",), "heads": ("heads",), "blocks": ("blocks",),
    "deep": ("merged", "flat", "repeat", "heads"), "villages": ("flat", "repeat", "heads", "merged"),
    "pages": ("flat", "repeat", "heads", "merged"), "grids": ("flat", "repeat", "heads", "merged"),
    "noheader": ("flat", "repeat", "heads", "merged"), "sidebyside": ("heads", "flat"),
    "stacked": ("flat", "repeat", "heads", "merged"),
}  # fmt: skip
ACROSS = 7


@dataclass(frozen=True)
class Wish:
    """What a sheet shall be; `township` and `village`: the sheet itself must name them, for nothing else does."""

    name: str
    layout: str
    words: str
    mess: float = 1.0
    typed: bool = True
    drawn: bool = True
    township: bool = True
    village: bool = True


def draw_sheet(rng: Random, wish: Wish, villages: Sequence[Village]) -> Page:
    """The page of a wish; several villages only in the layout of that name."""
    page = fresh_page(rng, wish)
    headed = {"noheader": False, "deep": True, "pages": True, "stacked": True}.get(wish.layout)
    odd = "none" if headed is False else wish.words
    style = drawn_style(rng, villages[0], mess=wish.mess, typed=wish.typed, drawn=wish.drawn, headed=odd != "none")
    style = replace(style, homely=odd == "odd" and rng.random() < 0.3)
    base = rng.choice(BASES[wish.layout])
    plan = drawn_plan(rng, base, style, odd, without=without(rng, wish.layout), headed=headed)
    {"sidebyside": side_by_side, "villages": many_villages, "stacked": two_tables}.get(wish.layout, one_table)(
        page, plan, wish, villages
    )
    page.features += [base, plan_words(plan, wish)]
    hide(page, plan)
    page.close()
    return page


def fresh_page(rng: Random, wish: Wish) -> Page:
    """An empty page, now and then begun some rows or columns in."""
    page = Page(wish.name, wish.layout)
    if rng.random() < 0.2:
        page.down, page.right = rng.choice(((1, 0), (2, 0), (0, 1), (1, 1), (3, 2)))
        page.features.append("moved")
    return page


def without(rng: Random, layout: str) -> tuple[str, ...]:
    """Columns that another part of the layout stands for."""
    if layout == "grids":
        return ("grid", "contact", "contact_phone")
    if layout == "sidebyside":
        return ("address", "birth", "note", "hh_no", "contact_phone", "grid", *rng.choice(((), ("contact",))))
    return ()


def plan_words(plan: Plan, wish: Wish) -> str:
    return f"words:{wish.words if plan.headed else 'none'}"


def top_rows(page: Page, plan: Plan, wish: Wish, village: Village) -> tuple[int, str]:
    """Title and the line under it; return the next row and the title."""
    rng = plan.style.rng
    several = wish.layout == "villages"
    must = wish.township or (wish.village and not several)
    title = title_of(
        plan, village, township=wish.township or rng.random() < 0.6, named=(wish.village or rng.random() < 0.7) and not several
    )
    if several and not title.startswith((village.township, village.short_banner)):
        title = village.township + title
    row = 1
    if must or rng.random() < (0.75 if plan.headed else 0.4):
        page.line(row, title, "title", plan.width)
        row += 1
        if rng.random() < 0.3 and not several:
            page.line(row, under_title(plan), "subtitle", plan.width)
            row += 1
    return row, title


def depth_of(plan: Plan, layout: str) -> int:
    rng = plan.style.rng
    if layout == "deep":
        return rng.choice((3, 3, 4, 5))
    return 2 if rng.random() < 0.25 and "seq" in plan.columns else 1


def one_table(page: Page, plan: Plan, wish: Wish, villages: Sequence[Village]) -> None:
    """The common sheet: title, words, households."""
    rng = plan.style.rng
    row, title = top_rows(page, plan, wish, villages[0])
    depth = depth_of(plan, wish.layout)
    if plan.headed:
        row = put_header(page, row, plan, depth)
        if rng.random() < 0.15 and depth < 4:
            row = put_hints(page, row, plan)
        if rng.random() < 0.3:
            row = put_examples(page, row, plan)
            page.features.append("examples")
        if rng.random() < 0.08:
            row = between.top_total(page, row, plan, villages[0].households)
    body = Body(page, plan, row)
    households(body, villages[0], wish.layout, (title, depth))
    between.foot(body, villages[0].households)


def two_tables(page: Page, plan: Plan, wish: Wish, villages: Sequence[Village]) -> None:
    """Two tables under one another, the second with other columns in another order, as pasted from another file."""
    rng, village = plan.style.rng, villages[0]
    row, title = top_rows(page, plan, wish, village)
    half = next(at for at in range(len(village.households) // 2, len(village.households) + 1) if starts_grid(village, at))
    for part in (village.households[:half], village.households[half:]):
        if row > 2 and plan.headed and part and part[0] is not village.households[0]:
            page.line(row, rng.choice((title, f"{plan.style.spoken}（续表）", "（二）")), "title", plan.width)
            row += 1
        if plan.headed:
            row = put_header(page, row, plan, 1)
        body = Body(page, plan, row)
        households(body, replace(village, households=part), wish.layout, (title, 1))
        row = body.row + rng.choice((0, 1, 2))
        again = drawn_plan(rng, plan.base, plan.style, "usual" if wish.words == "none" else wish.words, headed=plan.headed)
        plan = replace(again, headed=plan.headed)


def starts_grid(village: Village, at: int) -> bool:
    homes = village.households
    return at >= len(homes) or homes[at].grid != homes[at - 1].grid


def households(body: Body, village: Village, layout: str, head: tuple[str, int]) -> None:
    """A village's households with what the layout puts between them."""
    rng, page, plan = body.rng, body.page, body.plan
    subtotals = layout in {"flat", "repeat", "heads", "merged", "grids", "deep"} and rng.random() < 0.25
    notes = 0.03 if rng.random() < 0.3 else 0.0
    blanks = 0.04 if rng.random() < 0.2 and plan.base != "blocks" else 0.0
    sums = between.Sums(body, rng.choice(("grid", "group"))) if subtotals else None
    turn, said, grid = body.row + rng.randint(12, 22), None, 0
    for home in village.households:
        fresh, grid = home.grid != grid, home.grid
        if sums:
            sums.before(home)
        if layout == "pages" and body.row > turn:
            body.row = between.page_head(page, body.row, plan, *head)
            turn = body.row + rng.randint(12, 22)
        if fresh and layout == "grids":
            said = between.grid_line(page, body.row, plan, village, home.grid)
            body.row += 1
        block_of(body, village, home, said, fresh=fresh)
        body.row += rng.random() < blanks
        if rng.random() < notes and plan.base != "blocks":
            between.note_line(page, body.row, plan)
            body.row += 1
    if sums:
        sums.close()


def block_of(body: Body, village: Village, home: Household, said: dict[str, Said] | None, *, fresh: bool) -> None:
    """Write the household; in blocks the grid's cells stand once, merged over its households."""
    page, plan, top = body.page, body.plan, body.row
    body.write(village, home, said)
    if plan.base != "blocks":
        return
    size = sum(other.grid == home.grid for other in village.households)
    for key in {"grid", "contact", "contact_phone"} & set(plan.columns):
        if fresh:
            page.merge(top, plan.at(key), top + size - 1, plan.at(key))
        else:
            page.cells.pop((top + page.down, plan.at(key) + page.right), None)


def many_villages(page: Page, plan: Plan, wish: Wish, villages: Sequence[Village]) -> None:
    """Several villages in one sheet, told apart by lines between them or by a column."""
    rng = plan.style.rng
    by_column = rng.random() < 0.35
    columns = tuple(key for key in plan.columns if key != "village")
    words = dict(plan.words)
    if by_column:
        columns = (*columns[:1], "village", *columns[1:])
        words["village"] = rng.choice(("嘎查村", "所在嘎查", "村别"))
    plan = replace(plan, columns=columns, words=words)
    row, _ = top_rows(page, plan, wish, villages[0])
    if plan.headed:
        row = put_header(page, row, plan, depth_of(plan, wish.layout))
    body = Body(page, plan, row)
    form = rng.choice(between.VILLAGE_LINES)
    for village in villages:
        body.plan = replace(plan, style=replace(plan.style, spoken=spelling(rng, village)))
        if not by_column:
            between.village_line(page, body.row, body.plan, village, form)
            body.row += 1
        households(body, village, "villages", ("", 1))
    between.foot(body, [home for village in villages for home in village.households])


def side_by_side(page: Page, plan: Plan, wish: Wish, villages: Sequence[Village]) -> None:
    """The same few columns twice, left and right, to save paper."""
    rng, village = plan.style.rng, villages[0]
    keep = [key for key in plan.columns if key in {"seq", "name", "relation", "id", "phone", "population", "head", "group"}]
    more = [key for key in plan.columns if key not in keep][: max(0, ACROSS - len(keep))]
    plan = replace(plan, columns=tuple(key for key in plan.columns if key in {*keep, *more}))
    gap = rng.choice((0, 1, 1))
    wider = replace(plan, columns=(*plan.columns, *["empty"] * gap, *plan.columns))
    row, _ = top_rows(page, wider, wish, village)
    if plan.headed:
        for left in (0, plan.width + gap):
            put_header(page, row, plan, 1, left=left)
        row += 1
    body = Body(page, plan, row)
    half = (len(village.households) + 1) // 2
    for home in village.households[:half]:
        body.write(village, home)
    bottom, body.row, body.left = body.row, row, plan.width + gap
    for home in village.households[half:]:
        body.write(village, home)
    body.row, body.left = max(bottom, body.row), 0
    if rng.random() < 0.5:
        page.line(body.row, f"合计：{len(village.households)}户", "total", wider.width)


def hide(page: Page, plan: Plan) -> None:
    """Some rows of people and some columns are hidden; what they hold still counts."""
    rng = plan.style.rng
    if not plan.style.drawn:
        return
    if rng.random() < 0.15 and page.found:
        page.hidden_rows |= {int(rng.choice(page.found)["row"]) for _ in range(rng.randint(1, 5))}
        page.features.append("hidden rows")
    if rng.random() < 0.12:
        page.hidden_cols.add(rng.randint(1, plan.width) + page.right)
        page.features.append("hidden column")
