"""Parentheses of saying: "..., X said, ..." found by commas, since the parser often loses them. Words are indices of a segment."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.attribution.candidate import Bounds, Candidate, bounds_of
from servanda.extract.attribution.speaking import holds_finite, is_source, manner
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues
from servanda.reference.grammar import grammar_words

_MARK: Final = '"'
_DASHES: Final = frozenset({"--", "—", "–"})
_OPENING: Final = frozenset({",", _MARK, "!", "?", ")", *_DASHES})
_CLOSING: Final = _OPENING | {"."}
_RESUMING: Final = frozenset({",", *_DASHES})
_TAIL: Final = frozenset(
    {
        links.PREPOSITION, links.NOUN_ADVERB, links.ADVERB, links.RECIPIENT, links.SUBJECT, links.PARTICLE, links.AUXILIARY,
        links.NEGATION,
    }
)  # fmt: skip
_LONGEST: Final = 28


def parentheses(segment: Segment, sentence: range, cues: Cues) -> Iterator[Candidate]:
    """Yield the attributions of a sentence whose subject and verb stand between commas, or between a comma and the end."""
    clauses = clauses_of(segment)
    for verb in sentence:
        source = _source(clauses, verb, cues)
        aside = _aside(clauses, verb, source, cues) if source is not None else None
        content = _content(segment, sentence, aside, cues) if aside is not None else ()
        if content:
            lemma, cue = clauses.words.lemmas[verb].lower(), segment.bounds_of(range(verb, verb + 1))
            yield Candidate("quotation.parenthesis", segment, verb, cue, lemma, source, content, manner(lemma, cues))


def _source(clauses: Clauses, verb: int, cues: Cues) -> int | None:
    """Return who says what a finite verb of saying or thinking says."""
    if clauses.words.lemmas[verb].lower() not in cues.telling or not clauses.is_verb(verb):
        return None
    own = clauses.tree.first(verb, links.SUBJECT)
    source = own if own is not None else _set_off(clauses, verb)
    if source is None or not clauses.clause(verb).finite:
        return None
    return source if clauses.words.lowers[source] == "it" or is_source(clauses, source, cues) else None


def _set_off(clauses: Clauses, verb: int) -> int | None:
    """Return the noun right before a verb that the parser took for an apposition: "..., a war monitor said"."""
    noun, start = verb - 1, clauses.sentence_of(verb).start
    if noun < start or clauses.tree.links[noun] != links.APPOSITION or clauses.tree.firsts[noun] <= start:
        return None
    return noun if clauses.words.forms[clauses.tree.firsts[noun] - 1] in {",", _MARK} else None


def _aside(clauses: Clauses, verb: int, source: int, cues: Cues) -> range | None:
    """Return the words of a source and its verb, where marks set them off from what they say."""
    told, start = clauses.tree.first(verb, links.CONTENT), clauses.sentence_of(verb).start
    first, last = _cluster(clauses, verb, source, cues)
    if first - 1 > start and clauses.words.lowers[first - 1] in cues.bounds.before_asides:
        first -= 1
    aside = range(first, last + 1)
    if (told is not None and told > verb) or not _is_set_off(clauses, aside, cues):
        return None
    return None if _is_within_marks(clauses, first) or _is_background(clauses, verb, aside, cues) else aside


def _cluster(clauses: Clauses, verb: int, source: int, cues: Cues) -> tuple[int, int]:
    """Return the first and last word of subject, verb and what hangs on the verb without a mark between."""
    tree = clauses.tree
    first = min(tree.firsts[source], verb)
    last = max(tree.lasts[source], verb) if source > verb else verb
    addressed = links.OBJECT if clauses.words.lemmas[verb] in cues.addressing else None
    for item in tree.below[verb]:
        if tree.firsts[item] == last + 1 and (tree.links[item] in _TAIL or tree.links[item] == addressed):
            last = tree.lasts[item]
    return first, last


def _is_set_off(clauses: Clauses, aside: range, cues: Cues) -> bool:
    """Tell whether marks stand before and behind words that are not too many to be set off."""
    words, sentence = clauses.words, clauses.sentence_of(aside[0])
    if len(aside) - 1 > _LONGEST or aside.start == sentence.start or words.forms[aside.start - 1] not in _OPENING:
        return False
    return _closing(clauses, aside) in _CLOSING and words.lowers[aside.start] not in cues.bounds.no_asides


def _closing(clauses: Clauses, aside: range) -> str:
    """Return the word behind a parenthesis; the end of the sentence is a full stop."""
    return clauses.words.forms[aside.stop] if aside.stop in clauses.sentence_of(aside[0]) else "."


def _is_within_marks(clauses: Clauses, first: int) -> bool:
    """Tell whether the mark before a source opens: in 'saying "the struggle continues"' it is part of what is said."""
    words, mark = clauses.words, first - 1
    return words.forms[mark] == _MARK and mark > 0 and not _is_apart(clauses, mark) and _is_apart(clauses, mark - 1)


def _is_apart(clauses: Clauses, word: int) -> bool:
    """Tell whether a space stands behind a word."""
    return clauses.words.ends[word] < clauses.words.starts[word + 1]


def _is_background(clauses: Clauses, verb: int, aside: range, cues: Cues) -> bool:
    """Tell whether a clause only sets the scene: "While the talks went on, the rebels called for more"."""
    before = range(clauses.sentence_of(verb).start, aside.start)
    opening = any(clauses.words.lowers[word] in cues.bounds.settings for word in before[:2])
    ends = _closing(clauses, aside) == "." and clauses.words.lemmas[verb] not in cues.plain
    return ends and opening and not _is_marked(clauses, before)


def _is_marked(clauses: Clauses, words: range) -> bool:
    return any(_MARK in clauses.words.forms[word] for word in words)


def _content(segment: Segment, sentence: range, aside: range, cues: Cues) -> tuple[Bounds, ...]:
    """Return the parts of a sentence around a parenthesis that are said."""
    clauses = clauses_of(segment)
    before, behind = range(sentence.start, aside.start), range(aside.stop + 1, sentence.stop)
    if not _is_statement(clauses, before) and not _is_statement(clauses, range(aside.stop, sentence.stop)):
        return ()
    parts = [(_begin(clauses, before), aside.start - 1)]
    if _opens_marks(clauses, aside, behind) and not _is_marked(clauses, before):
        parts = []
    if behind and _closing(clauses, aside) in _RESUMING and _goes_on(clauses, aside.start, behind[0], cues):
        parts.append((behind[0], sentence[-1]))
    return tuple(filter(_says, (bounds_of(segment, *part) for part in parts)))


def _says(part: Bounds) -> bool:
    return part[1] - part[0] > 1


def _opens_marks(clauses: Clauses, aside: range, behind: range) -> bool:
    """Tell whether what is said stands in marks behind: 'In Olm, she said, "..."'."""
    return bool(behind) and _closing(clauses, aside) == "," and clauses.words.forms[behind[0]] == _MARK


def _begin(clauses: Clauses, before: range) -> int:
    """Return where the words said begin: behind "He fired back:" before marks, an open bracket, or a dash that adds a noun."""
    for place in reversed(before[1:-1]):
        if _begins(clauses, range(place, before.stop)):
            return place + 1
    return before.start


def _begins(clauses: Clauses, words: range) -> bool:
    """Tell whether something begins behind the first of these words, and goes on to the last."""
    forms, (sign, following) = clauses.words.forms, words[:2]
    if forms[sign] == "(":
        return not any(")" in forms[word] for word in words)
    if forms[sign] == ":":
        return forms[following] == _MARK
    spaced = _is_apart(clauses, sign) and _is_apart(clauses, sign - 1)
    return forms[sign] in _DASHES | {"-"} and spaced and not _is_statement(clauses, words[1:])


def _is_statement(clauses: Clauses, words: range) -> bool:
    """Tell whether words hold a finite verb or marks: an adverbial alone is nothing said."""
    return any(clauses.words.forms[word] == _MARK for word in words) or holds_finite(clauses, words)


def _goes_on(clauses: Clauses, first: int, after: int, cues: Cues) -> bool:
    """Tell whether the sentence interrupted by the parenthesis goes on behind it: not after marks, nor with a participle."""
    words = clauses.words
    if _MARK in words.forms[max(0, first - 2) : first] or words.shapes[after] == links.ASKING:
        return False
    participle = words.shapes[after] == links.GERUND and clauses.tree.links[after] == links.ADVERBIAL
    return not participle and words.lowers[after] not in cues.bounds.settings | grammar_words().contrasting
