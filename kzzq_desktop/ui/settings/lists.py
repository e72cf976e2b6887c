"""Settings: the office's own words: phrases of each duty, needs, posts. Every change is saved at once and can be undone."""

from kzzq_desktop.domain.duties import FORMS
from kzzq_desktop.domain.places import ListItem
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import list_words, save_words
from kzzq_desktop.services.phrases import list_phrases, save_phrases
from kzzq_desktop.ui.parts.layout import row
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.settings.sheet import Sheet
from kzzq_desktop.ui.settings.word_list import WordList

NEED, POST = "need", "post"


class PhrasesSheet(Sheet):
    """The phrases of the five duties."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__(desk, window)
        self.duty = Segmented([(form.code, form.word) for form in FORMS], name="职责")
        self.words = WordList("常用语")
        self.duty.picked.connect(lambda _code: self.refresh())
        self.words.changed.connect(self.save)
        self.add_card("履职常用语", "登记履职时点一下就写进内容，不用每次重打。", row(self.duty, None), self.words)
        self.close_up()
        self.refresh()

    def refresh(self) -> None:
        """Show the chosen duty's phrases."""
        self.words.show_entries([("", phrase) for phrase in list_phrases(self.desk, self.duty.value())])

    def save(self) -> None:
        """Save the phrases as they stand."""
        said = tuple(words for _, words in self.words.entries())
        self.window_api.saved(save_phrases(self.desk, self.duty.value(), said), "常用语")


class WordsSheet(Sheet):
    """Needs of households, or posts of members."""

    def __init__(self, desk: Desk, window: WindowApi, kind: str) -> None:
        super().__init__(desk, window)
        self.kind = kind
        self.words = WordList("需求" if kind == NEED else "岗位")
        self.words.changed.connect(self.save)
        if kind == NEED:
            self.add_card("住户需求", "只为服务而记。不要写民族、信仰、信用、表现一类的内容。", self.words)
        else:
            self.add_card("党员岗位", "设岗定责时从这里选。", self.words)
        self.close_up()
        self.refresh()

    def refresh(self) -> None:
        """Show the list kept."""
        self.items = {item.id: item for item in list_words(self.desk, self.kind)}
        self.words.show_entries([(item.id, item.words) for item in self.items.values()])

    def save(self) -> None:
        """Save the list as it stands."""
        made = []
        for code, words in self.words.entries():
            before = self.items.get(code)
            made.append(
                ListItem(
                    id=code, kind=self.kind, words=words, code=before.code if before else "", grp=before.grp if before else ""
                )
            )
        self.window_api.saved(save_words(self.desk, self.kind, tuple(made)), "住户需求" if self.kind == NEED else "党员岗位")
