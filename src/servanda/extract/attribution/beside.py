"""Quotations in marks and the words beside them: who said it before, after or around the marks. Words are indices of a segment."""

import itertools
import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from servanda.extract.attribution.candidate import Bounds, Candidate
from servanda.extract.attribution.marks import Quoted
from servanda.extract.attribution.speaking import is_source, speaker_of
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.reading import Reading, Segment
from servanda.reference import cues as registry
from servanda.reference.cues import Cues
from servanda.reference.grammar import grammar_words

_AFTER: Final = 24
_BEFORE: Final = 30
_NEAR: Final = 4  # words before a verb among which its subject is looked for, and one fewer than behind it
_ADJACENT: Final = 2
# The parser may hang the clause before the colon on the words quoted, or beside them.
_MAIN: Final = frozenset({links.ROOT, links.CONTENT, links.OTHER})
_NAMING: Final = frozenset({links.NAME, links.NOUN, links.PRONOUN})
_LEADING: Final = frozenset({",", ":"})
_STOPS: Final = frozenset({".", "!", "?", '"'})


@lru_cache(maxsize=2)
def _said_alone(words: registry.Bounds) -> re.Pattern[str]:
    """Return what fits a sentence of nothing but who spoke ('"... are missing." Kor said.')."""
    persons, said, told = ("|".join(sorted(one)) for one in (words.persons, words.said_alone, words.told_alone))
    return re.compile(rf"\s*(?:[A-Z]\S*|{persons})(?: [A-Z]\S*){{0,3}} (?:{said}|(?:{told}) [A-Z][\w ]{{2,30}})\.")


def extend(candidate: Candidate, quoted: Quoted) -> Candidate:
    """Return the candidate with its content reaching to the marks of a quotation that it touches."""
    inner = (quoted.start, quoted.end)
    touched = [part for part in candidate.content if _overlaps(part, inner)]
    apart = [part for part in candidate.content if part not in touched]
    whole = min(start for start, _ in (inner, *touched)), max(end for _, end in (inner, *touched))
    if _is_no_more(whole, quoted) or (candidate.cue is not None and _overlaps(whole, candidate.cue)):
        whole = inner
    return replace(candidate, content=tuple(sorted([*apart, whole])), marked=(*candidate.marked, inner))


def _is_no_more(whole: Bounds, quoted: Quoted) -> bool:
    """Tell whether words are those in marks, give or take the marks themselves."""
    return whole[0] >= quoted.outer_start - 1 and whole[1] <= quoted.outer_end + 1


def touches(candidate: Candidate, quoted: Quoted) -> bool:
    """Tell whether a candidate from outside the marks says words inside them."""
    if candidate.cue is None or quoted.start <= candidate.cue[0] < quoted.end:
        return False
    return any(_overlaps(part, (quoted.start, quoted.end)) for part in candidate.content)


def _overlaps(a: Bounds, b: Bounds) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def beside(reading: Reading, quoted: Quoted, cues: Cues) -> Candidate | None:
    """Return the attribution of a quotation by the words behind or before it, if they are a cue."""
    place = quoted.outer_start
    while place and reading.plain[place - 1] == " ":
        place -= 1
    before = reading.plain[place - 1 : place]
    if before.isalpha() or before in {",", ":"}:
        return _ahead(reading, quoted, cues) or _behind(reading, quoted, cues)
    return _behind(reading, quoted, cues) or _ahead(reading, quoted, cues)


def _behind(reading: Reading, quoted: Quoted, cues: Cues) -> Candidate | None:
    """Read the words behind the marks: "...", she said; "..." said the minister."""
    segment = reading.segment_at(quoted.outer_end) if _may_go_on(reading, quoted, cues) else None
    if segment is None:
        return None
    clauses, first = clauses_of(segment), segment.first_from(quoted.outer_end)
    window = range(first, min(first + _AFTER, len(clauses.words)))
    verb = next((word for word in window if _may_say(clauses, word)), None)
    if verb is None or not _STOPS.isdisjoint(clauses.words.forms[first:verb]):
        return None
    return _cued(segment, verb, quoted, cues, "after")


def _may_go_on(reading: Reading, quoted: Quoted, cues: Cues) -> bool:
    """Tell whether the words behind marks may say who spoke: behind a full stop only a sentence that says nothing else."""
    text, (_, end) = reading.plain, reading.paragraph_bounds(quoted.paragraph)
    if quoted.outer_end >= end:
        return False
    apart = text[quoted.end - 1] == "." and text[quoted.outer_end] != ","
    return not apart or _said_alone(cues.bounds).match(text, quoted.outer_end, end) is not None


