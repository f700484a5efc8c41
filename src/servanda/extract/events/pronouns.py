"""Who is meant where "it" or "they" did it: "The Lowland Army entered Dungu. It burned the market".

Only the doer of the clause right before, and only where nobody and nothing else that is named there could be meant: no other body, no
weapon and no other act that "it" may take up, no other people for "they". In doubt nobody is charged.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from servanda.extract.circumstances import place_at
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.triggers import Trigger
from servanda.extract.reading import Segment
from servanda.model.parties import Participant, ParticipantType

_CHARGES: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_BODIES: Final[frozenset[ParticipantType]] = frozenset({"organisation", "group"})
_NO_BODIES: Final = frozenset({"person", "infrastructure"})
_NO_NAMES: Final = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
_ONTO: Final = frozenset({links.OBJECT, links.GOVERNED})
_JOINED: Final = frozenset({links.NOUN, links.NAME})


class Stretch(NamedTuple):
    """Words of a segment."""

    segment: Segment
    words: range

    @property
    def clauses(self) -> Clauses:
        """The clauses of its segment."""
        return clauses_of(self.segment)


def doer_meant(analysis: DocumentAnalysis, trigger: Trigger) -> Participant | None:
    """Return who did what a verb with "it" or "they" as its subject tells, ``None`` where that is open."""
    pronoun = _pronoun(analysis, trigger)
    if pronoun is None:
        return None
    before = _before(analysis, trigger, pronoun)
    found = next((one for one in map(_doer, before) if one is not None), None)
    if found is None:
        return None
    stretch, head = found
    many = stretch.clauses.words.shapes[head] == links.PLURAL and stretch.clauses.words.kinds[head] == links.NOUN
    plural = trigger.clauses.words.lowers[pronoun] in analysis.reference.lexicon.events.participants.plural
    fits = _is_only_people if plural else _is_only_body
    return _named(analysis, stretch, head) if many == plural and fits(analysis, before, found) else None


def _pronoun(analysis: DocumentAnalysis, trigger: Trigger) -> int | None:
    """Return the pronoun that does what a verb tells, outside marks of quotation."""
    if not trigger.verbal or trigger.frame.type not in _CHARGES or trigger.clause.voice != "active":
        return None
    told = analysis.reference.lexicon.events.participants.takes_up_speaker
    own = trigger.clauses.tree.linked(trigger.word, links.SUBJECT)
    alone = len(own) == 1 and trigger.clauses.words.lowers[own[0]] in told
    quoted = analysis.reading.within_marks(trigger.segment.start + trigger.clauses.words.starts[trigger.word])
    return own[0] if alone and not quoted else None


def _before(analysis: DocumentAnalysis, trigger: Trigger, pronoun: int) -> list[Stretch]:
    """Return the words of the sentence before a pronoun, and the sentence before that in its paragraph."""
    segment, number = trigger.segment, trigger.segment.sentence_at(pronoun)
    found = [Stretch(segment, range(segment.sentences[number].start, pronoun))]
    earlier = analysis.reading.segments[segment.index - 1] if segment.index else segment
    if number:
        found.append(Stretch(segment, segment.sentences[number - 1]))
    elif earlier.paragraph == segment.paragraph and earlier is not segment:
        found.append(Stretch(earlier, earlier.sentences[-1]))
    return found


def _doer(stretch: Stretch) -> tuple[Stretch, int] | None:
    """Return who does what the last clause of a stretch tells whose subject is a noun or name, if it is one alone."""
    clauses = stretch.clauses
    told = (word for word in reversed(stretch.words) if clauses.is_verb(word))
    for verb in told:
        own = [item for item in clauses.tree.linked(verb, links.SUBJECT) if item in stretch.words]
        if own and clauses.words.kinds[own[0]] in _JOINED:
            return (stretch, own[0]) if len(clauses.tree.joined(own)) == 1 else None
    return None


def _is_only_body(analysis: DocumentAnalysis, before: Iterable[Stretch], found: tuple[Stretch, int]) -> bool:
    """Tell whether the doer is a body, and nothing else is named that "it" may mean: no other body, weapon or act."""
    stretch, head = found
    mention = analysis.names.mention_at(stretch.segment, head)
    if mention is None or mention.type not in _BODIES:
        return False  # "Ebola reached Kesh. It killed nine."
    bodies = {analysis.names.name_of(part.segment, word).name for part, word in _bodies(analysis, before)}
    return len(bodies) == 1 and not any(_is_thing(analysis, part, word) for part in before for word in part.words)


def _bodies(analysis: DocumentAnalysis, before: Iterable[Stretch]) -> Iterator[tuple[Stretch, int]]:
    """Yield the names that are neither of persons nor of places, and the bodies that are not named ("the ministry")."""
    organisations = analysis.reference.lexicon.cues.organisations
    for part in before:
        words = part.clauses.words
        for word in part.words:
            mention = analysis.names.mention_at(part.segment, word)
            named = mention is not None and mention.last == word and mention.type not in _NO_BODIES
            named = named and words.entities[word] not in _NO_NAMES and not _is_place(analysis, part, word)
            if named or (mention is None and words.lemmas[word].lower() in organisations):
                yield part, word


def _is_place(analysis: DocumentAnalysis, part: Stretch, word: int) -> bool:
    """Tell whether a name behind a verb or preposition is that of a place."""
    behind = part.clauses.tree.links[word] in _ONTO
    return behind and place_at(analysis, part.segment, word, "in") is not None


def _is_thing(analysis: DocumentAnalysis, part: Stretch, word: int) -> bool:
    """Tell whether a word names a weapon or an act, which does harm as well."""
    lexicon, words = analysis.reference.lexicon, part.clauses.words
    lemma = words.lemmas[word].lower()
    return words.kinds[word] == links.NOUN and (lemma in lexicon.events.weapons or lemma in lexicon.noun_frames)


def _is_only_people(analysis: DocumentAnalysis, before: Iterable[Stretch], found: tuple[Stretch, int]) -> bool:
    """Tell whether the doer are people under arms, and no other people, weapons or acts are named that "they" may mean."""
    stretch, head = found
    members = analysis.reference.lexicon.events.members
    armed = stretch.clauses.words.lemmas[head].lower() in members
    others = ((part, word) for part in before for word in part.words if (part.segment, word) != (stretch.segment, head))
    return armed and not any(_may_be_they(analysis, part, word) for part, word in others)


def _may_be_they(analysis: DocumentAnalysis, part: Stretch, word: int) -> bool:
    words = part.clauses.words
    many = words.kinds[word] == links.NOUN and words.shapes[word] == links.PLURAL
    people = many and words.lemmas[word].lower() in analysis.reference.lexicon.cues.groups
    return people or (many and _is_thing(analysis, part, word))


def _named(analysis: DocumentAnalysis, stretch: Stretch, head: int) -> Participant | None:
    phrase = stretch.clauses.phrase(head)
    named = analysis.names.mention_at(stretch.segment, head) is not None
    run = None if named else (phrase.first, phrase.last)
    found = analysis.names.name_of(stretch.segment, head, run=run)
    return found.participant("actor") if found.name else None
