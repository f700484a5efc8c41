"""Parentheses of saying: "..., X said, ..." found by commas, since the parser often loses them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.attribution.candidate import Bounds, Candidate
from servanda.extract.grammar import child, is_finite, is_source, manner, trim
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_STOPS: Final = frozenset({",", ".", '"', "--", "—", "–", "!", "?", ":", ")"})
_TAIL: Final = frozenset({"prep", "npadvmod", "advmod", "tmod", "dative", "nsubj", "prt", "aux", "neg"})
_LONGEST: Final = 28
_DASHES: Final = frozenset({"--", "—", "–", "-"})
_SETTING: Final = frozenset({"while", "although", "though", "after", "before", "when", "as", "since", "whereas"})


def parentheses(segment: Segment, sentence: range, cues: Cues) -> Iterator[Candidate]:
    """Yield the attributions of a sentence whose subject and verb stand between commas, or between a comma and the end."""
    for verb in segment.doc[sentence.start : sentence.stop]:
        lemma = verb.lemma_.lower()
        if verb.pos_ in {"VERB", "AUX"} and (lemma in cues.speech or lemma in cues.thought) and is_finite(verb):
            source = child(verb, "nsubj") or _set_off(verb)
            if source is not None and (is_source(source, cues) or source.lower_ == "it"):
                yield from _parenthesis(segment, verb, source, cues)


def _set_off(verb: "Token") -> "Token | None":
    """Return the noun right before a verb that the parser took for an apposition: "..., a war monitor said"."""
    noun = verb.nbor(-1) if verb.i > verb.sent.start else None
    if noun is None or noun.dep_ != "appos" or noun.left_edge.i <= verb.sent.start:
        return None
    return noun if noun.left_edge.nbor(-1).text in {",", '"'} else None


def _parenthesis(segment: Segment, verb: "Token", source: "Token", cues: Cues) -> Iterator[Candidate]:
    doc, sentence = segment.doc, verb.sent
    first, last = _cluster(verb, source)
    clause = child(verb, "ccomp")
    if clause is not None and clause.i > verb.i:
        return
    if doc[first - 1].lower_ in {"as", "so"} and first - 1 > sentence.start:
        first -= 1
    if last - first > _LONGEST or first == sentence.start or doc[first - 1].text not in _STOPS - {".", ":"}:
        return
    closing = doc[last + 1].text if last + 1 < sentence.end else "."
    if closing not in _STOPS or doc[first].lower_ in {"and", "but", "who", "which", "that"} or closing == ":":
        return
    if _is_within_marks(doc, first) or (closing == "." and _is_background(doc[sentence.start : first], verb, cues)):
        return
    parts = [_bounds(segment, _begin(doc, sentence.start, first), first - 1)]
    if not _is_statement(doc[sentence.start : first]) and not _is_statement(doc[last + 1 : sentence.end]):
        return
    if (
        closing == ","
        and last + 2 < sentence.end
        and doc[last + 2].text == '"'
        and '"' not in doc[sentence.start : first].text
    ):
        parts = []
    if closing in {",", "--", "—", "–"} and last + 2 < sentence.end and _goes_on(doc, first, last + 2):
        parts.append(_bounds(segment, last + 2, sentence.end - 1))
    content = tuple(part for part in parts if part[1] - part[0] > 1)
    if content:
        cue = segment.bounds(verb)
        lemma = verb.lemma_.lower()
        yield Candidate("quotation.parenthesis", segment, verb.i, cue, lemma, source.i, content, manner(lemma, cues))


def _is_within_marks(doc: "Doc", first: int) -> bool:
    """Tell whether the mark before a source opens: in 'saying "the struggle continues"' it is part of what is said."""
    mark = doc[first - 1]
    return mark.text == '"' and not mark.whitespace_ and first > 1 and bool(doc[first - 2].whitespace_)


def _is_background(before: "Tokens", verb: "Token", cues: Cues) -> bool:
    """Tell whether a clause only sets the scene: "While the talks went on, the rebels called for more"."""
    opening = any(token.lower_ in _SETTING for token in before[:2])
    return opening and verb.lemma_ not in cues.plain and '"' not in before.text


def _begin(doc: "Doc", start: int, first: int) -> int:
    """Return where the words said begin: behind "He fired back:" before marks, an open bracket, or a dash that adds a noun."""
    for place in range(first - 2, start, -1):
        token = doc[place]
        if token.text == "(" and ")" not in doc[place:first].text:
            return place + 1
        if token.text == ":" and place + 1 < first and doc[place + 1].text == '"':
            return place + 1
        if (
            token.text in _DASHES
            and token.whitespace_
            and doc[place - 1].whitespace_
            and not _is_statement(doc[place + 1 : first])
        ):
            return place + 1
    return start


def _is_statement(tokens: "Tokens") -> bool:
    """Tell whether words hold a finite verb or marks: an adverbial alone is nothing said."""
    return any(token.text == '"' or (token.pos_ in {"VERB", "AUX"} and is_finite(token)) for token in tokens)


def _goes_on(doc: "Doc", first: int, after: int) -> bool:
    """Tell whether the sentence interrupted by the parenthesis goes on behind it: not after marks, nor with a participle."""
    closed = '"' in (doc[first - 1].text, doc[max(0, first - 2)].text)
    word = doc[after]
    participle = word.tag_ == "VBG" and word.dep_ == "advcl"
    return (
        not closed
        and not participle
        and word.tag_ not in {"WDT", "WP", "WRB"}
        and word.lower_ not in {"while", "after", "before", "as", "although", "though", "but"}
    )


def _cluster(verb: "Token", source: "Token") -> tuple[int, int]:
    """Return the first and last token of subject, verb and what hangs on the verb without a comma between."""
    first = min(source.left_edge.i, verb.i)
    last = max(source.right_edge.i, verb.i) if source.i > verb.i else verb.i
    for item in sorted(verb.children, key=lambda token: token.i):
        told = item.dep_ == "dobj" and verb.lemma_ in {"tell", "remind", "assure", "inform", "ask"}
        if (told or item.dep_ in _TAIL) and item.left_edge.i == last + 1:
            last = item.right_edge.i
    return first, last


def _bounds(segment: Segment, first: int, last: int) -> Bounds:
    """Return the trimmed offsets of the tokens from ``first`` to ``last``, both included."""
    end = segment.doc[last].idx + len(segment.doc[last].text)
    start, end = trim(segment.text, segment.doc[first].idx, end)
    return segment.start + start, segment.start + max(start, end)
