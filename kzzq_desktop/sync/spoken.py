"""Codes told by phone: 20 random letters (100 bits) and 5 check letters, in five groups of five."""

import hashlib
import secrets
import unicodedata

from kzzq_desktop.sync.refusals import MistypedCode

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, O, 1, I: they sound and look alike
RANDOM, CHECK, GROUP = 20, 5, 5
CHECKED_AS = b"kzzq-sync-code-check-1"
BETWEEN = " -\u2010\u2011\u2012\u2013\u2014\u2212"


def new_code() -> str:
    """Return a fresh code: ABCDE-FGHJK-…, kept nowhere."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM))
    letters = body + _check_letters(body)
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def check_code(code: str) -> bool:
    """Tell whether a code is typed as some code was told: small letters, blanks and full-width typing do not matter."""
    letters = _plain(code)
    return (
        len(letters) == RANDOM + CHECK and set(letters) <= set(ALPHABET) and _check_letters(letters[:RANDOM]) == letters[RANDOM:]
    )


def letters_of(code: str) -> str:
    """Return the 25 letters of a code; raises MistypedCode where the check letters do not fit."""
    if not check_code(code):
        raise MistypedCode("邀请码输错了。")
    return _plain(code)


def _plain(code: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFKC", code).upper() if ch not in BETWEEN)


def _check_letters(body: str) -> str:
    return "".join(ALPHABET[byte % 32] for byte in hashlib.sha256(CHECKED_AS + body.encode()).digest()[:CHECK])
