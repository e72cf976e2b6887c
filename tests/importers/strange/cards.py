"""Cards: a household on a form of labels and values with its people under or beside it; a sheet each, or one below another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.importers.strange import fields, words
from tests.importers.strange.page import Page, Whose
from tests.importers.strange.roster import Person, Village
from tests.importers.strange.said import Said
from tests.importers.strange.sheets import Wish
from tests.importers.strange.style import Style, drawn_style

FORMS = ("pairs", "left", "beside", "alone")
TITLES = ("{w}农牧户基本情况登记卡", "{w}户情卡", "{w}党员联系户信息卡", "{w}一户一档登记表", "{w}入户走访登记卡")
LABELS = (
    "population",
    "address",
    "grid",
    "contact",
    "contact_phone",
    "group",
    "hh_no",
    "note",
    "bank",
    "ethnic",
    "land",
    "house",
    "reg_date",
)
PEOPLE = ("relation", "sex", "id", "birth", "phone", "education", "age", "political", "note")
ENDS = ("户主签字：                年   月   日", "入户人员：　　　　日期：", "本卡一式两份，户主留存一份", "填表人（签名）：")


@dataclass(frozen=True)
class Form:
    """A printed form: how it is laid out and the labels on it. `inside`: the head stands among the people of the table."""

    kind: str
    labels: tuple[str, ...]
    columns: tuple[str, ...]
    words: dict[str, str]
    title: str
    inside: bool
    across: int
    lines: int

    @property
    def width(self) -> int:
        return max(2 * self.across, len(self.columns))


def draw_cards(rng: Random, wish: Wish, villages: Sequence[Village], used: set[str]) -> list[Page]:
    """A village's cards: some sheets of one card, or one sheet of many."""
    village = villages[0]
    style = drawn_style(rng, village, mess=wish.mess, typed=wish.typed, drawn=wish.drawn, headed=True)
    form = drawn_form(rng, wish, village, style)
    apart = wish.drawn and rng.random() < 0.5
    stack = Page(wish.name, wish.layout)
    pages, row = [], 1
    for index, home in enumerate(village.households[: 8 if apart else None]):
        if apart:
            stack, row = Page(fresh(home.head.name if rng.random() < 0.8 else f"第{index + 1}户", used), wish.layout), 1
        if apart or not index:
            pages.append(stack)
            said = "odd" if wish.words == "odd" else "usual"
            stack.features += ["cards", form.kind, f"words:{said}", "apart" if apart else "stacked"]
        row = Card(stack, style, form, row).write(Whose(village, home, home.head, index)) + rng.choice((1, 1, 2))
    for page in pages:
        page.close()
    return pages


def fresh(name: str, used: set[str]) -> str:
    while name in used:
        name += "2"
    used.add(name)
    return name


def drawn_form(rng: Random, wish: Wish, village: Village, style: Style) -> Form:
    odd = wish.words == "odd"
    labels = ["population", *(key for key in LABELS[1:] if rng.random() < 0.45)]
    columns = ["name", *(key for key in PEOPLE if rng.random() < 0.6)]
    if rng.random() < 0.25:
        rng.shuffle(columns)
    kind = rng.choice(FORMS)
    inside = kind == "beside" or rng.random() < 0.6
    alone = () if inside else ("sex", "id", "birth")
    phone = ("phone",) if "phone" not in columns or not inside else ()
    labels = ["head", *alone, *phone, *(labels if rng.random() < 0.7 else rng.sample(labels, len(labels)))]
    said = {key: words.word_for(rng, key, odd).replace("\n", "") for key in dict.fromkeys((*labels, *columns))}
    where = (village.township if wish.township or rng.random() < 0.6 else "") + (
        style.spoken if wish.village or rng.random() < 0.6 else ""
    )
    title = rng.choice(TITLES).format(w=where)
    return Form(
        kind,
        tuple(labels),
        tuple(columns),
        said,
        title,
        inside,
        1 if kind == "left" else rng.choice((2, 3)),
        rng.choice((0, 0, 2)),
    )


