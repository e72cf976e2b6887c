import io
import zipfile

import pytest

from kzzq_desktop.importers import package
from kzzq_desktop.importers.package import DOCX, ODS, XLSB, XLSX, Copy, open_package
from kzzq_desktop.importers.unread import DamagedFile, NotATable, TooLarge, UnknownLock
from tests.importers import books

SHEET = "xl/worksheets/sheet1.xml"


def test_a_package_is_known_by_its_main_part() -> None:
    rows = [["户主"]]
    made = {XLSX: books.xlsx(rows), XLSB: books.xlsb(rows), DOCX: books.word(rows), ODS: books.ods_of(rows)}
    assert {kind: open_package("a", data).kind for kind, data in made.items()} == {kind: kind for kind in made}


def test_parts_are_read_whatever_the_case_and_stroke_of_their_names() -> None:
    opened = open_package("a", books.package({"XL\\Workbook.xml": b"<a/>"}))
    assert opened.read("xl/workbook.xml") == b"<a/>"
    assert opened.read("xl/nothing.xml") == b""


def test_sheets_come_last_and_pictures_never() -> None:
    opened = open_package("a", books.package({SHEET: b"1", "xl/workbook.xml": b"2", "xl/media/a.png": b"3", "xl/z.xml": b"4"}))
    assert [data for _, data in opened.read_all()] == [b"2", b"4", b"1"]


def test_a_zip_bomb_is_refused_before_it_is_inflated() -> None:
    bomb = books.package({"xl/workbook.xml": b"<a/>", SHEET: b"0" * (package._MOST_INFLATED + 1)})
    with pytest.raises(TooLarge):
        open_package("a", bomb)


def test_a_part_that_holds_more_than_it_declares_is_refused() -> None:
    data = bytearray(books.package({"xl/workbook.xml": b"0" * 100_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = (1_000).to_bytes(4, "little")
    with pytest.raises(DamagedFile):
        open_package("a", bytes(data)).read("xl/workbook.xml")


def test_a_package_of_too_many_parts_is_refused() -> None:
    made = books.package({f"{number}.xml": b"" for number in range(package._MOST_PARTS + 1)}, zipfile.ZIP_STORED)
    with pytest.raises(TooLarge):
        open_package("a", made)


def test_parts_of_one_name_are_refused() -> None:
    """Two readers might each take another of them: the one that was measured would not be the one that is read."""
    made = books.package({SHEET: b"1", "XL/worksheets/Sheet1.xml": b"2", "xl/workbook.xml": b""})
    with pytest.raises(DamagedFile):
        open_package("a", made)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_no_office_program_uses_is_refused(method: int) -> None:
    with pytest.raises(DamagedFile):
        open_package("a", books.package({"xl/workbook.xml": b"<a/>"}, method))


def test_two_documents_in_one_package_are_refused() -> None:
    """A reader that fails at the one goes on with the other: with the one that was not measured."""
    with pytest.raises(DamagedFile):
        open_package("a", books.package({"xl/workbook.xml": b"<a/>", "xl/workbook.bin": b"x"}))


def test_the_copy_holds_what_was_looked_at_and_nothing_else() -> None:
    hidden = books.package({"xl/workbook.xml": b"<other/>"})
    made = books.package({"xl/workbook.xml": b"<a/>", SHEET: b"<b/>", "xl/media/a.png": b"x", "xl/embeddings/a.bin": hidden})
    with Copy() as copy:
        told = dict(open_package("a", made).read_all(copy))
        assert books.parts_of(copy.data()) == told
    assert set(told) == {"xl/workbook.xml", SHEET, "xl/embeddings/a.bin"}


def test_an_encrypted_package_is_named() -> None:
    data = bytearray(books.package({"xl/workbook.xml": b"<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnknownLock):
        open_package("a", bytes(data))


def test_a_zip_of_other_things_is_no_table() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("照片.txt", "x")
    with pytest.raises(NotATable):
        open_package("a", out.getvalue())


def test_torn_bytes_within_a_part_are_damage() -> None:
    data = bytearray(books.package({"xl/workbook.xml": bytes(range(256)) * 40}))
    data[60:120] = b"\xff" * 60
    with pytest.raises(DamagedFile):
        open_package("a", bytes(data)).read("xl/workbook.xml")
