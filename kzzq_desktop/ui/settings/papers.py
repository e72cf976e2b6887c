"""Settings: what papers look like in this office: the Mongolian heading, the fonts of formal papers, numbers on cards."""

from dataclasses import replace

from kzzq_desktop.base.errors import AppError, FormError
from kzzq_desktop.domain.bilingual import BilingualWord, list_words
from kzzq_desktop.domain.places import TOWNSHIP
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import list_places
from kzzq_desktop.services.paper_settings import PHONES, read_paper_settings, save_paper_settings
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.filters import ChoiceBox, tick_box
from kzzq_desktop.ui.parts.layout import row
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label, set_tone
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.settings.mongolian_words import MongolianWords
from kzzq_desktop.ui.settings.sheet import Sheet

NONE = "none"
SIDES = ((NONE, "不印"), ("left", "印在左边"), ("right", "印在右边"))
WAITING = "这些词还没有懂蒙古文的人看过，可能有错。请先请人校对；打开以后，没校对的词也会印到纸上。"


class PapersSheet(Sheet):
    """Choices are saved at once; the numbers when the clerk says so. Every change can be undone."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__(desk, window)
        self.words: tuple[BilingualWord, ...] = ()
        self.side = Segmented(SIDES, name="蒙古文标题")
        self.unreviewed = tick_box("")
        self.waiting = label("", "small", wrap=True)
        self.list_button = button("看词表…", self.show_words, icon="list")
        self.formal = tick_box("公文字体：用本机的宋体、仿宋（有的话）")
        self.township = ChoiceBox(_townships(desk), name="苏木镇")
        self.form = FormView([Box(key, word, hint="可以留空") for key, word in PHONES], columns=2, label_width=84)
        self.save_button = main_button("保存(&S)", self.save_phones)
        self.side.picked.connect(lambda side: self.save(mongolian="" if side == NONE else side))
        self.unreviewed.clicked.connect(lambda on: self.save(unreviewed=on))
        self.formal.clicked.connect(lambda on: self.save(formal=on))
        self.township.picked.connect(lambda _code: self.show_phones())
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self.save_phones)
        self._add_cards()
        self.close_up()
        self.refresh()

    def _add_cards(self) -> None:
        chosen = (row(label("苏木镇", "field", width=84), (self.township, 1), gap=12),) if self.township.count() > 1 else ()
        said = "印在便民联系卡和公示牌上；没有填的就不印。"
        self.add_card("公开电话", said, *chosen, self.form, row(None, self.save_button))
        self.add_card(
            "蒙古文标题",
            "在汉文标题旁边竖着印蒙古文标题。",
            row(self.side, None, self.list_button),
            4,
            self.unreviewed,
            self.waiting,
        )
        self.add_card("字体", "没有这两种字体的电脑照常用程序自带的字体。", self.formal)

    def refresh(self) -> None:
        """Show what is kept."""
        self.kept = read_paper_settings(self.desk)
        self.side.pick(self.kept.mongolian or NONE)
        self.formal.setChecked(self.kept.formal)
        self._show_list()
        self.show_phones()

    def _show_list(self) -> None:
        """Say how many words wait for a reader; a damaged list says what is wrong with it."""
        try:
            self.words, fault = list_words(), ""
        except AppError as error:
            self.words, fault = (), error.sentence()
        waiting = sum(bool(word.mongolian) and not word.reviewer for word in self.words)
        self.unreviewed.setText(f"也印还没有请人校对的词（{waiting} 条）")
        self.unreviewed.setChecked(self.kept.unreviewed)
        self.unreviewed.setVisible(bool(waiting))
        self.waiting.setText(fault or (WAITING if waiting else "词表里的词都校对过了。"))
        set_tone(self.waiting, "over" if fault else "")
        self.list_button.setEnabled(bool(self.words))

    def show_words(self) -> None:
        """Show the list of words."""
        MongolianWords(self, self.words).exec()

    def save(self, **changed: str | bool) -> None:
        """Save one choice."""
        self.kept = replace(read_paper_settings(self.desk), **changed)  # type: ignore[arg-type]
        self.window_api.saved(save_paper_settings(self.desk, self.kept), "打印设置")

    def show_phones(self) -> None:
        """Show the numbers of the chosen township."""
        self.form.fill(self._phones())
        self._changed()

    def save_phones(self) -> None:
        """Save the numbers of the chosen township."""
        settings = read_paper_settings(self.desk)
        phones = settings.phones | {self.township.value(): self.form.values()}
        try:
            unit_id = save_paper_settings(self.desk, replace(settings, phones=phones))
        except FormError as error:
            self.form.show_problems([replace(one, field=one.field.partition(":")[0]) for one in error.problems])
            return
        self.refresh()
        self.window_api.saved(unit_id, "公开电话")

    def _phones(self) -> dict[str, str]:
        numbers = self.kept.phones.get(self.township.value(), {})
        return {key: numbers.get(key, "") for key, _ in PHONES}

    def _changed(self) -> None:
        self.save_button.setEnabled(self.form.values() != self._phones())


def _townships(desk: Desk) -> list[tuple[str, str]]:
    """Return the office's own township, or all of its banner's."""
    office = desk.office
    if office.township:
        return [(office.township, office.township_name)]
    return [(place.code, place.name) for place in list_places(desk) if place.level == TOWNSHIP]
