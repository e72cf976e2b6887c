"""Typer's help and its complaints, in Chinese."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

WORDS = (
    ("Usage: ", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 ……"),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Show this message and exit.", "显示这段说明。"),
    ("[required]", "（必填）"),
    ("[default: ", "[不写就是 "),
)
MISUSES = {
    "MissingParameter": "少了必填的一项",
    "NoSuchOption": "没有这个选项",
    "BadOptionUsage": "选项的用法不对",
    "BadArgumentUsage": "参数的用法不对",
}


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - Typer keeps the context's class to itself
        """Return the help text with its headings translated."""
        return in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The commands together, their help Chinese throughout."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - Typer keeps the context's class to itself
        """Return the help text with its headings translated."""
        return in_chinese(super().get_help(ctx))


def in_chinese(text: str) -> str:
    """Return a help text with Typer's own words translated."""
    for english, chinese in WORDS:
        text = text.replace(english, chinese)
    return text


def misuse(error: typer.TyperException) -> str:
    """Return the sentence for a wrong call: what was wrong with which word, and where the help is."""
    kind = type(error).__name__
    if kind == "MissingParameter" and (parameter := getattr(error, "param", None)):
        is_option = parameter.param_type_name == "option"
        what = f"{MISUSES[kind]}：{'、'.join(parameter.opts) if is_option else parameter.metavar}"
    elif kind == "NoSuchOption":
        name = getattr(error, "option_name", "")
        what = f"{MISUSES[kind]}：{name}" + ("（要写在命令的前面）" if name == "--data" else "")
    elif str(error).startswith("No such command"):
        what = f"没有这个命令：{str(error).removeprefix('No such command').strip(' .')}"
    else:
        what = f"{MISUSES.get(kind, '用法不对')}：{error}"
    return f"{what}。看说明：kzzq --help"
