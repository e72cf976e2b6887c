"""A new password is long enough and typed twice alike."""

import pytest

from kzzq_desktop.store import keys
from kzzq_desktop.ui.dialogs.new_password import LEAST_PASSWORD, check_new

ASKED = [("", "", ["new"]), ("12345", "12345", ["new"]), ("12345", "", ["new"]), ("123456", "123457", ["again"])]


@pytest.mark.parametrize(("password", "again", "wrong"), [*ASKED, ("123456", "123456", [])])
def test_what_is_wrong_is_said_at_its_box(password, again, wrong):
    assert [problem.field for problem in check_new(password, again, "new")] == wrong


def test_the_window_asks_for_what_the_file_asks_for():
    assert LEAST_PASSWORD == keys.LEAST_PASSWORD
