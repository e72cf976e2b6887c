"""What the duplicate desk says: reasons as sentences, scores as words."""

from collections.abc import Iterable

from kzzq_desktop.domain.duplicate_evidence import Because, Reason
from kzzq_desktop.domain.duplicates import LIKELY, SURE, HouseholdPair, PersonPair

SURE_WORDS, LIKELY_WORDS, POSSIBLE_WORDS = "几乎肯定", "很可能", "可能"
REASON_WORDS = {
    Reason.ID: "身份证号相同",
    Reason.ID_SLIP: "身份证号只差一位",
    Reason.ID_HEAD: "身份证号前15位相同（尾数已被表格软件改掉）",
    Reason.NAME: "姓名相同",
    Reason.KNOWN_SPELLING: "姓名与曾用写法相同",
    Reason.SPELLING: "姓名像是同一个蒙古名的两种写法",
    Reason.NAME_LOST: "姓名除丢失的字外相同",
    Reason.BIRTH_DAY: "出生日期相同",
    Reason.BIRTH_MONTH: "出生年月相同",
    Reason.BIRTH_YEAR: "出生年份相同",
    Reason.PHONE: "电话相同",
    Reason.MATES: "家里另有{count}人也相同",
    Reason.DOOR: "组和门牌相同",
    Reason.ONE_HOME: "在同一户里",
    Reason.OTHER_NAME: "但姓名不同，也可能有一人的号码填错",
    Reason.OTHER_BIRTH: "但出生日期略有出入",
    Reason.OTHER_DIGITS: "但身份证号不像同一个",
    Reason.SEVERAL: "但对方户里不止一人符合",
}


def score_words(score: float) -> str:
    """Return a score in words."""
    return SURE_WORDS if score >= SURE else LIKELY_WORDS if score >= LIKELY else POSSIBLE_WORDS


def reason_words(reasons: Iterable[Because]) -> str:
    """Return reasons as one sentence, what speaks against at its end."""
    told = sorted(reasons, key=lambda reason: list(REASON_WORDS).index(reason.code))
    return "，".join(REASON_WORDS[one.code].format(count=one.count) for one in told) + "。"


def household_words(pair: HouseholdPair) -> str:
    """Return why two households may be one."""
    told = ["户主是同一个人"] if pair.heads else []
    told += [f"有{len(pair.people)}个人两户都有"] if len(pair.people) > 1 else []
    best = max(pair.people, key=lambda one: one.score)
    return f"{'，'.join(told)}：{best.one.name}，{reason_words(best.reasons)}"


def pair_words(pair: PersonPair | HouseholdPair) -> str:
    """Return why the two of a pair may be one."""
    return household_words(pair) if isinstance(pair, HouseholdPair) else reason_words(pair.reasons)
