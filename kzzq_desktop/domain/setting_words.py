"""What the office's settings are called and what their values say (pure): their keys are for the program only."""

from collections.abc import Mapping

from kzzq_desktop.domain.sheet_view import FIELD_WORDS

KEY_WORDS: Mapping[str, str] = {
    "office": "本单位", "grid_sizes": "每格户数", "papers": "打印设置", "exchange_weeks": "几周交换一次",
    "columns/": "台账各列的认法", "apart-": "认定不是同一人",
}  # fmt: skip
SIDES = {"": "不印蒙古文", "left": "蒙古文在左", "right": "蒙古文在右"}
PHONES = {"police": "派出所", "oversight": "监督"}
OTHER, SEVERAL = "一项设置", "（一组设置）"


def setting_title(key: str) -> str:
    """Return what a setting is called."""
    return next((word for start, word in KEY_WORDS.items() if key.startswith(start)), OTHER)


def setting_words(key: str, value: object) -> str:
    """Return what a setting says.

    >>> setting_words("grid_sizes", {"target": 10, "least": 8, "most": 12})
    '每格10户，最少8户，最多12户'
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return f"每{value}周" if "weeks" in key else str(value)
    if isinstance(value, dict):
        try:
            return _told(key, value)
        except (KeyError, TypeError, ValueError, AttributeError):  # another version's
            return SEVERAL
    return SEVERAL


def _told(key: str, value: Mapping[str, object]) -> str:
    if key == "office":
        return f"{value['township_name'] or value['banner_name']}党建办"
    if key == "grid_sizes":
        return f"每格{value['target']}户，最少{value['least']}户，最多{value['most']}户"
    if key == "papers":
        return _papers(value)
    columns = value["columns"]
    if not isinstance(columns, dict):
        return SEVERAL
    named = sorted((int(col), FIELD_WORDS.get(str(code), "其他")) for col, code in columns.items())
    return "、".join(f"第{col + 1}列{word}" for col, word in named)


def _papers(value: Mapping[str, object]) -> str:
    words = [SIDES[str(value["mongolian"])], "未审的蒙古文也印" if value["unreviewed"] else "未审的蒙古文不印"]
    words.append("正式文书用宋体仿宋" if value["formal"] else "正式文书用程序自带字体")
    phones = value["phones"]
    for numbers in phones.values() if isinstance(phones, dict) else ():
        words += [f"{PHONES[kind]}电话{number}" for kind, number in numbers.items()]
    return "，".join(words)
