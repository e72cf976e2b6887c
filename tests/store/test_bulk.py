import pytest

from kzzq_desktop.store.bulk import roomy


def cache_size(store):
    with store.reading() as conn:
        return conn.exec_driver_sql("PRAGMA cache_size").scalar()


def test_the_cache_is_wide_only_while_much_is_written(encrypted):
    usual = cache_size(encrypted)
    with roomy(encrypted):
        assert cache_size(encrypted) == -262144
    assert cache_size(encrypted) == usual


def test_a_failure_gives_the_room_back(encrypted):
    usual = cache_size(encrypted)
    with pytest.raises(ZeroDivisionError), roomy(encrypted):
        raise ZeroDivisionError
    assert cache_size(encrypted) == usual


def test_another_database_needs_no_room(store):
    with roomy(store), store.reading() as conn:
        assert conn.exec_driver_sql("SELECT 1").scalar() == 1
