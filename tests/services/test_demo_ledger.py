"""The shipped sample ledger: it is what its script writes, and it imports without a doubt."""

import openpyxl
import pytest

from kzzq_desktop.base.paths import resources
from kzzq_desktop.services import assign, divide, import_ledger
from tests.services.duty_desk import empty_desk
from tests.services.sample_ledger import FILE_NAME, HOUSEHOLDS, MEMBERS, drawn_families, write_sample_ledger

SHIPPED = resources() / "samples" / FILE_NAME


def cells(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: (list(sheet.iter_rows(values_only=True)), sorted(map(str, sheet.merged_cells.ranges))) for sheet in book}


def test_the_shipped_file_is_what_the_script_writes(tmp_path):
    write_sample_ledger(tmp_path / FILE_NAME)
    assert cells(tmp_path / FILE_NAME) == cells(SHIPPED)


def test_it_is_a_village_of_about_a_hundred_and_twenty():
    families = drawn_families(7)
    assert 115 <= sum(len(family.people) for family in families) <= 125
    assert all(person.id_number[4:6] in ("", "99") for family in families for person in family.people)


@pytest.fixture
def desk(tmp_path):
    desk = empty_desk(tmp_path)
    yield desk
    desk.store.close()


def count(desk, table):
    with desk.store.reading() as conn:
        return conn.exec_driver_sql(f"SELECT COUNT(*) FROM {table} WHERE sy_del = 0").scalar()


def test_it_imports_without_a_doubt_and_the_daily_round_goes_on(desk):
    preview = import_ledger.preview_import(desk, [SHIPPED])
    assert [line.what for line in preview.reading.problems] == []
    import_ledger.save_import(desk, preview)
    people = sum(len(family.people) for family in drawn_families(7))
    assert (count(desk, "household"), count(desk, "resident"), count(desk, "member")) == (HOUSEHOLDS, people, MEMBERS)
    divide.divide(desk, divide.preview_division(desk))
    assign.assign(desk, assign.preview_members(desk))
    assert 4 <= count(desk, "grid") <= 5
    assert count(desk, "contact") >= 4
