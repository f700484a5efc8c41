"""Where: names of places beside a trigger, each coordinated place apart, areas as areas."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import VERBAL, children, name_phrase
from servanda.extract.mentions import Mention
from servanda.extract.reading import Segment
from servanda.extract.scene import Scene
from servanda.model.places import PlaceMention, PlacePrecision
from servanda.reference.lexicon_words import PlaceWords

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
_BEFORE_NOUN: Final = frozenset({"compound", "nmod", "poss"})
_ADMINISTRATIVE: Final = frozenset(
    {"province", "governorate", "countryside", "oblast", "district", "region", "suburbs"}
)
_BEHIND: Final = 2  # tokens: a feature noun or comma may stand between
_BETWEEN: Final = frozenset({
    "in", "the", "of", ",", "'s", "north", "south", "east", "west", "northern", "southern", "eastern",
    "western", "part", "parts", "centre", "center", "province", "governorate",
})  # fmt: skip
_ORIGIN: Final = frozenset({"from", "to"})  # behind a noun they say who somebody is: "a refugee from X", "envoy to X"
_AMID: Final = frozenset({"in", "by", "during", "amid", "under"})
_MAX_CLIMB: Final = 12
_MAX_NESTING: Final = 3


@dataclass(frozen=True)
class Place:
    """A named place: tokens ``[first, last]`` of a segment."""

    segment: Segment
    first: int
    last: int
    precision: PlacePrecision

    def mention(self, scene: Scene) -> PlaceMention:
        """Return the place as a record, unresolved."""
        span = scene.reading.span(self.segment, self.first, self.last)
        return PlaceMention(name=span.quote, mention=span, precision=self.precision)


def places_of(
    scene: Scene, segment: Segment, trigger: "Token", carriers: "tuple[Token, ...]" = (), *, directed: bool = False
) -> tuple[Place, ...]:
    """Return the places stated for an event: in its own phrase, in those of its participants, or of its verbs.

    ``carriers`` are the verbs that carry an event noun. A place phrase belongs to the nearest verb or trigger above it;
    so the place in "attacks by the army in X" is lifted from the by-phrase to the attacks. ``directed`` events have
    places after "on", "against", "from", "to" too ("an airstrike on X", "withdrew from X").
    """
    words = scene.reference.lexicon.places
    allowed = words.locative | (words.prepositions if directed else frozenset())
    owners = {trigger.i, *(verb.i for verb in carriers)}
    governor = _governor(trigger)
    found: dict[int, Place] = {}
    for prep in trigger.sent:
        if prep.dep_ not in {"prep", "pcomp", "advmod"} or prep.lower_ not in allowed:
            continue
        owner = _owner(prep, owners, words)
        if owner not in owners and not (owner == governor and prep.i > trigger.i):
            continue
        if _tells_origin(prep, {*owners, governor}) or _follows_place(prep, tuple(found.values())):
            continue
        for item in (item for item in children(prep, "pobj") if not _in_name(scene, prep, item)):
            for place in coordinated(scene, segment, item, prep.lower_):
                found.setdefault(place.first, place)
    for child in trigger.children:
        if child.dep_ in _BEFORE_NOUN and child.ent_type_ in GEOGRAPHIC:
            named = place_at(scene, segment, child, "in")
            if named is not None and not is_country(scene, named):
                found.setdefault(named.first, named)
    return tuple(found[first] for first in sorted(found))


def _tells_origin(prep: "Token", owners: set[int]) -> bool:
    """Tell whether a phrase says who the subject of a verb is: "a refugee from X was shot"; "access to X" is another thing."""
    return prep.lower_ in _ORIGIN and prep.head.dep_ in {"nsubj", "nsubjpass"} and prep.head.i not in owners


def _governor(trigger: "Token") -> int:
    """Return the index of what a noun of an event hangs on; -1 for a verb.

    What befalls somebody in an event befalls him where the event is: "caught in gunfire in X" says where the gunfire was.
    """
    if trigger.pos_ in VERBAL:
        return -1
    above = trigger.head
    return above.head.i if above.lower_ in _AMID and above.head.pos_ in VERBAL else above.i


def _follows_place(prep: "Token", found: tuple[Place, ...]) -> bool:
    """Tell whether a phrase right behind a place only says where that place lies: "in X town in the Y countryside"."""
    return prep.lower_ in {"in", "of", "near", "at"} and any(0 < prep.i - place.last <= _BEHIND for place in found)


def _in_name(scene: Scene, prep: "Token", item: "Token") -> bool:
    """Tell whether a place is part of the name before it, as the registry knows that name: "Front of the X Valley"."""
    if prep.head.pos_ != "PROPN":
        return False
    hits = scene.reference.actors.candidates(name_phrase(prep.head).text, scene.reference.config.countries)
    names = (f" {alias.lower()} " for hit in hits for alias in (hit.actor.name, *hit.actor.aliases))
    return any(f" {item.lower_} " in name for name in names)


def _owner(prep: "Token", owners: set[int], words: PlaceWords) -> int:
    """Return the index of the verb, trigger or place above a preposition; -1 under another place (a container)."""
    token = prep.head
    for _ in range(_MAX_CLIMB):
        if token.i in owners or token.pos_ in VERBAL or token.head.i == token.i:
            return token.i
        named = (token.pos_ == "PROPN" and token.ent_type_ in GEOGRAPHIC) or token.lemma_ in words.feature_nouns
        named = named and token.lower_ not in words.street_nouns
        if token.dep_ == "pobj" and named and token.head.lower_ in words.prepositions - {"by", "against", "between"}:
            return -1
        token = token.head
    return token.i


def most_exact(places: "list[Place]") -> tuple[Place, ...]:
    """Leave out what only says where another place lies: "X in the south of Y province" is one place, X."""
    ordered = sorted({place.first: place for place in places}.values(), key=lambda place: place.first)
    kept: list[Place] = []
    for place in ordered:
        if not any(_contains(inner, place) for inner in kept):
            kept.append(place)
    return tuple(kept)


def _contains(inner: Place, outer: Place) -> bool:
    """Tell whether nothing but "in the south of" and the like stands between two places."""
    between = inner.segment.doc[inner.last + 1 : outer.first]
    words = {word.lower_ for word in between}
    return outer.first > inner.last and bool(words & {"in", "of"}) and words <= _BETWEEN


def is_country(scene: Scene, place: Place) -> bool:
    """Tell whether a place is a country: as a target or modifier a party, not a place."""
    words = place.segment.doc[place.first : place.last + 1].text
    return words.lower() in scene.reference.lexicon.countries


def coordinated(scene: Scene, segment: Segment, token: "Token", preposition: str) -> Iterator[Place]:
    """Yield the place that a phrase names and those joined to it by commas and "and", by parse or by their order."""
    first = place_at(scene, segment, token, preposition)
    if first is None:
        return
    yield first
    last = first
    doc = segment.doc
    while (follows := _joined(doc, last.last + 1)) is not None:
        apposed = doc[last.last + 1].text == "," and follows.dep_ in {"appos", "npadvmod"}
        following = place_at(scene, segment, follows, preposition)
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


def place_at(scene: Scene, segment: Segment, token: "Token", preposition: str) -> Place | None:
    """Return the place that a noun phrase names under a preposition, or ``None``.

    After "in", "near" and the like any proper name will do that is no titled person and no body by its last word (the
    small model mislabels half the places of a conflict zone); after "from", "on", "to" the label must be geographic.
    """
    words = scene.reference.lexicon.places
    called_place = token.lemma_.lower() in words.feature_nouns
    token = _named_part(token, words.area_compass | frozenset(words.feature_nouns) | words.area_nouns)
    mention = scene.names.mention_at(segment, token)
    if mention is None or mention.segment != segment.index:
        return None
    doc, first, last = segment.doc, mention.first, mention.last
    label = next((word.ent_type_ for word in reversed(doc[first : last + 1]) if word.ent_type_), "")
    mislabelled = label == "NORP" and preposition in words.locative and _known(scene, mention)
    if (
        (label in NO_PLACE and not called_place and not mislabelled)
        or doc[first : last + 1].text.lower() in words.not_places
        or doc[first].is_digit
        or _is_no_name(scene, doc[last])
        or _called_after(scene, doc, first, last)
    ):
        return None
    strict = preposition in words.locative or called_place
    if label not in GEOGRAPHIC and not _known(scene, mention) and not (strict and _may_be_place(scene, mention)):
        return None
    return widened(scene, segment, first, last)


def _is_no_name(scene: Scene, last: "Token") -> bool:
    """Tell whether a phrase ends in an event or a common plural: "Terrorist Attacks", "Norland rebels"."""
    return last.lemma_.lower() in scene.reference.lexicon.noun_frames or (last.tag_ == "NNS" and last.is_lower)


def _called_after(scene: Scene, doc: "Doc", first: int, last: int) -> bool:
    """Tell whether a street bears the name of a known town: "X Street" lies in another, which the phrase may go on to name."""
    words, countries = scene.reference.lexicon.places, scene.reference.config.countries
    after = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if after not in words.street_nouns:
        after, last = doc[last].lower_, last - 1
    return (
        after in words.street_nouns
        and first <= last
        and bool(countries)
        and scene.reference.gazetteer.knows(doc[first : last + 1].text)
    )


def _known(scene: Scene, mention: Mention) -> bool:
    """Tell whether the gazetteer knows a name of a place in scope by it and nobody bears it: knowledge beats the label."""
    countries = scene.reference.config.countries
    if mention.titled is not None or not countries or not scene.reference.gazetteer.knows(mention.text):
        return False
    return not any(
        hit.stage in {"exact", "article"} for hit in scene.reference.actors.candidates(mention.text, countries)
    )


def _may_be_place(scene: Scene, mention: Mention) -> bool:
    cues = scene.names.cues
    words = [word.lower() for word in mention.words]
    body = words[-1] in cues.organisations or words[0] in cues.organisations or words[0] in cues.offices
    return not body and mention.titled is None and mention.text[:1].isupper()


def widened(scene: Scene, segment: Segment, first: int, last: int) -> Place:
    """Take "rural", "northern", "province" around a name into the place: they make an area of it."""
    words, doc = scene.reference.lexicon.places, segment.doc
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
