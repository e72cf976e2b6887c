"""The form of a household, new or on record: the house, its people, its needs, all saved at once."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.person_forms import HouseholdForm, ResidentForm
from kzzq_desktop.services import grids, households
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import list_villages, list_words
from kzzq_desktop.ui import ask, theme
from kzzq_desktop.ui.dialogs.household_people import PeopleBox
from kzzq_desktop.ui.dialogs.tall import fit_height
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import column, frame, row
from kzzq_desktop.ui.parts.text import Picture, label
from kzzq_desktop.ui.screen import WindowApi

BLANK = HouseholdForm(residents=(ResidentForm(relation=HEAD),))


class HouseholdDialog(Dialog):
    """`household_id` "" makes a new one; `saved(household id)` is told after each save."""

    def __init__(
        self, desk: Desk, window: WindowApi, parent: QWidget, *, household_id: str = "", village_id: str = "",
        saved: Callable[[str], object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, "修改住户" if household_id else "新增住户", 960)
        self.desk, self.window_api, self.household_id, self.saved = desk, window, household_id, saved
        self.warned: tuple[households.Duplicate, ...] = ()
        start = households.read_form(desk, household_id) if household_id else BLANK
        self.house = FormView(self._house_boxes(start), columns=3, label_width=56)
        self.more = FormView(self._more_boxes(start), columns=1, label_width=56)
        self.people = PeopleBox()
        self.warned_words = label("", wrap=True)
        self.warning = frame("warn", row(Picture("alert", "amber"), (self.warned_words, 1), gap=8, margins=(12, 6, 8, 6)))
        self.warning.hide()
        self.fault = label("", "small", "over", wrap=True)
        self.fault.hide()
        for form in (self.house, self.more):
            form.submitted.connect(self.save)
        self.enter = self.save
        body = column(
            self.house, row(label("家庭成员", "head"), None), self.people, self.fault, self.more, self.warning, None, gap=12
        )
        again = [] if household_id else [button("保存，再加一户(&N)", self.save_and_next, key="Ctrl+Return")]
        self.fill(
            body,
            label("回车保存，Tab 到下一格", "small"),
            None,
            self.cancel_button(),
            *again,
            main_button("保存(&S)", self.save),
            scrolls=True,
        )
        self.more.box("note").setMaximumHeight(theme.px(64))
        self._fill(start, village_id)
        fit_height(self)

    def save(self) -> bool:
        """Save and close; what is wrong turns red and nothing is saved."""
        household_id = self._try_save()
        if household_id:
            self.accept()
            if self.saved is not None:
                self.saved(household_id)
        return bool(household_id)

    def save_and_next(self) -> None:
        """Save and begin the next household of the same group."""
        if self._try_save():
            kept = self.house.values()
            self._fill(BLANK, kept["village_id"])
            self.house.fill({"group_no": kept["group_no"], "building": kept["building"], "grid": kept["grid"]})
            self.begun = self.form()
            self.house.focus("door_no")

    def reject(self) -> None:
        """Close; what was typed is not thrown away by one Esc."""
        if self.form() == self.begun or ask.give_up(self):
            super().reject()

    def form(self) -> HouseholdForm:
        """Return what is filled in."""
        house, more = self.house.values(), self.more.values()
        house.pop("grid", None)
        needs = tuple(need for need in more["needs"].split("|") if need)
        return HouseholdForm(**house, note=more["note"], needs=needs, residents=self.people.read())

    def _try_save(self) -> str:
        """Return the id of the saved household, "" when something has to be mended or looked at first."""
        form = self.form()
        problems = households.check(form)
        self._show_problems(problems)
        duplicates = () if problems else households.find_duplicates(self.desk, form, self.household_id)
        if duplicates and duplicates != self.warned:
            self._warn(duplicates)
            return ""
        if problems:
            return ""
        if self.household_id:
            made = households.edit_household(self.desk, self.household_id, form)
        else:
            made = households.add_household(self.desk, form, self.house.values()["grid"])
        head = next(person.name for person in form.residents if person.relation == HEAD)
        if made.unit_id:
            self.window_api.saved(made.unit_id, f"已保存：{head}家")
        return made.household_id

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self.warning.hide()
        house = [one for one in problems if not one.field.startswith("people")]
        loose = [one.sentence() for one in problems if one.field == "people"]
        self.people.show_problems([one for one in problems if one.field.startswith("people.")])
        self.more.show_problems([one for one in house if one.field in self.more.fields])
        self.house.show_problems([one for one in house if one.field not in self.more.fields])
        self.fault.setText(" ".join(loose))
        self.fault.setVisible(bool(loose))

    def _warn(self, duplicates: tuple[households.Duplicate, ...]) -> None:
        """The same ID number stands elsewhere: say where; saving once more takes it as right."""
        self.warned = duplicates
        words = "；".join(f"第 {one.at + 1} 人的身份证号与 {one.place} 的 {one.name} 相同" for one in duplicates)
        self.warned_words.setText(f"{words}。请核对是不是同一个人；确实无误，再按一次保存。")
        self.warning.show()

    def _house_boxes(self, start: HouseholdForm) -> tuple[Box, ...]:
        villages = [(place.code, place.name) for place in list_villages(self.desk)]
        grid = () if self.household_id else (Box("grid", "网格", "choice", options=[("", "暂不编入")]),)
        return (
            Box("village_id", "嘎查村", "choice", options=[("", "请选择"), *villages]),
            Box("group_no", "组", hint="例如 东2"),
            Box("door_no", "门牌", hint="例如 12"),
            Box("building", "楼宇", hint="例如 3号楼2单元"),
            Box("address", "住址"),
            Box("phone", "电话", hint="户主电话可不重填"),
            Box("stated_people", "人口", hint="只录户主时填"),
            Box("ledger_no", "编号", hint="台账上的编号"),
            *grid,
        )

    def _more_boxes(self, start: HouseholdForm) -> tuple[Box, ...]:
        words = [item.words for item in list_words(self.desk, "need")]
        needs = [*words, *(need for need in start.needs if need not in words)]
        return Box("needs", "需求", "ticks", options=[(need, need) for need in needs]), Box("note", "备注", "long", high=48)

    def _fill(self, form: HouseholdForm, village_id: str) -> None:
        texts = {name: getattr(form, name) for name in self.house.fields if name != "grid"}
        self.house.fill(texts | {"village_id": form.village_id or village_id})
        self.more.fill({"note": form.note, "needs": "|".join(form.needs)})
        self.people.show_people(form.residents)
        self.warned = ()
        self.warning.hide()
        self.fault.hide()
        village = self.house.box("village_id")
        if isinstance(village, ChoiceBox) and not self.household_id:
            village.picked.connect(self._offer_grids)
            self._offer_grids(village.value())
        self.begun = self.form()
        self.house.focus("group_no" if self.house.values()["village_id"] else "village_id")

    def _offer_grids(self, village_id: str) -> None:
        box = self.house.box("grid")
        if isinstance(box, ChoiceBox):
            rows = grids.list_grids(self.desk, [village_id]) if village_id else ()
            box.show_options([("", "暂不编入"), *((one.id, f"{one.number:02d} {one.member}".strip()) for one in rows)])
