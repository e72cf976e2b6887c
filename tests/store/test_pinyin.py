import pytest

from kzzq_desktop.store.pinyin import MOST, readings, sort_key

# The 32 surnames that the dictionary alone reads wrongly (tech.md 2), with the reading their bearers use.
SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "翟": "zhai", "查": "zha", "区": "ou", "朴": "piao", "盖": "ge",
    "缪": "miao", "员": "yun", "乐": "yue", "折": "she", "覃": "qin", "薄": "bo", "祭": "zhai", "种": "chong", "繁": "po",
    "召": "shao", "洗": "xian", "黑": "he", "秘": "bi", "都": "du", "重": "chong", "长": "zhang", "阚": "kan", "卜": "bu",
    "佴": "nai", "隗": "wei", "郇": "xun", "荤": "xun", "炅": "gui",
}  # fmt: skip
COMPOUND = {
    "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun", "单于": "chanyu", "澹台": "tantai", "令狐": "linghu", "皇甫": "huangfu",
    "宇文": "yuwen", "夏侯": "xiahou", "鲜于": "xianyu", "濮阳": "puyang", "诸葛": "zhuge", "慕容": "murong",
}  # fmt: skip
MONGOLIAN = {
    "敖日格勒": "aorigele", "呼格吉勒图": "hugejiletu", "格日勒图": "geriletu", "满都拉图": "mandulatu", "都古尔": "duguer",
    "鄂尔都": "eerdu", "白音那木拉": "baiyinnamula", "包·乌云其其格": "baowuyunqiqige", "查干巴拉": "chaganbala", "色音": "seyin",
    "朝鲁": "chaolu", "那仁": "naren", "宝音德力格尔": "baoyindeligeer",
}  # fmt: skip
GIVEN = {"晟": "sheng", "珩": "heng", "靓": "liang", "莘": "xin", "藏": "zang", "长": "chang", "重": "chong", "乐": "le"}


def spoken(name: str) -> list[str]:
    return ["".join(syllables) for syllables in readings(name)]


def test_the_table_holds_all_32_surnames() -> None:
    assert len(SURNAMES) == 32


@pytest.mark.parametrize(("surname", "reading"), SURNAMES.items())
def test_surnames_are_read_as_their_bearers_do(surname: str, reading: str) -> None:
    assert spoken(f"{surname}小明")[0] == f"{reading}xiaoming"


@pytest.mark.parametrize(
    ("surname", "other"), [("单", "dan"), ("盖", "gai"), ("覃", "tan"), ("召", "zhao"), ("乐", "le"), ("黑", "hei")]
)
def test_a_second_living_reading_is_kept(surname: str, other: str) -> None:
    assert f"{other}xiaoming" in spoken(f"{surname}小明")


@pytest.mark.parametrize(("surname", "reading"), COMPOUND.items())
def test_surnames_of_two_characters(surname: str, reading: str) -> None:
    assert spoken(f"{surname}明") == [f"{reading}ming"]


@pytest.mark.parametrize(("name", "reading"), MONGOLIAN.items())
def test_mongolian_names(name: str, reading: str) -> None:
    assert reading in spoken(name)


@pytest.mark.parametrize(("letter", "reading"), GIVEN.items())
def test_characters_of_given_names(letter: str, reading: str) -> None:
    assert spoken(f"王{letter}")[0] == f"wang{reading}"


def test_dots_and_spaces_are_left_out_and_the_unknown_stands_for_itself() -> None:
    assert readings("") == readings(" · ") == ()
    assert spoken("A𠮷") == ["a𠮷"]
    assert spoken("吕绿") == ["lvlv"]


def test_there_are_never_many_readings() -> None:
    assert len(readings("单乐长重晟参")) <= MOST


def test_names_sort_by_reading_then_by_character() -> None:
    assert sorted(["张三", "阿古拉", "包小", "鲍小", "单一", "苏合"], key=sort_key) == [
        "阿古拉",
        "包小",
        "鲍小",
        "单一",
        "苏合",
        "张三",
    ]
    assert sort_key("") == "\t"
