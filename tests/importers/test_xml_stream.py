import pytest

from kzzq_desktop.importers.xml_stream import local, read_xml


def read(data: bytes) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    read_xml(
        data, lambda name, found: told.append(("start", name + "".join(found))), lambda name: told.append(("end", name)),
        lambda text: told.append(("text", text)),
    )  # fmt: skip
    return told


def test_elements_and_texts_come_in_their_order_without_prefixes() -> None:
    assert read('<x:a xmlns:x="y"><x:b c="1">王&amp;李</x:b></x:a>'.encode()) == [
        ("start", "axmlns:x"), ("start", "bc"), ("text", "王&李"), ("end", "b"), ("end", "a"),
    ]  # fmt: skip
    assert local("ss:Index") == "Index"
    assert local("Index") == "Index"


@pytest.mark.parametrize(
    "data",
    [
        b"<a>",
        b"<a></b>",
        b"",
        b"<a>" * 500 + b"</a>" * 500,
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b"<a>\xff</a>",
    ],
)
def test_broken_deep_and_hostile_xml_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        read(data)
