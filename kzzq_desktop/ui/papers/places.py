"""Where names stand on a paper: found by characters, pinyin or initials, to jump to their page."""

from collections.abc import Sequence
from functools import lru_cache

from kzzq_desktop.services.typing_keys import typing_keys
from kzzq_desktop.ui.parts.hits import Hit

MOST = 60


class Places:
    """Names in the order of their pages; made beside the window: a banner's paper holds 19,000."""

    def __init__(self, places: Sequence[tuple[str, int]] = ()) -> None:
        self.rows = [(name, page, _keys(name)) for name, page in places]

    def find(self, typed: str) -> list[Hit]:
        """Return the first places that match every word typed, those that begin so before the others."""
        wanted = typed.lower().split()
        begin: list[Hit] = []
        inside: list[Hit] = []
        for at, (name, page, keys) in enumerate(self.rows):
            if len(begin) >= MOST:
                break
            if all(word in keys for word in wanted):
                begins = not wanted or keys.startswith(wanted[0]) or f" {wanted[0]}" in keys
                found = begin if begins else inside
                if len(found) < MOST:
                    found.append(Hit(f"{page}:{at}", name, kind=f"第 {page + 1:,} 页"))
        return [*begin, *inside][:MOST]


def page_of(key: str) -> int:
    """Return the page of a place found, counted from 0."""
    return int(key.partition(":")[0])


@lru_cache(maxsize=1 << 16)
def _keys(name: str) -> str:
    return typing_keys(name)
