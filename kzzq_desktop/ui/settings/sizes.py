"""Settings: how many households a grid should hold."""

from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import grid_sizes, save_grid_sizes
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.layout import row
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.settings.sheet import Sheet


class SizesSheet(Sheet):
    """Target, least and most."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__(desk, window)
        self.form = FormView(
            (
                Box("target", "一般几户", "number", least=1, most=99),
                Box("least", "最少几户", "number", least=1, most=99),
                Box("most", "最多几户", "number", least=1, most=99),
            ),
            label_width=72,
        )
        self.save_button = main_button("保存(&S)", self.save)
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self.save)
        self.add_card(
            "每个网格的户数",
            "划分网格时按这三个数分。已经分好的网格不会变，超过或不够的会标出来。",
            self.form,
            row(None, self.save_button),
        )
        self.close_up()
        self.refresh()

    def refresh(self) -> None:
        """Show the sizes kept."""
        sizes = grid_sizes(self.desk)
        self.form.fill({"target": str(sizes.target), "least": str(sizes.least), "most": str(sizes.most)})
        self._changed()

    def save(self) -> None:
        """Save the three numbers."""
        numbers = {key: int(value) for key, value in self.form.values().items()}
        if unit_id := self.form.attempt(lambda: save_grid_sizes(self.desk, GridSizes(**numbers))):
            self.window_api.saved(unit_id, "每格户数")

    def _changed(self) -> None:
        values, kept = self.form.values(), grid_sizes(self.desk)
        same = values == {"target": str(kept.target), "least": str(kept.least), "most": str(kept.most)}
        self.save_button.setEnabled(not same)
