from pathlib import Path

import pytest

from kzzq_desktop.base.errors import AppError, FormError
from kzzq_desktop.domain.places import GridSizes, ListItem
from kzzq_desktop.services import office
from kzzq_desktop.services.divisions import BadDivisions
from kzzq_desktop.services.office import NewOffice, NoOffice, OfficeExists, UnknownPlace
from kzzq_desktop.store import keys
from kzzq_desktop.store.database import FILE_NAME, OfficeFileExists, OfficeFileMissing
from kzzq_desktop.store.keys import PasswordTooShort, WrongPassword

NEW, PASSWORD = NewOffice("150521", "舍伯吐镇", "斯琴"), "马2026年春"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", {"iterations": 1, "memory_kib": 64, "lanes": 1})


@pytest.fixture
def made(tmp_path: Path):
    desk, code = office.create_office(tmp_path / "office", NEW, PASSWORD)
    yield desk, code, tmp_path / "office"
    desk.store.close()


def test_an_office_made_opens_with_its_password(made) -> None:
    desk, _, folder = made
    again = office.open_office(folder, PASSWORD)
    assert (again.clerk, again.clerk_id, again.office) == ("斯琴", desk.clerk_id, desk.office)
    assert again.office.name == "舍伯吐镇党建办"
    assert again.store.scope == desk.office.township
    again.store.close()


def test_a_new_office_has_lists_villages_and_sizes(made) -> None:
    desk, _, _ = made
    villages = office.list_villages(desk)
    assert villages
    assert {place.parent for place in villages} == {desk.office.township}
    assert "残疾" in [item.words for item in office.list_words(desk, "need")]
    assert len(office.list_words(desk, "post")) == 10
    assert office.grid_sizes(desk) == GridSizes(10, 8, 12)


def test_the_banners_office_looks_after_every_village(tmp_path: Path) -> None:
    desk, _ = office.create_office(tmp_path, NewOffice("150521", "", "斯琴"), PASSWORD)
    assert len(office.list_villages(desk)) > 500
    assert desk.store.scope is None
    assert desk.office.name == "科尔沁左翼中旗党建办"
    desk.store.close()


@pytest.mark.parametrize(
    ("new", "password", "kind"),
    [
        (NewOffice("150521", "没有的镇", "斯琴"), PASSWORD, UnknownPlace),
        (NewOffice("999999", "舍伯吐镇", "斯琴"), PASSWORD, BadDivisions),
        (NewOffice("150521", "舍伯吐镇", " "), PASSWORD, FormError),
        (NEW, "123", PasswordTooShort),
    ],
)
def test_what_is_refused_leaves_no_office(tmp_path: Path, new: NewOffice, password: str, kind: type[AppError]) -> None:
    with pytest.raises(kind):
        office.create_office(tmp_path, new, password)
    assert list(tmp_path.iterdir()) == []


def test_a_second_office_in_one_folder_is_refused(made) -> None:
    _, _, folder = made
    with pytest.raises(OfficeExists):
        office.create_office(folder, NEW, PASSWORD)
    (folder / keys.FILE_NAME).rename(folder / "away.json")
    with pytest.raises(OfficeFileExists):
        office.create_office(folder, NEW, PASSWORD)
    assert not (folder / keys.FILE_NAME).exists()
    (folder / "away.json").rename(folder / keys.FILE_NAME)
    office.open_office(folder, PASSWORD).store.close()


def test_a_making_that_breaks_off_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(office, "found", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            office.create_office(tmp_path, NEW, PASSWORD)
    assert list(tmp_path.iterdir()) == []
    desk, _ = office.create_office(tmp_path, NEW, PASSWORD)
    desk.store.close()


def test_opening_where_nothing_is_says_so(tmp_path: Path, made) -> None:
    with pytest.raises(NoOffice):
        office.open_office(tmp_path / "nothing", PASSWORD)
    _, _, folder = made
    made[0].store.close()
    (folder / FILE_NAME).unlink()
    with pytest.raises(OfficeFileMissing):
        office.open_office(folder, PASSWORD)


def test_a_wrong_password_changes_nothing(made) -> None:
    desk, _, folder = made
    desk.store.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(WrongPassword):
        office.open_office(folder, "不是它123")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert office.wait_seconds(0) == 0 < office.wait_seconds(1) < office.wait_seconds(9)


def test_each_wrong_password_costs_a_longer_pause(made) -> None:
    _, _, folder = made
    pauses: list[int] = []
    words = iter(["错1", "错2", "错3", PASSWORD])
    office.open_asking(folder, lambda: next(words), pauses.append, tries=4).store.close()
    assert pauses == [office.wait_seconds(n) for n in (1, 2, 3)]
    assert pauses == sorted(pauses)
    with pytest.raises(WrongPassword):
        office.open_asking(folder, lambda: "错", pauses.append)
    assert len(pauses) == 4
    assert pauses[-1] > 0
    with pytest.raises(NoOffice):
        office.open_asking(folder / "nothing", lambda: pytest.fail("asked in vain"), pauses.append)


def test_the_recovery_code_opens_and_sets_a_new_password(made) -> None:
    _, code, folder = made
    office.recover(folder, code, "新口令2027").store.close()
    with pytest.raises(WrongPassword):
        office.open_office(folder, PASSWORD)
    office.open_office(folder, "新口令2027").store.close()


def test_the_password_is_changed_only_by_who_knows_it(made) -> None:
    desk, _, folder = made
    with pytest.raises(WrongPassword):
        office.change_password(desk, "猜的口令", "新口令2027")
    office.change_password(desk, PASSWORD, "新口令2027")
    office.open_office(folder, "新口令2027").store.close()


@pytest.mark.parametrize("sizes", [(10, 0, 12), (10, 11, 12), (13, 8, 12), (10, 8, 100)])
def test_sizes_that_make_no_sense_are_refused(made, sizes: tuple[int, int, int]) -> None:
    desk, _, _ = made
    with pytest.raises(FormError):
        office.save_grid_sizes(desk, GridSizes(*sizes))
    assert office.grid_sizes(desk) == GridSizes()


def test_sizes_and_lists_are_kept(made) -> None:
    desk, _, _ = made
    office.save_grid_sizes(desk, GridSizes(5, 3, 7))
    assert office.grid_sizes(desk) == GridSizes(5, 3, 7)
    office.save_words(desk, "phrase", (ListItem(id="", kind="phrase", words="入户走访", code="policy"),))
    assert [(item.words, item.code) for item in office.list_words(desk, "phrase")] == [("入户走访", "policy")]
    with pytest.raises(FormError):
        office.save_words(desk, "phrase", (ListItem(id="", kind="phrase", words=" "),))
