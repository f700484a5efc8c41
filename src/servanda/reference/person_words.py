"""Words by which reports say of which sex somebody is and whether a member of a party (``data/persons.yaml``)."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.model.incidents import Status
from servanda.reference.compiled import shipped_content
from servanda.reference.shipped import DATA

_NEAR: Final = 4  # words after a phrase that still speak of it


class ObjectWords(Record, frozen=True, kw_only=True):
    """Words for what is hit, in small letters; the comment in the file says what each list does."""

    military: tuple[str, ...]
    army: tuple[str, ...]
    of_army: tuple[str, ...]
    of_party: tuple[str, ...]
    civilian: tuple[str, ...]
    dwelling: tuple[str, ...]
    doubtful: tuple[str, ...]
    neutral: tuple[str, ...]
    before: tuple[str, ...]


class PersonWords(Record, frozen=True, kw_only=True):
    """Words in small letters by what they say: ``sex`` (female, male) and ``status`` (civilian, member_of_party).

    ``no_longer`` are words beside them by which somebody does not belong to a party now ("former"). ``fights`` and ``takes_ground``: labels
    (ACLED) of acts in which armed sides fight each other, or one takes ground.
    """

    version: str
    sex: dict[str, tuple[str, ...]]
    status: dict[str, tuple[str, ...]]
    no_longer: tuple[str, ...]
    fights: tuple[str, ...]
    takes_ground: tuple[str, ...]
    objects: ObjectWords


@cache
def person_words() -> PersonWords:
    """Return the shipped words."""
    read: PersonWords = from_plain(shipped_content(DATA / "persons.yaml"), PersonWords)
    return read


def said_status(name: str) -> Status | None:
    """Return whether the words for somebody ("over 350 militants") say civilian or member of a party; the last one is asked.

    Nobody is a fighter by belonging to one ("wives of soldiers"), nor by having been one.
    """
    words, known = name.casefold().split(), person_words()
    if not words or not set(known.no_longer).isdisjoint(words[:-1]):
        return None
    last = {words[-1], words[-1].removesuffix("s")}
    said = [value for value, listed in known.status.items() if not last.isdisjoint(listed)]
    return said[0] if len(said) == 1 else None  # type: ignore[return-value]


def is_of_party(name: str, *, named: bool = False) -> bool:
    """Tell whether the words for something that was hit say that it belongs to armed forces ("two mortar positions").

    ``named``: a group that fights is named with it; then "members of ...", "... convoy" are its own.
    """
    objects = person_words().objects
    before, head, words = _parts(name)
    if not words.isdisjoint((*objects.neutral, *_gone())):
        return False
    listed = (*objects.military, *(objects.of_army if before & set(objects.army) else ()))
    return not head.isdisjoint((*listed, *(objects.of_party if named else ())))


def is_plainly(name: str) -> bool:
    """Tell whether words speak of a group itself, not of somebody beside it or who left it ("families of ...", "former ...")."""
    known = person_words()
    return _parts(name)[2].isdisjoint((*known.no_longer, *known.objects.before))


def is_civil_object(name: str, after: str = "") -> bool:
    """Tell whether the words for something that was hit say that it normally serves civilian life ("a market in Osk").

    It does not where the first words ``after`` it tell of fighters ("a house used by rebels").
    """
    known = person_words()
    before, head, words = _parts(name)
    words |= _forms(after.casefold().split()[:_NEAR])
    if not words.isdisjoint((*known.objects.doubtful, *known.status["member_of_party"], *_gone())):
        return False
    return not (head.isdisjoint(known.objects.civilian) and before.isdisjoint(known.objects.dwelling))


def _parts(name: str) -> tuple[set[str], set[str], set[str]]:
    """Return the words before the head of a phrase, the forms of its head, and all words, in small letters and as singulars too."""
    words = [word.strip("'’.,\"") for word in name.casefold().split()]
    ends = set(person_words().objects.before)
    own = next((words[:place] for place, word in enumerate(words) if word in ends), words)
    return _forms(own[:-1]), _forms(own[-1:]), _forms(words)


def _forms(words: Sequence[str]) -> set[str]:
    return {form for word in words for form in (word, word.removesuffix("s"), word.removesuffix("es"))}


def _gone() -> set[str]:
    """Return the words by which something belongs to nobody who fights any longer."""
    known = person_words()
    return set(known.no_longer) - set(known.objects.before)
