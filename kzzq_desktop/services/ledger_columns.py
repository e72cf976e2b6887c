"""The columns of the lists that are written: how wide, what can be chosen, what each is for, in plain words."""

from collections.abc import Sequence

from kzzq_desktop.documents.ledger_sheet import LedgerColumn
from kzzq_desktop.domain.people import ELIGIBILITY_WORDS
from kzzq_desktop.services.ledger_rows import HEADERS

RELATIONS = (
    "户主", "配偶", "夫", "妻", "子", "长子", "次子", "三子", "女", "长女", "次女", "三女", "儿媳", "女婿", "孙子", "孙女",
    "外孙子", "外孙女", "父亲", "母亲", "公公", "婆婆", "岳父", "岳母", "祖父", "祖母", "兄", "弟", "姐姐", "妹妹", "侄子",
    "侄女", "其他亲属", "非亲属",
)  # fmt: skip
STATUSES = ("在家", "外出", "迁出", "去世", "本人外出", "全家外出", "全家搬迁")
SEXES = ("男", "女")
ID_DIGITS = 18
DAYS = "知道多少写多少：1986-05-03、1986-05、1986 都可以。"
PHONES = "手机11位，座机带区号。有几个号码用顿号隔开。"
_SHARED = {
    "性别": LedgerColumn("性别", 6, options=SEXES, about="男或女。有身份证号的可以不填。"),
    "出生日期": LedgerColumn("出生日期", 12, about=DAYS),
    "联系电话": LedgerColumn("联系电话", 14, about=PHONES),
    "苏木镇": LedgerColumn("苏木镇", 12, about="苏木镇的名称。"),
    "嘎查村": LedgerColumn("嘎查村", 16, about="嘎查村的全名。整张表是一个嘎查村的，也可以只把工作表改成嘎查村的名字。"),
    "备注": LedgerColumn("备注", 24, about="其他要说明的话。"),
}
_OWN = {
    "households": {
        "序号": LedgerColumn("序号", 6, number=True, about="一户一个号，写在这一户的第一行；下面几口人空着。"),
        "户号": LedgerColumn("户号", 10, about="村里自己编的户号，没有就空着。"),
        "户主": LedgerColumn("户主", 16, about="户主的姓名。同一户的每一行都写。"),
        "姓名": LedgerColumn("姓名", 22, about="这一行的人。另有写法的写在括号里：其力嘎（曾用名：其贺力嘎）。"),
        "与户主关系": LedgerColumn("与户主关系", 12, options=RELATIONS, about="户主本人写“户主”，其余写是户主的什么人。"),
        "身份证号": LedgerColumn(
            "身份证号", 22, length=ID_DIGITS, about="身份证号应为18位，请按证件核对。15位的老证号也可以保留，没有就空着。"
        ),
        "组": LedgerColumn("组", 8, about="只写号或名字：3、东2。"),
        "楼宇": LedgerColumn("楼宇", 12, about="住楼房的写楼栋和单元：3号楼2单元。"),
        "门牌号": LedgerColumn("门牌号", 10, about="例如 12、12-3。"),
        "住址": LedgerColumn("住址", 24, about="完整的住址。"),
        "家庭人口": LedgerColumn("家庭人口", 8, number=True, about="户上的人数。只列户主时必须填。"),
        "需求": LedgerColumn("需求", 14, many=True, about="有几样用顿号隔开，没有就写“无”。"),
        "状态": LedgerColumn("状态", 12, options=STATUSES, about="在家、外出、迁出、去世；全家都走了，户主这一行写“全家外出”。"),
        "网格编号": LedgerColumn("网格编号", 14, about="例如 第3网格。还没有分网格就空着。"),
        "联系党员": LedgerColumn("联系党员", 16, about="联系这一户的党员，只写一名。"),
        "党员电话": LedgerColumn("党员电话", 14, about="联系党员的电话。"),
    },
    "members": {
        "党员姓名": LedgerColumn("党员姓名", 22, about="另有写法的写在括号里：其力嘎（曾用名：其贺力嘎）。"),
        "所在党支部": LedgerColumn("所在党支部", 24, about="党支部的全名。"),
        "岗位": LedgerColumn("岗位", 18, many=True, about="认领的岗位，有几个用顿号隔开。"),
        "状态": LedgerColumn("状态", 12, options=tuple(ELIGIBILITY_WORDS.values()), about="能不能安排联系户；能安排的可以空着。"),
        "所在户户主": LedgerColumn("所在户户主", 16, about="他自己家户主的姓名。"),
    },
}  # fmt: skip


def columns_of(key: str, needs: Sequence[str] = (), posts: Sequence[str] = ()) -> tuple[LedgerColumn, ...]:
    """Return the columns of a list in the order of its headers; `needs` and `posts` are the office's own words."""
    known = _SHARED | _OWN[key]
    chosen = {"需求": tuple(needs), "岗位": tuple(posts)}
    return tuple(_offering(known[header], chosen.get(header, ())) for header in HEADERS[key])


def _offering(column: LedgerColumn, words: tuple[str, ...]) -> LedgerColumn:
    if not words:
        return column
    return LedgerColumn(column.head, column.width, column.number, words, column.many, column.length, column.about)
