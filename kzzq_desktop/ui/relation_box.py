"""The box for a relation to the head: typed as said at home (媳妇, 老二, 20), kept as its GB/T 4761 code."""

from PySide6.QtWidgets import QWidget

from kzzq_desktop.domain.codes import HEAD, relation_code, relation_word
from kzzq_desktop.domain.reference import read_reference
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.picker import Picker

USUAL = (
    "02",
    "12",
    "11",
    "20",
    "30",
    "22",
    "32",
    "23",
    "33",
    "38",
    "28",
    "41",
    "42",
    "43",
    "44",
    "51",
    "52",
    "73",
    "77",
    "97",
    "99",
)


class RelationBox(Picker):
    """Offers the usual relations first; anything of the standard's list or its everyday words can be typed."""

    def __init__(self, name: str = "关系", parent: QWidget | None = None) -> None:
        super().__init__(find_relations, "关系", may_be_empty=False)
        self.setAccessibleName(name)
        if parent is not None:
            self.setParent(parent)


def find_relations(typed: str) -> list[Hit]:
    """Return the relations that a word, part of a word or a code means; "" all, the usual ones first."""
    codes = [row["code"] for row in read_reference("relations") if row["code"] != "01"]
    if not typed:
        return [_hit(code) for code in (*USUAL, *(code for code in codes if code not in USUAL))]
    meant = relation_code(typed)
    first = [HEAD if meant == "01" else meant] if meant else []
    alike = [code for code in codes if typed in relation_word(code) or code.startswith(typed)]
    return [_hit(code) for code in dict.fromkeys((*first, *alike))]


def _hit(code: str) -> Hit:
    return Hit(code, relation_word(code), code)
