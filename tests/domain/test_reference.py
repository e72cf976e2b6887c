from pathlib import Path

import pytest

from kzzq_desktop.base import paths
from kzzq_desktop.domain.reference import read_reference, read_rows

LISTS = sorted(path.stem for path in paths.reference().glob("*.csv"))


@pytest.mark.parametrize("name", LISTS)
def test_every_shipped_list_has_rows_and_no_gaps_in_its_first_column(name: str) -> None:
    rows = read_reference(name)
    first = next(iter(rows[0]))
    assert all(row[first].strip() or row[first] for row in rows)


@pytest.mark.parametrize("name", LISTS)
def test_every_shipped_list_is_plain_utf8_with_unix_lines(name: str) -> None:
    data = (paths.reference() / f"{name}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")


def test_missing_cells_are_empty_and_extra_ones_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("code,name\n1\n2,b,c\n", encoding="utf-8-sig")
    assert read_rows(path) == [{"code": "1", "name": ""}, {"code": "2", "name": "b"}]
