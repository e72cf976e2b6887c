import pytest

from kzzq_desktop.domain.reference import read_reference
from kzzq_desktop.domain.sheet_view import FIELD_WORDS, FORBIDDEN, IGNORED
from kzzq_desktop.importers.header_words import NEAR, PART, bare_label, bears_number, known_fields, likely_fields


def likeliest(label: str) -> str:
    found = likely_fields(bare_label(label))
    return max(found, key=lambda name: found[name], default="")


def test_every_alias_of_the_list_is_known() -> None:
    for row in read_reference("header_aliases"):
        assert row["field"] in known_fields(bare_label(row["alias"]))


def test_every_forbidden_header_is_forbidden() -> None:
    for row in read_reference("headers_must_not_import"):
        assert known_fields(bare_label(row["alias"])) == (FORBIDDEN,)


LONGER = (
    "居民民族",
    "宗教信仰情况",
    "银行账号（农行）",
    "本人残疾证号",
    "是否党员(是/否)",
    "社保卡账号",
    "患病情况",
    "是不是党员",
    "政治身份",
    "念书到几年",
    "什么族别",
    "打钱的银行卡号",
    "受教育情况",
    "有无大病",
)


@pytest.mark.parametrize("label", LONGER)
def test_a_forbidden_word_in_a_longer_label_is_forbidden(label: str) -> None:
    assert known_fields(bare_label(label)) == (FORBIDDEN,)


@pytest.mark.parametrize("label", ["党员身份证号", "备用钥匙", "", "网格化管理台账及其他说明内容一览表格式样本一二三四五六"])
def test_unknown_labels(label: str) -> None:
    assert known_fields(bare_label(label)) == ()


@pytest.mark.parametrize("label", ["户 主", "户\n主", "*户主", "户主：", "户　主:", "户主*", "【户主】"[1:3]])
def test_blanks_stars_and_colons_say_nothing(label: str) -> None:
    assert bare_label(label) == "户主"


@pytest.mark.parametrize("cell", [3.0, ""])
def test_a_cell_that_is_no_text_is_no_label(cell: object) -> None:
    assert bare_label(cell) == ""
    assert known_fields("") == ()
    assert likely_fields("") == {}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("戶主", "户主"),
        ("身份证號", "身份证号"),
        ("家庭人囗", "家庭人口"),
        ("出生曰期", "出生日期"),
        ("联系電話", "联系电话"),
        ("姓别", "性别"),
        ("性名", "姓名"),
        ("身份证号吗", "身份证号码"),
        ("ᠬᠦᠢᠰᠦ\n性别", "性别"),
        ("姓名 Name", "姓名"),
        ("户主Head", "户主"),
        ("与户主关系（必填）", "与户主关系"),
    ],
)
def test_old_forms_slips_and_a_second_language_mean_the_same(written: str, meant: str) -> None:
    assert known_fields(bare_label(written)) == known_fields(meant) != ()


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("居民身份证件号", "id_number"),
        ("能打通的电话", "phone"),
        ("包户党员手机", "contact_phone"),
        ("划到哪个网格", "grid"),
        ("谁包的", "contact_member"),
        ("管这户的党员", "contact_member"),
        ("是户主的什么人", "relation"),
        ("几口人", "population"),
        ("当家人", "head_name"),
        ("男或女", "sex"),
        ("何年何月何日生", "birth"),
        ("常住地点", "address"),
        ("户籍编码", "household_no"),
        ("第几小组", "group"),
        ("屯组", "group"),
        ("所在嘎查名", "village"),
        ("户内人员", "name"),
        ("变动情况", "note"),
        ("顺号", "seq"),
        ("ID Number", "id_number"),
        ("Sex", "sex"),
        ("Householder", "head_name"),
        ("Group", "group"),
        ("Remarks", "note"),
    ],
)
def test_words_outside_the_list_are_told_by_their_parts(label: str, field: str) -> None:
    assert likeliest(label) == field or known_fields(bare_label(label))[0] == field


@pytest.mark.parametrize(
    "label",
    [
        "配偶身份证号",
        "监护人电话",
        "紧急联系人电话",
        "家属电话",
        "登记日期",
        "填表时间",
        "入党时间",
        "何时迁来日期",
        "落户时间",
        "年龄",
        "承包地亩数",
        "耕地面积（亩）",
        "低保金额",
        "车牌号",
        "养老保险号",
        "照片",
        "户主签字",
        "银行预留电话",
        "村书记电话",
    ],
)
def test_facts_of_others_and_of_other_things_are_ignored(label: str) -> None:
    assert likely_fields(bare_label(label)) == {IGNORED: 1.0} or known_fields(bare_label(label)) == (FORBIDDEN,)


def test_a_birth_is_never_taken_for_another_date() -> None:
    for label in ("出生日期", "出生时间", "出生年月日", "生日"):
        assert IGNORED not in likely_fields(label)


def test_a_label_close_to_a_known_one_is_likely_it_and_less_sure_than_a_part() -> None:
    assert likely_fields("联系店话") == {"phone": NEAR}
    assert NEAR < PART


@pytest.mark.parametrize("label", ["甲乙丙", "王一", "A栏", "……", "x"])
def test_words_that_say_nothing_are_likely_nothing(label: str) -> None:
    assert likely_fields(label) == {}


def test_what_is_likely_are_fields_of_the_program_and_weights_below_one() -> None:
    labels = [bare_label(row["alias"]) for row in read_reference("header_aliases")]
    for label in labels:
        found = likely_fields(label)
        assert set(found) <= {*FIELD_WORDS, IGNORED, "age"}
        assert all(0 < weight < 1 for weight in found.values()) or found == {IGNORED: 1.0}


@pytest.mark.parametrize("label", ["家庭成员1", "成员（2）", "第三口人", "第2人", "姓名一", "家庭成员（十）"])
def test_labels_of_the_first_second_third_person_bear_a_number(label: str) -> None:
    assert bears_number(label)


@pytest.mark.parametrize("label", ["姓名", "1", "第一书记姓名的", ""])
def test_other_labels_bear_none(label: str) -> None:
    assert not bears_number(label)
