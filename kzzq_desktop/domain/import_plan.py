"""What saving a ledger would do, row by row: new, changed, same, doubtful, refused (pure; nothing is written)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kzzq_desktop.domain.import_choice import WHOLE, FieldChange, ImportChoice
from kzzq_desktop.domain.import_values import FIELD_WORDS, code_of
from kzzq_desktop.domain.spot import Spot

Row = dict[str, object]
Rows = dict[str, dict[str, Row]]


class Verdict(StrEnum):
    """What a row of a ledger means for the office's records."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


VERDICT_WORDS = {"new": "新增", "changed": "有变化", "same": "相同", "doubtful": "存疑", "refused": "不导入"}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of the preview. A doubtful row is saved as far as it is sure; a refused one is not.

    `changes` are the fields that saving would change on record. `revives` is the id of a resident or household who moved
    or died on record and whom the list names as present: nothing of that is saved unless the clerk asks for it.
    """

    verdict: Verdict
    spot: Spot
    title: str
    what: str = ""
    column: str = ""
    mend: str = ""
    changes: tuple[FieldChange, ...] = ()
    revives: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """All that an import could do, before anything is chosen; kinds are table names, rows stand by id.

    `waits` are the ids that must be revived before a row is written; reviving a person brings his household (`brings`).
    `codes` are the fields that a new row stands for
    (a need, a post, a lead of what is on record). `held` are, by place in `rows`, the ids a line waits for and what it
    says until then.
    """

    inserts: Rows = field(default_factory=dict)
    patches: Rows = field(default_factory=dict)
    rows: tuple[PreviewRow, ...] = ()
    waits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    brings: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[int, tuple[frozenset[str], PreviewRow]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Rows to insert by kind, patches by kind and id, and the preview, as chosen. Kinds are table names.

    `field_counts` says how many records each field could be changed in, whatever fields are chosen, in the order of
    FIELD_WORDS.
    """

    inserts: dict[str, list[Row]] = field(repr=False)
    patches: dict[str, dict[str, Row]] = field(repr=False)
    rows: tuple[PreviewRow, ...] = field(repr=False)
    field_counts: dict[str, int] = field(default_factory=dict)
    offered: Offered = field(default_factory=Offered, repr=False)

    @property
    def counts(self) -> Counter[str]:
        """Return how many lines of the preview have each verdict."""
        return Counter(row.verdict.value for row in self.rows)

    @property
    def empty(self) -> bool:
        """Tell whether saving would change nothing."""
        return not any(self.inserts.values()) and not any(self.patches.values())

    def chosen(self, choice: ImportChoice) -> "ImportPlan":
        """Return the same import with another choice; quick, nothing is compared anew."""
        return choose(self.offered, choice)


def choose(offered: Offered, choice: ImportChoice = WHOLE) -> ImportPlan:
    """Return what an import does when only the chosen fields of records are changed; what is new comes whole."""
    if choice.revived:
        choice = replace(choice, revived=choice.revived | {offered.brings.get(one, one) for one in choice.revived})
    lines = [_line(offered, place, row, choice.revived) for place, row in enumerate(offered.rows)]
    counted = Counter(change.field for row in lines for change in row.changes)
    rows = lines if choice.fields is None else [_with_fields(row, choice) for row in lines]
    inserts = {kind: _kept_inserts(offered, rows_of, choice) for kind, rows_of in offered.inserts.items()}
    patches = {kind: _kept_patches(offered, kind, choice) for kind in offered.patches}
    _prune(inserts, patches)
    counts = {code: counted[code] for code in FIELD_WORDS if counted[code]}
    return ImportPlan(inserts, patches, tuple(rows), counts, offered)


def changed_words(changes: tuple[FieldChange, ...]) -> str:
    """Return the words of changed fields in a row."""
    return "、".join(dict.fromkeys(change.word for change in changes))


def _line(offered: Offered, place: int, row: PreviewRow, revived: frozenset[str]) -> PreviewRow:
    if place in offered.held:
        waits, instead = offered.held[place]
        return row if waits <= revived else instead
    return row


def _with_fields(row: PreviewRow, choice: ImportChoice) -> PreviewRow:
    if not row.changes or choice.fields is None:
        return row
    back = "status" if row.revives in choice.revived else ""
    kept = tuple(change for change in row.changes if change.field in choice.fields or change.field == back)
    if len(kept) == len(row.changes):
        return row
    if row.verdict is not Verdict.CHANGED:
        return replace(row, changes=kept)
    return replace(row, verdict=Verdict.CHANGED if kept else Verdict.SAME, changes=kept, what=changed_words(kept))


def _kept_inserts(offered: Offered, rows: dict[str, Row], choice: ImportChoice) -> list[Row]:
    waits, codes = offered.waits, offered.codes
    return [
        row
        for row_id, row in rows.items()
        if (row_id not in waits or waits[row_id] <= choice.revived)
        and (choice.fields is None or row_id not in codes or codes[row_id] in choice.fields)
    ]


def _kept_patches(offered: Offered, kind: str, choice: ImportChoice) -> dict[str, Row]:
    kept: dict[str, Row] = {}
    for row_id, patch in offered.patches[kind].items():
        if not offered.waits.get(row_id, frozenset()) <= choice.revived:
            continue
        back = "status" if row_id in choice.revived else ""
        chosen = {
            name: value
            for name, value in patch.items()
            if choice.fields is None or name == back or code_of(kind, name) in choice.fields
        }
        if "status" in chosen:
            chosen["status_day"] = ""  # a list tells no day, and the day on record was that of another status
        if chosen:
            kept[row_id] = chosen
    return kept


def _prune(inserts: dict[str, list[Row]], patches: dict[str, dict[str, Row]]) -> None:
    """Drop new grids that no household goes into after the choice, with their leads, and new branches without a member."""
    for kind, holder, column in (("grid", "household", "grid_id"), ("branch", "member", "branch_id")):
        if inserts.get(kind):
            used = {row.get(column) for row in (*inserts.get(holder, ()), *patches.get(holder, {}).values())}
            gone = {row["id"] for row in inserts[kind] if row["id"] not in used}
            inserts[kind] = [row for row in inserts[kind] if row["id"] not in gone]
            if kind == "grid" and gone and "contact" in inserts:
                inserts["contact"] = [row for row in inserts["contact"] if row["grid_id"] not in gone]
