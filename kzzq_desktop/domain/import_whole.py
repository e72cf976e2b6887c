"""A whole import planned: households, members, contacts and every doubt, as one plan (pure)."""

from collections.abc import Callable, Collection

from kzzq_desktop.domain.drafts import LedgerReading, RowProblem
from kzzq_desktop.domain.import_choice import WHOLE, ImportChoice
from kzzq_desktop.domain.import_draft import Draft
from kzzq_desktop.domain.import_households import plan_households
from kzzq_desktop.domain.import_members import plan_members_named
from kzzq_desktop.domain.import_plan import ImportPlan, PreviewRow, Verdict, choose
from kzzq_desktop.domain.known import Known


def plan_import(
    reading: LedgerReading, known: Known, allowed: Collection[str], new_id: Callable[[], str], choice: ImportChoice = WHOLE
) -> ImportPlan:
    """Return what saving this reading would do; `allowed` are the villages of the office.

    Planning the same reading against what it has saved gives an empty plan. Another choice needs no new planning:
    `ImportPlan.chosen`.
    """
    draft = Draft(new_id)
    placed = plan_households(draft, reading, known, allowed)
    plan_members_named(draft, reading, known, placed, allowed)
    if reading.problems:
        names = {(p.spot.file, p.spot.sheet, p.spot.row): p.name for household in reading.households for p in household.people}
        draft.rows += [_line(problem, names) for problem in reading.problems]
    return choose(draft.offered(), choice)


def _line(problem: RowProblem, names: dict[tuple[str, str, int], str]) -> PreviewRow:
    verdict = Verdict.REFUSED if problem.refused else Verdict.DOUBTFUL
    spot = problem.spot
    return PreviewRow(verdict, spot, names.get((spot.file, spot.sheet, spot.row), ""), problem.what, problem.column, problem.mend)
