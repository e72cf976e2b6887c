import pytest

from kzzq_desktop.domain.codes import relation_code
from kzzq_desktop.domain.kin_words import kin_code
from kzzq_desktop.domain.reference import read_reference

SONS = {"": "20", "大": "22", "二": "23", "三": "24", "四": "25", "五": "26", "老": "29"}
DAUGHTERS = {"": "30", "大": "32", "二": "33", "三": "34", "四": "35", "五": "36", "老": "39"}


@pytest.mark.parametrize(("rank", "code"), SONS.items())
@pytest.mark.parametrize("word", ["儿子", "小子"])
def test_sons_of_any_word_are_told_by_their_rank(rank: str, code: str, word: str) -> None:
    assert kin_code(rank + word) == code


@pytest.mark.parametrize(("rank", "code"), DAUGHTERS.items())
@pytest.mark.parametrize("word", ["女儿", "姑娘", "闺女", "丫头"])
def test_daughters_of_any_word_are_told_by_their_rank(rank: str, code: str, word: str) -> None:
    assert kin_code(rank + word) == code


@pytest.mark.parametrize("owner", ["", "之", "其", "户主之", "户主的", "系户主之"])
@pytest.mark.parametrize(("word", "code"), [("老婆", "12"), ("丈夫", "11"), ("儿子", "20"), ("母亲", "52"), ("女婿", "28")])
def test_whose_kin_it_is_does_not_matter(owner: str, word: str, code: str) -> None:
    assert kin_code(owner + word) == code


@pytest.mark.parametrize("word", ["", "男", "女方", "老王", "张三", "高娃", "邻居", "子女", "户主电话"])
def test_what_is_no_kin_has_no_code(word: str) -> None:
    assert kin_code(word) == ""


def test_words_before_brackets_decide() -> None:
    assert relation_code("妻（配偶）") == "12"
    assert relation_code("长子(大儿子)") == "22"


def test_parts_never_contradict_the_reference_list() -> None:
    """A word that the list knows keeps its code: the list is asked first, and the parts mean the same or nothing."""
    told = {row["alias"]: row["gbt4761_code"] for row in read_reference("relation_aliases") if not row["alias"].isdecimal()}
    other = {word: kin_code(word) for word, code in told.items() if kin_code(word) not in {"", code}}
    assert all(other[word][0] == told[word][0] for word in other), other
    assert all(relation_code(word) == code for word, code in told.items())
