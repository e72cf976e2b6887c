"""Rows that stand between and under households: grid lines, village lines, page heads, notes, subtotals, totals, signatures."""

from tests.importers.strange.body import Body
from tests.importers.strange.header import put_header
from tests.importers.strange.page import Page
from tests.importers.strange.plan import Plan
from tests.importers.strange.roster import Household, Village
from tests.importers.strange.said import Cell, Formula, Said
from tests.importers.strange.style import numeral

NOTES = (
    "注：以上户外出务工，电话核实", "说明：本页由村会计填写", "※ 以下为后补登记户", "（本组共有户数见合计）",
    "注：户主签字页另附", "以上信息2025年3月核对",
)  # fmt: skip
SIGNATURES = (
    "填表人：　　　　审核人：　　　　负责人（签字）：", "嘎查党支部书记签字：　　　　　　年　　月　　日",
    "制表：村委会　　复核：镇党建办", "经办人：               日期：",
)  # fmt: skip
GRID_LINES = (
    "第{n}网格　　网格员：{m}　　电话：{p}", "第{n}网格  联系党员：{m}（{p}）", "网格{c}：党员 {m} {p}",
    "{v}第{n}网格（包联党员：{m}，电话 {p}）", "第{c}网格 责任党员:{m}",
)  # fmt: skip
VILLAGE_LINES = ("{v}", "{v}", "村名：{v}", "嘎查名称：{v}", "【{v}】", "{t}{v}", "一、{v}")


def grid_line(page: Page, row: int, plan: Plan, village: Village, number: int) -> dict[str, Said]:
    """A line over the households of a grid; what it says holds for all of them."""
    grid = village.grids[number]
    text = plan.style.rng.choice(GRID_LINES).format(
        n=number, c=numeral(number), m=grid.contact, p=grid.phone, v=plan.style.spoken
    )
    page.line(row, text, "grid_row", plan.width)
    return {"grid": Said(text, expect=str(number)), "contact": Said(text, expect=grid.contact)}


def village_line(page: Page, row: int, plan: Plan, village: Village, form: str) -> None:
    """A line over the households of a village."""
    page.line(row, form.format(v=plan.style.spoken, t=village.township), "village_row", plan.width)


def page_head(page: Page, row: int, plan: Plan, title: str, depth: int) -> int:
    """The title and the words again, as on every printed page."""
    if plan.style.rng.random() < 0.7:
        page.line(row, title, "title", plan.width)
        row += 1
    return put_header(page, row, plan, depth, again=True)


def note_line(page: Page, row: int, plan: Plan) -> None:
    page.line(row, plan.style.rng.choice(NOTES), "note", plan.width if plan.style.rng.random() < 0.6 else 1)


class Sums:
    """Subtotals under every grid or every group."""

    def __init__(self, body: Body, key: str) -> None:
        self.body = body
        self.key = key
        self.run: list[Household] = []
        self.since = body.row

    def before(self, home: Household) -> None:
        """Close the run where another grid or group begins."""
        if self.run and self.number(self.run[-1]) != self.number(home):
            self.close()
        if not self.run:
            self.since = self.body.row
        self.run.append(home)

    def close(self) -> None:
        """Write the subtotal of the run."""
        number = self.number(self.run[-1])
        subtotal(self.body, self.since, self.run, f"第{number}网格" if self.key == "grid" else f"{number}组")
        self.run = []

    def number(self, home: Household) -> int:
        return home.grid if self.key == "grid" else home.group


def subtotal(body: Body, since: int, homes: list[Household], label: str) -> None:
    """A row of counts under a grid or a group: right, off by one, or a formula."""
    plan, page, rng = body.plan, body.page, body.rng
    row, col = body.row, 1 + body.left
    people = sum(len(home.people) for home in homes)
    page.put(row, col, rng.choice((label + "小计", label + "合计", f"小计（{label}）")))
    page.mark(row, "subtotal")
    cells: dict[str, Cell] = {"population": people + rng.choice((0, 0, 0, 1)), "name": f"{len(homes)}户"}
    place = body.left + (plan.at("population") if "population" in plan.columns else plan.at("name"))
    if "population" in plan.columns and place != col and rng.random() < 0.3:
        letter = chr(64 + place + page.right) if place + page.right <= 26 else "Z"
        cells["population"] = Formula(f"=SUM({letter}{since + page.down}:{letter}{row - 1 + page.down})", people)
    for key, cell in cells.items():
        if key in plan.columns and plan.at(key) + body.left != col:
            page.put(row, plan.at(key) + body.left, cell)
    body.row += 1


def top_total(page: Page, row: int, plan: Plan, homes: list[Household]) -> int:
    """The total over the households, as reports to the banner have it."""
    page.put(row, 1, plan.style.rng.choice(("合计", "总计", "全村合计")))
    if "population" in plan.columns[1:]:
        page.put(row, plan.at("population"), sum(len(home.people) for home in homes))
    page.mark(row, "total")
    return row + 1


def foot(body: Body, homes: list[Household]) -> None:
    """The total and the signatures."""
    rng, page, plan = body.rng, body.page, body.plan
    people = sum(len(home.people) for home in homes)
    if rng.random() < 0.6:
        if rng.random() < 0.5:
            page.line(body.row, f"合计：{len(homes)}户 {people}人", "total", plan.width)
        else:
            page.put(body.row, 1 + body.left, rng.choice(("合计", "总计", "合  计")))
            if "population" in plan.columns and plan.at("population") > 1:
                page.put(body.row, plan.at("population") + body.left, people)
            page.mark(body.row, "total")
        body.row += 1
    if rng.random() < 0.15:
        body.row += 1
    if rng.random() < 0.5:
        page.line(body.row, rng.choice(SIGNATURES), "signature", plan.width)
        body.row += 1
