"""What a phrase names as a place: a name that can be none, the area around a name, and names joined to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.grammar import children
from servanda.extract.names import Mention
from servanda.extract.reading import Segment
from servanda.model.places import PlaceMention, PlacePrecision

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GEOGRAPHIC: Final = frozenset({"GPE", "LOC", "FAC"})
NO_PLACE: Final = frozenset(
    {
        "DATE",
        "TIME",
        "PERCENT",
        "MONEY",
        "QUANTITY",
        "ORDINAL",
        "CARDINAL",
        "LANGUAGE",
        "LAW",
        "WORK_OF_ART",
        "EVENT",
        "NORP",
    }
)
_ADMINISTRATIVE: Final = frozenset(
    {"province", "governorate", "countryside", "oblast", "district", "region", "suburbs"}
)
_MAX_NESTING: Final = 3


@dataclass(frozen=True)
class Place:
    """A named place: tokens ``[first, last]`` of a segment."""

    segment: Segment
    first: int
    last: int
    precision: PlacePrecision

    def mention(self, analysis: DocumentAnalysis) -> PlaceMention:
        """Return the place as a record, unresolved."""
        span = analysis.reading.span(self.segment, self.first, self.last)
        return PlaceMention(name=span.quote, mention=span, precision=self.precision)


def is_country(analysis: DocumentAnalysis, place: Place) -> bool:
    """Tell whether a place is a country: as a target or modifier a party, not a place."""
    words = place.segment.doc[place.first : place.last + 1].text
    return words.lower() in analysis.reference.lexicon.countries


def coordinated(analysis: DocumentAnalysis, segment: Segment, word: int, preposition: str) -> Iterator[Place]:
    """Yield the place that a phrase names and those joined to it by commas and "and", by parse or by their order."""
    first = place_at(analysis, segment, word, preposition)
    if first is None:
        return
    yield first
    last = first
    doc = segment.doc
    while (follows := _joined(doc, last.last + 1)) is not None:
        apposed = doc[last.last + 1].text == "," and follows.dep_ in {"appos", "npadvmod"}
        following = place_at(analysis, segment, follows.i, preposition)
        if following is None or apposed or following.first <= last.last or not _continues(following, follows):
            return
        yield following
        last = following


def _joined(doc: "Doc", place: int) -> "Token | None":
    """Return the word that the joint at ``place`` joins to what stands before it: behind ", and in the"."""
    if place >= len(doc) or doc[place].lower_ not in {"and", ",", "or", "&"}:
        return None
    for skipped in ({"and", "in", "the"}, {"in", "the"}):
        place += place + 1 < len(doc) and doc[place + 1].lower_ in skipped
    return doc[place + 1] if place + 1 < len(doc) else None


def _continues(place: Place, word: "Token") -> bool:
    """A name behind a comma or "and" is a further place unless it is the subject of what follows."""
    tokens = place.segment.doc[place.first : place.last + 1]
    subject = any(token.dep_ in {"nsubj", "nsubjpass"} and token.head.i > place.last for token in tokens)
    return place.first <= word.i <= place.last and not subject


def place_at(analysis: DocumentAnalysis, segment: Segment, word: int, preposition: str) -> Place | None:
    """Return the place that a noun phrase names under a preposition, or ``None``.

    After "in", "near" and the like any proper name will do that is no titled person and no body by its last word (the
    small model mislabels half the places of a conflict zone); after "from", "on", "to" the label must be geographic.
    """
    words = analysis.reference.lexicon.places
    token = segment.doc[word]
    called_place = token.lemma_.lower() in words.feature_nouns
    token = _named_part(token, words.area_compass | frozenset(words.feature_nouns) | words.area_nouns)
    mention = analysis.names.mention_at(segment, token.i)
    if mention is None or mention.segment != segment.index:
        return None
    doc, first, last = segment.doc, mention.first, mention.last
    label = next((word.ent_type_ for word in reversed(doc[first : last + 1]) if word.ent_type_), "")
    mislabelled = label == "NORP" and preposition in words.locative and _known(analysis, mention)
    if (
        (label in NO_PLACE and not called_place and not mislabelled)
        or doc[first : last + 1].text.lower() in words.not_places
        or doc[first].is_digit
        or _is_no_name(analysis, doc[last])
        or _called_after(analysis, doc, first, last)
    ):
        return None
    strict = preposition in words.locative or called_place
    if label not in GEOGRAPHIC and not _known(analysis, mention) and not (strict and _may_be_place(analysis, mention)):
        return None
    return widened(analysis, segment, first, last)


def _is_no_name(analysis: DocumentAnalysis, last: "Token") -> bool:
    """Tell whether a phrase ends in an event or a common plural: "Terrorist Attacks", "Norland rebels"."""
    return last.lemma_.lower() in analysis.reference.lexicon.noun_frames or (last.tag_ == "NNS" and last.is_lower)


def _called_after(analysis: DocumentAnalysis, doc: "Doc", first: int, last: int) -> bool:
    """Tell whether a street bears the name of a known town: "X Street" lies in another, which the phrase may go on to name."""
    words, countries = analysis.reference.lexicon.places, analysis.reference.config.countries
    after = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if after not in words.street_nouns:
        after, last = doc[last].lower_, last - 1
    return (
        after in words.street_nouns
        and first <= last
        and bool(countries)
        and analysis.reference.gazetteer.knows(doc[first : last + 1].text)
    )


def _known(analysis: DocumentAnalysis, mention: Mention) -> bool:
    """Tell whether the gazetteer knows a name of a place in scope by it and nobody bears it: knowledge beats the label."""
    countries = analysis.reference.config.countries
    if mention.titled is not None or not countries or not analysis.reference.gazetteer.knows(mention.text):
        return False
    return not any(
        hit.stage in {"exact", "article"} for hit in analysis.reference.actors.candidates(mention.text, countries)
    )


def _may_be_place(analysis: DocumentAnalysis, mention: Mention) -> bool:
    cues = analysis.names.cues
    words = [word.lower() for word in mention.words]
    body = words[-1] in cues.organisations or words[0] in cues.organisations or words[0] in cues.offices
    return not body and mention.titled is None and mention.text[:1].isupper()


def widened(analysis: DocumentAnalysis, segment: Segment, first: int, last: int) -> Place:
    """Take "rural", "northern", "province" around a name into the place: they make an area of it."""
    words, doc = analysis.reference.lexicon.places, segment.doc
    precision: PlacePrecision = "unknown"
    following = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if following in words.feature_nouns or following in words.area_nouns:
        precision = words.feature_nouns.get(following, "area")
        last += following in words.area_nouns or following in _ADMINISTRATIVE
    while first > 0 and doc[first - 1].lower_ in words.area_words:
        first, precision = first - 1, "area"
    if doc[first].lower_ in words.area_words and last > first:
        precision = "area"
    stated = (
        words.feature_nouns.get(doc[first - 2].lemma_.lower()) if first > 1 and doc[first - 1].lower_ == "of" else None
    )
    compass = first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in words.area_compass
    return Place(segment, first, last, "area" if compass and stated is None else stated or precision)


def _named_part(token: "Token", features: "frozenset[str]") -> "Token":
    """Return the name in "the town of X", "several parts of X", "X airport": the head of the innermost "of", or the modifier."""
    for _ in range(_MAX_NESTING):
        feature = token.lemma_ in features or token.lower_ in features
        if not feature:
            return token
        named = [
            child
            for child in token.children
            if child.dep_ in {"compound", "appos", "nmod", "poss"} and child.pos_ == "PROPN"
        ]
        below = [
            item for prep in children(token, "prep") if prep.lower_ in {"of", "in"} for item in children(prep, "pobj")
        ]
        if named or not below:
            return named[-1] if named else token
        token = below[0]
    return token
