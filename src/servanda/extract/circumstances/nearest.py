"""Where, when no phrase of the event itself says so: the place of the sentence that lies nearest in its grammar.

Each name of a place in the sentence is scored by the steps up from the verb to what both hang on, by the words between,
by its preposition, and by what it is to its own neighbours (the owner of a thing, what only says where another place
lies). The weights were fitted on the given set of verbs with places (evaluation suite ``event_location``).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.circumstances.named import GEOGRAPHIC, NO_PLACE, Place, place_at, widened
from servanda.extract.circumstances.references import agreement_bounds, overlapping
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    Found = dict[tuple[int, int], Token]  # first and last token of a name, and its head

_IN: Final = frozenset({"in", "at", "near", "around", "outside", "inside", "within", "across", "throughout"})
_ONTO: Final = frozenset({"into", "to", "toward", "towards", "through", "along", "on", "over"})
_AWAY: Final = frozenset({"from", "by", "against", "with", "between", "for", "about"})
_MODIFIERS: Final = frozenset({"compound", "nmod", "poss"})
_TAKING: Final = frozenset(
    {
        "capture", "liberate", "seize", "storm", "shell", "bomb", "retake", "recapture", "enter", "take", "hit", "strike",
        "target", "patrol", "besiege", "raid", "attack",
    }
)  # fmt: skip
# Weights of the score.
_UP, _APART, _MAX_APART = -0.8, -0.075, 40
_BEHIND = 0.75
_PREPOSITION: Final = ((_IN, 1.2), (_ONTO, 0.6), (_AWAY, -1.25))
_OF_FEATURE, _OF_OTHER = 0.8, -0.15
_OWNER, _SUBJECT, _APPOSED, _CONTAINER = -1.0, -0.8, -0.3, -1.0
_MAX_STEPS = 20
_N_BETWEEN = 6


def nearest_place(analysis: DocumentAnalysis, segment: Segment, word: int) -> Place | None:
    """Return the place of the verb's sentence that is most likely where it happened, or ``None`` where none is named."""
    features, verb = _features(analysis), segment.doc[word]
    found = {
        span: head
        for span, head in _names(analysis, segment, verb, features).items()
        if not _names_agreement(analysis, segment, span)
    }
    ordered = sorted(found)
    best, most = None, float("-inf")
    for number, span in enumerate(ordered):
        score = _score(verb, span, found[span], features)
        if number and _contains(segment.doc, ordered[number - 1], span):
            score += _CONTAINER
        if score > most:
            best, most = span, score
    if best is None or _speaks(analysis, segment, verb, best):
        return None
    return place_at(analysis, segment, found[best].i, "in") or _plainly(analysis, segment, best)


def _names_agreement(analysis: DocumentAnalysis, segment: Segment, span: tuple[int, int]) -> bool:
    """Tell whether a name stands in that of an agreement: "under the Adana Accord" is nowhere."""
    start, end = segment.bounds(segment.doc[span[0] : span[1] + 1])
    return bool(overlapping(agreement_bounds(analysis), start, end))


def _speaks(analysis: DocumentAnalysis, segment: Segment, verb: "Token", span: tuple[int, int]) -> bool:
    """Tell whether a name is that of somebody by whose word the verb stands: "X, seven were hurt, the X Post said"."""
    at = analysis.reading.span(segment, verb.i)
    words = segment.doc[span[0] : span[1] + 1].text.casefold()
    attributions = (voice.name.casefold() for voice in analysis.attributions.chain_at(at.start, at.end) if voice.name)
    return any(words in name for name in attributions)


def _plainly(analysis: DocumentAnalysis, segment: Segment, span: tuple[int, int]) -> Place | None:
    """Take a name whose label is no place's only where it is whole: "Nu'man" inside "Maarat al-Nu'man" is none."""
    mention = analysis.names.mention_at(segment, span[1])
    whole = mention is None or (mention.first, mention.last) == span
    return widened(analysis, segment, *span) if whole and not (mention and mention.titled) else None


def _features(analysis: DocumentAnalysis) -> frozenset[str]:
    words = analysis.reference.lexicon.places
    return frozenset(words.feature_nouns) | words.area_nouns


