"""What people call their kin beyond the words of any list: 大小子, 二丫头, 户主之子, 老父亲."""

import re

_RANKS = {"大": 1, "长": 1, "头": 1, "二": 2, "次": 2, "三": 3, "四": 4, "五": 5, "小": 0, "老": 0, "六": 0, "七": 0, "八": 0}
_SON, _DAUGHTER = "儿子|男孩|小子|儿|子|小伙|男", "女儿|女孩|女娃|姑娘|闺女|丫头|千金|女"
# By rank: without one, the first to the fifth, and the others.
_SONS = {None: "20", 1: "22", 2: "23", 3: "24", 4: "25", 5: "26", 0: "29"}
_DAUGHTERS = {None: "30", 1: "32", 2: "33", 3: "34", 4: "35", 5: "36", 0: "39"}
_CHILD = re.compile(rf"^(?P<rank>[{''.join(_RANKS)}])?(?:(?P<son>{_SON})|(?P<daughter>{_DAUGHTER}))$")
_RANKED = re.compile(r"^(?:[大二三四五六小老长次])?(?P<kin>.+)$")
# Of these the standard counts no ranks; each stands with and without one.
_KIN = {
    "02": "当家的|掌柜的|一家之主|户主|家主|本户户主",
    "10": "对象|伴侣|配偶|爱人|夫妻",
    "11": "男人|老公|丈夫|夫|当家男人|老爷们|男的",
    "12": "老婆|妻子|妻|太太|媳妇|老伴儿?|屋里的|家里的|内人|女人",
    "28": "女婿子?|姑爷子?",
    "38": "儿媳妇?儿?|媳妇子",
    "41": "孙子|孙儿|孙男|孙",
    "42": "孙女儿?|孙姑娘|孙丫头",
    "43": "外孙子?儿?|外孙男",
    "44": "外孙女儿?",
    "45": "孙媳妇?儿?",
    "46": "孙女婿|孙姑爷",
    "47": "重孙子?|曾孙子?",
    "48": "重孙女儿?|曾孙女儿?",
    "51": "父亲?|爹|爸爸?|老爹|父",
    "52": "母亲?|娘|妈妈?|老娘|额吉|母",
    "53": "公公|公爹",
    "54": "婆婆|婆母",
    "55": "岳父|老丈人|丈人",
    "56": "岳母|丈母娘|老丈母娘",
    "61": "爷爷?|祖父",
    "62": "奶奶?|祖母",
    "63": "姥爷|外祖父|外公",
    "64": "姥姥|外祖母|外婆",
    "71": "哥哥?|兄长?",
    "72": "嫂子?",
    "73": "弟弟?|兄弟",
    "74": "弟媳妇?|弟妹|兄弟媳妇",
    "75": "姐姐?",
    "76": "姐夫",
    "77": "妹妹?|妹子",
    "78": "妹夫",
    "93": "侄子?儿?",
    "94": "侄女儿?",
    "95": "外甥子?儿?",
    "96": "外甥女儿?",
}
_COMPILED = tuple((code, re.compile(rf"^(?:{words})$")) for code, words in _KIN.items())
# Most words are no kin: what they end with tells.
_ENDS = frozenset(letter for words in (_SON, _DAUGHTER, *_KIN.values()) for letter in words if letter not in "|?")
_OWNER = re.compile(r"^(?:系|是|为)?(?:户主|本人|当家人|其|他|她)?(?:的|之)?(?=.)")


def kin_code(word: str) -> str:
    """Return the GB/T 4761 code of a word for kin by its parts, "" where they make none."""
    if word[-1:] not in _ENDS:
        return ""
    for bare in dict.fromkeys((word, _OWNER.sub("", word))):
        code = _child(bare) or _kin(bare)
        if code:
            return code
    return ""


def _child(word: str) -> str:
    # 小子 is any son, 小儿子 the youngest; 男 by itself is a sex.
    if word in {"小子", "小伙"}:
        return _SONS[None]
    match = _CHILD.match(word)
    if match is None or word == "男":
        return ""
    rank = None if match["rank"] is None else _RANKS[match["rank"]]
    return (_SONS if match["son"] else _DAUGHTERS)[rank]


def _kin(word: str) -> str:
    code = _exact(word)
    ranked = _RANKED.match(word)
    if code or ranked is None:
        return code
    code = _exact(ranked["kin"])
    # 大爷 and 大娘 are no parents; 老父亲 is.
    return "" if code[:1] in {"5", "6"} and not word.startswith("老") else code


def _exact(word: str) -> str:
    return next((code for code, pattern in _COMPILED if pattern.match(word)), "")
