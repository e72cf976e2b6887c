import re

import pytest

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.sync import refusals
from kzzq_desktop.sync.refusals import FileUnreadable, reading

KINDS = [
    kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, AppError) and kind is not AppError
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_refusal_says_what_to_do(kind: type[AppError]) -> None:
    sentence = kind("出了事。").sentence()
    assert sentence.startswith("出了事。")
    assert "请" in kind.advice
    assert sentence.endswith("。")
    assert not re.search("[A-Za-z]{3,}", sentence.replace("KZZQ/copy", "").replace(".kzsync", ""))


def test_a_file_error_becomes_a_sentence_and_no_other_error_does() -> None:
    with pytest.raises(FileUnreadable), reading():
        raise OSError(5, "input/output error")
    with pytest.raises(ZeroDivisionError), reading():
        _ = 1 / 0
