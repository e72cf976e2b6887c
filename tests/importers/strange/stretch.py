"""A column more in the middle of a finished page: an empty one, or one that its neighbour's cells are merged into."""

import re
from random import Random

from tests.importers.strange.page import Page
from tests.importers.strange.said import Formula


def stretch(rng: Random, page: Page) -> None:
    """Widen the page by one column, unless formulas would then speak of other cells."""
    if page.width < 3 or any(isinstance(cell, Formula) and re.search(r"[A-Z]\d", cell.text) for cell in page.cells.values()):
        return
    after = rng.randint(1 + page.right, page.width - 1)
    merged = rng.random() < 0.5
    top, bottom = min(row for row, _ in page.cells), page.height
    page.cells = {(row, shifted(col, after)): cell for (row, col), cell in page.cells.items()}
    page.struck = {(row, shifted(col, after)) for row, col in page.struck}
    page.hidden_cols = {shifted(col, after) for col in page.hidden_cols}
    for entry in page.found:
        entry["col"] = str(shifted(int(entry["col"]), after))
    # A merge that ends in the column grows with it; one that spans it does so by itself.
    page.merges = [
        (up, shifted(left, after), down, after + 1 if merged and right == after else shifted(right, after))
        for up, left, down, right in page.merges
    ]
    if merged:
        covered = {row for up, left, down, right in page.merges if left <= after <= right for row in range(up, down + 1)}
        page.merges += [(row, after, row, after + 1) for row in range(top, bottom + 1) if row not in covered]
    page.features.append("doubled column" if merged else "empty column")


def shifted(col: int, after: int) -> int:
    return col + (col > after)