def _may_say(clauses: Clauses, word: int) -> bool:
    """Tell whether a verb can be the one behind marks: not one that describes the speaker ("Ana Kor, who is a medic, said")."""
    link, lemmas = clauses.tree.links[word], clauses.words.lemmas
    quoted = link == links.PASSIVE_AUXILIARY and lemmas[clauses.tree.heads[word]] in grammar_words().quoting
    if quoted or link in {links.RELATIVE, links.OF_NOUN}:
        return False
    kind = clauses.words.kinds[word]
    return kind == links.VERB or (kind == links.AUX and lemmas[word] != "have")


def _ahead(reading: Reading, quoted: Quoted, cues: Cues) -> Candidate | None:
    """Read the words before the marks: he continued, "..."; the statement read: "..."."""
    end = _end_ahead(reading, quoted)
    segment, mark = reading.segment_at(end - 1), reading.plain[end - 1 : end]
    if segment is None or not (mark.isalpha() or mark in _LEADING):
        return None
    last = segment.first_from(end)
    found = _cue_ahead(clauses_of(segment), last, cues)
    if found is None:
        return _before_colon(segment, last - 1, quoted, cues) if mark == ":" else None
    near = mark in _LEADING or last - found <= _ADJACENT
    return (
        _cued(segment, found, quoted, cues, "before") if near and _leads_in(clauses_of(segment), found, cues) else None
    )


def _cue_ahead(clauses: Clauses, last: int, cues: Cues) -> int | None:
    """Return the nearest verb of saying before a word, or the mark at which the search for it ends."""
    before = reversed(range(max(0, last - _BEFORE), last))
    return next(
        (word for word in before if clauses.words.forms[word] in _STOPS or _leads_in(clauses, word, cues)), None
    )


def _end_ahead(reading: Reading, quoted: Quoted) -> int:
    """Return where the words before marks end, which may be the colon of the paragraph before; 0 where there are none."""
    begin, _ = reading.paragraph_bounds(quoted.paragraph)
    end = reading.end_before(quoted.outer_start, begin)
    if end > begin or not quoted.paragraph:
        return end if end > begin else 0
    begin, end = reading.paragraph_bounds(quoted.paragraph - 1)
    end = reading.end_before(end, begin)
    return end if reading.plain[begin:end].endswith(":") else 0


def _leads_in(clauses: Clauses, word: int, cues: Cues) -> bool:
    lemma = clauses.words.lemmas[word].lower()
    return clauses.words.kinds[word] in links.VERBAL and (lemma in cues.speech or lemma in cues.beside)


def _before_colon(segment: Segment, colon: int, quoted: Quoted, cues: Cues) -> Candidate | None:
    """Read what stands before the colon over a whole sentence in marks, where no verb of saying does."""
    if not quoted.stops:
        return None
    return _named_before_colon(segment, colon, quoted) or _led_in(segment, colon, quoted, cues)


def _led_in(segment: Segment, colon: int, quoted: Quoted, cues: Cues) -> Candidate | None:
    """Read a clause with any verb that leads in a whole sentence: 'Kor apologised for the delay: "I should have ..."'."""
    clauses, words = clauses_of(segment), clauses_of(segment).words
    before = range(clauses.sentence_of(colon).start, colon)
    verbs = (word for word in before if words.kinds[word] == links.VERB and clauses.tree.links[word] in _MAIN)
    verb = next(verbs, None)
    source = clauses.tree.first(verb, links.SUBJECT) if verb is not None else None
    if verb is None or source is None:
        return None
    speaks = words.entities[source] in links.SPEAKERS or words.lowers[source] in cues.bounds.persons
    return _spoken(segment, verb, source, quoted, "before") if speaks else None


def _named_before_colon(segment: Segment, colon: int, quoted: Quoted) -> Candidate | None:
    """Read a name and a colon before the marks: "... - Frank Newport: "..."."""
    clauses, name = clauses_of(segment), colon - 1
    words, tree = clauses.words, clauses.tree
    if colon < 1 or words.kinds[name] != links.NAME or words.entities[name] not in links.SPEAKERS:
        return None
    while tree.links[name] == links.COMPOUND and name < tree.heads[name] < colon:
        name = tree.heads[name]
    bounds, cue = (quoted.start, quoted.end), segment.bounds_of(range(colon, colon + 1))
    return Candidate("quotation.marks.colon", segment, colon, cue, ":", name, (bounds,), "speech", marked=(bounds,))


