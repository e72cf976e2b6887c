"""Facts of one household that contradict each other: each pair is said once, with the fact that was believed and why.

Nothing is changed here: the sentences tell what the readers of rows have already decided. They name no person's value
but sex, relation and years.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from kzzq_desktop.domain.codes import HEAD, SEX_WORDS, SPOUSES, implied_sex, relation_word
from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft, RowProblem
from kzzq_desktop.domain.flags import ID_CONFLICT
from kzzq_desktop.domain.id_numbers import birth_in, read_id, sex_in
from kzzq_desktop.domain.new_head import CHILDREN, GRANDCHILDREN, PARENTS
from kzzq_desktop.domain.partial_days import fits

OLDEST, ADULT, YOUNGEST_SPOUSE, YOUNGEST_HEAD, YOUNGEST_GRANDPARENT = 120, 18, 16, 16, 25
_GONE = frozenset({"deceased", "moved_out"})
_GRANDPARENTS = frozenset(str(code) for code in range(60, 70))
# A day of the old calendar stands for one of the new three to eight weeks later.
_CALENDARS = (timedelta(days=14), timedelta(days=62))
_ID, _SEX, _BIRTH, _RELATION = "身份证号", "性别", "出生日期", "与户主关系"


def check_household(household: HouseholdDraft, today: date, *, is_heads: bool, asks_head: bool = True) -> list[RowProblem]:
    """Return what contradicts itself in a household; a list of heads is not asked for the others.

    `asks_head` is False where the first person has no cell for his relation, as in a row that begins with its head.
    """
    problems = [problem for person in household.people for problem in _of_person(person, today)]
    if is_heads:
        return problems
    return [*problems, *_of_numbers(household), *_of_heads(household, asks_head=asks_head), *_of_ages(household, today)]


def _of_person(person: PersonDraft, today: date) -> Iterator[RowProblem]:
    """Check a person's facts against each other."""
    if ID_CONFLICT in person.flags:
        yield from _of_foreign_number(person)
    elif person.id_number:
        yield from _of_own_number(person)
    implied = implied_sex(person.relation, person.relation_word)
    if person.sex and implied and person.sex != implied:
        word, sex = _relation(person), SEX_WORDS[person.sex]
        why = "身份证号也是这个性别，性别是可信的" if person.id_number else "没有身份证号可以核对，两样都照表保留"
        yield _problem(person, _RELATION, f"关系写的是{word}，性别写的是{sex}；{why}。", "请核对关系和性别。")
    yield from _of_age(person, today)


def _of_foreign_number(person: PersonDraft) -> Iterator[RowProblem]:
    """Say why a right number was set aside: of another sex, or of another year."""
    number = read_id(person.id_text).number
    if not number:
        return
    expected = person.sex or implied_sex(person.relation, person.relation_word)
    mend = "请按证件核对，可能填了别人的号码。"
    if expected and expected != sex_in(number):
        told = "性别写的是" if person.sex else f"关系写的是{_relation(person)}，应是"
        what = f"身份证号校验正确，但里面的性别是{SEX_WORDS[sex_in(number)]}；表里{told}{SEX_WORDS[expected]}"
        yield _problem(person, _ID, f"{what}。按表里的，这个号码没有采用。", mend)
    elif person.birth:
        years = abs(int(person.birth[:4]) - int(birth_in(number)[:4]))
        what = f"身份证号校验正确，但里面的出生年份与表里的差{years}年。按表里的，这个号码没有采用。"
        yield _problem(person, _ID, what, mend)


def _of_own_number(person: PersonDraft) -> Iterator[RowProblem]:
    born = birth_in(person.id_number)
    if person.birth and not fits(born, person.birth) and not _is_other_calendar(born, person.birth):
        what = "表里的出生日期与身份证号里的不同；身份证号校验正确，按身份证号。"
        yield _problem(person, _BIRTH, what, "请按证件核对出生日期。")


def _is_other_calendar(born: str, told: str) -> bool:
    """Say whether two days may be one by the old calendar and by the new; years and months are compared loosely."""
    if len(told) < len("1986-05-03"):
        if told[5:] == "01" and born.startswith(f"{told[:4]}-10"):
            return True  # 1986.10, typed as a number
        months = abs(_months(born) - _months(told)) if len(told) > len("1986") else 0
        return months <= 2 and abs(int(born[:4]) - int(told[:4])) <= 1
    apart = abs(date.fromisoformat(born) - date.fromisoformat(told))
    return _CALENDARS[0] <= apart <= _CALENDARS[1]


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def _of_age(person: PersonDraft, today: date) -> Iterator[RowProblem]:
    born = person.known_birth
    source = "身份证号里的出生日期" if person.id_number else "出生日期"
    column = _ID if person.id_number else _BIRTH
    if born > today.isoformat():
        yield _problem(person, column, f"{source}在今天以后。", "请按证件核对。")
    elif born and person.status not in _GONE and today.year - int(born[:4]) > OLDEST:
        yield _problem(person, column, f"按{source}已过{OLDEST}岁。", "请核对是否抄错，或已去世。")


