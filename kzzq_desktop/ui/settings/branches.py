"""Settings: the secretary of each party branch and his phone, as cards and rolls print them."""

from kzzq_desktop.services.branches import BranchRow, list_branches, save_secretary
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.typing_keys import typing_keys
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.layout import row
from kzzq_desktop.ui.parts.picker import Picker, among
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.settings.sheet import Sheet


class BranchesSheet(Sheet):
    """Choose a branch, name its secretary."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__(desk, window)
        self.rows: dict[str, BranchRow] = {}
        self.branch = Picker(among(()), "党支部：名字或拼音", may_be_empty=False)
        self.form = FormView((Box("name", "支部书记"), Box("phone", "电话", hint="可以留空")), label_width=72)
        self.save_button = main_button("保存(&S)", self.save)
        self.left = label("", "second", wrap=True)
        self.branch.picked.connect(self.show_branch)
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self.save)
        self.add_card(
            "支部书记",
            "便民联系卡和党支部名册上的村书记和电话从这里来。支部随党员名册导入。",
            row(label("党支部", "field", width=72), (self.branch, 1), gap=12),
            self.form,
            row(self.left, None, self.save_button),
        )
        self.close_up()
        self.refresh()

    def refresh(self) -> None:
        """Offer the branches as they are now; the chosen one stays."""
        self.rows = {one.id: one for one in list_branches(self.desk)}
        self.branch.finds = among([(Hit(one.id, one.name, one.place), typing_keys(one.name)) for one in self.rows.values()])
        kept = self.branch.value()
        self.show_branch(kept if kept in self.rows else next(iter(self.rows), ""))
        without = sum(not one.secretary for one in self.rows.values())
        self.left.setText(
            f"{without} 个支部还没有书记，便民联系卡上就不印村书记。"
            if without
            else ("" if self.rows else "还没有党支部：先在党员里导入名册，或新增党员时填上支部。")
        )

    def show_branch(self, branch_id: str) -> None:
        """Show a branch's secretary."""
        self.branch.pick(branch_id)
        chosen = self.rows.get(branch_id)
        self.form.fill({"name": chosen.secretary if chosen else "", "phone": chosen.phone if chosen else ""})
        self.form.setEnabled(chosen is not None)
        self._changed()

    def save(self) -> None:
        """Save the secretary."""
        values = self.form.values()
        unit_id = self.form.attempt(lambda: save_secretary(self.desk, self.branch.value(), values["name"], values["phone"]))
        if unit_id:
            self.window_api.saved(unit_id, "支部书记")
            self.refresh()

    def _changed(self) -> None:
        chosen = self.rows.get(self.branch.value())
        self.save_button.setEnabled(
            chosen is not None and self.form.values() != {"name": chosen.secretary, "phone": chosen.phone}
        )