def _cued(segment: Segment, verb: int, quoted: Quoted, cues: Cues, where: str) -> Candidate | None:
    clauses, lemma = clauses_of(segment), clauses_of(segment).words.lemmas[verb].lower()
    if lemma not in cues.speech | cues.beside and not (quoted.stops and lemma in cues.thought):
        return None
    source = _outside(segment, clauses.tree.first(verb, links.SUBJECT), quoted)
    if source is None:
        near = _noun_behind(segment, verb, quoted, cues) if where == "after" else _noun_ahead(clauses, verb, cues)
        source = _outside(segment, near, quoted)
    return _spoken(segment, verb, source, quoted, where) if source is None or _speaks(clauses, source, cues) else None


def _speaks(clauses: Clauses, source: int, cues: Cues) -> bool:
    """Tell whether a word may be the source beside marks, where "it" may be one too."""
    word = clauses.words.lowers[source]
    return word == "it" or word in cues.described_sources or is_source(clauses, source, cues)


def _outside(segment: Segment, word: int | None, quoted: Quoted) -> int | None:
    """Return a word that does not stand in the marks, which name no source of theirs."""
    if word is None or quoted.start <= segment.start + clauses_of(segment).words.starts[word] < quoted.end:
        return None
    return word


def _spoken(segment: Segment, verb: int, source: int | None, quoted: Quoted, where: str) -> Candidate:
    return Candidate(
        rule=f"quotation.marks.{where}",
        segment=segment,
        head=verb,
        cue=segment.bounds_of(range(verb, verb + 1)),
        lemma=clauses_of(segment).words.lemmas[verb].lower(),
        source=source,
        content=((quoted.start, quoted.end),),
        manner="speech",
        marked=((quoted.start, quoted.end),),
    )


def _noun_behind(segment: Segment, verb: int, quoted: Quoted, cues: Cues) -> int | None:
    """Return the noun between the marks and a verb that the parser left without subject, else the one behind it."""
    clauses = clauses_of(segment)
    between = [word for word in range(segment.first_from(quoted.outer_end), verb) if _is_noun(clauses, word)]
    if between:
        before_noun = clauses.tree.links[between[0]] in {links.COMPOUND, links.ADJECTIVE}
        return between[-1] if before_noun else between[0]
    behind = range(verb + 1, min(verb + 2 + _NEAR, len(clauses.words)))
    phrase = itertools.takewhile(lambda word: not _ends_phrase(clauses, word), behind)
    nouns = [word for word in phrase if _is_noun(clauses, word)]
    return nouns[-1] if nouns else speaker_of(clauses, verb, cues)


def _ends_phrase(clauses: Clauses, word: int) -> bool:
    return clauses.words.is_mark(word) or clauses.words.kinds[word] in {links.ADP, links.VERB}


def _noun_ahead(clauses: Clauses, verb: int, cues: Cues) -> int | None:
    """Return the noun behind a verb that begins the sentence ("Said X: ..."), else who speaks, else the noun before it."""
    following = verb + 1
    begins = verb == clauses.sentence_of(verb).start and following < len(clauses.words)
    if begins and _is_noun(clauses, following):
        return following
    speaker = speaker_of(clauses, verb, cues)
    near = reversed(range(max(0, verb - _NEAR), verb))
    return speaker if speaker is not None else next((word for word in near if _is_noun(clauses, word)), None)


def _is_noun(clauses: Clauses, word: int) -> bool:
    """Tell whether a word can be the head of a source: no date, no "who"."""
    words, grammar = clauses.words, grammar_words()
    named = words.kinds[word] in _NAMING and words.forms[word][:1].isalnum()
    return named and words.entities[word] not in grammar.dated and words.lowers[word] not in grammar.relative_pronouns


def clip(candidate: Candidate, quoted: Quoted) -> Candidate:
    """Return a candidate whose cue stands inside marks with its content kept inside them too."""
    parts = [(max(start, quoted.start), min(end, quoted.end)) for start, end in candidate.content]
    kept = tuple(part for part in parts if part[0] < part[1])
    return replace(candidate, content=kept) if kept else candidate