def _of_numbers(household: HouseholdDraft) -> Iterator[RowProblem]:
    """Check the number of people that the list states against those it lists, with or without those who are gone."""
    stated, listed = household.stated_people, len(household.people)
    here = sum(person.status not in _GONE for person in household.people)
    if stated is not None and stated not in {listed, here}:
        what = f"填的是{stated}人，表里列了{listed}人；按列出的人导入。"
        yield RowProblem(household.head.spot, "家庭人口", what, "请核对是否漏列或多列。")


def _of_heads(household: HouseholdDraft, *, asks_head: bool) -> Iterator[RowProblem]:
    """Check that there is one head and at most one spouse."""
    people = [person for person in household.people if person.status not in _GONE]
    heads = [person for person in people if person.relation == HEAD]
    if len(heads) > 1:
        what = f"这一户有{len(heads)}个人写的是户主，先写的算户主。"
        yield _problem(heads[1], _RELATION, what, "请核对是不是两户，或改正关系。")
    named = bool(household.head_name) or any(person.relation == HEAD for person in household.people)
    if asks_head and not named and any(person.relation for person in household.people):
        yield _problem(household.people[0], _RELATION, "这一户没有写户主，第一个人算户主。", "请写明谁是户主。")
    spouses = [person for person in people if person.relation in SPOUSES]
    if len(spouses) > 1:
        what = f"这一户写了{len(spouses)}个户主的配偶，都照表保留。"
        yield _problem(spouses[1], _RELATION, what, "请核对关系，如儿媳、女婿写成了配偶。")


def _of_ages(household: HouseholdDraft, today: date) -> Iterator[RowProblem]:
    """Check relations against years of birth; where several contradict, the head's own year is the likelier slip."""
    head = household.head
    if not head.known_birth or head.relation not in {HEAD, ""} or (not head.relation and head.name != household.head_name):
        return
    numbers = Counter(person.id_number for person in household.people if person.id_number)
    own = [person for person in household.people if numbers[person.id_number] < 2]  # a number of two people is told as such
    contradicting = [person for person in own if person is not head and _contradicts(person, head)]
    if len(contradicting) > 1:
        what = f"{_source(head)}与{len(contradicting)}个家人的关系不合；都照表保留。"
        yield _problem(head, _BIRTH, what, "请先核对户主的出生日期。")
    elif contradicting:
        person = contradicting[0]
        what = f"关系写的是{_relation(person)}，{_source(person)}与户主的年龄不合；都照表保留。"
        yield _problem(person, _RELATION, what, "请核对关系和两人的出生日期。")
    for person in household.people:
        if person.relation in SPOUSES and person.known_birth and 0 <= _age(person, today) < YOUNGEST_SPOUSE:
            what = f"关系写的是{_relation(person)}，{_source(person)}还不满{YOUNGEST_SPOUSE}岁；都照表保留。"
            yield _problem(person, _RELATION, what, "请核对关系和出生日期。")
    adults = any(_age(person, today) >= ADULT for person in household.people if person.known_birth and person.status not in _GONE)
    if adults and 0 <= _age(head, today) < YOUNGEST_HEAD and len(contradicting) <= 1:
        what = f"户主{_source(head)}还不满{YOUNGEST_HEAD}岁，家里有成年人；照表保留。"
        yield _problem(head, _BIRTH, what, "请核对谁是户主和户主的出生日期。")


def _contradicts(person: PersonDraft, head: PersonDraft) -> bool:
    """Say whether somebody's birth cannot be, for what he is to the head."""
    if not person.known_birth:
        return False
    years = int(person.known_birth[:4]) - int(head.known_birth[:4])
    if person.relation in GRANDCHILDREN:
        return years < YOUNGEST_GRANDPARENT
    if person.relation in CHILDREN:
        return years <= 0
    if person.relation in _GRANDPARENTS:
        return years > -YOUNGEST_GRANDPARENT
    return person.relation in PARENTS and years >= 0


def _age(person: PersonDraft, today: date) -> int:
    """Return the most years that a person can have lived."""
    born = f"{person.known_birth}-01-01"[: len("1986-05-03")]
    return today.year - int(born[:4]) - (born[5:] > today.isoformat()[5:])


def _source(person: PersonDraft) -> str:
    return "按身份证号的出生日期" if person.id_number else "按表里的出生日期"


def _relation(person: PersonDraft) -> str:
    """Return the list's own word for a relation in quotes, the standard's for a number."""
    word = person.relation_word
    return f"“{word if word and not word.isdecimal() else relation_word(person.relation)}”"


def _problem(person: PersonDraft, column: str, what: str, mend: str) -> RowProblem:
    return RowProblem(person.spot, column, what, mend)
