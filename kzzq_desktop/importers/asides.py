"""Rows beside the data: totals, signature lines, notes."""

import re
from collections.abc import Sequence

from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.importers.workbook import Cell

TOTAL = re.compile(r"^(?:累计|总人[口数]|总户数|本页|全村共|.{0,12}(?:小计|合计|共计|总计)(?:$|[\d:：（(]))")
_SIGNED = re.compile(r"签字|签名|盖章|填表人|填报人|审核人|制表人|负责人[:：]|经办人|填报单位|填报时间|填表日期|制表时间")
NOTE = re.compile(
    r"^(?:以[下上](?:为|是|各|均|信息|人员)|本[页表]|续表|接上页)|^(?:注|说明|备注|填表说明|填报说明|附注|提示)(?:[:：0-9一1①.、]|$)|^(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．](?!\d)\S{8,}"
)
_SPACE = re.compile(r"\s")


def is_aside(row: Sequence[Cell]) -> bool:
    """Say whether a row is a total, a signature line or a note: its first filled cell says so."""
    text = _first_text(row)
    if not text or text.isdecimal():
        return False
    return bool(TOTAL.search(text) or NOTE.search(text) or (_SIGNED.search(text) and len(text) > 2))


def is_total(row: Sequence[Cell]) -> bool:
    """Say whether a row sums others up."""
    return bool(TOTAL.search(_first_text(row)))


def _first_text(row: Sequence[Cell]) -> str:
    first = next((cell for cell in row if is_filled(cell)), "")
    return _SPACE.sub("", normal_text(first)) if isinstance(first, str) else ""


def is_filled(cell: Cell) -> bool:
    """Say whether a cell holds more than blanks."""
    return not isinstance(cell, str) or bool(cell and not cell.isspace())
