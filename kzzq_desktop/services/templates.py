"""Empty lists to be filled in: made once by `make templates`, shipped in resources/templates, handed out as they are."""

from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.base import paths
from kzzq_desktop.documents.ledger_sheet import LedgerSheet
from kzzq_desktop.documents.ledger_template import ledger_template
from kzzq_desktop.domain.id_numbers import check_digit
from kzzq_desktop.importers import LISTS
from kzzq_desktop.services.ledger_columns import columns_of
from kzzq_desktop.services.office import NEEDS, POSTS
from kzzq_desktop.services.printing.file import write_file

EXAMPLE = "例："
# Nobody's numbers: the division code ends in 99, no carrier holds the prefix.
_HEAD_ID = "15059919580301002" + check_digit("15059919580301002")
_PHONE, _MEMBER_PHONE = "15404750538", "15404750316"


@dataclass(frozen=True, slots=True)
class Template:
    """An empty list: its key in LISTS, its file among the resources, the name a clerk gives it, its first sheet."""

    key: str
    file: str
    name: str
    sheet: str


TEMPLATES = (
    Template("households", "households.xlsx", "户台账（空表）.xlsx", "户台账"),
    Template("members", "members.xlsx", "党员名册（空表）.xlsx", "党员名册"),
)
_HOME = {"户号": "0001", "户主": "包金花", "苏木镇": "舍伯吐镇", "嘎查村": "哈民艾勒嘎查", "组": "东2", "门牌号": "12-3"}
_EXAMPLES: dict[str, tuple[dict[str, str], ...]] = {
    "households": (
        {"序号": EXAMPLE, **_HOME, "姓名": "包金花", "与户主关系": "户主", "性别": "女", "出生日期": "1958-03-01",
         "身份证号": _HEAD_ID, "联系电话": _PHONE, "家庭人口": "2", "需求": "低保", "状态": "在家", "网格编号": "第3网格",
         "联系党员": "白音那木拉", "党员电话": _MEMBER_PHONE},
        {"序号": EXAMPLE, **_HOME, "姓名": "特木尔", "与户主关系": "长子", "性别": "男", "出生日期": "1984", "状态": "外出",
         "备注": "出生日期只知道年份"},
    ),
    "members": (
        {"党员姓名": f"{EXAMPLE}白音那木拉", "性别": "男", "出生日期": "1980-05", "联系电话": _MEMBER_PHONE, "苏木镇": "舍伯吐镇",
         "嘎查村": "哈民艾勒嘎查", "所在党支部": "哈民艾勒嘎查党支部", "岗位": "政策宣传岗", "所在户户主": "白音那木拉"},
    ),
}  # fmt: skip
_WORDS = {
    "households": (
        "一人写一行，同一户的人排在一起，户主写在最前面。",
        "灰色的是例子，导入时会跳过，也可以删掉。从例子下面开始填。",
        "至少要填姓名和与户主关系；知道多少填多少，空着的以后可以补。",
        "身份证号、电话和日期这几列已经设成文本，直接输入就不会变成科学计数，也不会丢掉末尾的数字。",
        "从别的表复制过来时，请用“选择性粘贴”里的“数值”或“文本”，不要连格式一起粘贴。",
        "出生日期只知道年份的写 1984，只知道年月的写 1984-05。",
        "一个人有两个电话的，用顿号隔开写在一格里。",
        "有人去世、迁出或外出的，写在状态那一列；全家都外出的，在户主那一行写“全家外出”。",
        "一个嘎查村可以用一张工作表，也可以几个嘎查村写在一张表里，把嘎查村那一列填上。",
        "不要写民族、宗教、银行账号、政治面貌和病情，这些按规定不导入。",
        "填好以后，在“住户”里点“导入”，先看预览，确认无误再保存。",
    ),
    "members": (
        "一名党员写一行。",
        "灰色的是例子，导入时会跳过，也可以删掉。从例子下面开始填。",
        "至少要填姓名和嘎查村。同一个嘎查村里有同名党员的，请写上电话或出生日期，否则分不清是哪一位。",
        "电话和日期这几列已经设成文本，直接输入就可以。",
        "有几个电话或几个岗位的，用顿号隔开写在一格里。",
        "70岁以上、体弱多病或长期外出的，写在状态那一列，推荐网格时一般不安排；能安排的可以空着。",
        "填好以后，在“党员”里点“导入”，先看预览，确认无误再保存。",
    ),
}


def find_template(key: str) -> Template:
    """Return the template of a list, "households" or "members"."""
    return next(one for one in TEMPLATES if one.key == key)


def shipped_file(key: str) -> Path:
    """Return where the empty list lies among the program's files."""
    return paths.resources() / "templates" / find_template(key).file


def save_template(key: str, path: Path) -> None:
    """Write the empty list where the clerk wants it. Raises what write_file raises."""
    write_file(path, shipped_file(key).read_bytes())


def build_template(key: str) -> bytes:
    """Return the empty list as it is shipped."""
    template = find_template(key)
    posts = tuple(post for _, group in POSTS for post in group)
    columns = columns_of(key, NEEDS, posts)
    rows = [tuple(example.get(column.head, "") for column in columns) for example in _EXAMPLES[key]]
    frozen = 4 if key == "households" else 1
    word = next(one.word for one in LISTS if one.key == key)
    return ledger_template(LedgerSheet(template.sheet, columns, rows, frozen), word, _WORDS[key])


if __name__ == "__main__":
    for made in TEMPLATES:
        shipped_file(made.key).write_bytes(build_template(made.key))
