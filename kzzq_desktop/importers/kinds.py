"""What a cell looks like by itself, whatever stands over its column."""

import re
from datetime import date
from enum import IntFlag, auto
from functools import lru_cache

from kzzq_desktop.domain.codes import CHINESE_NUMERAL, relation_code
from kzzq_desktop.domain.names import is_name_like, normal_text, read_name
from kzzq_desktop.domain.phones import read_phones
from kzzq_desktop.importers.workbook import Cell


class Kind(IntFlag):
    """The kinds of content; a cell may be of several."""

    NOTHING = 0
    ID = auto()
    PHONE = auto()
    SEX = auto()
    RELATION = auto()
    DATE = auto()
    NAME = auto()
    NAME_PHONE = auto()
    GROUP = auto()
    GRID = auto()
    VILLAGE = auto()
    TOWNSHIP = auto()
    ADDRESS = auto()
    WHOLE = auto()
    COUNT = auto()
    YEAR = auto()
    SERIAL_DAY = auto()
    NUMBER = auto()
    CODE = auto()
    REMARK = auto()
    POST = auto()
    BRANCH = auto()
    YES_NO = auto()
    ETHNIC = auto()
    ACCOUNT = auto()
    POLITICAL = auto()
    PRIVATE = auto()
    TEXT = auto()


SENSITIVE = Kind.ETHNIC | Kind.ACCOUNT | Kind.POLITICAL | Kind.PRIVATE
# A table's data shows at least two of these in a row; a name alone may as well be a label.
VALUES = (
    Kind.ID | Kind.PHONE | Kind.SEX | Kind.RELATION | Kind.DATE | Kind.GROUP | Kind.GRID | Kind.WHOLE | Kind.COUNT
    | Kind.NUMBER | Kind.NAME_PHONE | Kind.ETHNIC | Kind.ACCOUNT | Kind.POLITICAL | Kind.CODE
)  # fmt: skip

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_NUMERAL = rf"(?:\d+|{CHINESE_NUMERAL})"
_BLANK = re.compile(
    r"^(?:无|没有|暂无|/+|\\+|[—–_\-－―~～.。·…*＊×?？]+|空|空白|空号|未知|不详|不清楚|未办|未办理|没办|丢失|补办中|停机|未登记|未填|同上|〃|N/?A|null)$",
    re.IGNORECASE,
)
_ID = re.compile(r"^[1-8]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3,4}[\dX]?$")
_OLD_ID = re.compile(r"^[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$")
_NEARLY_ID = re.compile(r"^[1-8]\d{5}(?:19|20)\d{2}\d{4,11}[\dA-Z]{0,4}$")
_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?E\+?1[4-9]$", re.IGNORECASE)
_ID_NOISE = re.compile(r"[\s\-‐-―_.,·'`‘’“”\"]|[(（【].*?[)）】]")
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")
_GROUP = re.compile(rf"^第?{_NUMERAL}(?:村民小组|村民组|小组|组|社|队|屯)$|^[东西南北前后中]{_NUMERAL}?(?:组|社|队|屯)$")
_GRID = re.compile(rf"{_NUMERAL}(?:号|级)?网格|网格(?:编号)?[^\u3400-\u9fff\d]{{0,2}}{_NUMERAL}|^第?{_NUMERAL}(?:号|级)?格$")
_COUNT = re.compile(rf"^{_NUMERAL}\s*(?:人|口|口人|名)$")
_VILLAGE = re.compile(r"^[\u3400-\u9fff·]{2,14}(?:嘎查|村|社区|分场|生活区|村委会|嘎查委员会|村民委员会)$")
_TOWNSHIP = re.compile(r"^[\u3400-\u9fff·]{2,8}(?:苏木|镇|乡|牧场|农场|街道|街道办事处|林场)$")
_ADDRESS = re.compile(
    r"(?:嘎查|村|社区|分场|生活区|小区|镇|苏木|路|街|屯|艾勒)\S*\d|[\d一二三四五六七八九十]\s*(?:号|组|社|队|栋|单元)|(?:嘎查|村|社区|分场|生活区)"
)
_DAY = re.compile(
    r"^(?:\d{4}[年./\-\\]\d{1,2}(?:[月./\-\\](?:\d{1,2}[日号]?)?)?|\d{2}[年./\-\\]\d{1,2}[月./\-\\]\d{1,2}[日号]?|(?:19|20)\d{2}年)(?:T?\d{1,2}:.*)?生?$"
)
_PLAIN_DAY = re.compile(r"^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?$")
_REMARK = re.compile(
    r"外出|务工|打工|去世|死亡|已故|病故|迁出|迁走|搬走|低保|五保|脱贫|监测|独居|空巢|留守|残疾|特困|孤儿|大病|常住|在外|优抚|军属|退役|长期|陪读|上学|就学|贫困户|一般户"
)
_BRANCH = re.compile(r"党支部$|党总支$|支部$|党委$|党组织$")
_POST = re.compile(r"岗$|员岗|示范岗|监督岗|宣传岗")
_POLITICAL = frozenset(
    {
        "群众",
        "中共党员",
        "党员",
        "正式党员",
        "预备党员",
        "中共预备党员",
        "共青团员",
        "团员",
        "民主党派",
        "积极分子",
        "入党积极分子",
        "发展对象",
        "无党派",
    }
)
_ETHNIC = re.compile(
    r"^(?:蒙古|蒙|汉|满|回|朝鲜|达斡尔|鄂温克|鄂伦春|锡伯|藏|壮|苗|彝|土家|维吾尔|布依|侗|瑶|白|哈萨克|黎|傣|畲|土|羌|俄罗斯|其他)族?$"
)
_SHORT_ETHNIC = frozenset({"蒙古", "蒙", "汉", "满", "回", "藏", "壮", "朝鲜", "锡伯", "达斡尔", "鄂温克", "鄂伦春"})
_PRIVATE = frozenset({
    *("文盲", "半文盲", "小学", "初中", "高中", "中专", "大专", "本科", "大学", "大学本科", "研究生", "硕士", "博士", "技校"),
    *("健康", "良好", "一般", "较差", "体弱", "患病", "残疾", "长期慢性病", "患有大病", "健康或良好", "慢性病", "A型"),
    *("B型", "O型", "AB型", "已婚", "未婚", "离异", "离婚", "丧偶", "再婚", "初婚", "佛教", "基督教", "伊斯兰教", "天主教"),
    *("学龄前", "无宗教信仰", "不信教"),
})  # fmt: skip
_NEVER = _POLITICAL | _SHORT_ETHNIC | {f"{word}族" for word in (*_SHORT_ETHNIC, "苗", "彝", "土家", "维吾尔", "瑶", "白")}
_LETTERED_CODE = re.compile(r"^(?!(?:tel|phone)\b)[A-Za-z]{1,4}-?\d{4,}$", re.IGNORECASE)
_BANK_DIGITS = range(16, 22)
_WORDS = frozenset({
    *("是", "否", "有", "无", "男", "女", "在家", "外出", "在住", "常住", "合格", "正常", "优秀", "同意", "已办", "未办", "已签"),
    *("农业", "非农", "城镇", "农村"),
})  # fmt: skip
_ACCOUNT_DIGITS = range(16, 22)
_LOST_ID = range(10**14, 10**18)
_MOBILE_STARTS = frozenset(f"1{second}" for second in "3456789")
_X_FORMS = str.maketrans("ХΧ×", "XXX")
_SPACE, _CHINESE = re.compile(r"\s"), re.compile(CHINESE_NUMERAL).fullmatch
_MOST_PEOPLE, _SERIAL_DAYS, _YEARS = 20, range(3000, 60000), range(1900, 2101)


