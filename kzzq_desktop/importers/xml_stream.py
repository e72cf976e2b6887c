"""XML read as a stream: no tree, no entities of its own, no depth without end."""

from collections.abc import Callable
from xml.parsers import expat

_DEEPEST = 200

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def read_xml(data: bytes, start: Start, end: End, text: Text) -> None:
    """Call back for each element and each text, names without prefixes; raises ValueError where the XML is broken or hostile.

    `data` is UTF-8, whatever it says of itself.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ValueError
        start(local(name), attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(local(name))

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError from error


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise ValueError
