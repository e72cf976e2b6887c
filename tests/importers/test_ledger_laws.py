"""Laws of reading: blank rows and columns, another order of columns and another format change nothing that is understood."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading
from tests.importers import books
from tests.importers.law_tables import LAYOUTS, WORDS, LawTable, in_order, orders, tables, with_columns, with_rows
from tests.importers.strange.write_text import ENCODINGS, grid_of, write_html, write_text, write_xml
from tests.importers.strange.write_xlsx import write_xlsx
from tests.importers.strange.write_zips import write_docx, write_ods
from tests.importers.tables import read

STEM = "甲镇毛都嘎查"
KINDS = list(product(LAYOUTS, WORDS))
EVERY = pytest.mark.parametrize(("layout", "words"), KINDS)
# A tenth of the usual number of examples for each of the ten kinds of tables.
FEW = settings(max_examples=max(1, settings.default.max_examples // 10))
WRITERS = {
    "xlsx": lambda path, page: write_xlsx(path, [page]),
    "ods": lambda path, page: write_ods(path, [page]),
    "docx": write_docx,
    "html": write_html,
    "xml": write_xml,
    **{kind: lambda path, page, kind=kind: write_text(path, page, kind) for kind in ENCODINGS},
}


@contextmanager
def written(table: LawTable, kind: str = "xlsx") -> Iterator[Path]:
    """The table as a file of a format, whatever its name says."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{STEM}.xls"
        if kind == "xls":
            path.write_bytes(books.xls(grid_of(table.page())))
        else:
            WRITERS[kind](path, table.page())
        yield path


def understood(table: LawTable, kind: str = "xlsx") -> dict[str, object]:
    """All that is understood of a table, but where it stands."""
    with written(table, kind) as path:
        return said_by(read(path))


def said_by(reading: LedgerReading) -> dict[str, object]:
    return {
        "households": [_of_household(household) for household in reading.households],
        "members": sorted((one.name, one.phones, one.sex, one.birth, one.village_code) for one in reading.members),
        "problems": Counter((problem.column, problem.what, problem.refused) for problem in reading.problems),
        "asks": len(reading.asks),
    }


def _of_household(one: HouseholdDraft) -> dict[str, object]:
    people = [
        (
            person.name,
            person.relation,
            person.sex,
            person.birth,
            person.id_number,
            person.phones,
            person.status,
            person.note,
            person.flags,
        )
        for person in one.people
    ]
    facts = ("village_code", "group_no", "door_no", "address", "ledger_no", "grid_number", "grid_name", "contact_name")
    more = ("contact_phone", "phone", "stated_people", "status", "needs", "note", "head_name")
    return {name: getattr(one, name) for name in (*facts, *more)} | {"people": people}


def assert_read(table: LawTable, said: dict[str, object]) -> None:
    """Everybody of the table is understood, in his household: a law of nothing would hold too."""
    homes = said["households"]
    assert isinstance(homes, list)
    assert tuple(tuple(person[0] for person in home["people"]) for home in homes) == table.names


@EVERY
@FEW
@given(data=st.data())
def test_blank_rows_and_columns_change_nothing(layout: str, words: str, data: st.DataObject) -> None:
    table = data.draw(tables(layout, words))
    said = understood(table)
    assert_read(table, said)
    rows = data.draw(st.lists(st.integers(0, len(table.rows)), max_size=4))
    # A blank column between people side by side is a law of its own.
    outside = [col for col in range(table.width + 1) if col <= table.people.start or col >= table.people.stop]
    cols = data.draw(st.lists(st.sampled_from(outside), max_size=3))
    assert understood(with_columns(with_rows(table, rows), cols)) == said


@EVERY
@FEW
@given(data=st.data())
def test_the_order_of_columns_changes_nothing(layout: str, words: str, data: st.DataObject) -> None:
    table = data.draw(tables(layout, words))
    said = understood(table)
    assert_read(table, said)
    assert understood(in_order(table, data.draw(orders(table)))) == said


@EVERY
@FEW
@given(data=st.data())
def test_the_format_changes_nothing(layout: str, words: str, data: st.DataObject) -> None:
    table = data.draw(tables(layout, words))
    said = understood(table)
    assert_read(table, said)
    for kind in [*WRITERS, *([] if table.merges else ["xls"])]:
        assert understood(table, kind) == said, kind