def kind_of(cell: Cell) -> Kind:
    """Return every kind a cell may be; NOTHING for an empty one and for words that stand for nothing (无, 未办, /)."""
    if isinstance(cell, str):
        return _kind_of_text(cell) if len(cell) <= 120 else Kind.TEXT
    return Kind.DATE if isinstance(cell, date) else _kind_of_number(cell)


def is_never(cell: Cell) -> bool:
    """Say quickly whether a cell is plainly an ethnicity, a political status or a bank's number."""
    if not isinstance(cell, str) or not cell:
        return False
    return cell in _NEVER or (len(cell) in _BANK_DIGITS and cell.isdecimal())


def _kind_of_number(number: float) -> Kind:
    if number != int(number):
        text = f"{number:g}"
        return Kind.NUMBER | (Kind.DATE if re.match(r"^(?:19|20)\d{2}\.(?:0?[1-9]|1[0-2])$", text) else Kind.NOTHING)
    whole = int(number)
    if whole in _LOST_ID:
        return Kind.ID if _birth_like(str(whole)) else Kind.ACCOUNT
    return _kind_of_digits(str(whole)) if whole >= 0 else Kind.NUMBER


@lru_cache(maxsize=16384)
def _kind_of_text(cell: str) -> Kind:
    text = normal_text(cell).translate(_NARROW).strip()
    bare = _SPACE.sub("", text)
    if not bare or _BLANK.match(bare):
        return Kind.NOTHING
    digits = _ID_NOISE.sub("", bare).upper().translate(_X_FORMS)
    if bare.isdecimal():
        apart = bare != text and not _kind_of_long_digits(bare) & Kind.ID
        return Kind.PHONE if apart and read_phones(text).phones else _kind_of_digits(bare)
    if _CHINESE(bare):
        return Kind.COUNT
    if _ID.match(digits) or _OLD_ID.match(digits) or _NEARLY_ID.match(digits) or _SCIENTIFIC.match(bare):
        return Kind.ID
    found = _words(bare, text)
    return found or _phone_kind(text) or (Kind.CODE if re.fullmatch(r"[A-Za-z0-9\-_/.]+", bare) else Kind.TEXT)


