"""Rows above the people: titles, one to five rows of words with merged upper ones, hints and examples."""

from itertools import groupby

from tests.importers.strange.page import Page
from tests.importers.strange.plan import SECTIONS, Plan, section_of
from tests.importers.strange.roster import Village

TITLES = (
    "{where}党员联系户台账", "{where}网格化管理户情台账", "{where}“党员＋网格”联系服务群众登记表",
    "{where}农牧户基本情况花名册（2025年）", "{where}户情一览表", "{where}2025年入户走访明细", "{where}联系户底册",
    "{where}常住人口情况表",
)  # fmt: skip
HINTS = {
    "id": "18位，文本格式", "name": "必填，真实姓名", "relation": "如：户主、配偶、长子", "phone": "多个用;分隔",
    "sex": "男/女", "birth": "如：19650301", "grid": "如：第1网格", "population": "填数字",
}  # fmt: skip
EXAMPLE = {
    "seq": "例", "name": "张三", "head": "张三", "relation": "户主", "sex": "男", "birth": "1965-03-01",
    "id": "152399196503010010", "phone": "16400000000", "population": 2, "group": "1组", "grid": "第1网格", "contact": "李四",
    "address": "1组1号", "note": "示例，填报时请删除",
}  # fmt: skip
MATE = {
    "name": "王五", "relation": "妻", "sex": "女", "birth": "1966-05-06", "id": "152399196605060020", "phone": "16400000001",
}  # fmt: skip


def title_of(plan: Plan, village: Village, *, township: bool, named: bool = True) -> str:
    """A title with the village and, where the file does not say it, the township."""
    rng = plan.style.rng
    where = (rng.choice((village.township, village.short_banner + village.township)) if township else "") + (
        plan.style.spoken if named else ""
    )
    return rng.choice(TITLES).format(where=where)


def under_title(plan: Plan) -> str:
    return plan.style.rng.choice(
        (
            "填报单位：" + plan.style.spoken + "（盖章）　　填报时间：2025年3月15日",
            "单位：户、人",
            "填表人：　　　　审核人：　　　　2025.3.15",
            "（注：户主写在第一行）",
        )
    )


def put_header(page: Page, row: int, plan: Plan, depth: int, *, again: bool = False, left: int = 0) -> int:
    """Write `depth` rows of words; return the row below them."""
    kind = "repeated_header" if again else "header"
    last = row + depth - 1
    for level in range(depth):
        page.mark(row + level, kind)
    words = max(row, last - (depth > 3))
    for col, key in enumerate(plan.columns, 1 + left):
        page.put(words, col, plan.words.get(key, ""))
    if depth == 1:
        return last + 1
    if depth > 3:
        number_columns(page, last, plan, left)
    if depth > 2:
        page.put(row, 1 + left, plan.style.rng.choice(("基本信息登记内容", "台账内容", "填报项目")))
        page.merge(row, 1 + left, row, plan.width + left)
    upper_words(page, (row + (depth > 2), words), plan, left)
    return last + 1


def upper_words(page: Page, rows: tuple[int, int], plan: Plan, left: int) -> None:
    """Section words over runs of columns, on one or two rows; a column that stands alone is merged upwards instead."""
    top, words = rows
    col = 1 + left
    for section, run in groupby(plan.columns, section_of):
        keys = list(run)
        if len(keys) == 1 and keys[0] in plan.words:
            page.put(top, col, page.cells.pop((words + page.down, col + page.right), None))
            page.merge(top, col, words, col)
        else:
            page.put(top, col, plan.style.rng.choice(SECTIONS[section]))
            page.merge(top, col, top, col + len(keys) - 1)
            if words - top > 1:
                middle_words(page, (top + 1, words), (col, len(keys)), plan)
        col += len(keys)


def middle_words(page: Page, rows: tuple[int, int], run: tuple[int, int], plan: Plan) -> None:
    """A second, finer row of upper words: halves of the run, or the words merged upwards."""
    top, words = rows
    col, many = run
    if many >= 4 and plan.style.rng.random() < 0.6:
        half = many // 2
        page.put(top, col, "主要信息")
        page.merge(top, col, words - 1, col + half - 1)
        page.put(top, col + half, "补充信息")
        page.merge(top, col + half, words - 1, col + many - 1)
        return
    for one in range(col, col + many):
        page.put(top, one, page.cells.pop((words + page.down, one + page.right), None))
        page.merge(top, one, words, one)


def number_columns(page: Page, row: int, plan: Plan, left: int) -> None:
    """The row of column numbers that printed forms carry, or of hints what to fill in."""
    hints = plan.style.rng.random() < 0.5
    for col, key in enumerate(plan.columns, 1):
        page.put(row, col + left, HINTS.get(key) if hints else col)


def put_hints(page: Page, row: int, plan: Plan) -> int:
    """A row of hints under the words, where a column of it has one."""
    said = [(col, HINTS[key]) for col, key in enumerate(plan.columns, 1) if key in HINTS]
    for col, hint in said:
        page.put(row, col, hint)
    if said:
        page.mark(row, "hint")
    return row + bool(said)


def put_examples(page: Page, row: int, plan: Plan) -> int:
    """One or two rows that show how to fill in; nobody lives in them."""
    rng = plan.style.rng
    way = rng.choice(("seq", "name", "note"))
    for number in range(1 if plan.base in {"heads", "blocks"} else rng.randint(1, 2)):
        cells = EXAMPLE if number == 0 else MATE
        for col, key in enumerate(plan.columns, 1):
            page.put(row, col, cells.get(key) if key not in {"seq", "note"} else None)
        mark_example(page, row, plan, way)
        page.mark(row, "example")
        row += 1
    return row


def mark_example(page: Page, row: int, plan: Plan, way: str) -> None:
    """Say that the row is an example, in one of the places clerks say it."""
    word = plan.style.rng.choice(("例", "示例", "样例", "（示例）", "填写示例"))
    name = page.cells[row + page.down, plan.at("name") + page.right]
    if way in plan.columns and way != "name":
        page.put(
            row, plan.at(way), word if way == "seq" else plan.style.rng.choice(("示例，填报时请删除", "此行为示例", "（样例）"))
        )
    else:
        page.put(
            row, plan.at("name"), plan.style.rng.choice((f"例：{name}", f"（示例）{name}", f"{name}（示例）", f"例如:{name}"))
        )
