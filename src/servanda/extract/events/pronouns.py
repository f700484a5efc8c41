"""Who is meant where "it" or "they" did it: "The Lowland Army entered Dungu. It burned the market".

Only the doer of the clause right before, and only where nobody and nothing else that is named there could be meant: no other body, no
weapon and no other act that "it" may take up, no other people for "they". Within marks of quotation only what the same speaker said
before within marks counts. In doubt nobody is charged.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from servanda.extract.circumstances import place_at
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.levels import voice_of
from servanda.extract.events.triggers import Trigger
from servanda.extract.reading import Segment
from servanda.model.parties import Participant, ParticipantType

_CHARGES: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_BODIES: Final[frozenset[ParticipantType]] = frozenset({"organisation", "group"})
_NO_BODIES: Final = frozenset({"person", "infrastructure"})
_NO_NAMES: Final = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
_ONTO: Final = frozenset({links.OBJECT, links.GOVERNED})
_PLURAL: Final = "s"
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
    if _is_quoted(analysis, trigger.segment, pronoun):
        before = [part for one in before for part in _said_before(analysis, trigger, one)]
    found = next((one for one in map(_doer, before) if one is not None), None)
    if found is None:
        return None
    fits = _fits(analysis, before, found, plural=_is_plural(analysis, trigger, pronoun))
    return _named(analysis, *found) if fits else None


def _is_plural(analysis: DocumentAnalysis, trigger: Trigger, pronoun: int) -> bool:
    return trigger.clauses.words.lowers[pronoun] in analysis.reference.lexicon.events.participants.plural


def _fits(analysis: DocumentAnalysis, before: list[Stretch], found: tuple[Stretch, int], *, plural: bool) -> bool:
    """Tell whether a doer is the only one who can be meant by "they", or by "it"."""
    if _is_many(analysis, *found):
        return plural and _is_only_people(analysis, before, found)
    return (_is_only_force if plural else _is_only_body)(analysis, before, found)


def _is_many(analysis: DocumentAnalysis, stretch: Stretch, head: int) -> bool:
    """Tell whether a noun is of many, also one that begins a sentence and is taken for a name: "Rebels"."""
    words, members = stretch.clauses.words, analysis.reference.lexicon.events.members
    named = words.kinds[head] == links.NAME and words.lowers[head].removesuffix(_PLURAL) in members
    return named or (words.kinds[head] == links.NOUN and words.shapes[head] == links.PLURAL)


def _is_quoted(analysis: DocumentAnalysis, segment: Segment, word: int) -> bool:
    return analysis.reading.within_marks(segment.start + clauses_of(segment).words.starts[word])


def _said_before(analysis: DocumentAnalysis, trigger: Trigger, stretch: Stretch) -> Iterator[Stretch]:
    """Yield the words of a stretch that stand within marks, last first, where whoever speaks is who says what the trigger tells."""
    speaker = _speaker(analysis, trigger.segment, trigger.word)
    told = (word for word in stretch.words if not stretch.clauses.words.is_mark(word))
    said = [word for word in told if _is_quoted(analysis, stretch.segment, word)]
    if speaker is not None and said and _speaker(analysis, stretch.segment, said[-1]) == speaker:
        yield Stretch(stretch.segment, range(said[0], said[-1] + 1))


def _speaker(analysis: DocumentAnalysis, segment: Segment, word: int) -> str | None:
    at = segment.start + clauses_of(segment).words.starts[word]
    return voice_of(analysis.attributions.chain_at(at, at + 1))


def _pronoun(analysis: DocumentAnalysis, trigger: Trigger) -> int | None:
    """Return the pronoun that does what a verb tells."""
    if not trigger.verbal or trigger.frame.type not in _CHARGES or trigger.clause.voice != "active":
        return None
    told = analysis.reference.lexicon.events.participants.takes_up_speaker
    shared = [one.head for one in trigger.clause.subjects] if trigger.clause.subject_origin == "shared" else []
    own = trigger.clauses.tree.linked(trigger.word, links.SUBJECT) or shared
    return own[0] if len(own) == 1 and trigger.clauses.words.lowers[own[0]] in told else None


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


def _is_only_force(analysis: DocumentAnalysis, before: Iterable[Stretch], found: tuple[Stretch, int]) -> bool:
    """Tell whether the doer is one armed body, whose men "they" are, and neither another body nor people are named there."""
    stretch, head = found
    others = [
        (part, word) for part, word in _bodies(analysis, before) if (part.segment, word) != (stretch.segment, head)
    ]
    alone = not others and not any(_may_be_they(analysis, part, word) for part in before for word in part.words)
    return alone and _is_force(analysis, stretch, head)


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
    """Tell whether the doer are people under arms, and no other people, forces, weapons or acts are named that "they" may mean."""
    stretch, head = found
    words, members = stretch.clauses.words, analysis.reference.lexicon.events.members
    if members.isdisjoint({words.lemmas[head].lower(), words.lowers[head].removesuffix(_PLURAL)}):
        return False
    others = [(part, word) for part in before for word in part.words if (part.segment, word) != (stretch.segment, head)]
    return not any(_may_be_they(analysis, part, word) for part, word in others) and not _are_forces(
        analysis, before, found
    )


def _are_forces(analysis: DocumentAnalysis, before: Iterable[Stretch], found: tuple[Stretch, int]) -> bool:
    """Tell whether another force is named than that of the doer's own phrase: "soldiers of the Third Brigade"."""
    stretch, tree = found[0], found[0].clauses.tree
    own = range(tree.firsts[found[1]], tree.lasts[found[1]] + 1)
    beside = ((part, word) for part, word in _bodies(analysis, before) if part is not stretch or word not in own)
    return any(_is_force(analysis, part, word) for part, word in beside)


def _is_force(analysis: DocumentAnalysis, part: Stretch, word: int) -> bool:
    """Tell whether a body is under arms, so that "they" may be its men: "the Third Brigade"."""
    events = analysis.reference.lexicon.events
    return part.clauses.words.lemmas[word].lower() in events.armed_bodies | events.own_forces


def _may_be_they(analysis: DocumentAnalysis, part: Stretch, word: int) -> bool:
    words = part.clauses.words
    many = words.kinds[word] == links.NOUN and words.shapes[word] == links.PLURAL
    people = many and words.lemmas[word].lower() in analysis.reference.lexicon.acting
    return people or (many and _is_thing(analysis, part, word))


def _named(analysis: DocumentAnalysis, stretch: Stretch, head: int) -> Participant | None:
    phrase = stretch.clauses.phrase(head)
    named = analysis.names.mention_at(stretch.segment, head) is not None
    run = None if named else (phrase.first, phrase.last)
    found = analysis.names.name_of(stretch.segment, head, run=run)
    return found.participant("actor") if found.name else None
