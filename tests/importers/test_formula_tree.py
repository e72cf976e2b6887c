import pytest

from kzzq_desktop.importers.formula_tree import Node, NotCounted, read_formula


def shown(node: Node) -> str:
    return f"{node.word}({' '.join(map(shown, node.parts))})" if node.parts else node.word


@pytest.mark.parametrize(("formula", "tree"), [
    ("1+2*3", "+(1 *(2 3))"), ("1-2-3", "-(-(1 2) 3)"), ("-A1%", "-(%(A1))"), ("A1&B1=C1", "=(&(A1 B1) C1)"),
    ("if(A1,'甲'!B2,)", "IF(A1 '甲'!B2 \"\")"), ("SUM(A1:B2 , 3)", "SUM(A1:B2 3)"), ('"a""b"', '"a""b"'), (" TRUE ", "TRUE"),
])  # fmt: skip
def test_a_formula_is_a_tree(formula: str, tree: str) -> None:
    assert shown(read_formula(formula)) == tree


@pytest.mark.parametrize("formula", ["", "1+", "(1", "1)", "F(1 2)", "{1,2}", "A1 B1", "'甲", '"', "@A1", "F(1", "1E5", "#REF!"])
def test_what_is_no_formula_of_a_ledger_has_no_tree(formula: str) -> None:
    with pytest.raises(NotCounted):
        read_formula(formula)
