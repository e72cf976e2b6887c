"""Whatever is edited in whatever order: the form reads back what was saved, and each save can be taken back whole."""

from dataclasses import replace
from random import Random

import pytest

from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.person_forms import HouseholdForm, ResidentForm
from kzzq_desktop.services import history, households
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import list_order, search_index
from tests.services.desks import make_desk
from tests.services.people_forms import household, id_number

NAMES = ("包金花", "特木尔", "额尔敦朝鲁·阿拉坦仓", "王秀英", "那仁满都拉", "㛃娜")
RELATIONS = ("20", "30", "12", "51", "99")


@pytest.fixture
def desk(tmp_path) -> Desk:
    return make_desk(tmp_path)


def changed(form: HouseholdForm, chance: Random) -> HouseholdForm:
    """One thing of the form altered as a clerk might."""
    people = list(form.residents)
    what = chance.randrange(6)
    if what == 0:
        number = id_number(f"19{chance.randint(50, 99)}0101", f"{chance.randint(1, 999):03d}")
        people.append(ResidentForm(name=chance.choice(NAMES), relation=chance.choice(RELATIONS), id_number=number))
    elif what == 1 and len(people) > 1:
        people.pop(chance.randrange(1, len(people)))
    elif what == 2:
        at = chance.randrange(len(people))
        people[at] = replace(people[at], name=chance.choice(NAMES), phones=chance.choice(("", "15404750538", "04751234567")))
    elif what == 3 and len(people) > 1:
        people[0], people[1] = replace(people[0], relation="10"), replace(people[1], relation="02", sex="0")
        people[:2] = people[1::-1]
    elif what == 4:
        return replace(form, needs=tuple(chance.sample(("低保", "大病", "残疾"), chance.randint(0, 3))))
    else:
        place = {"group_no": str(chance.randint(1, 20)), "door_no": str(chance.randint(1, 300))}
        return replace(form, note=chance.choice(("", "轮椅")), **place)
    return replace(form, residents=tuple(people))


def told(form: HouseholdForm) -> tuple:
    """What a form says, without ids and without what an ID number adds."""
    people = sorted((one.name, one.relation, one.phones, one.id_number) for one in form.residents)
    return form.group_no, form.door_no, form.note, sorted(form.needs), people


@pytest.mark.parametrize("seed", range(4))
def test_saved_forms_read_back_and_each_save_is_taken_back(desk, seed):
    chance = Random(seed)
    home = households.add_household(desk, household()).household_id
    saves: list[tuple[tuple, str]] = []
    for _ in range(12):
        before = households.read_form(desk, home)
        wanted = changed(before, chance)
        try:
            saved = households.edit_household(desk, home, wanted)
        except FormError:
            assert told(households.read_form(desk, home)) == told(before)
            continue
        assert told(households.read_form(desk, home)) == told(wanted)
        if saved.unit_id:
            saves.append((told(before), saved.unit_id))
    assert saves
    for before, unit_id in reversed(saves):
        history.undo_unit(desk, unit_id)
        assert told(households.read_form(desk, home)) == before
    with desk.store.reading() as conn:
        assert list_order.count_wrong(conn) == 0
        assert search_index.count_wrong(conn) == 0
