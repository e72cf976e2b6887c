"""Made-up people for the store's tests."""

import json

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.places import Clerk, Division
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.tables import table_of

TOWNSHIP, VILLAGE, OTHER_VILLAGE = "150521102000", "150521102201", "150521103201"


def found_office(store: Store) -> None:
    """Write a clerk and two villages."""
    with store.unit("建立") as unit:
        unit.add(Clerk(id=store.clerk_id, name="操作员"))
        for code, name in ((VILLAGE, "白音塔拉嘎查"), (OTHER_VILLAGE, "哈日干图嘎查")):
            unit.add(Division(id=code, name=name, level=5, parent_id=f"{code[:9]}000"))


def add_family(store: Store, name: str, *others: str, phone: str = "", id_number: str = "", also: tuple[str, ...] = ()) -> str:
    """Save a household of a head and others; return its id."""
    household_id = new_id()
    with store.unit("登记住户") as unit:
        head_id = new_id()
        unit.add(Household(id=household_id, village_id=VILLAGE, head_id=head_id))
        spelled = json.dumps(also, ensure_ascii=False)
        own = {"other_names": spelled, "phones": phone, "id_number": id_number, "relation": "02"}
        unit.add(Resident(id=head_id, household_id=household_id, name=name, **own))
        for place, other in enumerate(others, 1):
            unit.add(Resident(id="", household_id=household_id, name=other, place=place))
    return household_id


def add_member(store: Store, name: str, phone: str = "") -> str:
    with store.unit("登记党员") as unit:
        return unit.add(Member(id="", name=name, phone=phone, village_id=VILLAGE))


def add_grid(store: Store, number: int, village_id: str = VILLAGE) -> str:
    with store.unit("新建网格") as unit:
        return unit.add(Grid(id="", village_id=village_id, number=number))


def row_of(store: Store, kind: type, row_id: str) -> dict[str, object]:
    table = table_of(kind)
    with store.reading() as conn:
        return dict(conn.execute(table.select().where(table.c.id == row_id)).mappings().one())
