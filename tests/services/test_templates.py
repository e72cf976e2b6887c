"""The empty lists that are shipped: as the code makes them now, understood by the importer, and of nobody."""

import io
import stat
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kzzq_desktop.domain.gazetteer import shipped_gazetteer
from kzzq_desktop.domain.id_numbers import read_id
from kzzq_desktop.domain.phones import read_phones
from kzzq_desktop.importers import LISTS
from kzzq_desktop.importers.ledger import read_ledger
from kzzq_desktop.services.templates import EXAMPLE, TEMPLATES, build_template, find_template, save_template, shipped_file
from tests.services.people_forms import id_number

KEYS = [one.key for one in TEMPLATES]
NUMBER, PHONES = id_number("19600229", "002"), "15404750001、15404750002"
PLACE = {"苏木镇": "舍伯吐镇", "嘎查村": "哈民艾勒嘎查"}


def parts(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as pieces:
        return {name: pieces.read(name) for name in pieces.namelist()}


def page_of(key: str):
    book = openpyxl.load_workbook(io.BytesIO(build_template(key)))
    return book, book[find_template(key).sheet]


def filled(key: str, folder: Path, *rows: dict[str, str]) -> Path:
    """The list as a clerk fills it in under the examples that he leaves there."""
    book, page = page_of(key)
    heads = [cell.value for cell in page[1]]
    for row in rows:
        page.append([row.get(head) for head in heads])
    path = folder / "填好.xlsx"
    book.save(path)
    return path


def test_each_list_has_its_template() -> None:
    assert [one.key for one in LISTS] == KEYS
    shipped = sorted(path.name for path in shipped_file("households").parent.iterdir())
    assert shipped == sorted(one.file for one in TEMPLATES)


@pytest.mark.parametrize("key", KEYS)
def test_what_is_shipped_is_what_the_code_makes(key: str) -> None:
    """Compared part by part: another build of zlib packs the same parts into other bytes. Mend with `make templates`."""
    assert parts(shipped_file(key).read_bytes()) == parts(build_template(key))
    assert build_template(key) == build_template(key)


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.key)
def test_the_heads_are_the_lists(one) -> None:
    _, page = page_of(one.key)
    assert tuple(cell.value for cell in page[1]) == one.headers
    assert all(cell.comment for cell in page[1])


def test_what_must_not_be_rounded_is_text() -> None:
    _, page = page_of("households")
    text = [
        cell.column_letter
        for cell in page[1]
        if cell.value in {"身份证号", "联系电话", "党员电话", "出生日期", "户号", "门牌号", "组"}
    ]
    assert len(text) == 7
    assert {page.column_dimensions[letter].number_format for letter in text} == {"@"}


def test_choices_for_relation_sex_status_and_needs() -> None:
    _, page = page_of("households")
    heads = {cell.column_letter: cell.value for cell in page[1]}
    rules = {heads[str(rule.sqref)[0]]: rule for rule in page.data_validations.dataValidation}
    assert {head for head, rule in rules.items() if rule.type == "list"} == {"与户主关系", "性别", "需求", "状态"}
    assert rules["性别"].formula1 == '"男,女"'
    assert "户主" in rules["与户主关系"].formula1
    assert (rules["身份证号"].type, rules["身份证号"].formula1, rules["身份证号"].errorStyle) == ("textLength", "18", "warning")
    assert "18位" in rules["身份证号"].error


def test_the_people_of_the_examples_do_not_exist() -> None:
    for key in KEYS:
        _, page = page_of(key)
        cells = [str(cell.value) for row in page.iter_rows(min_row=2) for cell in row if cell.value]
        assert all(word[4:6] == "99" for word in cells if read_id(word).number)
        assert {phone[:4] for word in cells if len(word) == 11 for phone in read_phones(word).phones} <= {"1540"}


@pytest.mark.parametrize("key", KEYS)
def test_examples_are_marked_as_such(key: str) -> None:
    _, page = page_of(key)
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert 1 <= len(rows) <= 2
    assert all(str(row[0]).startswith(EXAMPLE) for row in rows)


def test_a_filled_list_of_households_is_read_without_the_examples(tmp_path: Path) -> None:
    place = {**PLACE, "户主": "王秀英"}
    path = filled(
        "households", tmp_path,
        {**place, "序号": "1", "姓名": "王秀英", "与户主关系": "户主", "身份证号": NUMBER, "联系电话": PHONES},
        {**place, "姓名": "白𣲗", "与户主关系": "长子", "出生日期": "1984-05", "状态": "外出"},
    )  # fmt: skip
    reading = read_ledger([path], shipped_gazetteer("150521"))
    (household,) = reading.households
    assert [(person.name, person.birth or person.known_birth) for person in household.people] == [
        ("王秀英", "1960-02-29"),
        ("白𣲗", "1984-05"),
    ]
    assert household.people[0].phones == ("15404750001", "15404750002")
    assert household.village_code.startswith("150521")
    assert (reading.problems, reading.left_out, reading.asks) == ((), (), ())


def test_a_filled_list_of_members_is_read(tmp_path: Path) -> None:
    row = {
        "党员姓名": "吉雅",
        "苏木镇": "舍伯吐镇",
        "嘎查村": "哈民艾勒嘎查",
        "岗位": "政策宣传岗、治安维护岗",
        "状态": "长期外出",
    }
    reading = read_ledger([filled("members", tmp_path, row)], shipped_gazetteer("150521"))
    member = reading.members[-1]
    assert (member.name, member.posts, member.eligibility) == ("吉雅", ("政策宣传岗", "治安维护岗"), "away")
    assert not reading.left_out


def test_it_is_saved_for_the_clerk_alone(tmp_path: Path) -> None:
    save_template("households", tmp_path / "空表.xlsx")
    assert (tmp_path / "空表.xlsx").read_bytes() == shipped_file("households").read_bytes()
    assert stat.S_IMODE((tmp_path / "空表.xlsx").stat().st_mode) == 0o600
