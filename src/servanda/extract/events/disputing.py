"""Whom a second reading of the sentence does not let stand as the doer: `disputed`."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.metonymy import Part
from servanda.extract.events.triggers import Trigger, trigger_words
from servanda.extract.second_reading import Reading, SecondReader, read_shallowly

Stretch = tuple[int, int]
_DOING: Final = frozenset({"instrument", "actor"})


class Dispute(NamedTuple):
    """Against whom of those who seem to have done an act a second reading speaks (``words``), and whom it reads ``instead``."""

    words: frozenset[int] = frozenset()
    instead: tuple[str, ...] = ()


def disputed(
    analysis: DocumentAnalysis, trigger: Trigger, parts: Iterable[Part], reader: SecondReader = read_shallowly
) -> Dispute:
    """Return whom of those who take part the second reading contradicts; nobody where it cannot say or agrees."""
    segment, words = trigger.segment, trigger.clauses.words
    sentence = segment.sentences[segment.sentence_at(trigger.word)]
    own = [part for part in parts if part.role in _DOING and part.word in sentence]
    if not any(part.role == "actor" for part in own):
        return Dispute()
    begin = words.starts[sentence[0]]
    text = segment.text[begin : words.ends[sentence[-1]]]
    told = sorted(trigger_words(trigger))
    at = (words.starts[told[0]] - begin, words.ends[told[-1]] - begin)
    reading = reader(text, at, analysis.reference.lexicon)
    places = {part: (words.starts[part.word] - begin, words.ends[part.word] - begin) for part in own}
    return Dispute() if reading is None else _dispute(reading, places, text)


def _dispute(reading: Reading, places: dict[Part, Stretch], text: str) -> Dispute:
    against = _against(reading, {part.word: place for part, place in places.items()})
    actors = frozenset(part.word for part in places if part.role == "actor" and part.word in against)
    return Dispute(actors, tuple(text[slice(*one)] for one in reading.doers))


def _against(reading: Reading, places: dict[int, Stretch]) -> frozenset[int]:
    """Return those whom a reading excludes: all if it names others, else those that it reads as something else."""
    agreed = {word for word, place in places.items() if _is_in(place, reading.doers)}
    if reading.doers and not agreed:
        return frozenset(places)
    return frozenset(word for word, place in places.items() if word not in agreed and _is_in(place, reading.others))


def _is_in(place: Stretch, stretches: Iterable[Stretch]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in stretches)
