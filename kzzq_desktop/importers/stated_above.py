"""What lines between the tables of a sheet say for the rows under them: "网格编号：第3网格  联系党员：包丹巴"."""

import re
from collections.abc import Sequence

from kzzq_desktop.domain.codes import CHINESE_NUMERAL
from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.importers.workbook import Cell

_NUMBER = rf"(?:\d+|{CHINESE_NUMERAL})"
_LABELLED = (
    ("grid", re.compile(r"(?:网格编号|所属网格|网格名称|网格号|网格)[:：]\s*([^\s:：，,；;]+)")),
    ("contact_member", re.compile(r"(?:联系|包联|网格|责任|联户|包户)党员(?:姓名)?[:：]\s*([^\s:：，,；;\d（(]+)")),
    ("contact_phone", re.compile(r"(?:党员电话|党员联系电话|联系电话|电话|手机)[:：]\s*([\d-]{7,13})")),
    ("group", re.compile(r"(?:组别|所在组|村民小组|小组)[:：]\s*([^\s:：，,；;]+)")),
)
_HEADINGS = (
    ("grid", re.compile(rf"^(?:\S{{0,10}}(?:嘎查|村|社区))?(第?{_NUMBER}(?:号)?网格|网格{_NUMBER})(?:$|[（(\s:：])")),
    ("group", re.compile(rf"^第?({_NUMBER})(?:村民小组|小组|组|社)$")),
)


def replace_stated(above: dict[str, str], stated: dict[str, str]) -> dict[str, str]:
    """Return what holds after another line: another grid has another member unless the line says which."""
    kept = {name: words for name, words in above.items() if "grid" not in stated or not name.startswith("contact")}
    return kept | stated


def stated_in(row: Sequence[Cell]) -> dict[str, str]:
    """Return the fields that a line states by label and colon, or as a heading that stands alone in its row."""
    texts = [normal_text(cell) for cell in row if isinstance(cell, str) and cell.strip()]
    if not texts or len(texts) > 12:
        return {}
    line = "  ".join(texts)
    found = {name: match[1] for name, pattern in _LABELLED if (match := pattern.search(line))}
    if "contact_phone" in found and "contact_member" not in found:
        del found["contact_phone"]
    if found or len(texts) > 1 or len(texts) < sum(cell != "" for cell in row):
        return found if found.keys() & {"grid", "contact_member", "group"} else {}
    return {name: match[1] for name, pattern in _HEADINGS if (match := pattern.search(line))}
