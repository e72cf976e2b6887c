"""python -m tests.importers.strange OUT_DIR --seed N --villages K [--words odd] [--layouts merged,cards] [--formats xlsx]."""

import argparse
from pathlib import Path

from tests.importers.strange.books import FORMATS, LAYOUTS, WORDS, Order, write_set


def main() -> None:
    """Write a set of strange ledgers and its truth."""
    parser = argparse.ArgumentParser(prog="tests.importers.strange", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--villages", type=int, default=24, help="how many sheets of villages")
    parser.add_argument("--homes", type=int, default=24, help="households in a sheet, about")
    parser.add_argument("--words", default=",".join(WORDS), help=f"of {', '.join(WORDS)}")
    parser.add_argument("--layouts", default=",".join(LAYOUTS), help=f"of {', '.join(LAYOUTS)}")
    parser.add_argument("--formats", default=",".join(FORMATS), help=f"of {', '.join(FORMATS)}")
    parser.add_argument("--mess", type=float, default=1.0, help="0 is clean, 1 as in the shared sets")
    asked = parser.parse_args()
    words, layouts, formats = (tuple(said.split(",")) for said in (asked.words, asked.layouts, asked.formats))
    known = {*WORDS, *LAYOUTS, *FORMATS}
    if strange := {*words, *layouts, *formats} - known:
        parser.error(f"unknown: {', '.join(sorted(strange))}")
    write_set(asked.folder, Order(asked.seed, asked.villages, asked.homes, words, layouts, formats, asked.mess))


if __name__ == "__main__":
    main()
