import re
from datetime import UTC, date, datetime

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.duties import BY_CODE, FORMS, read_boxes
from kzzq_desktop.domain.id_numbers import birth_in, check_id, sex_in
from kzzq_desktop.services import demo, office
from kzzq_desktop.services.duty_lists import list_grids
from kzzq_desktop.services.office import OfficeExists
from kzzq_desktop.store import list_order, reach
from kzzq_desktop.store.guards import stamped_tables

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with clock.held(NOON):
        desk = demo.make_demo(tmp_path_factory.mktemp("demo"), seed=3)
        yield desk
        desk.store.close()


def asked(desk, sql):
    with desk.store.reading() as conn:
        return conn.exec_driver_sql(sql).all()


def one(desk, sql):
    return asked(desk, sql)[0][0]


def content(desk):
    with desk.store.reading() as conn:
        return {t.name: [tuple(row) for row in conn.execute(t.select().order_by(t.c.id))] for t in stamped_tables()}


def test_it_is_a_township_of_the_promised_size(desk):
    assert desk.office.demo
    assert desk.office.township_name == "舍伯吐镇"
    assert one(desk, "SELECT COUNT(*) FROM household") == 1000
    assert 2450 <= one(desk, "SELECT COUNT(*) FROM resident") <= 2800
    assert one(desk, "SELECT COUNT(*) FROM grid") == 94
    assert one(desk, "SELECT COUNT(*) FROM household WHERE grid_id IS NULL") == demo.LOOSE
    assert one(desk, "SELECT COUNT(*) FROM duty") == 94 * demo.DUTIES_A_GRID


def test_the_same_seed_gives_the_same_content(desk, tmp_path):
    with clock.held(NOON):
        again = demo.make_demo(tmp_path / "again", seed=3)
        other = demo.make_demo(tmp_path / "other", seed=4)
    assert content(again) == content(desk)
    assert content(other)["household"] != content(desk)["household"]
    again.store.close()
    other.store.close()


def test_nobody_in_it_exists(desk):
    numbers = asked(desk, "SELECT id_number, birth, sex FROM resident WHERE id_number <> ''")
    assert len(numbers) == len({number for number, _, _ in numbers}) > 2000
    for number, birth, sex in numbers:
        assert number[4:6] == "99"
        assert (check_id(number).number, birth_in(number), sex_in(number)) == (number, birth, sex)
    phones = [
        row[0]
        for table, column in (("resident", "phones"), ("member", "phone"))
        for row in asked(desk, f"SELECT {column} FROM {table}")
    ]
    prefixes = "154|160|163|164|168|169|179|194"
    assert all(re.fullmatch(rf"({prefixes})\d{{8}}", phone) for phone in phones if phone)


def test_days_make_sense(desk):
    today = "2026-11-23"
    assert one(desk, "SELECT MAX(day) FROM duty") <= today
    assert one(desk, "SELECT MIN(day) FROM duty") >= "2025-11-23"
    assert one(desk, "SELECT MAX(birth) FROM resident") <= today
    assert one(desk, "SELECT COUNT(DISTINCT SUBSTR(day, 1, 7)) FROM duty") >= 12
    late = asked(desk, "SELECT d.day, c.since FROM duty d JOIN contact c ON c.grid_id = d.grid_id WHERE d.day < c.since")
    assert len(late) < 94 * demo.DUTIES_A_GRID / 20


def test_households_have_one_head_and_plausible_families(desk):
    assert one(desk, "SELECT COUNT(*) FROM household h JOIN resident r ON r.id = h.head_id AND r.relation = '02'") == 1000
    assert one(desk, "SELECT COUNT(*) FROM resident WHERE relation = '02'") == 1000
    young = asked(desk, "SELECT birth FROM resident WHERE relation IN ('02', '11', '12')")
    assert all(date.fromisoformat(birth).year <= 2026 - 18 for (birth,) in young)
    assert {status for (status,) in asked(desk, "SELECT DISTINCT status FROM household")} == {"home", "away"}
    assert all(where for (where,) in asked(desk, "SELECT away_where FROM household WHERE status = 'away'"))


def test_grids_hold_eight_to_twelve_and_a_few_are_vacant(desk):
    grids = list_grids(desk)
    assert all(8 <= grid.households <= 12 for grid in grids)
    assert 1 <= sum(not grid.member for grid in grids) <= 12
    twice = asked(desk, "SELECT member_id FROM contact GROUP BY member_id HAVING COUNT(*) > 1")
    assert twice == []
    assert one(desk, "SELECT COUNT(*) FROM member m JOIN resident r ON r.id = m.resident_id AND r.name = m.name") == one(
        desk, "SELECT COUNT(*) FROM member"
    )


def test_duties_are_right_by_their_forms_and_each_reaches_somebody(desk):
    assert {code for (code,) in asked(desk, "SELECT DISTINCT code FROM duty")} == {form.code for form in FORMS}
    for code, boxes in asked(desk, "SELECT DISTINCT code, boxes FROM duty"):
        assert BY_CODE[code].check(read_boxes(boxes)) == ()
    least = "SELECT MIN(n) FROM (SELECT COUNT(p.id) n FROM duty d LEFT JOIN duty_household p ON p.duty_id = d.id GROUP BY d.id)"
    assert one(desk, least) >= 1
    strangers = "SELECT COUNT(*) FROM duty_household p JOIN duty d ON d.id = p.duty_id JOIN household h ON h.id = p.household_id"
    assert one(desk, f"{strangers} WHERE h.grid_id <> d.grid_id OR p.day <> d.day") == 0


def test_boards_show_reached_due_and_overdue_grids(desk):
    last = "SELECT MAX(day) FROM duty GROUP BY grid_id"
    ages = [(date(2026, 11, 23) - date.fromisoformat(day)).days for (day,) in asked(desk, last)]
    assert sum(age <= 14 for age in ages) > sum(14 < age <= 30 for age in ages) > 0
    assert sum(age > 30 for age in ages) >= 3


def test_what_is_derived_is_right(desk):
    with desk.store.reading() as conn:
        assert reach.count_wrong(conn) == 0
        assert list_order.count_wrong(conn) == 0


def test_it_opens_with_its_password_and_is_never_made_over_another(desk):
    folder = desk.store.folder
    opened = office.open_office(folder, demo.PASSWORD)
    assert opened.office == desk.office
    opened.store.close()
    with pytest.raises(OfficeExists):
        demo.make_demo(folder)


def test_a_cancel_half_way_leaves_nothing_behind(tmp_path):
    class Impatient(QuietJob):
        def step(self, done, total, words=""):
            self.cancelled = done > 50
            super().step(done, total, words)

    with pytest.raises(Cancelled):
        demo.make_demo(tmp_path / "demo", job=Impatient())
    assert list((tmp_path / "demo").iterdir()) == []
    demo.make_demo(tmp_path / "demo").store.close()


def test_rare_characters_and_dots_are_met(desk):
    names = "".join(name for (name,) in asked(desk, "SELECT name FROM resident"))
    assert "·" in names
    assert any(ord(letter) > 0xFFFF or "\u3400" <= letter <= "\u4dbf" for letter in names)
