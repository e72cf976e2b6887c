"""The list of Mongolian words: what may stand in it, what of it an office prints, what a damaged list says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain import bilingual
from kzzq_desktop.domain.bilingual import BilingualWord, WordListBad, is_mongolian, list_words, read_list, word_for
from kzzq_desktop.domain.papers import PaperSettings

HEAD = "chinese,mongolian,reviewed by\n"
NAM_UN = "ᠨᠠᠮ\u202fᠤᠨ"
SAR_A = "ᠰᠠᠷ\u180eᠠ"
# papers.md §7 and the headings that stand on several papers.
ASKED = (
    "党员联系户名册", "党员联系户公示", "便民联系卡", "网格公示牌", "住户花名册", "党支部名册", "亮身份牌", "党员名册",
    "入户走访登记表", "履职台账", "设岗定责表", "承诺公示", "说事登记表", "销号台账", "催办单", "办结公示", "交接单",
    "划分方案", "月度汇总", "作战图", "信息告知单", "户主", "电话", "人口", "联系党员", "岗位", "党支部", "网格", "嘎查村",
    "苏木镇", "宣讲政策", "化解矛盾", "解决困难", "创业致富", "遵章守法", "群众说事日", "序号", "备注", "签字", "日期",
)  # fmt: skip


def kept(folder: Path, text: str, coding: str = "utf-8") -> Path:
    path = folder / "mongolian.csv"
    path.write_bytes(text.encode(coding))
    return path


def test_every_paper_has_its_word_and_nobody_is_said_to_have_read_it() -> None:
    words = {word.chinese: word for word in list_words()}
    assert set(ASKED) <= set(words)
    assert all(is_mongolian(word.mongolian) for word in words.values())
    assert {word.reviewer for word in words.values()} == {""}


def test_a_word_is_printed_only_as_the_office_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"月份": BilingualWord("月份", SAR_A, "某某 2026-11-23"), "党": BilingualWord("党", NAM_UN, "")}
    monkeypatch.setattr(bilingual, "_by_chinese", lambda: known)
    off, on, all_of_them = PaperSettings(unreviewed=True), PaperSettings("left"), PaperSettings("right", unreviewed=True)
    assert [word_for("月份", office) for office in (off, on, all_of_them)] == ["", SAR_A, SAR_A]
    assert [word_for("党", office) for office in (off, on, all_of_them)] == ["", "", NAM_UN]
    assert word_for("没有的词", all_of_them) == ""


def test_no_word_of_the_shipped_list_is_printed_unasked() -> None:
    assert not any(word_for(word.chinese, PaperSettings("left")) for word in list_words())
    assert all(word_for(word.chinese, PaperSettings("left", unreviewed=True)) for word in list_words())


def test_switched_off_the_list_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bilingual, "_by_chinese", lambda: pytest.fail("read"))
    assert word_for("党员", PaperSettings()) == ""


def test_a_reviewer_signs_and_leaves_what_he_cannot_say(tmp_path: Path) -> None:
    signed = f"\ufeff{HEAD}月份,{SAR_A}, 某某 2026-11-23 \r\n党,,\r\n,,\r\n\r\n"
    assert read_list(kept(tmp_path, signed)) == (BilingualWord("月份", SAR_A, "某某 2026-11-23"), BilingualWord("党", "", ""))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("word,mongolian,reviewed by\n", "表头"),
        (f"{HEAD}党,{NAM_UN}\n", "第2行"),
        (f"{HEAD}党,{NAM_UN},\n党,{NAM_UN},\n", "第3行"),
        (f"{HEAD},{NAM_UN},\n", "第2行"),
        (f"{HEAD}党,nam-un,\n", "第2行"),
        (f"{HEAD}党,{NAM_UN} 党,\n", "第2行"),
        (f'{HEAD}党,"{NAM_UN}"x,\n', "格式"),
    ],
)
def test_a_damaged_list_says_where(tmp_path: Path, text: str, said: str) -> None:
    if not text:
        assert read_list(kept(tmp_path, text)) == ()
        return
    with pytest.raises(WordListBad) as caught:
        read_list(kept(tmp_path, text))
    assert said in caught.value.sentence()
    assert "words/mongolian.csv" in caught.value.sentence()


def test_a_list_saved_in_another_coding_or_gone_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(WordListBad, match="UTF-8"):
        read_list(kept(tmp_path, f"{HEAD}党,,某某\n", "gbk"))
    with pytest.raises(WordListBad, match="打不开"):
        read_list(tmp_path / "gone.csv")


@pytest.mark.parametrize("text", [NAM_UN, SAR_A, f"{NAM_UN} {SAR_A}", "ᠲ\u180bᠠ", "ᠭ\u180d\u180eᠠ"])
def test_words_with_their_joiners_are_mongolian(text: str) -> None:
    assert is_mongolian(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "a", "党", f" {NAM_UN}", f"{NAM_UN} ", f"{NAM_UN}  {SAR_A}", "\u202fᠤᠨ", "ᠰᠠᠷ\u180e", "ᠰ\u202f\u180eᠠ", "\u180bᠠ",
     "ᠰ\u180e\u180bᠠ", "ᠰ\u200dᠠ", "ᠰ᠑"],
)  # fmt: skip
def test_joiners_alone_foreign_letters_and_stray_spaces_are_not(text: str) -> None:
    assert not is_mongolian(text)


@given(st.text("ᠠᠨ\u180b\u180e\u202f ", max_size=8))
def test_what_is_mongolian_is_words_that_begin_and_end_with_letters(text: str) -> None:
    if is_mongolian(text):
        for word in text.split(" "):
            assert word[0] in "ᠠᠨ"
            assert word[-1] not in "\u180e\u202f"
            assert not {"\u180e\u202f", "\u202f\u180e", "\u180b\u180b"} & {word[at : at + 2] for at in range(len(word))}
