"""A whole import planned: households, members, contacts and every doubt, as one plan (pure)."""

from collections.abc import Callable, Collection

from kzzq_desktop.domain.drafts import LedgerReading, RowProblem
from kzzq_desktop.domain.import_members import plan_members_named
from kzzq_desktop.domain.import_plan import Draft, ImportPlan, PreviewRow, Verdict, plan_households
from kzzq_desktop.domain.known import Known


def plan_import(reading: LedgerReading, known: Known, allowed: Collection[str], new_id: Callable[[], str]) -> ImportPlan:
    """Return what saving this reading would do; `allowed` are the villages of the office.

    Planning the same reading against what it has saved gives an empty plan.
    """
    draft = Draft(new_id)
    placed = plan_households(draft, reading, known, allowed)
    plan_members_named(draft, reading, known, placed, allowed)
    names = {(p.spot.file, p.spot.sheet, p.spot.row): p.name for household in reading.households for p in household.people}
    doubts = [_line(problem, names) for problem in reading.problems]
    inserts = {kind: list(rows.values()) for kind, rows in draft.inserts.items()}
    return ImportPlan(inserts, dict(draft.patches), (*draft.rows, *doubts))


def _line(problem: RowProblem, names: dict[tuple[str, str, int], str]) -> PreviewRow:
    verdict = Verdict.REFUSED if problem.refused else Verdict.DOUBTFUL
    spot = problem.spot
    return PreviewRow(verdict, spot, names.get((spot.file, spot.sheet, spot.row), ""), problem.what, problem.column, problem.mend)
