import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.exchange import Line, Manifest, Position
from kzzq_desktop.sync.manifest import MOST_LINE, manifest_line, manifest_of
from kzzq_desktop.sync.refusals import PackageDamaged
from tests.sync.sample_sites import MANIFEST

HEX = "0123456789abcdef"
IDS, BOOTS = st.text(HEX, min_size=32, max_size=32), st.text(HEX, min_size=16, max_size=16)
REVS = st.integers(0, 2**62)
NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,20}", fullmatch=True)


@st.composite
def manifests(draw: st.DrawFn) -> Manifest:
    boots = draw(st.lists(BOOTS, min_size=1, max_size=6, unique=True))
    revs = sorted(draw(st.lists(REVS, min_size=len(boots), max_size=len(boots))))
    tip = revs[-1] + draw(st.integers(0, 9))
    columns = st.lists(NAMES, max_size=5, unique=True).map(tuple)
    return replace(
        MANIFEST,
        package_id=draw(IDS),
        sender=draw(IDS),
        receiver=draw(IDS),
        number=draw(st.integers(0, 2**53 - 1)),
        line=Line(tuple(zip(boots, revs, strict=True)), tip),
        base=draw(st.integers(0, tip)),
        ack=draw(st.none() | st.builds(Position, BOOTS, REVS)),
        seq=draw(st.integers(0, 2**63 - 1)),
        territory=draw(st.sampled_from(["", "150521", "150521102000"])),
        tables=draw(st.dictionaries(NAMES, columns, max_size=5)),
        roster=draw(st.sampled_from([(), MANIFEST.roster])),
    )


@given(manifest=manifests())
def test_what_is_written_is_read(manifest: Manifest) -> None:
    line = manifest_line(manifest)
    assert b"\n" not in line
    assert manifest_of(line) == manifest
    assert list(manifest_of(line).tables) == list(manifest.tables)  # their order, too


def said(**changes: object) -> bytes:
    document = json.loads(manifest_line(MANIFEST)) | changes
    return json.dumps({name: value for name, value in document.items() if value != "missing"}).encode()


FIELDS = sorted(json.loads(manifest_line(MANIFEST)))


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("value", ["missing", True, -1, 2**63, "\n", "样\x00", {}, [1], [[]], [[1, 2]], {"a": "b"}])
def test_a_field_of_another_kind_is_damage(name: str, value: object) -> None:
    if name == "ack" and value == "missing":
        assert manifest_of(said(ack=value)).ack is None
        return
    with pytest.raises(PackageDamaged):
        manifest_of(said(**{name: value}))


BOOT = "00000000000000a1"


@pytest.mark.parametrize(
    "changes",
    [
        {"line": []},
        {"line": [[BOOT, 1], [BOOT, 2]]},
        {"line": [[BOOT, 5], ["00000000000000a2", 4]]},
        {"line": [[BOOT, 1, 2]]},
        {"tip": 38},
        {"base": 53},
        {"ack": [BOOT]},
        {"ack": ["A" * 16, 1]},
        {"tables": [["a", ["x", "x"]]]},
        {"tables": [["a", ["x"]], ["a", ["y"]]]},
        {"tables": [["a;b", ["x"]]]},
        {"tables": [["a", ["x y"]]]},
        {"tables": {"a": ["x"]}},
        {"tables": [[f"t{n}", []] for n in range(201)]},
        {"roster": ["x" * 3000]},
        {"roster": ["a\nb\nc"]},
        {"territory": "+150521102000"},
        {"created_at": "yesterday"},
        {"app": "x" * 33},
    ],
)
def test_what_contradicts_itself_is_damage(changes: dict[str, object]) -> None:
    with pytest.raises(PackageDamaged) as refused:
        manifest_of(said(**changes))
    assert "什么也没有导入" in refused.value.sentence()


def test_a_start_that_wrote_nothing_is_a_point_on_the_line() -> None:
    line = Line(((BOOT, 1), ("00000000000000a2", 1), ("00000000000000a3", 1)), 0)
    assert manifest_of(manifest_line(replace(MANIFEST, line=line, base=0))).line == line


def test_fields_of_a_later_program_are_passed_over() -> None:
    assert manifest_of(said(later={"a": [1]})) == MANIFEST


def test_too_long_a_manifest_is_refused_before_it_is_read() -> None:
    with pytest.raises(PackageDamaged):
        manifest_of(manifest_line(MANIFEST) + b" " * MOST_LINE)


@given(line=st.binary(max_size=80))
def test_any_bytes_are_damage(line: bytes) -> None:
    with pytest.raises(AppError):
        manifest_of(line)


@pytest.mark.parametrize(
    "changes", [{"receiver": "x"}, {"seq": -1}, {"tables": {"a b": ()}}, {"app": "x" * 40}, {"roster": ["x"]}, {"base": 99}]
)
def test_what_could_not_be_read_is_not_written(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"to|seq|tables|app|manifest|base"):
        manifest_line(replace(MANIFEST, **changes))
