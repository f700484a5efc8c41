"""Who says what stands in a list: "The liaison officer reported the following violations:", and items below."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from servanda.extract.attribution.candidate import Candidate
from servanda.extract.attribution.speaking import is_source, speaker_of
from servanda.extract.clauses import clauses_of
from servanda.extract.reading import Reading, Segment
from servanda.reference.cues import Cues
from servanda.text.listing import Listing, listings


def with_lists(reading: Reading, candidates: Iterable[Candidate], cues: Cues) -> Iterator[Candidate]:
    """Yield what the rules propose; whoever says the words over a list says its items too."""
    lists = listings(reading.plain)
    proposed = list(candidates)
    if not lists:
        yield from proposed
        return
    found = {one.place: one for one in proposed}
    for listing in lists:
        for segment in _segments_over(reading, listing):
            found |= {one.place: one for one in _over_list(segment, listing, found, cues)}
    yield from found.values()


def _segments_over(reading: Reading, listing: Listing) -> Iterator[Segment]:
    segment = reading.segment_at(max(listing.end - 1, 0))
    if segment is not None and segment.start >= listing.start:
        yield segment


def _over_list(
    segment: Segment, listing: Listing, found: dict[tuple[int, int], Candidate], cues: Cues
) -> Iterator[Candidate]:
    """Yield the attributions of the words over a list with its items, those that other rules have found and new ones."""
    known = [one for one in found.values() if one.segment is segment and one.cue is not None]
    sound = (one for one in known if not (one.negated or one.untold))
    yield from (replace(one, content=(*one.content, *listing.items)) for one in sound)
    verb, source = next(_tellings(segment, cues), (None, None)) if not known else (None, None)
    if verb is not None:
        cue, lemma = segment.bounds_of(range(verb, verb + 1)), clauses_of(segment).words.lemmas[verb].lower()
        yield Candidate("quotation.layout.list", segment, verb, cue, lemma, source, listing.items, "speech")


def _tellings(segment: Segment, cues: Cues) -> Iterator[tuple[int, int | None]]:
    """Yield the verbs of the last sentence of a segment by which somebody says what stands in a list, and who."""
    clauses = clauses_of(segment)
    verbs = (word for word in segment.sentences[-1] if clauses.is_verb(word))
    for verb in (word for word in verbs if clauses.words.lemmas[word].lower() in cues.speech | cues.listing):
        source = speaker_of(clauses, verb, cues)
        if is_source(clauses, source, cues):
            yield verb, source
