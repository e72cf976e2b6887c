"""Small parts: labels, buttons, segmented, rows and cards, empty state, avatar."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.avatar import Avatar
from kzzq_desktop.ui.parts.buttons import button, link_button, main_button, phrase_button, quiet_button, shortcut
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import card, card_head, clear, column, hold, note_strip, page_head, row, rule, scroll
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import Picture, label, phone_words, set_mark, set_tone

Show = Callable[..., QWidget]


def test_a_label_wears_its_role_and_shows_text_only(shown: Show) -> None:
    title, small = label("住户", "title"), label("<b>1</b>", "small")
    shown(hold(column(title, small)))
    assert title.fontInfo().pointSizeF() > small.fontInfo().pointSizeF()
    assert small.text() == "<b>1</b>"
    assert small.textFormat() == Qt.TextFormat.PlainText


def test_a_tone_changes_at_once(shown: Show) -> None:
    words = label("47天前")
    shown(words)
    set_tone(words, "over")
    assert words.palette().color(words.foregroundRole()).name().upper() == theme.hexa("red")
    set_tone(words, "")
    assert words.palette().color(words.foregroundRole()).name().upper() == theme.hexa("ink")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("15404750316", "154 0475 0316"),
        ("154 0475 0316", "154 0475 0316"),
        ("04751234567", "0475-123 4567"),
        ("15404750316|04751234567", "154 0475 0316、0475-123 4567"),
        ("110", "110"),
        ("", ""),
    ],
)
def test_phones_are_shown_in_groups(number: str, words: str) -> None:
    assert phone_words(number) == words


@given(st.text(max_size=20))
def test_phone_words_lose_no_digit(number: str) -> None:
    def digits(words: str) -> str:
        return "".join(letter for letter in words if letter.isdigit())

    assert digits(phone_words(number)) == digits(number)


@pytest.mark.parametrize("make", [main_button, button, quiet_button, link_button, phrase_button])
def test_a_button_acts_by_mouse_and_by_keyboard(make: Callable[..., QPushButton], shown: Show) -> None:
    done: list[int] = []
    made = make("保存(&S)", lambda: done.append(1))
    shown(made)
    made.click()
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert done == [1, 1]
    assert made.accessibleName() == "保存"
    assert made.width() >= made.sizeHint().width()


def test_a_button_with_a_key_says_so() -> None:
    made = button("新增住户…", icon="plus", key="Ctrl+N")
    assert "Ctrl+N" in made.toolTip()
    assert made.accessibleName() == "新增住户"
    assert not made.icon().isNull()


def test_icons_of_buttons_follow_the_theme() -> None:
    made = button("打印", icon="print")
    before = made.icon().pixmap(16).toImage()
    theme.wear(theme.Look("normal", "dark"))
    assert made.icon().pixmap(16).toImage() != before


def test_a_shortcut_works_only_where_its_owner_has_the_keyboard(shown: Show) -> None:
    done: list[int] = []
    inner, outer = QLineEdit(), QLineEdit()
    owner = hold(column(inner))
    shown(hold(column(owner, outer)))
    shortcut(owner, "F2", lambda: done.append(1))
    outer.setFocus()
    QTest.keyClick(outer, Qt.Key.Key_F2)
    inner.setFocus()
    QTest.keyClick(inner, Qt.Key.Key_F2)
    assert done == [1]


def test_segmented_is_chosen_by_click_digit_and_arrow(shown: Show) -> None:
    made = Segmented([("policy", "宣讲政策"), ("mediation", "化解矛盾"), ("hardship", "解决困难")], numbered=True)
    told: list[str] = []
    made.picked.connect(told.append)
    shown(made)
    assert made.value() == "policy"
    made.buttons["hardship"].click()
    made.focus()
    QTest.keyClick(made.buttons["hardship"], Qt.Key.Key_2)
    QTest.keyClick(made.buttons["mediation"], Qt.Key.Key_9)
    assert told == ["hardship", "mediation"]
    made.pick("policy")
    assert (made.value(), told) == ("policy", ["hardship", "mediation"])


def test_segmented_keeps_room_for_its_heavier_words(shown: Show) -> None:
    made = Segmented([("a", "入户"), ("b", "集中"), ("c", "电话")])
    shown(made)
    for one in made.buttons.values():
        assert one.width() >= theme.text_width(one.text(), "chosen") + 20
    made.set_words("b", "集中宣讲 12")
    assert made.buttons["b"].minimumWidth() >= theme.text_width("集中宣讲 12", "chosen")


def test_rows_take_widgets_layouts_gaps_and_stretches(shown: Show) -> None:
    left, right = label("左"), label("右")
    box = shown(hold(row(left, 10, None, row(right), (label("宽"), 1), gap=4)), 400)
    assert left.x() < right.x()
    assert box.property("role") == "clear"


def test_clear_takes_everything_out() -> None:
    layout = column(label("一"), row(label("二")), None, 8)
    held = hold(layout)
    clear(layout)
    assert held.layout() is layout
    assert layout.count() == 0


def test_cards_heads_and_strips(shown: Show) -> None:
    strip = note_strip("12 号网格的 6 户已经分好，还没有确定党员。", link_button("推荐党员…"))
    page = hold(column(page_head("住户", None), card(card_head("经过", small="共 17 条"), rule(), strip), None))
    shown(page, 600)
    words = {found.text() for found in page.findChildren(QLabel) if found.text()}
    assert {"住户", "经过", "共 17 条"} <= words
    assert strip.height() < 80


def test_a_scroll_keeps_the_focused_box_in_view(shown: Show) -> None:
    boxes = [QLineEdit(str(number)) for number in range(40)]
    area = scroll(column(*boxes))
    shown(area, 300, 200)
    boxes[-1].setFocus(Qt.FocusReason.TabFocusReason)
    area.ensureWidgetVisible(boxes[-1])
    assert boxes[-1].visibleRegion().boundingRect().height() > 0


def test_an_empty_list_says_what_to_do(shown: Show) -> None:
    done: list[str] = []
    made = EmptyState(
        "home", "还没有住户", "可以导入。", ("导入…", "import", lambda: done.append("in")), ("新增", lambda: done.append("new"))
    )
    shown(made, 400, 300)
    for one in made.findChildren(QPushButton):
        one.click()
    assert done == ["in", "new"]
    made.show_words("没有找到", "换个条件。")
    assert (made.missing.text(), made.next_step.text()) == ("没有找到", "换个条件。")


def test_an_avatar_shows_the_photo_or_says_there_is_none() -> None:
    made = Avatar("白音那木拉")
    assert made.accessibleName() == "白音那木拉，还没有照片"
    made.show_person("白音那木拉", a_photo())
    assert made.accessibleName() == "白音那木拉的照片"
    assert made.grab().toImage().pixelColor(26, 26).red() > 200
    made.show_person("白音那木拉", b"no picture")
    assert made.photo.isNull()


def test_a_picture_follows_theme_and_name(shown: Show) -> None:
    made = Picture("phone", "ink3", 14)
    shown(made)
    before = made.pixmap().toImage()
    made.show_icon("lock")
    assert made.pixmap().toImage() != before


def test_set_mark_changes_only_what_is_new(shown: Show) -> None:
    box = QLineEdit()
    shown(box)
    set_mark(box, "wrong", "true")
    assert box.property("wrong") == "true"
    set_mark(box, "wrong", "")
    assert box.property("wrong") == ""


def a_photo() -> bytes:
    picture = QImage(40, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor(240, 10, 10))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())
