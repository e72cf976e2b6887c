"""Laws of where the rows of a roll stand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.documents.roll_layout import HEADING, bottom, column_edges, leaves, table_top
from kzzq_desktop.documents.roll_words import ROW, RollBlock, RollSection
from kzzq_desktop.documents.sheet import A3_WIDE, A4, A4_WIDE
from tests.documents.rolls import COLUMNS, make_block, make_roll, make_section

SECTIONS = st.lists(
    st.builds(make_section, st.sampled_from(["先锋嘎查", "花胡硕嘎查"]), st.integers(0, 25), st.integers(0, 9)), max_size=4
)


def rows_on(pages):
    return [row for leaf in pages for strip in leaf.strips for row in strip.rows]


def rows_of(sections):
    return [row for section in sections for block in section.blocks for row in block.rows]


@given(SECTIONS, st.booleans(), st.sampled_from([A4, A4_WIDE, A3_WIDE]))
def test_every_row_stands_on_exactly_one_page_in_order(sections, flowing, page):
    assert rows_on(leaves(make_roll(*sections, page=page, flowing=flowing))) == rows_of(sections)


@given(SECTIONS, st.booleans())
def test_strips_follow_one_another_and_none_goes_below_the_foot(sections, flowing):
    roll = make_roll(*sections, flowing=flowing, signatures=("填表：", "审核："))
    for leaf in leaves(roll):
        assert leaf.strips
        assert leaf.strips[0].top == table_top(roll.page) - HEADING
        for above, below in zip(leaf.strips, leaf.strips[1:], strict=False):
            assert below.top == pytest.approx(above.bottom)
        assert leaf.strips[-1].bottom >= bottom(roll.page) - 0.01


@given(SECTIONS, st.booleans())
def test_what_belongs_together_stays_on_one_page(sections, flowing):
    roll = make_roll(*sections, flowing=flowing)
    strips = [strip for leaf in leaves(roll) for strip in leaf.strips if strip.rows]
    assert [len(strip.rows) for strip in strips] == [len(block.rows) for section in sections for block in section.blocks]


@given(st.integers(1, 4))
def test_each_section_begins_a_page_and_counts_its_own(count):
    sections = [make_section(f"第{number}嘎查", 30, number) for number in range(count)]
    pages = leaves(make_roll(*sections))
    for section in sections:
        own = [leaf for leaf in pages if leaf.record == section.record]
        assert [leaf.page for leaf in own] == list(range(1, len(own) + 1))
        assert own[0].head == section.head
        assert all(leaf.head == f"{section.head}（续）" for leaf in own[1:])
        assert all(leaf.total == section.total for leaf in own)


def test_a_block_longer_than_a_page_is_parted_and_says_whose_it_is():
    block = make_block(7, 60)
    pages = leaves(make_roll(RollSection("先锋嘎查", "a" * 32, (block,))))
    assert len(pages) > 2
    parts = [leaf.strips[0].rows for leaf in pages]
    assert sum(map(len, parts)) == 60
    for part in parts:
        assert (part[0][0], part[0][1]) == ("7", block.rows[0][1])
    assert [row[3] for part in parts for row in part] == [row[3] for row in block.rows]


WORDS = st.text(alphabet="阿拉坦其格·巴雅尔，；a1 ", max_size=400)
AWKWARD = st.lists(st.tuples(*(WORDS for _ in COLUMNS)), min_size=1, max_size=40)


@given(st.lists(AWKWARD, min_size=1, max_size=3), st.booleans(), st.sampled_from([A4, A4_WIDE]))
def test_whatever_the_words_nothing_goes_below_the_foot_and_nothing_is_lost(blocks, flowing, page):
    section = RollSection("先锋嘎查", "a" * 32, tuple(RollBlock(tuple(rows)) for rows in blocks))
    roll = make_roll(section, page=page, flowing=flowing)
    pages = leaves(roll)
    assert [row[2:5] for row in rows_on(pages)] == [row[2:5] for rows in blocks for row in rows]
    for leaf in pages:
        assert leaf.strips[-1].bottom >= bottom(page) - 0.01
        assert any(strip.rows for strip in leaf.strips)
        assert all(high >= ROW for strip in leaf.strips if strip.rows for high in strip.heights)


def test_a_part_of_a_block_is_as_high_as_its_joined_cells_need():
    block = RollBlock(tuple(("1", "包青山", "包青山", "1", "", "钥匙在东邻，来前先打电话；" * 12) for _ in range(26)))
    pages = leaves(make_roll(RollSection("甲", "a" * 32, (make_block(2, 3), block))))
    whole = leaves(make_roll(RollSection("甲", "a" * 32, (RollBlock(block.rows[:1]),))))[0].strips[0]
    parts = [strip for leaf in pages for strip in leaf.strips if strip.rows and strip.rows[0][0] == "1"]
    assert len(parts) > 1
    assert all(part.top - part.bottom >= whole.top - whole.bottom - 0.01 for part in parts)


@given(st.integers(0, 80), st.integers(1, 4))
def test_signatures_never_stand_on_a_page_without_a_row(blocks, rows):
    section = RollSection("甲", "a" * 32, tuple(make_block(number, rows) for number in range(1, blocks + 1)), "共0户")
    pages = leaves(make_roll(section, signatures=("填表：",)))
    *_, before, signed = pages[-1].strips
    assert signed.signatures
    assert not before.signatures
    assert sum(strip.signatures for leaf in pages for strip in leaf.strips) == 1
    assert rows_on(pages) == rows_of([section])


def test_an_empty_section_still_says_what_it_is():
    first, second = leaves(make_roll(RollSection("甲嘎查", "a" * 32, ()), make_section("乙嘎查", 1)))
    assert (first.head, first.strips[0].rows, len(first.strips)) == ("甲嘎查", (), 1)
    assert (second.head, second.page) == ("乙嘎查", 1)
    (leaf,) = leaves(make_roll(RollSection("甲嘎查", "", ()), RollSection("乙嘎查", "", ()), flowing=True))
    assert [strip.band for strip in leaf.strips] == ["甲嘎查", "乙嘎查"]
    assert leaves(make_roll()) == []


def test_two_sections_of_one_record_are_no_continuation_of_one_another():
    first, second = leaves(make_roll(*(RollSection(name, "a" * 32, (make_block(1, 1),)) for name in "甲乙")))
    assert (first.head, second.head) == ("甲", "乙")
    assert (first.page, second.page) == (1, 2)


def test_flowing_rolls_say_above_the_table_where_they_are_of():
    for leaf in leaves(make_roll(make_section("甲", 60, 1, 1), flowing=True, subtitle="舍伯吐镇", total="共60户")):
        assert (leaf.head, leaf.total) == ("舍伯吐镇", "共60户")


def test_names_of_a_parted_block_stand_with_their_rows():
    rows = tuple((str(at), "", f"党员{at}", "", "", "") for at in range(60))
    block = RollBlock(rows, "党员0", tuple(row[2] for row in rows[1:]))
    for leaf in leaves(make_roll(RollSection("甲", "a" * 32, (block,)))):
        assert leaf.strips[0].names == tuple(row[2] for row in leaf.strips[0].rows)


def test_a_row_is_higher_where_its_words_need_it():
    long = "钥匙在东邻，来前先打电话；" * 6
    short, tall = (
        RollSection("甲", "a" * 32, (RollBlock((("1", "包青山", "包青山", "1", "", note),)),)) for note in ("低保", long)
    )
    heights = [leaves(make_roll(section))[0].strips[0].heights[0] for section in (short, tall)]
    assert heights[0] == ROW
    assert heights[1] > 2 * ROW


def test_a_joined_cell_shares_what_it_needs_among_its_rows():
    rows = tuple((str(1), "包青山", "包青山", "1", "", "钥匙在东邻，来前先打电话；" * 30) for _ in range(3))
    (leaf,) = leaves(make_roll(RollSection("甲", "a" * 32, (RollBlock(rows),))))
    heights = leaf.strips[0].heights
    assert len(set(heights)) == 1
    assert heights[0] > ROW


def test_flowing_sections_share_a_page_under_bands():
    sections = [replace(make_section(f"第{number}嘎查", 2, number, 1)) for number in range(4)]
    (leaf,) = leaves(make_roll(*sections, flowing=True))
    assert [strip.names for strip in leaf.strips if strip.band] == [(section.head,) for section in sections]
    assert [strip.band for strip in leaf.strips if strip.band] == [section.head for section in sections]
    assert leaf.record == sections[0].record


def test_a_flowing_section_that_goes_on_says_so_again():
    first, second, *_ = leaves(make_roll(make_section("先锋嘎查", 60, 1, 1), make_section("花胡硕嘎查", 3, 2, 1), flowing=True))
    assert first.strips[0].band == "先锋嘎查"
    assert second.strips[0].band == "先锋嘎查（续）"
    assert (first.record, first.page, second.record, second.page) == (second.record, 1, first.record, 2)


@given(st.sampled_from([A4, A4_WIDE, A3_WIDE]))
def test_columns_fill_the_page(page):
    edges = column_edges(make_roll(page=page))
    assert (edges[0], edges[-1]) == (pytest.approx(page.left), pytest.approx(page.right))
    assert len(edges) == len(COLUMNS) + 1
    assert sorted(edges) == edges
