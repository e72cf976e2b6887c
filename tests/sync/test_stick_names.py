import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.sync.stick_names import PackageName, beside, draft_of, package_name, read_name

SITES = st.text("0123456789abcdef", min_size=32, max_size=32)
NAME = "KZ_01234567_89abcdef_12.kzsync"


@given(SITES, SITES, st.integers(0, 999_999_999))
def test_what_is_written_is_read(sender: str, receiver: str, number: int) -> None:
    name = package_name(sender, receiver, number)
    said = PackageName(sender[:8], receiver[:8], number, own=True)
    assert name.isascii()
    assert read_name(name) == read_name(name.upper()) == read_name(beside(name, 2)) == draft_of(f"{name}.part") == said


@pytest.mark.parametrize("tail", [" (1)", "(1)", " - 副本", " - Copy (2)", "_1", "（2）"])
def test_a_copy_a_person_made_is_a_package_but_not_ours(tail: str) -> None:
    assert read_name(NAME.replace(".kzsync", f"{tail}.kzsync")) == PackageName("01234567", "89abcdef", 12, own=False)


@pytest.mark.parametrize(
    "name",
    [
        "", "KZ.kzsync", "KZ_01234567_89abcdef_.kzsync", "KZ_0123456_89abcdef_1.kzsync", f"{NAME}.lnk", f"{NAME}.exe",
        f"{NAME}\n", f"x{NAME}", NAME.replace("12", "１２"), NAME.replace(".kzsync", "9" * 60 + ".kzsync"), f"{NAME}.part",
    ],
)  # fmt: skip
def test_other_files_are_no_packages(name: str) -> None:
    assert read_name(name) is None


def test_a_whole_package_is_no_draft() -> None:
    assert (draft_of(NAME), draft_of("others.part")) == (None, None)


def test_a_way_is_sender_and_receiver() -> None:
    there = read_name(NAME)
    assert there is not None
    assert there.same_way(PackageName("01234567", "89abcdef", 3, own=False))
    assert not there.same_way(PackageName("89abcdef", "01234567", 12, own=True))
