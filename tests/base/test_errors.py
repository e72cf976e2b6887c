"""Errors as the clerk reads them: what happened, then what to do, each sentence once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.base.errors import AppError, Cancelled, FormError, Problem


class StickFull(AppError):
    """A child with an advice of its own, as the others have."""

    advice = "请换一个空间更大的U盘。"


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Problem("没有填姓名"), "没有填姓名"),
        (Problem("没有填姓名", "，请填上。"), "没有填姓名，请填上。"),
        (Problem("位数不对。", "应为18位。", where="第5行 身份证号"), "第5行 身份证号：位数不对。应为18位。"),
        (Problem("位数不对。", where="第5行", field="id_number"), "第5行：位数不对。"),
    ],
)
def test_a_problem_is_one_sentence(problem: Problem, sentence: str) -> None:
    assert problem.sentence() == sentence


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (StickFull(), "请换一个空间更大的U盘。"),
        (StickFull("U盘满了。"), "U盘满了。请换一个空间更大的U盘。"),
        (StickFull("U盘满了。", "请删掉旧文件。"), "U盘满了。请删掉旧文件。"),
        (StickFull(advice="请删掉旧文件。"), "请删掉旧文件。"),
        (AppError("出了一件事。"), "出了一件事。"),
        (Cancelled(), "已取消，没有保存任何内容。"),
    ],
)
def test_an_error_says_what_and_then_what_to_do(error: AppError, sentence: str) -> None:
    assert error.sentence() == sentence
    assert str(error)


def test_an_advice_given_once_changes_no_other_error() -> None:
    StickFull("满了。", "另想办法。")
    assert StickFull("满了。").sentence() == "满了。请换一个空间更大的U盘。"


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6))
def test_a_form_error_tells_all_its_problems(words: list[str]) -> None:
    error = FormError([Problem(word, field=f"f{place}") for place, word in enumerate(words)])
    assert [problem.what for problem in error.problems] == words
    assert all(word in error.sentence() for word in words)


def test_every_refusal_can_be_caught_as_one_kind() -> None:
    for error in (StickFull(), FormError([Problem("空")]), Cancelled()):
        with pytest.raises(AppError):
            raise error
