"""What a new password must be, wherever it is asked for twice."""

from kzzq_desktop.base.errors import Problem

LEAST_PASSWORD = 6


def check_new(password: str, again: str, field: str) -> list[Problem]:
    """Return what is wrong with a new password in the box `field` and its repetition in the box "again"."""
    if len(password) < LEAST_PASSWORD:
        return [Problem(f"口令至少要有 {LEAST_PASSWORD} 个字符。", field=field)]
    return [] if password == again else [Problem("两次输入的口令不一样。", field="again")]
