"""What a clerk may type to pick a place or a person from a short list: characters, pinyin, initials."""

from collections.abc import Sequence

from kzzq_desktop.store.pinyin import readings


def typing_keys(name: str, others: Sequence[str] = ()) -> str:
    """Return the search text of a name and its other spellings: whole pinyin and initials of each, lower case."""
    keys: list[str] = []
    for words in (name, *others):
        keys.append(words.lower())
        for reading in readings(words):
            keys.append("".join(reading))
            keys.append("".join(syllable[:1] for syllable in reading))
    return " ".join(dict.fromkeys(keys))
