"""Spellings of one Mongolian name in Chinese characters: 其力嘎, 其贺力嘎, 其合力嘎. Never two-character names.

A transcription writes sounds, so a register may take another character of the same sound, or write a weak syllable that
another leaves out. Names in other characters (most Han names) have no second spelling here.
"""

from functools import cache

LEAST = 3
# Characters that transcribe one sound, each group once; a group of one has no common second character.
_SOUNDS = (
    "其齐奇琪祺棋", "吉极济", "嘎噶尕", "格葛戈", "力利里丽立黎", "木穆慕牧牡", "图吐涂", "特", "那娜纳", "日热", "尔儿",
    "仁任", "布卜", "毕必", "宝保", "和合贺赫荷河", "哈", "呼胡", "巴", "雅亚娅牙", "乌吾", "斯司思丝", "朝潮", "查察",
    "勒", "乐", "达大", "道", "敖奥傲", "额鄂", "苏素", "萨沙莎", "阿", "拉喇", "鲁卢", "珠朱", "琴钦沁", "高", "敦顿",
    "登", "德", "孟蒙", "恩", "希喜西锡", "玛马", "音因", "桑", "松", "满曼", "都杜", "代岱", "扎札", "旦丹", "尼妮", "古",
    "楞", "根", "汗罕", "础楚", "克", "色", "森", "通", "顺", "套陶", "托", "塔", "坦腾", "伊", "银", "茹如", "赛",
    "信", "迪", "诺", "莫", "门", "来", "常", "申", "白", "韩",
)  # fmt: skip
# Clan names that one register writes before the given name and another leaves out.
_CLANS = frozenset("包白吴何陈康高孟宝金佟奇鲍梁王张李刘赵马胡席齐罗邰韩暴敖杭海")
_SOUND_OF = {letter: group[0] for group in _SOUNDS for letter in group}


@cache
def sounds_of(name: str) -> str:
    """Return a name's sounds, one sign a syllable; "" for a short one and one that is no transcription throughout."""
    if len(name) < LEAST or any(letter not in _SOUND_OF for letter in name):
        return ""
    return "".join(_SOUND_OF[letter] for letter in name)


def is_other_spelling(one: str, other: str) -> bool:
    """Say whether two different names may be one, spelled twice: the same sounds, or one syllable more within the longer.

    A syllable more at the end makes another name of it (巴雅尔, 巴雅尔图); one more in front must be a clan name.
    """
    short, long = sorted((one, other), key=len)
    if one == other or len(short) < LEAST or len(long) > len(short) + 1:
        return False
    mine, theirs = sounds_of(short), sounds_of(long)
    if mine and len(short) == len(long):
        return mine == theirs
    if mine and theirs and any(theirs[:at] + theirs[at + 1 :] == mine for at in range(1, len(theirs) - 1)):
        return True
    return bool(mine) and long[0] in _CLANS and sounds_of(long[1:]) == mine


@cache
def spelling_keys(name: str) -> tuple[str, ...]:
    """Return keys of which two spellings of one name share at least one: the name itself where it has but one spelling.

    They are its sounds, and these with one inner syllable left out, with and without a clan name in front.
    """
    keys: list[str] = []
    for bare in (name, name[1:] if name[:1] in _CLANS else ""):
        if sounds := sounds_of(bare):
            keys += [sounds, *(sounds[:at] + sounds[at + 1 :] for at in range(1, len(sounds) - 1) if len(sounds) > LEAST)]
    return tuple(dict.fromkeys(keys)) or (name,)
