"""The form of a party member, new or on record."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kzzq_desktop.domain.person_forms import MemberForm
from kzzq_desktop.services import members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find
from kzzq_desktop.services.households import list_rows
from kzzq_desktop.services.office import list_villages, list_words
from kzzq_desktop.ui import ask, theme
from kzzq_desktop.ui.cards.words import place_words
from kzzq_desktop.ui.dialogs.tall import fit_height
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.picker import Picker
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi

SEXES = (("1", "男"), ("2", "女"), ("0", "未知"))
FOUND = 30


class MemberDialog(Dialog):
    """`member_id` "" makes a new one; `saved(member id)` is told after each save."""

    def __init__(
        self, desk: Desk, window: WindowApi, parent: QWidget, *, member_id: str = "", village_id: str = "",
        saved: Callable[[str], object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, "修改党员" if member_id else "新增党员", 720)
        self.desk, self.window_api, self.member_id, self.saved = desk, window, member_id, saved
        self.start = members.read_form(desk, member_id) if member_id else MemberForm(village_id=village_id)
        self.own_chosen = bool(self.start.household_id)
        self.form_view = FormView(self._boxes(), columns=2, label_width=64)
        self.form_view.submitted.connect(self.save)
        self.enter = self.save
        again = [] if member_id else [button("保存，再加一名(&N)", self.save_and_next, key="Ctrl+Return")]
        hint = label("支部名单里没有的，按填写的名称新建。", "small")
        acts = (self.cancel_button(), *again, main_button("保存(&S)", self.save))
        self.fill(column(self.form_view, None, gap=12), hint, None, *acts, scrolls=True)
        self.form_view.box("note").setMaximumHeight(theme.px(64))
        self._fill(self.start)
        self._connect_boxes()
        fit_height(self)

    def save(self) -> None:
        """Save and close; what is wrong turns red and nothing is saved."""
        if member_id := self._try_save():
            self.accept()
            if self.saved is not None:
                self.saved(member_id)

    def save_and_next(self) -> None:
        """Save and begin the next member of the same village and branch."""
        if self._try_save():
            kept = self.form_view.values()
            self.own_chosen = False
            self._fill(MemberForm(village_id=kept["village_id"], branch_name=kept["branch_name"]))

    def reject(self) -> None:
        """Close; what was typed is not thrown away by one Esc."""
        if self.form_view.values() == self.begun or ask.give_up(self):
            super().reject()

    def form(self) -> MemberForm:
        """Return what is filled in."""
        values = self.form_view.values()
        posts = tuple(post for post in values.pop("posts").split("|") if post)
        committee = values.pop("committee") == "1"
        household_id = values.pop("household_id")
        same = household_id == self.start.household_id
        resident_id = self.start.resident_id if same else self._resident_of(household_id, values["name"], values["village_id"])
        return MemberForm(**values, posts=posts, committee=committee, household_id=household_id, resident_id=resident_id)

    def _try_save(self) -> str:
        form = self.form()
        made = self.form_view.attempt(lambda: self._save(form))
        if made is None:
            return ""
        if made.unit_id:
            self.window_api.saved(made.unit_id, f"已保存：{form.name}")
        return made.member_id

    def _save(self, form: MemberForm) -> members.Saved:
        return members.edit_member(self.desk, self.member_id, form) if self.member_id else members.add_member(self.desk, form)

    def _boxes(self) -> tuple[Box, ...]:
        villages = [(place.code, place.name) for place in list_villages(self.desk)]
        words = [item.words for item in list_words(self.desk, "post")]
        posts = [*words, *(post for post in self.start.posts if post not in words)]
        return (
            Box("name", "姓名"),
            Box("village_id", "嘎查村", "choice", options=[("", "请选择"), *villages]),
            Box("sex", "性别", "choice", options=SEXES),
            Box("birth", "出生", "part_day"),
            Box("phone", "电话"),
            Box("branch_name", "党支部", hint="例如 先锋嘎查党支部"),
            Box("other_names", "曾用写法", hint="别的写法，用顿号隔开"),
            Box("household_id", "本人住户", "pick", hint="输入姓名或拼音首字母", find=self._find_households),
            Box("committee", "支委", "choice", options=(("0", "不是"), ("1", "是支部委员"))),
            Box("posts", "岗位", "ticks", options=[(post, post) for post in posts]),
            Box("note", "备注", "long", high=48),
        )

    def _fill(self, form: MemberForm) -> None:
        names = ("name", "village_id", "sex", "birth", "phone", "other_names", "note")
        filled = {name: str(getattr(form, name)) for name in names}
        branch = next((one.name for one in members.list_branches(self.desk) if one.id == form.branch_id), form.branch_name)
        filled |= {"branch_name": branch, "committee": str(int(form.committee)), "posts": "|".join(form.posts)}
        self.form_view.fill(filled)
        self._pick_own(form.household_id)
        self.begun = self.form_view.values()
        self.form_view.focus("name")

    def _connect_boxes(self) -> None:
        branch, name, own = (self.form_view.box(key) for key in ("branch_name", "name", "household_id"))
        if isinstance(branch, QLineEdit):
            completer = QCompleter(list(dict.fromkeys(one.name for one in members.list_branches(self.desk))), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            branch.setCompleter(completer)
        if isinstance(name, QLineEdit):
            name.editingFinished.connect(self._suggest_own)
        if isinstance(own, Picker):
            own.picked.connect(self._take_own)

    def _take_own(self, _household_id: str) -> None:
        self.own_chosen = True

    def _suggest_own(self) -> None:
        """The only one of his name in the village: propose that household, until the clerk chose another."""
        values = self.form_view.values()
        if not self.own_chosen and values["name"] and values["village_id"]:
            self._pick_own(members.suggest_household(self.desk, values["name"], values["village_id"])[0])

    def _pick_own(self, household_id: str) -> None:
        own = self.form_view.box("household_id")
        rows = list_rows(self.desk, [household_id]) if household_id else ()
        if isinstance(own, Picker):
            own.pick(household_id, f"{rows[0].head}家（{place_words(rows[0])}）" if rows else "")

    def _resident_of(self, household_id: str, name: str, village_id: str) -> str:
        found = members.suggest_household(self.desk, name, village_id)
        return found[1] if household_id and found[0] == household_id else ""

    def _find_households(self, typed: str) -> Sequence[Hit]:
        rows = find(self.desk, typed, FOUND) if typed else ()
        return [Hit(row.open_id, row.title, row.detail) for row in rows if row.open_kind == "household"]