def _kind_of_digits(digits: str) -> Kind:
    """What a run of digits may be."""
    long = _kind_of_long_digits(digits)
    if long:
        return long
    if len(digits) == 8 and _PLAIN_DAY.match(digits):
        return Kind.DATE | Kind.WHOLE
    if read_phones(digits).phones or (len(digits) in {10, 12} and digits[:2] in _MOBILE_STARTS):
        return Kind.PHONE
    value = int(digits)
    found = Kind.WHOLE if len(digits) <= 7 else Kind.CODE
    if _PLAIN_DAY.match(digits):
        found |= Kind.DATE
    found |= Kind.COUNT if 0 < value <= _MOST_PEOPLE else Kind.NOTHING
    found |= Kind.YEAR if value in _YEARS and len(digits) == 4 else Kind.NOTHING
    return found | (Kind.SERIAL_DAY if value in _SERIAL_DAYS and len(digits) in {4, 5} else Kind.NOTHING)


def _kind_of_long_digits(digits: str) -> Kind:
    """What twelve digits and more may be: an ID of 15 may as well be the code of a grid, what is no ID is an account."""
    if len(digits) in {15, 17, 18} and (_ID.match(digits) or _OLD_ID.match(digits)):
        return Kind.ID | (Kind.GRID if len(digits) == 15 else Kind.NOTHING)
    if len(digits) == 15:
        return Kind.GRID | Kind.CODE
    if len(digits) >= 12 and _NEARLY_ID.match(digits):
        return Kind.ID
    return Kind.ACCOUNT if len(digits) in _ACCOUNT_DIGITS else Kind.NOTHING


def _words(bare: str, text: str) -> Kind:
    """What words say by themselves."""
    exact = _exact_words(bare)
    if exact:
        return exact
    found = Kind.NOTHING
    for pattern, kind in (
        (_GROUP, Kind.GROUP),
        (_COUNT, Kind.COUNT),
        (_DAY, Kind.DATE),
        (_BRANCH, Kind.BRANCH),
        (_POST, Kind.POST),
    ):
        if pattern.search(bare):
            found |= kind
    if _GRID.search(bare):
        found |= Kind.GRID
    for pattern, kind in ((_VILLAGE, Kind.VILLAGE), (_TOWNSHIP, Kind.TOWNSHIP), (_ADDRESS, Kind.ADDRESS), (_REMARK, Kind.REMARK)):
        if pattern.search(bare):
            found |= kind
    if not found and (phones := _phone_kind(text)):
        return phones
    if relation_code(bare):
        found |= Kind.RELATION
    without = _BRACKETS.sub("", text)
    if (not found & ~Kind.RELATION and _is_name(text)) or (found & Kind.REMARK and without != text and _is_name(without)):
        found |= Kind.NAME
    return found


def _exact_words(bare: str) -> Kind:
    if bare in {"男", "女", "男性", "女性", "M", "F"}:
        return Kind.SEX | (Kind.RELATION if bare == "女" else Kind.NOTHING)
    if bare in {"是", "否", "√", "✓", "有"}:
        return Kind.YES_NO
    if bare in _POLITICAL:
        return Kind.POLITICAL
    if _ETHNIC.match(bare) and (bare.endswith("族") or bare in _SHORT_ETHNIC):
        return Kind.ETHNIC
    return Kind.PRIVATE if bare in _PRIVATE else Kind.NOTHING


def _phone_kind(text: str) -> Kind:
    """Phones, alone, with words, or behind a name."""
    if _LETTERED_CODE.match(text):
        return Kind.NOTHING
    read = read_phones(text)
    lettered = bool(re.search(r"\d[OoIl]|[OoIl]\d", text)) and sum(letter.isdecimal() for letter in text) >= 6
    digits = sum(letter.isdecimal() for letter in text)
    if not read.phones and not lettered and not (5 <= digits <= 13 and digits >= 0.7 * len(re.sub(r"\s", "", text))):
        return Kind.NOTHING
    words = re.sub(r"[\d\s\-+()（）,，;；、/或:：.OoIl]", "", text)
    begins = re.match(r"[\u3400-\u9fff·]{2,}", re.sub(r"\s", "", text))
    if begins and read.phones and is_name_like(read_name(begins[0]).name) and not re.search(r"电话|手机|本人|家|联系", words):
        return Kind.NAME_PHONE
    return Kind.PHONE


def _is_name(text: str) -> bool:
    read = read_name(text)
    name = read.name
    if not 2 <= len(name) <= 20 or not is_name_like(name) or name in _WORDS:
        return False
    return bool(re.match(r"[\u3400-\u9fff\U00020000-\U0003ffff〇?？□■*＊\ue000-\uf8ff]", name)) and not re.search(
        r"[,，。；;：:]", text
    )


def _birth_like(digits: str) -> bool:
    return bool(re.match(r"^[1-8]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])", digits) or re.match(
        r"^[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$", digits
    ) or re.match(r"^[1-8]\d{5}(?:18|19|20)\d{2}", digits))  # fmt: skip
