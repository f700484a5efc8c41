"""Who speaks: from the words of a source to a name, and the current speaker of quotations without one."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from servanda.extract.attribution.candidate import Bounds, Candidate
from servanda.extract.attribution.described import named_as
from servanda.extract.attribution.reported import RULE as REPORTED
from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import AttributionRelation, Attributions
from servanda.extract.grammar import RELATIVES, antecedent
from servanda.extract.names import Named, Names, noun_phrase
from servanda.extract.reading import Reading, Segment, guarded
from servanda.model.documents import PassedOver
from servanda.model.parties import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 2
_RECENT = 100
_FIRST_PERSON = frozenset({"i", "we"})


def phrase(segment: Segment, head: "Token") -> Bounds:
    """Return the bounds of the noun phrase of a source, without relative clauses and appositions behind it."""
    first, last = noun_phrase(clauses_of(segment), head.i)
    return segment.bounds_of(range(first, last + 1))


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
    yield Speaking(_relation(candidate, named, names.reading), candidate)


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


def _source(candidate: Candidate) -> "Token | None":
    return candidate.segment.doc[candidate.source] if candidate.source is not None else None


def _speaker(candidate: Candidate, names: Names, chain: tuple[Attribution, ...], done: Sequence[Speaking]) -> Named:
    if candidate.rule == REPORTED:
        return Named(None, "other", None)
    source = _source(candidate)
    if source is None:
        return _current(candidate, names, done)
    named = names.name_of(candidate.segment, antecedent(source).i, chain)
    if named.name is None and not named.candidates and source.lower_ in {"it", "they"}:
        return _last_body(candidate, named, names, done)
    return named_as(named, candidate.segment, source, names)


def _last_body(candidate: Candidate, named: Named, names: Names, done: Sequence[Speaking]) -> Named:
    """Read "it said" and "they said" go on with the last source that was no person, in this or the previous paragraph."""
    for item in reversed(done):
        speaker = item.relation.speaker
        if candidate.segment.paragraph - item.candidate.segment.paragraph > 1:
            break
        if speaker.name is not None and speaker.level == "speaker" and _is_plural_or_body(item, candidate):
            return Named(speaker.name, named.type, named.mention)
    return _subject_before(candidate, named, names)


def _subject_before(candidate: Candidate, named: Named, names: Names) -> Named:
    """Read "it said" as the body that was the subject of the sentence before: "The Council met on Monday. It said ..."."""
    source = _source(candidate)
    if source is None or source.lower_ != "it" or source.sent.start == 0:
        return named
    before = source.doc[source.sent.start - 1].sent
    subjects = [token for token in before if token.dep_ == "nsubj" and token.head.dep_ == "ROOT"]
    body = names.mention_at(candidate.segment, subjects[0].i) if len(subjects) == 1 else None
    if body is None or body.type not in {"organisation", "group"}:
        return named
    return Named(names.name_of(candidate.segment, subjects[0].i).name, named.type, named.mention)


def _is_plural_or_body(item: Speaking, candidate: Candidate) -> bool:
    source, own = _source(item.candidate), _source(candidate)
    if source is None or own is None or source.ent_type_ == "PERSON":
        return False
    plural = source.tag_ in {"NNS", "NNPS"} or source.lower_ == "they"
    return plural == (own.lower_ == "they")


def _current(candidate: Candidate, names: Names, done: Sequence[Speaking]) -> Named:
    """The speaker of a quotation without source: the last one, unless another person came between as subject."""
    start = candidate.content[0][0]
    before = [item for item in done if item.relation.content[0].start < start and item.relation.manner == "speech"]
    if not before or candidate.segment.paragraph - before[-1].candidate.segment.paragraph > _NEAR:
        return Named(None, "person", None)
    last = before[-1]
    outer = next((item for item in reversed(before) if _holds(item, last)), last)
    speaker = outer.relation.speaker
    between = names.he(start)
    if (
        len(between) == 1
        and speaker.name
        and between[0] != speaker.name
        and _named_after(names, between[0], last, start)
    ):
        return Named(None, "person", None, (speaker.name, between[0]))
    return Named(speaker.name, "person", None, speaker.candidates)


def _holds(item: Speaking, other: Speaking) -> bool:
    """Tell whether ``other`` is nested in what ``item`` says."""
    cue = other.relation.cue
    return item is not other and cue is not None and item.relation.covers(cue.start, cue.end)


def _named_after(names: Names, name: str, last: Speaking, start: int) -> bool:
    """Tell whether a person is named between the last relation and ``start``."""
    end = max(span.end for span in last.relation.content)
    return any(names.person(mention).name == name for mention in names.between(end, start))


def _relation(candidate: Candidate, named: Named, reading: Reading) -> AttributionRelation:
    cue = reading.at(*candidate.cue) if candidate.cue else None
    source, head = None, _source(candidate)
    if head is not None:
        relative = head.lower_ in RELATIVES
        own = reading.at(*phrase(candidate.segment, head))
        source = own if relative or named.mention is None else named.mention
    speaker = Attribution(level="speaker", name=named.name, mention=source, cue=cue, candidates=named.candidates)
    return AttributionRelation(
        rule=candidate.rule,
        type=_type(candidate),
        manner="speech" if candidate.manner == "speech" else "thought",
        speaker=speaker,
        content=tuple(reading.at(start, end) for start, end in candidate.content),
        source=source,
        cue=cue,
        cue_lemma=candidate.lemma,
        negated=candidate.negated,
        untold=candidate.untold,
        own=head is not None and head.lower_ in _FIRST_PERSON,
    )


def _type(candidate: Candidate) -> Literal["direct", "indirect", "mixed"]:
    """Direct: all content in marks, or written as a speech; mixed: some; indirect: none."""
    if candidate.quoted >= candidate.size or candidate.rule == "quotation.layout.colon":
        return "direct"
    return "mixed" if candidate.quoted else "indirect"
