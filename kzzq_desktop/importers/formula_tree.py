"""A formula's text as a tree: what is to be done with what."""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?![\w.]))"
    r'|(?P<text>"(?:[^"]|"")*")'
    r"|(?P<cells>(?:(?:'(?:[^']|'')+'|[\w.]+)!)?\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?(?![\w(.!:]))"
    r"|(?P<name>[A-Za-z_][\w.]*)"
    r"|(?P<mark><>|<=|>=|[-+*/&=<>(),%]))"
)
_STRENGTH = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}
_LONGEST, _DEEPEST = 1_000, 40


class NotCounted(Exception):
    """The formula asks for what is not known here."""


@dataclass(frozen=True, slots=True)
class Node:
    """One step: `kind` is number, text, cells, name, sign or mark; `word` its text, `parts` what it works on."""

    kind: str
    word: str
    parts: tuple["Node", ...] = ()


def read_formula(formula: str) -> Node:
    """Return the tree of a formula written without its first =; raises NotCounted where it is of another kind."""
    if len(formula) > _LONGEST:
        raise NotCounted
    reader = _Reader(_tokens(formula))
    tree = reader.read()
    if reader.at != len(reader.tokens):
        raise NotCounted
    return tree


def _tokens(formula: str) -> list[tuple[str, str]]:
    tokens = []
    at, formula = 0, formula.rstrip()
    while at < len(formula):
        found = _TOKEN.match(formula, at)
        if found is None or found.lastgroup is None:
            raise NotCounted
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


@dataclass(slots=True)
class _Reader:
    """Reads from left to right; a stronger sign binds first."""

    tokens: list[tuple[str, str]]
    at: int = field(default=0)
    depth: int = field(default=0)

    def read(self, weakest: int = 1) -> Node:
        """Read up to a sign that binds more weakly than `weakest`."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotCounted
        left = self._signed()
        while (strength := _STRENGTH.get(self._mark(), 0)) >= weakest:
            mark = self._next()[1]
            left = Node("mark", mark, (left, self.read(strength + 1)))
        self.depth -= 1
        return left

    def _mark(self) -> str:
        kind, word = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        return word if kind == "mark" else ""

    def _next(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise NotCounted
        self.at += 1
        return self.tokens[self.at - 1]

    def _take(self, mark: str) -> bool:
        taken = self._mark() == mark
        self.at += taken
        return taken

    def _signed(self) -> Node:
        signs = []
        while self._mark() in {"-", "+"}:
            signs.append(self._next()[1])
        node = self._one()
        while self._take("%"):
            node = Node("sign", "%", (node,))
        for sign in signs:
            node = Node("sign", sign, (node,))
        return node

    def _one(self) -> Node:
        kind, word = self._next()
        if kind == "mark" and word == "(":
            node = self.read()
            if not self._take(")"):
                raise NotCounted
            return node
        if kind == "mark":
            raise NotCounted
        return self._call(word) if kind == "name" else Node(kind, word)

    def _call(self, word: str) -> Node:
        name = word.upper().removeprefix("_XLFN.")
        if not self._take("("):
            return Node("name", name)
        parts: list[Node] = []
        while not self._take(")"):
            if parts and not self._take(","):
                raise NotCounted
            parts.append(Node("text", '""') if self._mark() in {",", ")"} and parts else self.read())
        return Node("call", name, tuple(parts))
