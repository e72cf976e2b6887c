"""What can happen to a household, as menu entries, and the step that each takes."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.people import ResidentRow, ResidentStatus
from kzzq_desktop.domain.person_forms import AwayForm
from kzzq_desktop.services import grids, household_events, households
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_card import HouseholdCard
from kzzq_desktop.services.household_events import NewHead
from kzzq_desktop.services.office import list_words
from kzzq_desktop.ui import ask
from kzzq_desktop.ui.dialogs.new_head import HeadAsked, HeadDialog
from kzzq_desktop.ui.dialogs.one_form import FormDialog
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.print_places import print_entries
from kzzq_desktop.ui.screen import WindowApi

Entries = Sequence[tuple[str, str]]
LINE = ("", "")
PAPERS = ("data_notice", "household_roll")
DAY = Box("day", "日期", "part_day")
BACK_WORDS = {"away": "返乡", "moved_out": "迁回", "deceased": "更正为在家"}
NEXT = {"here": ("away", "moved_out", "deceased"), "away": ("here", "moved_out", "deceased")}


def household_entries(card: HouseholdCard) -> Entries:
    """Return (what, words) of the menu of a whole household; "" is a line between."""
    status = card.row.status
    events = [] if status == "away" or not card.residents else [("away", "全家外出(&W)…")]
    events += [("home", "全家返乡(&F)…")] if status != "home" and card.residents else []
    events += [("moved", "全家迁出(&Q)…")] if status in {"home", "away"} else []
    head = [("head", "换户主(&H)…")] if len(card.residents) > 1 else []
    grid = [("into_grid", "调整网格(&G)…" if card.row.grid_id else "编入网格(&G)…")]
    return [
        *events,
        *head,
        LINE,
        ("edit", "修改住户(&E)…\tF2"),
        ("needs", "勾选需求(&N)…"),
        *grid,
        *print_entries(PAPERS, {"household": card.row.id, "grid": card.row.grid_id}),
        LINE,
        ("delete", "删除这一户(&D)…"),
    ]


def person_entries(card: HouseholdCard, resident_id: str) -> Entries:
    """Return the menu of one resident."""
    person = next(one for one in (*card.residents, *card.gone) if one.id == resident_id)
    events = [(f"{status}:{person.id}", f"{event_word(person, status)}…") for status in NEXT.get(person.status, ("here",))]
    living = person.status in NEXT
    head = [("head", "换成户主…")] if living and person.id != card.head_id else []
    gone = [(f"remove:{person.id}", "删除这个人…")] if person.id != card.head_id else []
    return [*events, *head, LINE, ("edit", "修改住户…\tF2"), *gone]


def event_word(person: ResidentRow, status: str) -> str:
    """Return what it is called when a person turns from where he is to this status."""
    if status == ResidentStatus.HERE:
        return BACK_WORDS.get(person.status, "")
    return household_events.RESIDENT_EVENTS[ResidentStatus(status)]


def start(desk: Desk, window: WindowApi, parent: QWidget, card: HouseholdCard, what: str) -> None:
    """Take the step that a button or a menu entry asked for."""
    verb, _, resident_id = what.partition(":")
    _Step(desk, window, parent, card).take(verb, resident_id)


class _Step:
    """One step on one household: its dialog, its save, and the words for the status bar."""

    def __init__(self, desk: Desk, window: WindowApi, parent: QWidget, card: HouseholdCard) -> None:
        self.desk, self.window, self.parent, self.card = desk, window, parent, card
        self.home, self.head = card.row.id, card.row.head

    def take(self, verb: str, resident_id: str) -> None:
        """Open the dialog of a verb."""
        verbs: dict[str, Callable[[], None]] = {
            "away": self._away, "home": self._back, "moved": self._moved, "head": self._new_head, "needs": self._needs,
            "into_grid": self._grid, "delete": self._delete, "remove": lambda: self._remove(resident_id),
        }  # fmt: skip
        if resident_id and verb in list(ResidentStatus):
            self._person(ResidentStatus(verb), resident_id)
        else:
            verbs[verb]()

    def _away(self) -> None:
        boxes = (DAY, Box("where", "去哪里", hint="例如 沈阳务工"), Box("back", "何时回来", hint="例如 2027年春节前后，可不填"))
        self._ask(
            f"{self.head}家 全家外出", boxes, f"{self.head}家 外出",
            lambda form: household_events.mark_away(self.desk, self.home, AwayForm(form["day"], form["where"], form["back"])),
        )  # fmt: skip

    def _back(self) -> None:
        self._ask(
            f"{self.head}家 全家返乡", (DAY,), f"{self.head}家 返乡",
            lambda form: household_events.mark_home(self.desk, self.home, form["day"]),
        )  # fmt: skip

    def _moved(self) -> None:
        note = "迁出以后不再算作联系户，并移出网格；经过和履职记录保留。"
        self._ask(
            f"{self.head}家 全家迁出", (DAY,), f"{self.head}家 迁出",
            lambda form: household_events.mark_moved(self.desk, self.home, form["day"]), note,
        )  # fmt: skip

    def _person(self, status: ResidentStatus, resident_id: str) -> None:
        person = next(one for one in (*self.card.residents, *self.card.gone) if one.id == resident_id)
        word = event_word(person, status)
        others = [one for one in self.card.residents if one.id != resident_id]
        for_good = status in {ResidentStatus.MOVED, ResidentStatus.DECEASED}
        if for_good and resident_id == self.card.head_id and others:
            self._head_leaves(person, status, others)
            return
        note = "这一户没有别人了，保存后这一户转为“已销”，并移出网格。" if for_good and not others else ""
        self._ask(
            f"{person.name} {word}", (DAY,), f"{person.name} {word}",
            lambda form: household_events.mark_resident(self.desk, resident_id, status, form["day"]), note,
        )  # fmt: skip

    def _head_leaves(self, person: ResidentRow, status: ResidentStatus, others: Sequence[ResidentRow]) -> None:
        word = household_events.RESIDENT_EVENTS[status]

        def save(head: NewHead, day: str) -> str:
            return household_events.mark_resident(self.desk, person.id, status, day, head)

        self._choose_head(
            f"{person.name} {word}，选新户主", HeadAsked(self.home, others, save, day=True), f"{person.name} {word}，户主已换"
        )

    def _new_head(self) -> None:
        others = [one for one in self.card.residents if one.id != self.card.head_id]

        def save(head: NewHead, _day: str) -> str:
            return household_events.change_head(self.desk, self.home, head)

        self._choose_head(f"{self.head}家 换户主", HeadAsked(self.home, others, save), "户主已换")

    def _choose_head(self, title: str, asked: HeadAsked, told: str) -> None:
        HeadDialog(self.desk, self.parent, title, asked, lambda unit_id: self.window.saved(unit_id, told)).open()

    def _needs(self) -> None:
        words = [item.words for item in list_words(self.desk, "need")]
        held = [need for need in self.card.row.needs if need not in words]
        box = Box("needs", "需求", "ticks", options=[(need, need) for need in (*words, *held)])
        self._ask(
            f"{self.head}家的需求", (box,), f"{self.head}家的需求",
            lambda form: households.set_needs(self.desk, self.home, [need for need in form["needs"].split("|") if need]),
            filled={"needs": "|".join(self.card.row.needs)},
        )  # fmt: skip

    def _grid(self) -> None:
        rows = grids.list_grids(self.desk, [self.card.row.village_id])
        options = [
            ("", "不在网格里"),
            *((one.id, f"{one.number:02d} {one.member or '还没有党员'}（{one.households}户）") for one in rows),
        ]
        self._ask(
            f"{self.head}家所在网格", (Box("grid", "网格", "choice", options=options),), f"{self.head}家 网格",
            lambda form: grids.move_households(self.desk, [self.home], form["grid"]),
            "" if rows else "这个嘎查村还没有划分网格，请先在“网格”里划分。", filled={"grid": self.card.row.grid_id},
        )  # fmt: skip

    def _delete(self) -> None:
        words = "只用于录错的住户；搬走请用“全家迁出”。家庭成员和需求一起删除，保存后还可以撤销。"
        if ask.confirm(self.parent, f"删除 {self.head}家？", words, yes="删除"):
            self.window.saved(households.remove_household(self.desk, self.home), f"已删除 {self.head}家")

    def _remove(self, resident_id: str) -> None:
        person = next(one for one in (*self.card.residents, *self.card.gone) if one.id == resident_id)
        words = "只用于录错的人；迁出、去世请登记相应的变动，经过会保留。"
        if ask.confirm(self.parent, f"删除 {person.name}？", words, yes="删除"):
            self.window.saved(households.remove_resident(self.desk, resident_id), f"已删除 {person.name}")

    def _ask(
        self, title: str, boxes: Sequence[Box], told: str, save: Callable[[dict[str, str]], str], note: str = "",
        filled: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Open a small form; after its save say so in the status bar."""
        start_values = {"day": today().isoformat()} | (filled or {})
        FormDialog(self.parent, title, boxes, start_values, save, lambda unit_id: self._told(unit_id, told), note).open()

    def _told(self, unit_id: str, words: str) -> None:
        if unit_id:
            self.window.saved(unit_id, f"已保存：{words}")
