"""Sources at the end of a sentence without a comma: "shells fell on the town a monitor said on Friday", "... : monitor"."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from servanda.extract.attribution.candidate import Candidate, bounds_of
from servanda.extract.attribution.speaking import holds_finite, is_voice
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues
from servanda.reference.grammar import grammar_words

_LONGEST_NAME: Final = 8
_LONGEST_TAIL: Final = 6
_LONGEST_SOURCE: Final = 3  # words behind the colon of a headline
_SHORTEST: Final = 3  # words before it
_IT: Final = "it"
_HYPHEN: Final = "-"
_GOVERNING: Final = frozenset({links.PREPOSITION, links.AGENT})
_NAMING: Final = frozenset({links.NOUN, links.NAME})


def tails(segment: Segment, sentence: range, cues: Cues) -> Iterator[Candidate]:
    """Yield what a whole sentence says where its source hangs on at the end."""
    clauses = clauses_of(segment)
    said = _said(clauses, sentence, cues)
    colon = _colon(clauses, sentence, cues) if said is None and not segment.paragraph and not sentence.start else None
    if said is not None:
        yield from _candidate(segment, "quotation.tail", *said)
    elif colon is not None:
        yield from _candidate(segment, "quotation.layout.tail", *colon)


def _said(clauses: Clauses, sentence: range, cues: Cues) -> tuple[int, int, range] | None:
    """Return the verb at the end of a sentence, the head of its source, and what they say."""
    verb = next((word for word in reversed(sentence[-_LONGEST_TAIL:]) if _ends(clauses, word, cues)), None)
    if verb is None or not _only_a_day(clauses, range(verb + 1, sentence.stop), cues):
        return None
    found = (
        *_pronoun(clauses, verb, sentence, cues),
        *filter(None, (_before(clauses, verb, sentence, cues),)),
        *_shorter(clauses, verb, sentence, cues),
        *filter(None, (_behind(clauses, verb, sentence, cues),)),
    )
    begun = (
        (source, _without_comma(clauses, range(first, verb), cues)) for source, first in found if first > sentence.start
    )
    said = ((source, range(sentence.start, first)) for source, first in begun)
    return next(((verb, source, words) for source, words in said if _is_whole(clauses, words, cues)), None)


def _without_comma(clauses: Clauses, source: range, cues: Cues) -> int:
    """Return where a source begins, with the comma before one of several parts, which no other rule reads: ", a spokesman for the army said"."""
    comma = clauses.words.forms[source.start - 1] == ","
    return source.start - (comma and any(_is_within_name(clauses, word, cues) for word in source))


def _ends(clauses: Clauses, word: int, cues: Cues) -> bool:
    """Tell whether a verb can hang on at the end; one that needs an addressee tells nothing of a noun ("the story he told them")."""
    if not clauses.is_verb(word) or not clauses.clause(word).finite:
        return False
    tells = clauses.words.lemmas[word] in cues.addressing and clauses.tree.links[word] != links.RELATIVE
    return tells or clauses.words.lemmas[word] in cues.closing


def _is_whole(clauses: Clauses, said: range, cues: Cues) -> bool:
    """Tell whether the words before a source are a sentence of their own, and the source is no clause of it ("left as X said")."""
    if not said or clauses.words.lowers[said[-1]] in cues.bounds.joints or clauses.words.is_mark(said[-1]):
        return False
    words, last = clauses.words, said[-1]
    if words.shapes[last] in links.FINITE and words.lemmas[last] in cues.speech:
        return False  # "the officer said | the driver told police" tells what the driver did
    governs = words.kinds[last] == links.ADP and clauses.tree.links[last] in _GOVERNING
    if governs or words.kinds[last] == links.DET:
        return False  # "sources close to | the group told Radio Selm"
    return holds_finite(clauses, said)


def _pronoun(clauses: Clauses, verb: int, sentence: range, cues: Cues) -> Iterator[tuple[int, int]]:
    """Yield a pronoun right before its verb as head and first word of a source: "scores were injured it said".

    Where a person speaks before it in the sentence, who "he" is cannot be told.
    """
    source, known, words = verb - 1, grammar_words(), clauses.words
    if source not in sentence or clauses.tree.links[source] != links.SUBJECT:
        return
    personal, spoken = words.lowers[source] in known.he_or_she, range(sentence.start, source)
    if (personal and not any(_speaks(clauses, word, cues) for word in spoken)) or words.lowers[source] in known.they | {
        _IT
    }:
        yield source, source


def _speaks(clauses: Clauses, word: int, cues: Cues) -> bool:
    """Tell whether a word is the name of a person who says something."""
    says = clauses.words.lemmas[clauses.tree.heads[word]] in cues.speech
    return says and clauses.tree.links[word] == links.SUBJECT and clauses.words.entities[word] == "PERSON"


def _before(clauses: Clauses, verb: int, sentence: range, cues: Cues) -> tuple[int, int] | None:
    """Return head and first word of a source right before its verb: "... a monitor said"."""
    source = verb - 1
    if source not in sentence or clauses.words.kinds[source] not in _NAMING or _is_dated(clauses, source):
        return None
    for first in reversed(range(max(sentence.start, verb - _LONGEST_NAME), verb)):
        if _is_dated(clauses, first):
            return source, first + 1  # "... in the last two days | military sources said"
        if clauses.words.lowers[first] in cues.bounds.articles and not _is_within_name(clauses, first - 1, cues):
            return clauses.head_of(first, source), first
        if _is_no_part(clauses, first, cues) and not _is_within_word(clauses, first):
            return None
    return None


def _is_within_name(clauses: Clauses, word: int, cues: Cues) -> bool:
    """Tell whether a word joins the parts of a source: "a spokesman [for] the army"."""
    return word >= 0 and clauses.words.lowers[word] in cues.bounds.within_names


def _shorter(clauses: Clauses, verb: int, sentence: range, cues: Cues) -> Iterator[tuple[int, int]]:
    """Yield shorter sources right before a verb: a name, a noun with what is joined to it, a plural alone, the end of a name.

    As in "... access to the site | Radio Selm reported", "... in the city of Telo | state television said", "... in a province | activists said".
    """
    words, source = clauses.words, verb - 1
    if source not in sentence or not _may_say(clauses, source, cues):
        return
    first = source
    while first - 1 in sentence and _is_joined(clauses, first - 1, source):
        first -= 1
    yield source, first
    if words.kinds[source] == links.NAME:
        yield from ((source, one) for one in range(first + 1, source + 1))
    elif words.shapes[source] == links.PLURAL:
        yield source, source


def _may_say(clauses: Clauses, source: int, cues: Cues) -> bool:
    """Tell whether a word means a speaker: a voice, a described one ("state television"), or an acronym."""
    words = clauses.words
    described = any(words.lowers[source] in known for known in cues.described.values())
    acronym = words.kinds[source] == links.NAME and words.forms[source].isupper() and len(words.forms[source]) > 1
    return not _is_dated(clauses, source) and (described or acronym or is_voice(clauses, source, cues))


def _is_joined(clauses: Clauses, word: int, source: int) -> bool:
    """Tell whether a word belongs to the name or noun of a source: another name beside a name, else what is compounded with it; no place."""
    words = clauses.words
    if words.entities[word] in links.PLACES or words.kinds[word] not in _NAMING:
        return False
    return words.kinds[word] == words.kinds[source] or clauses.tree.heads[word] == source


def _is_no_part(clauses: Clauses, word: int, cues: Cues) -> bool:
    """Tell whether a word cannot stand in the name of a source: a mark, a verb, most prepositions."""
    kind = clauses.words.kinds[word]
    apart = kind == links.ADP and clauses.words.lowers[word] not in cues.bounds.within_names
    return apart or kind in links.VERBAL or clauses.words.is_mark(word)


def _is_within_word(clauses: Clauses, word: int) -> bool:
    """Tell whether a word is a hyphen or stands beside one without a space: "the Norburg-based watchdog"."""
    words = clauses.words
    joined = [one for one in (word - 1, word, word + 1) if 0 < one < len(words) - 1 and words.forms[one] == _HYPHEN]
    return any(words.ends[one - 1] == words.starts[one] and words.ends[one] == words.starts[one + 1] for one in joined)


def _behind(clauses: Clauses, verb: int, sentence: range, cues: Cues) -> tuple[int, int] | None:
    """Return the head of a source behind its verb, and the verb: "... said a monitoring group"."""
    words, article = clauses.words, verb + 1
    if words.lemmas[verb] != "say" or article not in sentence or words.lowers[article] not in cues.bounds.articles:
        return None
    source = clauses.tree.heads[article]
    return (source, verb) if words.kinds[source] in _NAMING and source > verb else None


def _only_a_day(clauses: Clauses, behind: range, cues: Cues) -> bool:
    """Tell whether nothing but a day, the source itself, or whom the source told it, stands behind the verb."""
    words = clauses.words
    after = [word for word in behind if not words.is_mark(word)]
    if words.lemmas[behind.start - 1] in cues.addressing:
        return bool(after) and not _holds_verb(clauses, after)
    if all(_is_dated(clauses, word) or words.lowers[word] == "on" for word in after):
        return True
    return words.lowers[after[0]] in cues.bounds.articles and not _holds_verb(clauses, after)


def _holds_verb(clauses: Clauses, some: list[int]) -> bool:
    return any(clauses.words.kinds[word] in links.VERBAL for word in some)


def _is_dated(clauses: Clauses, word: int) -> bool:
    return clauses.words.entities[word] in grammar_words().dated


def _colon(clauses: Clauses, sentence: range, cues: Cues) -> tuple[int, int, range] | None:
    """Read a headline with its source behind a colon: "Strike kills twelve in Olm: monitor"."""
    forms = clauses.words.forms
    words = [word for word in sentence if forms[word] not in {".", '"'}]
    behind = words[_SHORTEST:][-_LONGEST_SOURCE - 1 : -1]
    colon = next((word for word in reversed(behind) if forms[word] == ":"), None)
    if colon is None or not _is_described(clauses, words[-1], cues):
        return None
    return colon, words[-1], range(sentence.start, colon)


def _is_described(clauses: Clauses, word: int, cues: Cues) -> bool:
    """Tell whether a word means a speaker: "monitor", "ministry", "police"."""
    lower = clauses.words.lowers[word]
    known = lower in cues.groups | cues.organisations or lower in chain.from_iterable(cues.described.values())
    return known and clauses.words.kinds[word] in _NAMING and not clauses.words.forms[word].isupper()


def _candidate(segment: Segment, rule: str, cue: int, source: int, said: range) -> Iterator[Candidate]:
    words, content = clauses_of(segment).words, bounds_of(segment, said[0], said[-1])
    if content[0] < content[1]:
        lemma = words.lemmas[cue].lower()
        at = segment.bounds_of(range(cue, cue + 1))
        yield Candidate(rule, segment, cue, at, lemma, source, (content,), "speech")