def _names(analysis: DocumentAnalysis, segment: Segment, verb: "Token", features: frozenset[str]) -> "Found":
    """Return the names in the sentence of a verb that are, or stand where only a place can stand."""
    doc, words, sentence = segment.doc, analysis.reference.lexicon.places, segment.sentence_of[verb.i]
    found: Found = {(ent.start, ent.end - 1): ent.root for ent in doc.ents if ent.label_ in GEOGRAPHIC}
    for token in verb.sent:
        if (
            token.pos_ == "PROPN"
            and token.ent_type_ not in NO_PLACE
            and not any(first <= token.i <= last for first, last in found)
            and _stands_for_place(token, features)
        ):
            found[_run(token)] = token
    return {
        (first, last): head
        for (first, last), head in found.items()
        if segment.sentence_of[head.i] == sentence and doc[first : last + 1].text.lower() not in words.not_places
    }


def _stands_for_place(token: "Token", features: frozenset[str]) -> bool:
    head = _phrase_head(token)
    feature = head.lemma_.lower() in features
    if head.dep_ == "pobj" and head.head.lower_ in _IN | _ONTO and (head.pos_ == "PROPN" or feature):
        return True
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_.lower() in features:
        return True
    if (feature and head.i != token.i) or _beside_place(token, features):
        return True
    taken = head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_.lower() in _TAKING
    return taken and token.ent_type_ not in {"PERSON", "ORG"}


def _beside_place(token: "Token", features: frozenset[str]) -> bool:
    other = token.head
    joined = token.dep_ in {"appos", "conj"} and other.ent_type_ in GEOGRAPHIC
    return joined or (token.dep_ == "appos" and other.lemma_.lower() in features)


def _run(token: "Token") -> tuple[int, int]:
    """Return the run of proper nouns around a token."""
    doc, first, last = token.doc, token.i, token.i
    while first > 0 and _goes_on(doc[first - 1], token):
        first -= 1
    while last + 1 < len(doc) and _goes_on(doc[last + 1], token):
        last += 1
    return first, last


def _goes_on(other: "Token", token: "Token") -> bool:
    name = other.pos_ == "PROPN" or other.text == "-"
    return name and other.sent == token.sent and other.ent_type_ not in {"DATE", "TIME", "PERSON"}


def _phrase_head(token: "Token") -> "Token":
    while token.dep_ in _MODIFIERS and token.head.i != token.i:
        token = token.head
    return token


def _score(verb: "Token", span: tuple[int, int], root: "Token", features: frozenset[str]) -> float:
    head = _phrase_head(root)
    score = _UP * _steps_up(verb, head) + _APART * min(abs(span[0] - verb.i), _MAX_APART)
    score += _BEHIND * (span[0] > verb.i)
    score += sum(_of_preposition(head, features))
    score += _OWNER * (root.dep_ in _MODIFIERS and root.head.lemma_.lower() not in features)
    score += _SUBJECT * (head.dep_ == "nsubj") + _APPOSED * (head.dep_ == "appos")
    return score


def _of_preposition(head: "Token", features: frozenset[str]) -> Iterator[float]:
    if head.dep_ != "pobj":
        return
    preposition = head.head
    if preposition.lower_ == "of":
        yield _OF_FEATURE if preposition.head.lemma_.lower() in features else _OF_OTHER
    for words, weight in _PREPOSITION:
        if preposition.lower_ in words:
            yield weight


def _steps_up(verb: "Token", head: "Token") -> int:
    """Return how many steps lead up from the verb to the first word that stands above the place too."""
    above = {head.i, *(token.i for token in head.ancestors)}
    steps = (n for n, token in enumerate((verb, *verb.ancestors)) if token.i in above)
    return next(steps, _MAX_STEPS)


def _contains(doc: "Doc", inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Tell whether a place only says where the one before it lies: "X, Y", "X in the south of Y", "X near Y"."""
    between = doc[inner[1] + 1 : outer[0]]
    words = {token.lower_ for token in between}
    verbal = any(token.pos_ in {"VERB", "AUX"} for token in between)
    return (
        len(between) <= _N_BETWEEN
        and bool(words & {",", "in", "of", "near", "outside"})
        and "and" not in words
        and not verbal
    )
