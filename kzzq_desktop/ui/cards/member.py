"""The card of a party member at the right of the list: grids, posts, whether he may be asked, what was done."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.codes import SEX_WORDS
from kzzq_desktop.domain.eligibility import AGE_LIMIT, age_on
from kzzq_desktop.services.member_card import MemberCard
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.cards.facts import fact
from kzzq_desktop.ui.cards.side import SidePanel
from kzzq_desktop.ui.cards.words import ELIGIBILITY_MARKS, NOTHING, day_words, place_words
from kzzq_desktop.ui.parts.avatar import Avatar
from kzzq_desktop.ui.parts.buttons import link_button
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import column, note_strip, row, rule
from kzzq_desktop.ui.parts.marks import Chips, Mark, State
from kzzq_desktop.ui.parts.text import label, phone_words


class MemberPanel(SidePanel[MemberCard]):
    """Who looks after households."""

    SHORT = 6

    def _nothing(self) -> EmptyState:
        return EmptyState("member", "没有选中党员", "在左边选一名党员，这里显示网格、岗位和做过的事。")

    def _head(self, card: MemberCard) -> QVBoxLayout:
        changes, log = self._acts("修改", "edit", "修改、能否安排、照片、删除")
        about = [SEX_WORDS[card.row.sex]] if card.row.sex in {"1", "2"} else []
        age = age_on(card.row.birth, today())
        about += [f"{age}岁"] if age is not None else []
        about += ["支委"] if card.committee else []
        place = "·".join(part for part in (card.row.village, card.row.branch, *about) if part)
        name, about_him = label(card.row.name, "title", wrap=True), label(place, "second", wrap=True)
        picture = Avatar(card.row.name, card.photo, 56)
        room = self.width() - 2 * 16 - 56 - 12 - 2 * 8
        margins = (16, 14, 16, 10)
        if theme.text_width(card.row.name, "title") + changes.sizeHint().width() + log.sizeHint().width() < room:
            words = column(row((name, 1), changes, log, gap=8), about_him, gap=6)
            return column(row(picture, (words, 1), gap=12), margins=margins)
        return column(row(picture, (column(name, about_him, gap=6), 1), gap=12), row(changes, None, log), gap=10, margins=margins)

    def _body(self, card: MemberCard) -> QVBoxLayout:
        history = self._history(card, f"履职 {card.duties} 次")
        return column(self._facts(card), rule(), self._contacts(card), rule(), history, None, gap=0)

    def _facts(self, card: MemberCard) -> QVBoxLayout:
        state = State()
        state.show_mark(_eligibility(card))
        facts = [fact("能否安排", state, link_button("修改…", lambda: self.asked.emit("eligibility")))]
        if words := "，".join(part for part in (card.eligibility_why, _since(card)) if part):
            facts.append(fact("原因", label(words, wrap=True)))
        facts.append(fact("电话", label(phone_words(card.row.phone) or NOTHING)))
        facts.append(fact("岗位", Chips(card.row.posts) if card.row.posts else label("还没有设岗", "second")))
        if card.row.birth:
            facts.append(fact("出生", label(card.row.birth)))
        if card.own is not None:
            own = link_button(f"{card.own.head}家", lambda: self.asked.emit("own"))
            facts.append(fact("本人住户", own, label(place_words(card.own), "second")))
        if card.note:
            facts.append(fact("备注", label(card.note, wrap=True)))
        suggested = column(*facts, gap=4, margins=(16, 8, 16, 8))
        age = age_on(card.row.birth, today())
        if age is not None and age >= AGE_LIMIT and card.row.eligibility == "active":
            aged = link_button("改为70岁以上…", lambda: self.asked.emit("aged"))
            suggested.addWidget(note_strip(f"已满{age}岁，按规定一般不安排。", aged, icon="clock", tint="amber", role="warn"))
        return suggested

    def _contacts(self, card: MemberCard) -> QVBoxLayout:
        now = [contact for contact in card.contacts if not contact.until]
        lines = []
        for contact in now:
            place = f"{contact.village} {contact.number:02d} 号网格"
            grid = link_button(place, partial(self.asked.emit, f"grid:{contact.grid_id}"))
            since = f"{day_words(contact.since)}起" if contact.since else ""
            role = "后备" if contact.role == "backup" else f"{contact.households}户"
            lines.append(row(grid, None, label("，".join(part for part in (role, since) if part), "second"), gap=8))
        if not now:
            lines.append(row(label("现在没有联系网格。", "second"), None))
        before = len(card.contacts) - len(now)
        head = row(label("联系网格", "head"), label(f"以前 {before} 个" if before else "", "small"), None, gap=8)
        left = 11 if now else 16  # a link's words stand 5 px inside its border
        inside = [row(line, margins=(left, 0, 0, 0)) for line in lines]
        return column(row(head, margins=(16, 0, 0, 0)), *inside, gap=2, margins=(0, 10, 16, 10))


def _eligibility(card: MemberCard) -> Mark:
    mark = ELIGIBILITY_MARKS[card.row.eligibility]
    return Mark(mark.tone, mark.words, pill=True, icon=mark.icon)


def _since(card: MemberCard) -> str:
    return f"{day_words(card.eligibility_day)}起" if card.eligibility_day else ""
