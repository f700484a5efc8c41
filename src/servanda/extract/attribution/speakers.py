"""Who speaks: from the words of a source to a name, and the current speaker of quotations without one."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from servanda.extract.attribution.candidate import Bounds, Candidate
from servanda.extract.attribution.described import named_as
from servanda.extract.attribution.reported import RULE as REPORTED
from servanda.extract.attribution.speaking import is_person
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import AttributionRelation, Attributions
from servanda.extract.names import Named, Names, noun_phrase
from servanda.extract.reading import Reading, guarded
from servanda.model.documents import PassedOver
from servanda.model.parties import Attribution
from servanda.model.spans import Span
from servanda.reference.grammar import grammar_words

_NEAR: Final = 2
_RECENT: Final = 100
_LATELY: Final = 3  # attributions before a pronoun
_THEY: Final = "they"
_PEOPLE: Final = "NORP"  # "the Houthis" are many, an "Observatory for Human Rights" is one


@dataclass(frozen=True)
class Speaking:
    """An attribution with its speaker resolved."""

    relation: AttributionRelation
    candidate: Candidate


def resolve_speakers(
    candidates: Sequence[Candidate], names: Names, document: Attribution
) -> Iterator[AttributionRelation | PassedOver]:
    """Yield the relations of the candidates, given in text order with outer before nested ones."""
    done: deque[Speaking] = deque(maxlen=_RECENT)
    for candidate in candidates:
        around = names.reading.sentence_around(candidate.content[0][0], candidate.content[-1][1])
        find = partial(_resolved, candidate, names, document, done)
        for found in guarded("speakers", names.reading.text, around, find):
            if isinstance(found, Speaking):
                done.append(found)
            yield found.relation if isinstance(found, Speaking) else found


def _resolved(
    candidate: Candidate, names: Names, document: Attribution, recent: Sequence[Speaking]
) -> Iterator[Speaking]:
    """Yield a candidate with its speaker, as far as those who spoke before tell."""
    named = _speaker(candidate, names, _chain_over(candidate, recent, document), recent)
    yield Speaking(_relation(candidate, named, names), candidate)


def _chain_over(candidate: Candidate, done: Sequence[Speaking], document: Attribution) -> tuple[Attribution, ...]:
    """The chain over a candidate's source: a "we" inside a quotation is its speaker's."""
    bounds = _bounds_of_source(candidate)
    near = tuple(
        item.relation for item in done if abs(item.candidate.segment.paragraph - candidate.segment.paragraph) <= _NEAR
    )
    return Attributions(document=document, relations=near).chain_at(*bounds)


def _bounds_of_source(candidate: Candidate) -> Bounds:
    source = candidate.source
    return candidate.segment.bounds_of(range(source, source + 1)) if source is not None else candidate.content[0]


def _word(candidate: Candidate) -> str:
    """Return the head of a source in small letters, empty where there is none."""
    return clauses_of(candidate.segment).words.lowers[candidate.source] if candidate.source is not None else ""


def _speaker(candidate: Candidate, names: Names, chain: tuple[Attribution, ...], done: Sequence[Speaking]) -> Named:
    if candidate.rule == REPORTED:
        return Named(None, "other", None)
    if candidate.source is None:
        return _current(candidate, names, done)
    segment = candidate.segment
    noun = clauses_of(segment).antecedent(candidate.source)
    named = _he_before(candidate, names) or names.name_of(segment, noun, chain)
    if named.name is None and not named.candidates and _word(candidate) in names.cues.bounds.bodies:
        return _last_body(candidate, named, names, done)
    if _word(candidate) in grammar_words().he_or_she:
        return _last_described(candidate, named, names, done)
    return named_as(named, segment, candidate.source, names)


def _he_before(candidate: Candidate, names: Names) -> Named | None:
    """Read "he said" behind what is said as a person named before all of it: of himself he would not speak by name."""
    word, start = _word(candidate), candidate.content[0][0]
    offset = _bounds_of_source(candidate)[0]
    if word not in grammar_words().he_or_she or start >= offset:
        return None
    found, mention = names.he(start, word), names.reading.span(candidate.segment, candidate.source or 0)
    return Named(found[0] if len(found) == 1 else None, "person", mention, found[len(found) == 1 :])


def _last_body(candidate: Candidate, named: Named, names: Names, done: Sequence[Speaking]) -> Named:
    """Read "it said" and "they said" go on with the last source that was no person, in this or the previous paragraph."""
    for item in reversed(done):
        speaker = item.relation.speaker
        if candidate.segment.paragraph - item.candidate.segment.paragraph > 1:
            break
        if speaker.name is not None and speaker.level == "speaker" and _is_plural_or_body(item.candidate, candidate):
            return Named(speaker.name, named.type, named.mention)
    return _subject_before(candidate, named, names)


def _last_described(candidate: Candidate, named: Named, names: Names, done: Sequence[Speaking]) -> Named:
    """Read "she said" as the person without a name who spoke right before it in its paragraph ("a midwife said"), the only one who can be meant.

    Where a person is named besides, or several spoke, none is taken: all are candidates. A name that comes after the description stands.
    """
    spoke = _spoke_lately(candidate, names, done)
    described = tuple(dict.fromkeys(one.speaker.name for one in spoke if one.speaker.name is not None))
    if not described or named.name in described or _is_named_since(spoke[-1], named, names):
        return named
    others = (*_spoke_otherwise(candidate, names), *_all_of(named))
    fitting = tuple(dict.fromkeys((*described, *others)))
    return Named(fitting[0] if len(fitting) == 1 else None, "person", named.mention, fitting[len(fitting) == 1 :])


def _spoke_lately(candidate: Candidate, names: Names, done: Sequence[Speaking]) -> list[AttributionRelation]:
    """Return what persons without a name said shortly before in the paragraph."""
    near = [item for item in done if item.candidate.segment.paragraph == candidate.segment.paragraph][-_LATELY:]
    return [item.relation for item in near if _is_described_person(item.candidate, names)]


def _all_of(named: Named) -> tuple[str, ...]:
    return (named.name,) if named.name else named.candidates


def _is_described_person(earlier: Candidate, names: Names) -> bool:
    """Tell whether an earlier source is one person told by a common noun ("the driver") and by no name."""
    source, clauses = earlier.source, clauses_of(earlier.segment)
    if source is None or earlier.manner != "speech":
        return False
    span = earlier.segment.bounds_of(range(clauses.tree.firsts[source], clauses.tree.lasts[source] + 1))
    named = any(one.type == "person" for one in names.between(*span))
    return not named and is_person(clauses, source, names.cues)


def _is_named_since(spoken: AttributionRelation, named: Named, names: Names) -> bool:
    """Tell whether a person is named between who is described and the pronoun that means one of them, not in what that one says."""
    source = spoken.speaker.mention
    if source is None or named.mention is None:
        return False
    since = names.between(source.end, named.mention.start)
    others = (one for one in since if one.type == "person" and not spoken.covers(one.start, one.end))
    return any(names.person(one).name == named.name for one in others)


def _spoke_otherwise(candidate: Candidate, names: Names) -> Iterator[str]:
    """Yield who is the subject of a verb of speech in the sentence before: "the imam said otherwise"."""
    segment, clauses = candidate.segment, clauses_of(candidate.segment)
    start = clauses.sentence_of(candidate.source).start if candidate.source is not None else 0
    for word in clauses.sentence_of(start - 1) if start else ():
        speaks = clauses.words.lemmas[clauses.tree.heads[word]] in names.cues.speech
        if speaks and _is_main_subject(clauses, word) and (name := names.name_of(segment, word).name):
            yield name


def _subject_before(candidate: Candidate, named: Named, names: Names) -> Named:
    """Read "it said" as the body that was the subject of the sentence before: "The Council met on Monday. It said ..."."""
    segment, clauses = candidate.segment, clauses_of(candidate.segment)
    start = clauses.sentence_of(candidate.source).start if candidate.source is not None else 0
    if _word(candidate) != "it" or not start:
        return named
    before = [word for word in clauses.sentence_of(start - 1) if _is_main_subject(clauses, word)]
    body = names.mention_at(segment, before[0]) if len(before) == 1 else None
    if body is None or body.type not in {"organisation", "group"}:
        return named
    return Named(names.name_of(segment, before[0]).name, named.type, named.mention)


def _is_main_subject(clauses: Clauses, word: int) -> bool:
    return clauses.tree.links[word] == links.SUBJECT and clauses.tree.is_root(clauses.tree.heads[word])


def _is_plural_or_body(earlier: Candidate, candidate: Candidate) -> bool:
    """Tell whether "it" or "they" may mean an earlier source: as many, and no person."""
    if earlier.source is None or candidate.source is None:
        return False
    clauses = clauses_of(earlier.segment)
    words = clauses.words
    many = words.kinds[earlier.source] == links.NOUN or words.entities[earlier.source] == _PEOPLE
    plural = (many and words.shapes[earlier.source] == links.PLURAL) or _word(earlier) == _THEY
    return words.entities[earlier.source] != "PERSON" and plural == (_word(candidate) == _THEY)


def _current(candidate: Candidate, names: Names, done: Sequence[Speaking]) -> Named:
    """The speaker of a quotation without source: the last one, unless another person came between as subject."""
    start = candidate.content[0][0]
    before = [item for item in done if item.relation.content[0].start < start and item.relation.manner == "speech"]
    if not before or candidate.segment.paragraph - before[-1].candidate.segment.paragraph > _NEAR:
        return Named(None, "person", None)
    last = before[-1]
    speaker = next((item for item in reversed(before) if _holds(item, last)), last).relation.speaker
    other = _other_person(names, speaker, last, start)
    if speaker.name and other is not None:
        return Named(None, "person", None, (speaker.name, other))
    return Named(speaker.name, "person", None, speaker.candidates)


def _other_person(names: Names, speaker: Attribution, last: Speaking, start: int) -> str | None:
    """Return the person whom "he" would mean at ``start``, if it is another than the speaker and was named since the last speaking."""
    between = names.he(start)
    if len(between) != 1 or between[0] == speaker.name or not _named_after(names, between[0], last, start):
        return None
    return between[0]


def _holds(item: Speaking, other: Speaking) -> bool:
    """Tell whether ``other`` is nested in what ``item`` says."""
    cue = other.relation.cue
    return item is not other and cue is not None and item.relation.covers(cue.start, cue.end)


def _named_after(names: Names, name: str, last: Speaking, start: int) -> bool:
    """Tell whether a person is named between the last relation and ``start``."""
    end = max(span.end for span in last.relation.content)
    return any(names.person(mention).name == name for mention in names.between(end, start))


def _relation(candidate: Candidate, named: Named, names: Names) -> AttributionRelation:
    reading = names.reading
    cue = reading.at(*candidate.cue) if candidate.cue else None
    source = _span(candidate, named, reading)
    speaker = Attribution(level="speaker", name=named.name, mention=source, cue=cue, candidates=named.candidates)
    return AttributionRelation(
        rule=candidate.rule,
        type=_type(candidate),
        manner="speech" if candidate.manner == "speech" else "thought",
        speaker=speaker,
        content=tuple(reading.at(start, end) for start, end in candidate.content),
        source=source,
        cue=cue,
        negated=candidate.negated,
        untold=candidate.untold,
        own=_word(candidate) in names.cues.bounds.first_person,
    )


def _span(candidate: Candidate, named: Named, reading: Reading) -> Span | None:
    """Return the words of a source: of "the minister, who said" the pronoun, else those that name the speaker."""
    if candidate.source is None:
        return None
    relative = _word(candidate) in grammar_words().relative_pronouns
    if named.mention is not None and not relative:
        return named.mention
    return reading.span(candidate.segment, *noun_phrase(clauses_of(candidate.segment), candidate.source))


def _type(candidate: Candidate) -> Literal["direct", "indirect", "mixed"]:
    """Direct: all content in marks, or written as a speech; mixed: some; indirect: none."""
    if candidate.quoted >= candidate.size or candidate.rule == "quotation.layout.colon":
        return "direct"
    return "mixed" if candidate.quoted else "indirect"
