"""What lines between the tables of a sheet say for the rows under them: "网格编号：第3网格  联系党员：包丹巴"."""

import re
from collections.abc import Sequence

from kzzq_desktop.domain.codes import CHINESE_NUMERAL
from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.phones import read_phones
from kzzq_desktop.importers.workbook import Cell

_NUMBER = rf"(?:\d+|{CHINESE_NUMERAL})"
_MEMBER = r"(?:(?:联系|包联|网格|责任|联户|包户|结对|帮扶)?党员|网格[员长]|包联人|责任人|联络员|联户长)(?:姓名)?"
_LABELLED = (
    (
        "village",
        re.compile(r"(?:嘎查村|嘎查（村）|嘎查\(村\)|村名称?|嘎查|行政村|所在村|所属村|村（社区）)[:：]\s*([^\s:：，,；;]+)"),
    ),
    ("grid", re.compile(r"(?:网格编号|所属网格|网格名称|网格号|网格)[:：]\s*([^\s:：，,；;]+)")),
    ("contact_member", re.compile(rf"{_MEMBER}(?:[:：]\s*|\s+)([^\s:：，,；;\d（(]{{2,}})")),
    ("contact_phone", re.compile(r"(?:党员电话|党员联系电话|联系电话|联系方式|电话|手机号?)[:：]?\s*([\d-]{7,13})")),
    ("group", re.compile(r"(?:组别|所在组|村民小组|小组)[:：]\s*([^\s:：，,；;]+)")),
)
_CHIEF = re.compile(r"网格[长员](?:姓名)?[:：]")
_HEADINGS = (
    (
        "grid",
        re.compile(rf"^[^\s\d第：:]{{0,14}}?(第?{_NUMBER}(?:号)?网格|网格{_NUMBER})(?:$|[（(\s:：])"),
    ),
    ("group", re.compile(rf"^第?({_NUMBER})(?:村民小组|小组|组|社)$")),
)


def replace_stated(above: dict[str, str], stated: dict[str, str]) -> dict[str, str]:
    """Return what holds after another line.

    Another grid has another member unless the line says which; another village has other groups and grids.
    """
    if "village" in stated:
        return stated
    kept = {name: words for name, words in above.items() if "grid" not in stated or not name.startswith("contact")}
    return kept | stated


def stated_in(row: Sequence[Cell]) -> dict[str, str]:
    """Return the fields that a line states by label and colon, or as a heading in its first text."""
    texts = [normal_text(cell) for cell in row if isinstance(cell, str) and cell.strip()]
    if not texts or len(texts) > 12:
        return {}
    line = "  ".join(texts)
    found = {name: match[1] for name, pattern in _LABELLED if (match := pattern.search(line))}
    if "contact_member" not in found:
        found.pop("contact_phone", None)
    elif "contact_phone" not in found and (phones := read_phones(line).phones):
        found["contact_phone"] = phones[0]
    alone = len(texts) == 1 and len(texts) == sum(cell != "" for cell in row)
    if alone or "contact_member" in found:
        for name, pattern in _HEADINGS:
            if name not in found and (match := pattern.search(texts[0])):
                found[name] = match[1]
    if "grid" not in found and _CHIEF.search(line):
        found.pop("contact_member", None)  # a village's chief of grids, not the member of one of them
    return found if found.keys() & {"grid", "contact_member", "group", "village"} else {}
