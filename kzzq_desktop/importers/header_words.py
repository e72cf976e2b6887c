"""What the words over a column say: exact labels of the reference list, else parts of words and near spellings."""

import re
from collections import defaultdict
from functools import cache, lru_cache

from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.reference import read_reference
from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED
from kzzq_desktop.importers.workbook import Cell

_FORBIDDEN_PARTS = (
    *(
        "民族",
        "族别",
        "什么族",
        "宗教",
        "信仰",
        "信教",
        "银行",
        "账号",
        "帐号",
        "账户",
        "一卡通",
        "社保卡",
        "惠农卡",
        "卡号",
        "存折",
        "折号",
    ),
    *("残疾", "健康", "血型", "疾病", "患病", "大病", "身体", "政治", "面貌", "是否党员", "是不是党员", "兵役", "上访"),
    *("婚姻", "文化", "学历", "教育", "念书", "信访"),
)
_FORBIDDEN_PART = re.compile("|".join(_FORBIDDEN_PARTS))
_OWNERS = ("户主", "本人", "成员", "家庭成员", "住户", "农户", "村民", "居民", "联系户", "党员")
_NUMBERED = re.compile(r"^(?:家庭|户内|家属)?(?:成员|人员|家属|家人)[（(]?[1-9一二三四五六七八九][)）]?")
_LAST_NUMBER = re.compile(
    r"\D[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]?$|^第[一二三四五六七八九十\d]{1,2}(?:口人|口|位|个|名|人)"
)
# Old forms and slips of the brush that look alike: 戶 for 户, 囗 for 口, 曰 for 日.
_ALIKE_FORMS = str.maketrans(
    "戶號碼電話別組係糸屬證齡職備註黨員聯繫絡鄉鎮網祉囗曰恪囯門關稱謂與體況歲隊莊",
    "户号码电话别组系系属证龄职备注党员联系络乡镇网址口日格国门关称谓与体况岁队庄",
)
_SLIPS = (("姓别", "性别"), ("性名", "姓名"), ("号吗", "号码"), ("电活", "电话"))
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_MONGOLIAN = re.compile(r"[\u1800-\u18af\u200b-\u200d\u202f]")
_FOREIGN = re.compile(r"[A-Za-z.]+$|^[A-Za-z.]{2,}(?=[\u3400-\u9fff])")
_MARKS = re.compile(r"[\s*＊:：★▲●]")
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")
LONGEST_LABEL = 30
# Facts of somebody or something else: the column is not read, whatever stands in it.
_ANOTHERS = re.compile(
    r"(?:配偶|对象|爱人|老伴|妻子|丈夫)(?!关系)|监护|紧急|担保|父亲|母亲|父母|委托|代理人|书记|包村|驻村|民警|医生|银行|推荐人|入党介绍人|单位电话"
    r"|登记(?:日期|时间)|入党|转正|填[表报](?:日期|时间|人)|参保|缴费|签[订约]|开户|[发办领]证|有效期|迁[入移](?:日期|时间)|到期|走访|更新|采集|录入|落户|党龄|(?<!生)(?:日期|时间)$|家属(?:联系|电话|手机|号码)|入住|审核"
    r"|亩|面积|金额|收入|[（(]元[)）]|头数|只数|补贴|年龄|[周虚]岁|岁数|车牌|车辆|养老|医保|医疗|社保|低保[金证号]|贷款|照片|相片|签字|签名|手印|指纹|经度|纬度|邮编|邮箱|微信|QQ"
)
_CONTACTS = "党员|网格[长员]|包联|包户|联户(?!户)|责任人|联系人|结对|帮扶|包保|负责人|联络员"
_PARTS = (
    ("id_number", r"^证号|二代证|身[份分]证|证件号|公民\S*号|身份号|居民证号|^ID"),
    ("contact_phone", rf"(?:{_CONTACTS})\S*(?:电话|电活|手机|号码|联系方式|联络方式)"),
    ("phone", r"电话|电活|手机|联系方式|联络方式|通讯|Tel|Phone|号码$"),
    ("grid", r"网格(?![长员党])|格号|格名|所在格|^格$|Grid"),
    ("contact_member", rf"谁包|谁管|包的|管.{{0,3}}户|{_CONTACTS}|PartyMember"),
    ("relation", r"关系|称谓|称呼|[什啥]么?人|何人|Relation"),
    ("population", r"人口|人数|口数|家口|几口|口人|几人|总人|Population|Persons|^Members?$"),
    ("head_name", r"户主|家长|户长|当家|户名|户代表|[家之]主|主户|户头|House?holder|HeadofHouse"),
    ("sex", r"性别|男.?女|^Sex|Gender"),
    ("birth", r"出生|生日|生于|生辰|Birth|出身年月|年月日$|[年日]生人?$|生[年日]"),
    ("address", r"地[址点]|住地|住址|住所|住处|居住|家住|座落|坐落|Address|位置"),
    ("household_no", r"户号|户编|户口[本簿]|家庭编号|户籍|档案|户代码"),
    ("group", r"小组|组别|村组|屯|[社队组]别?$|几组|组号|社别|Group"),
    ("village", r"嘎查|村名|村别|[^入驻包]村$|^村|社区|行政村|Village"),
    ("township", r"苏木|乡镇|镇$|乡$|街道"),
    ("branch", r"支部|党组织"),
    ("post", r"岗"),
    ("name", r"姓名|名字|姓氏|人员|成员|家里人|名单|村民|居民|农牧?民|Name|人名"),
    ("need", r"需求|类别|类型"),
    ("status", r"状态|在家|外出|去向|动态"),
    ("note", r"备注|备考|说明|情况|其他|其它|^备|^注|Note|附注|Remark"),
    ("seq", r"序|编号|项次|排号|^No|№|行号|顺号"),
)  # fmt: skip
_COMPILED = tuple((field, re.compile(pattern, re.IGNORECASE)) for field, pattern in _PARTS)
PART, NEAR = 0.6, 0.5
_ALIKE = 0.74


