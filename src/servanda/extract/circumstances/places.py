"""Where: names of places beside a trigger, each coordinated place apart, areas as areas."""

from typing import TYPE_CHECKING, Final

from servanda.extract.circumstances.named import GEOGRAPHIC, Place, coordinated, is_country, place_at
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.grammar import VERBAL, children, name_phrase
from servanda.extract.reading import Segment
from servanda.reference.lexicon_words import PlaceWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE_NOUN: Final = frozenset({"compound", "nmod", "poss"})
_BEHIND: Final = 2  # tokens: a feature noun or comma may stand between
_BETWEEN: Final = frozenset({
    "in", "the", "of", ",", "'s", "north", "south", "east", "west", "northern", "southern", "eastern",
    "western", "part", "parts", "centre", "center", "province", "governorate",
})  # fmt: skip
_ORIGIN: Final = frozenset({"from", "to"})  # behind a noun they say who somebody is: "a refugee from X", "envoy to X"
_AMID: Final = frozenset({"in", "by", "during", "amid", "under"})
_MAX_CLIMB: Final = 12


def places_of(
    analysis: DocumentAnalysis,
    segment: Segment,
    word: int,
    carriers: tuple[int, ...] = (),
    *,
    directed: bool = False,
) -> tuple[Place, ...]:
    """Return the places stated for an event: in its own phrase, in those of its participants, or of its verbs.

    ``carriers`` are the verbs that carry an event noun. A place phrase belongs to the nearest verb or trigger above it;
    so the place in "attacks by the army in X" is lifted from the by-phrase to the attacks. ``directed`` events have
    places after "on", "against", "from", "to" too ("an airstrike on X", "withdrew from X").
    """
    words = analysis.reference.lexicon.places
    allowed = words.locative | (words.prepositions if directed else frozenset())
    trigger = segment.doc[word]
    owners = {word, *carriers}
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
        for item in (item for item in children(prep, "pobj") if not _in_name(analysis, prep, item)):
            for place in coordinated(analysis, segment, item.i, prep.lower_):
                found.setdefault(place.first, place)
    for child in trigger.children:
        if child.dep_ in _BEFORE_NOUN and child.ent_type_ in GEOGRAPHIC:
            named = place_at(analysis, segment, child.i, "in")
            if named is not None and not is_country(analysis, named):
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


def _in_name(analysis: DocumentAnalysis, prep: "Token", item: "Token") -> bool:
    """Tell whether a place is part of the name before it, as the registry knows that name: "Front of the X Valley"."""
    if prep.head.pos_ != "PROPN":
        return False
    hits = analysis.reference.actors.candidates(name_phrase(prep.head).text, analysis.reference.config.countries)
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
