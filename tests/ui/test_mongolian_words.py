"""The window with the Mongolian words: every word whole, written downwards, with the name of who has read it."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from kzzq_desktop.domain.bilingual import BilingualWord, list_words
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.settings.mongolian_words import UNREAD, MongolianWords, broken, mongolian_font

Show = Callable[..., QWidget]


@pytest.mark.parametrize("size", ["normal", "huge"])
def test_the_list_shows_every_word_whole(shown: Show, size: str) -> None:
    theme.wear(theme.Look(size, "light"))
    words = (*list_words(), BilingualWord("月份", "ᠰᠠᠷ\u180eᠠ", "包某某 2026-11-23"), BilingualWord("没有译的词", "", ""))
    dialog = MongolianWords(None, words)
    shown(dialog)
    assert [card.word for card in dialog.cards] == list(words)
    assert not [fit for card in dialog.cards for fit in card.fits() if fit.cut]
    assert dialog.cards[0].accessibleName().endswith(UNREAD)
    assert dialog.cards[-2].reader == "包某某 2026-11-23"
    assert [" ".join(card.columns) for card in dialog.cards] == [word.mongolian for word in words]


def test_words_are_written_downwards(shown: Show) -> None:
    dialog = MongolianWords(None, [list_words()[0]])
    shown(dialog)
    picture = dialog.cards[0].grab().toImage()
    ink = [
        (x, y)
        for x in range(8, picture.width() - 8)
        for y in range(8, theme.px(128))
        if picture.pixelColor(x, y).lightness() < 90
    ]
    assert max(y for _, y in ink) - min(y for _, y in ink) > theme.px(90)
    assert len(dialog.cards[0].columns) == 3


def test_columns_break_at_spaces_only(qapp: object) -> None:
    metrics = QFontMetricsF(mongolian_font())
    words = list_words()[0].mongolian
    assert broken(words, metrics, 10_000) == [words]
    assert broken(words, metrics, 1) == words.split(" ")
    assert broken("", metrics, 1) == []
