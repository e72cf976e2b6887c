import gc

import pytest

from kzzq_desktop.base.litter import SELDOM, seldom_swept


def test_sweeping_is_as_before_afterwards_whatever_happened() -> None:
    usual = gc.get_threshold()
    with seldom_swept():
        assert gc.get_threshold() == SELDOM
        with seldom_swept():
            pass
        assert gc.get_threshold() == SELDOM
    assert gc.get_threshold() == usual
    with pytest.raises(ValueError), seldom_swept():
        raise ValueError
    assert gc.get_threshold() == usual
