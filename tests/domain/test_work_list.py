from kzzq_desktop.domain.work_list import WORK_LIST, is_work_list


def test_the_mark_is_known_however_it_came() -> None:
    assert is_work_list(WORK_LIST)
    assert is_work_list(f" {WORK_LIST.replace('“', chr(34)).replace('”', chr(34)).replace('，', ',')}\n")


def test_other_words_are_not_the_mark() -> None:
    assert not any(map(is_work_list, ("", "本表是工作清单", "注：不能再导入", 1.0, None, f"{WORK_LIST}多")))
