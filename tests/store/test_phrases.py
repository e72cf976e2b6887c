from kzzq_desktop.store.phrases import list_phrases, write_phrases

OFFICE = "150521102000"


def save(store, *words, code="policy"):
    with store.unit("常用语") as unit:
        write_phrases(unit, OFFICE, code, words)


def kept(store, code="policy"):
    with store.reading() as conn:
        return list_phrases(conn, code)


def test_none_are_kept_until_some_are_written(store):
    assert kept(store) is None
    save(store, "甲", "乙")
    assert kept(store) == ("甲", "乙")
    assert kept(store, "lawful") is None


def test_order_removal_and_return(store):
    save(store, "甲", "乙", "丙")
    save(store, "丙", "甲")
    assert kept(store) == ("丙", "甲")
    save(store, "乙", "丙", "甲")
    assert kept(store) == ("乙", "丙", "甲")
    save(store)
    assert kept(store) == ()


def test_writing_the_same_again_writes_nothing(store):
    save(store, "甲", "乙")
    with store.reading() as conn:
        before = conn.exec_driver_sql("SELECT COUNT(*) FROM sync_unit").scalar()
    save(store, "甲", "乙")
    with store.reading() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM sync_unit").scalar() == before
