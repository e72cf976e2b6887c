"""The merge as the store's rooms are handed it."""

from kzzq_desktop.store.apply import Joins
from kzzq_desktop.sync.merge import compare, forked, merge

JOINS = Joins(lambda mine, theirs: compare(mine, theirs).value, merge, forked)