class Card:
    """Writes one household on the form."""

    def __init__(self, page: Page, style: Style, form: Form, top: int) -> None:
        self.page = page
        self.style = style
        self.form = form
        self.row = top

    def write(self, whose: Whose) -> int:
        """Write the card; return the row below it."""
        rng, page, form = self.style.rng, self.page, self.form
        page.line(self.row, form.title, "title", form.width)
        self.row += 1
        head = fields.person_fields(self.style, whose.person, whose.home, ("birth", "sex"))
        shared = fields.household_fields(self.style, whose.village, whose.home)
        shared |= {key: Said(fields.decoy_cell(rng, key, whose.person, whose.home)) for key in ("bank", "ethnic")}
        shared = {key: one for key, one in shared.items() if key in form.labels}
        place = self.pairs(shared | {key: head[key] for key in ("sex", "id", "birth", "phone")} | {"head": head["name"]})
        if not form.inside:
            known = {key: head[key] for key in ("sex", "id", "birth", "phone") if key in form.labels} | {"name": head["name"]}
            page.person(*place, known | shared, whose)
            page.kinds.pop(place[0] + page.down)
        people = whose.home.people if form.inside else whose.home.people[1:]
        phone = {"phone": head["phone"]} if "phone" in form.labels else {}
        (self.beside if form.kind == "beside" else self.below)(whose, people, shared, phone)
        if rng.random() < 0.7:
            page.line(self.row, rng.choice(ENDS), "signature", form.width)
            self.row += 1
        return self.row

    def pairs(self, said: dict[str, Said]) -> tuple[int, int]:
        """Labels with their values, some a row; return where the head's name stands."""
        page, form, col = self.page, self.form, 1
        place = (self.row, 2)
        for at, key in enumerate(form.labels):
            if col > 2 * form.across:
                self.row, col = self.row + 1, 1
            page.put(self.row, col, self.label(key))
            page.put(self.row, col + 1, said[key].cell)
            if key == "head":
                place = (self.row, col + 1)
            page.mark(self.row, "card_field")
            if key == "address" or at == len(form.labels) - 1:
                page.merge(self.row, col + 1, self.row, form.width)
                col = form.width
            col += 2
        self.row += 1
        return place

    def label(self, key: str) -> str:
        return self.form.words[key] + ("：" if self.form.kind == "alone" else "")

    def below(self, whose: Whose, people: Sequence[Person], shared: dict[str, Said], phone: dict[str, Said]) -> None:
        """The people under the labels, a row each, with the form's empty lines after them."""
        page, form = self.page, self.form
        if self.style.rng.random() < 0.4:
            page.line(self.row, "家庭成员情况", "header", form.width)
            self.row += 1
        for col, key in enumerate(form.columns, 1):
            page.put(self.row, col, form.words[key])
        page.mark(self.row, "header")
        self.row += 1
        for person in people:
            own, placed = self.cells(whose, person)
            for col, key in enumerate(form.columns, 1):
                page.put(self.row, col, own[key].cell)
            self.note(placed, own, shared, phone, (self.row, form.columns.index("name") + 1))
            self.row += 1
        for _ in range(form.lines):
            page.mark(self.row, "blank")
            self.row += 1

    def beside(self, whose: Whose, people: Sequence[Person], shared: dict[str, Said], phone: dict[str, Said]) -> None:
        """The people in columns: labels down the left side."""
        page, form, top = self.page, self.form, self.row
        for row, key in enumerate(form.columns, top):
            page.put(row, 1, form.words[key])
            if key != "name":
                page.mark(row, "card_field")
        for col, person in enumerate(people, 2):
            own, placed = self.cells(whose, person)
            for row, key in enumerate(form.columns, top):
                page.put(row, col, own[key].cell)
            self.note(placed, own, shared, phone, (top + form.columns.index("name"), col))
        self.row = top + len(form.columns)

    def cells(self, whose: Whose, person: Person) -> tuple[dict[str, Said], Whose]:
        own = fields.person_fields(self.style, person, whose.home, self.form.columns)
        noted = "note" in self.form.columns
        name, note, _ = fields.status_said(replace(self.style, drawn=False), person, own["name"], noted)
        return own | {"name": name, "note": Said(note)}, replace(whose, person=person, status=person.status)

    def note(
        self, whose: Whose, own: dict[str, Said], shared: dict[str, Said], phone: dict[str, Said], place: tuple[int, int]
    ) -> None:
        """Tell the truth of a person of the table; the card's phone is the head's."""
        seen = {key: one for key, one in own.items() if key in self.form.columns}
        if whose.person is whose.home.head:
            seen |= phone
        self.page.person(*place, seen | shared, whose)


def blank_card(rng: Random, name: str, village: Village) -> Page:
    """The form with nothing on it, as it lies in many workbooks."""
    page = Page(name, "cards")
    page.line(1, rng.choice(TITLES).format(w=village.township), "other_sheet", 4)
    for row, (left, right) in enumerate((("户主", "家庭人口"), ("家庭住址", "联系电话"), ("所属网格", "联系党员")), 2):
        page.put(row, 1, left)
        page.put(row, 3, right)
        page.mark(row, "other_sheet")
    for col, word in enumerate(("姓名", "与户主关系", "性别", "身份证号"), 1):
        page.put(5, col, word)
    page.mark(5, "other_sheet")
    page.close()
    return page
