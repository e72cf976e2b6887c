"""Columns say what they hold."""

import ast
from pathlib import Path

from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui import table_columns


def test_every_column_says_what_kind_of_fact_it_holds() -> None:
    silent, said = [], set()
    for path in Path(table_columns.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Column":
                facts = [keyword.value for keyword in call.keywords if keyword.arg == "fact"]
                said |= {fact.attr for fact in facts if isinstance(fact, ast.Attribute)}
                if not facts:
                    silent.append(f"{path.name}:{call.lineno}")
    assert not silent
    assert said <= {fact.name for fact in Fact} - {"UNSAID"}
    assert {"NAME", "PHONE", "PLACE", "PRIVATE", "PLAIN"} <= said
