"""What a light row tells of a person's number, birth and sex."""

from tests.domain.seen import home, number, person

ID = number("1983-09-26", 970)


def test_a_right_number_tells_birth_and_sex():
    one = person("那仁花", id_number=ID, birth="1984", sex="1")
    assert (one.known_birth, one.likely_birth, one.known_sex) == ("1983-09-26", "1983-09-26", "2")
    assert one.heads == {ID[:15]}
    assert one.digits == ""


def test_a_damaged_number_shows_a_birth_that_is_not_held_against_anybody():
    one = person("那仁花", id_text=f"{ID[:15]}000")
    assert (one.known_birth, one.likely_birth) == ("", "1983-09-26")
    assert person("那仁花", id_text=f"{ID[:15]}000", birth="1983").likely_birth == "1983-09-26"
    assert person("那仁花", id_text=f"{ID[:15]}000", birth="1985").likely_birth == "1985"


def test_a_sound_number_that_was_refused_proves_nothing_of_its_holder():
    one = person("那仁花", id_text=ID, birth="1971")
    assert (one.digits, one.heads, one.likely_birth) == ("", frozenset(), "1971")
    assert person("那仁花", id_text="152399198309268992").heads


def test_names_are_keyed_with_their_other_spellings():
    one = person("白花", other_names=("其力嘎",))
    assert one.names == ("白花", "其力嘎")
    assert set(one.name_keys) & set(person("其贺力嘎").name_keys)
    assert "白花" in one.name_keys


def test_the_head_is_named_or_called_so():
    house = home("h1", person("包山", relation="20"), person("包海", relation="02"))
    assert house.head.name == "包山"
    assert type(house)(house.id, house.village_id, people=house.people).head.name == "包海"
    assert type(house)("h2", "").head is None