def bare_label(cell: Cell) -> str:
    """Return a header cell's text without spaces, stars, colons and full-width forms."""
    text = normal_text(cell) if isinstance(cell, str) else ""
    return _MARKS.sub("", text).replace("(", "（").replace(")", "）")


def known_fields(label: str) -> tuple[str, ...]:
    """Return the fields a label may mean, "forbidden" for a column that must not be imported, () if unknown."""
    return _look_up(_folded(label)) if 0 < len(label) <= LONGEST_LABEL else ()


@lru_cache(maxsize=16384)
def likely_fields(label: str) -> dict[str, float]:
    """Return {field: 0..1} of a label that no list knows, by its parts or a spelling close to a known one.

    {IGNORED: 1} stands for the facts of somebody or something else.
    """
    if not 0 < len(label) <= LONGEST_LABEL:
        return {}
    label = _folded(label)
    if _ANOTHERS.search(label):
        return {IGNORED: 1.0}
    found: dict[str, float] = {}
    for field, pattern in _COMPILED:
        if pattern.search(label):
            found.setdefault(field, PART if not found else PART - 0.1)
    return found or _near(label)


def _folded(label: str) -> str:
    """A label in today's forms; of two languages the Chinese one."""
    for slip, meant in _SLIPS:
        label = label.replace(slip, meant)
    return _MONGOLIAN.sub("", label.translate(_ALIKE_FORMS)) if _CHINESE.search(label) else label


def bears_number(label: str) -> bool:
    """Say whether a label names the first, second, third… person of a household."""
    return bool(_LAST_NUMBER.search(label))


def _near(label: str) -> dict[str, float]:
    """A label of three or more characters, nearly all of which make a known one in the same order."""
    if len(label) < 3 or not _CHINESE.search(label):
        return {}
    best = 0.0
    fields: tuple[str, ...] = ()
    letters = set(label)
    for length in (len(label) - 1, len(label), len(label) + 1):
        least = _ALIKE * (len(label) + length) / 2
        for other, others, meaning in _aliases_of_length().get(length, ()):
            # The letters in common are never fewer than those in common and in order.
            if len(letters & others) + len(label) - len(letters) < least:
                continue
            alike = 2 * _shared_length(label, other) / (len(label) + length)
            if alike > best:
                best, fields = alike, meaning
    return {fields[0]: NEAR} if best >= _ALIKE and fields else {}


@cache
def _aliases_of_length() -> dict[int, list[tuple[str, frozenset[str], tuple[str, ...]]]]:
    found: dict[int, list[tuple[str, frozenset[str], tuple[str, ...]]]] = defaultdict(list)
    for alias, meaning in _aliases().items():
        if len(alias) > 2:
            found[len(alias)].append((alias, frozenset(alias), meaning))
    return found


def _shared_length(one: str, other: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for letter in one:
        before = 0
        for at, with_letter in enumerate(other, 1):
            here = row[at]
            row[at] = before + 1 if letter == with_letter else max(row[at], row[at - 1])
            before = here
    return row[-1]


@lru_cache(maxsize=16384)
def _look_up(label: str) -> tuple[str, ...]:
    for form in (label, _BRACKETS.sub("", label), _FOREIGN.sub("", label) or label):
        if form in _aliases():
            return _aliases()[form]
        if form in _forbidden():
            return (FORBIDDEN,)
    if _FORBIDDEN_PART.search(label):
        return (FORBIDDEN,)
    numbered = _NUMBERED.sub("", label)
    if numbered != label and numbered in _aliases():
        return _aliases()[numbered]
    for owner in _OWNERS:
        if owner != "党员" and label.startswith(owner):
            rest = _BRACKETS.sub("", label).removeprefix(owner).removeprefix("的")
            if rest in _aliases():
                return _aliases()[rest]
    return ()


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_reference("header_aliases"):
        label = bare_label(row["alias"])
        if row["field"] not in found[label]:
            found[label].append(row["field"])
    return {label: tuple(fields) for label, fields in found.items()}


@cache
def _forbidden() -> frozenset[str]:
    return frozenset(bare_label(row["alias"]) for row in read_reference("headers_must_not_import"))
