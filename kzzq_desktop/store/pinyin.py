"""Readings of names for search and order: surname readings first, Mongolian syllables right, all living readings kept."""

import os
import unicodedata
from functools import cache
from itertools import islice, product

# First readings of characters used as surnames, where the common reading differs; a second living reading follows.
SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "翟": "zhai", "查": "zha", "区": "ou", "朴": "piao",
    "盖": "ge gai", "缪": "miao", "员": "yun", "乐": "yue le", "折": "she", "覃": "qin tan", "薄": "bo", "祭": "zhai",
    "种": "chong", "繁": "po", "召": "shao zhao", "洗": "xian", "黑": "he hei", "秘": "bi mi", "都": "du", "重": "chong",
    "长": "zhang chang", "阚": "kan", "卜": "bu", "佴": "nai", "隗": "wei kui", "郇": "xun huan", "荤": "xun", "炅": "gui",
    "尉": "wei", "宁": "ning", "那": "na", "哈": "ha", "盛": "sheng", "石": "shi", "任": "ren", "华": "hua", "万": "wan",
    "冯": "feng", "贾": "jia", "燕": "yan", "纪": "ji", "车": "che", "洪": "hong", "牟": "mu mou", "谌": "chen", "冼": "xian",
    "晁": "chao", "柏": "bai bo", "逄": "pang", "过": "guo", "么": "yao", "幺": "yao", "六": "lu", "斗": "dou", "相": "xiang",
    "朝": "chao", "瞿": "qu", "臧": "zang",
}  # fmt: skip
COMPOUND = {
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai", "令狐": "ling hu",
    "皇甫": "huang fu", "宇文": "yu wen", "夏侯": "xia hou", "鲜于": "xian yu", "濮阳": "pu yang", "欧阳": "ou yang",
    "上官": "shang guan", "司马": "si ma", "诸葛": "zhu ge", "慕容": "mu rong", "东方": "dong fang", "独孤": "du gu",
}  # fmt: skip
# Characters of given and Mongolian names whose usual reading in a name is not the first of the dictionary; a second may live.
IN_NAMES = {
    "勒": "le", "都": "du", "晟": "sheng cheng", "珩": "heng", "靓": "liang jing", "莘": "xin shen", "藏": "zang cang",
    "长": "chang zhang",
    "参": "can shen", "重": "chong zhong", "格": "ge", "朝": "chao", "色": "se", "音": "yin", "查": "cha", "会": "hui",
    "行": "xing", "传": "chuan",
    "乐": "le yue", "调": "tiao", "率": "shuai", "校": "xiao", "曾": "zeng", "盛": "sheng", "胖": "pang", "葛": "ge", "伯": "bo",
    "什": "shi", "阿": "a", "娜": "na", "柏": "bai", "茜": "qian xi", "婷": "ting",
}  # fmt: skip
MOST = 4


def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the living readings of a name, best first: each a tuple of syllables, one a character.

    Characters without a reading (dots are left out, Latin letters kept in lower case) stand for themselves.
    """
    letters = [ch for ch in name if ch not in " ·　"]
    if not letters:
        return ()
    head = "".join(letters[:2])
    if head in COMPOUND and len(letters) > len(head):
        choices: list[tuple[str, ...]] = [(syllable,) for syllable in COMPOUND[head].split()]
    else:
        choices = [_first(letters[0])]
    choices += [_inner(ch) for ch in letters[len(choices) :]]
    return tuple(islice(product(*choices), MOST))


def sort_key(name: str) -> str:
    """Return the text by which a name sorts: its best reading, then itself."""
    found = readings(name)
    return (" ".join(found[0]) if found else "") + "\t" + name


def _first(ch: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*SURNAMES.get(ch, "").split(), *_inner(ch))))


def _inner(ch: str) -> tuple[str, ...]:
    return tuple(IN_NAMES[ch].split()) if ch in IN_NAMES else (_usual(ch),)


@cache
def _usual(ch: str) -> str:
    """Return the dictionary's first reading without its tone mark; ü is v, as clerks type it."""
    tones = _dictionary().get(ord(ch))
    if not tones:
        return ch.lower()
    marks = unicodedata.normalize("NFD", tones.split(",")[0].replace("ü", "v"))
    return "".join(
        "v" if mark == "\u0308" else mark for mark in marks if not unicodedata.combining(mark) or mark == "\u0308"
    ).replace("uv", "v")


@cache
def _dictionary() -> dict[int, str]:
    """Return {code point: readings with tone marks}; imported when first needed, without its 44 MB of phrases."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - slow to import

    return pinyin_dict
