"""Lists brought in from tables: rows in, drafts and problems out; nothing here saves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportList:
    """A kind of list that can be imported: its word, what it is for, and the headers of an empty one in order."""

    key: str
    word: str
    what: str
    headers: tuple[str, ...]


LISTS = (
    ImportList(
        "households",
        "户台账",
        "一人一行，或一户一行；同一户的人排在一起。",
        ("序号", "户号", "户主", "姓名", "与户主关系", "性别", "出生日期", "身份证号", "联系电话", "苏木镇", "嘎查村", "组",
         "楼宇", "门牌号", "住址", "家庭人口", "需求", "状态", "网格编号", "联系党员", "党员电话", "备注"),
    ),
    ImportList(
        "members",
        "党员名册",
        "一名党员一行。",
        ("党员姓名", "性别", "出生日期", "联系电话", "苏木镇", "嘎查村", "所在党支部", "岗位", "状态", "所在户户主", "备注"),
    ),
)  # fmt: skip
