"""Sweeping up after Python: how often it looks for objects that only hold each other."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 20, 100)


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Sweep seldom while much is built that stays: each sweep would look at all of it anew, and find nothing."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
