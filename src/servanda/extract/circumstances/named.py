"""What a phrase names as a place: a name that can be none, the area around a name, and names joined to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from servanda.extract.circumstances.no_places import is_body
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.names import Mention, is_within_word
from servanda.extract.reading import Segment
from servanda.model.places import STATED, PlaceMention, PlacePrecision
from servanda.reference.lexicon_circumstances import PlaceWords

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
MISLABELLED: Final = frozenset({"NORP", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"})
"""What the model takes villages for, which it has seldom seen: a name that the gazetteer has may be one all the same."""
_SUBJECTS: Final = frozenset({links.SUBJECT, links.PASSIVE_SUBJECT})
_REGIONS: Final = frozenset({"governorate", "country", "region"})
_VILLAGE: Final = "village"
_MAX_NESTING: Final = 3
_ACRONYM: Final = 2  # letters


@dataclass(frozen=True)
class Place:
    """A named place: words ``[first, last]`` of a segment."""

    segment: Segment
    first: int
    last: int
    precision: PlacePrecision

    @property
    def text(self) -> str:
        """The words of the place."""
        return clauses_of(self.segment).words.text(self.first, self.last)

    def mention(self, analysis: DocumentAnalysis) -> PlaceMention:
        """Return the place as a record, stated and unresolved."""
        span = analysis.reading.span(self.segment, self.first, self.last)
        return PlaceMention(name=span.quote, mention=span, precision=self.precision, basis=STATED)


def is_country(analysis: DocumentAnalysis, place: Place) -> bool:
    """Tell whether a place is a country: as a target or modifier a party, not a place."""
    return place.text.lower() in analysis.reference.lexicon.countries


def is_region(analysis: DocumentAnalysis, place: Place) -> bool:
    """Tell whether a place is a country or a region in scope by its name, and no town has that; villages are often called so too."""
    countries = analysis.reference.config.countries
    if is_country(analysis, place) or not countries:
        return is_country(analysis, place)
    hits = analysis.reference.gazetteer.candidates(place.text, countries)
    best = {hit.place.feature for hit in hits if hit.score >= hits[0].score}
    return not best.isdisjoint(_REGIONS) and best <= _REGIONS | {_VILLAGE}


def is_speaker(analysis: DocumentAnalysis, segment: Segment, verb: int, name: range) -> bool:
    """Tell whether a name is that of somebody by whose word the verb stands: "X, seven were hurt, the X Post said"."""
    at = analysis.reading.span(segment, verb)
    words = clauses_of(segment).words.text(name[0], name[-1]).casefold()
    attributions = (voice.name.casefold() for voice in analysis.attributions.chain_at(at.start, at.end) if voice.name)
    return any(words in speaker for speaker in attributions)


def coordinated(analysis: DocumentAnalysis, segment: Segment, word: int, preposition: str) -> Iterator[Place]:
    """Yield the place that the phrase of a word names and those joined to it by commas and "and", by parse or by their order."""
    last = place_at(analysis, segment, word, preposition)
    if last is None:
        return
    yield last
    clauses, words = clauses_of(segment), analysis.reference.lexicon.places
    while (joined := _joined(clauses, last.last + 1, words)) is not None:
        following = place_at(analysis, segment, joined, preposition)
        if following is None or not _continues(clauses, last, following, joined):
            return
        if _is_owner(analysis, clauses, following):
            return
        yield following
        last = following


def _joined(clauses: Clauses, joint: int, words: PlaceWords) -> int | None:
    """Return the word that a joint joins to what stands before it: behind ", and in the"."""
    if _lower(clauses, joint) not in words.joining:
        return None
    for _ in words.between_joined:
        joint += _lower(clauses, joint + 1) in words.between_joined
    return joint + 1 if joint + 1 < len(clauses.words) else None


def _continues(clauses: Clauses, last: Place, following: Place, word: int) -> bool:
    """A name behind a comma or "and" is a further place unless it renames the last one or is the subject of what follows."""
    tree, inside = clauses.tree, range(following.first, following.last + 1)
    apposed = clauses.words.forms[last.last + 1] == "," and tree.links[word] in {links.APPOSITION, links.NOUN_ADVERB}
    subject = any(tree.links[one] in _SUBJECTS and tree.heads[one] > following.last for one in inside)
    return following.first > last.last and word in inside and not apposed and not subject


def _is_owner(analysis: DocumentAnalysis, clauses: Clauses, place: Place) -> bool:
    """Tell whether a name only says whose something is, or which: "[X] rebels", not "the X mountain"; a known place is one all the same."""
    tree, words = clauses.tree, analysis.reference.lexicon.places
    owned = [tree.heads[one] for one in range(place.first, place.last + 1) if tree.links[one] in links.BEFORE_NOUN]
    outside = [clauses.words.lemmas[one].lower() for one in owned if one > place.last]
    known = bool(analysis.reference.config.countries) and analysis.reference.gazetteer.knows(place.text)
    return any(not words.is_feature(one) for one in outside) and not known


def place_at(analysis: DocumentAnalysis, segment: Segment, word: int, preposition: str) -> Place | None:
    """Return the place that the noun phrase of a word names under a preposition, or ``None``.

    After "in", "near" and the like any proper name will do that is no titled person and no body by its last word (the
    small model mislabels half the places of a conflict zone); after "from", "on", "to" the label must be geographic.
    """
    clauses, words = clauses_of(segment), analysis.reference.lexicon.places
    mention = analysis.names.mention_at(segment, _named_part(clauses, word, words))
    if mention is None or _is_called_otherwise(analysis, clauses, mention):
        return None
    called_place = clauses.words.lemmas[word].lower() in words.feature_nouns
    if not _may_lie(analysis, _label(clauses, mention), mention, (preposition, called_place)):
        return None
    return widened(analysis, segment, mention.first, mention.last)


def _label(clauses: Clauses, mention: Mention) -> str:
    """Return the kind of name by the model, of the last word that has one."""
    kinds = clauses.words.entities[mention.first : mention.last + 1]
    return next((kind for kind in reversed(kinds) if kind), "")


def _may_lie(analysis: DocumentAnalysis, label: str, mention: Mention, told: tuple[str, bool]) -> bool:
    """Tell whether a name may be that of a place: ``told`` is the preposition before it, and whether it is called a place."""
    preposition, called_place = told
    locative = preposition in analysis.reference.lexicon.places.locative
    if label in NO_PLACE and not called_place:
        return label in MISLABELLED and locative and is_known_place(analysis, mention)
    by_words = (locative or called_place) and _may_be_place(analysis, mention)
    return label in links.PLACES or by_words or is_known_place(analysis, mention)


def _is_called_otherwise(analysis: DocumentAnalysis, clauses: Clauses, mention: Mention) -> bool:
    """Tell whether a name is none of a place by its own words: "Terrorist Attacks", "Norland rebels", "X Street"."""
    words, first, last = clauses.words, mention.first, mention.last
    return (
        words.text(first, last).lower() in analysis.reference.lexicon.places.not_places
        or words.forms[first].isdigit()
        or words.lemmas[last].lower() in analysis.reference.lexicon.noun_frames
        or (words.shapes[last] == links.PLURAL and words.forms[last].islower())
        or _called_after(analysis, clauses, first, last)
        or is_no_place(analysis, clauses, first, last)
        or is_body(analysis, clauses, first, last)
    )


def is_no_place(analysis: DocumentAnalysis, clauses: Clauses, first: int, last: int) -> bool:
    """Tell whether words name no place by how they are written: "RSF", "the group X", "the hills east", "X-based"."""
    words, cues = clauses.words, analysis.names.cues
    forms = words.forms[first : last + 1]
    return (
        not any(form[:1].isupper() for form in forms)
        or words.entities[first] == "DATE"
        or _lower(clauses, first - 1) in analysis.reference.lexicon.bodies
        or is_within_word(words, last)
        or all(word in cues.titles for word in words.lowers[first : last + 1])
        or (any(map(is_acronym, forms)) and not _is_only_a_place(analysis, words.text(first, last)))
    )


def _is_only_a_place(analysis: DocumentAnalysis, name: str) -> bool:
    """Tell whether the gazetteer has a name and nobody bears it; two capitals alone are no name of a place."""
    if len(name) <= _ACRONYM:
        return False
    return not is_borne(analysis, name) and analysis.reference.gazetteer.knows(name)


def is_borne(analysis: DocumentAnalysis, name: str) -> bool:
    """Tell whether somebody in the registry goes by a name as it is written."""
    return bool(analysis.reference.actors.known_as(name, analysis.reference.config.countries))


def is_acronym(form: str) -> bool:
    """Tell whether a word is written in capitals only."""
    return form.isalpha() and form.isupper() and len(form) >= _ACRONYM


def _called_after(analysis: DocumentAnalysis, clauses: Clauses, first: int, last: int) -> bool:
    """Tell whether a street bears the name of a known town: "X Street" lies in another, which the phrase may go on to name."""
    streets, countries = analysis.reference.lexicon.places.street_nouns, analysis.reference.config.countries
    if _lower(clauses, last + 1) not in streets:
        last -= 1
    street = _lower(clauses, last + 1) in streets and first <= last
    return street and bool(countries) and analysis.reference.gazetteer.knows(clauses.words.text(first, last))


def is_known_place(analysis: DocumentAnalysis, mention: Mention) -> bool:
    """Tell whether the gazetteer knows a name of a place in scope by it and nobody bears it: knowledge beats the label."""
    countries = analysis.reference.config.countries
    if mention.titled is not None or not countries or not analysis.reference.gazetteer.knows(mention.text):
        return False
    return not is_borne(analysis, mention.text)


def _may_be_place(analysis: DocumentAnalysis, mention: Mention) -> bool:
    cues = analysis.names.cues
    words = [word.lower() for word in mention.words]
    body = words[-1] in cues.organisations or words[0] in cues.organisations or words[0] in cues.offices
    return not body and mention.titled is None and mention.text[:1].isupper()


def widened(analysis: DocumentAnalysis, segment: Segment, first: int, last: int) -> Place:
    """Take "rural", "northern", "province" around a name into the place: they make an area of it."""
    clauses, words = clauses_of(segment), analysis.reference.lexicon.places
    first, last = _whole(analysis, clauses, first, last)
    following = _lower(clauses, last + 1)
    precision = words.feature_nouns.get(following, "area" if following in words.area_nouns else "unknown")
    last += following in words.area_nouns | words.administrative
    while _lower(clauses, first - 1) in words.area_words:
        first -= 1
    if _lower(clauses, first) in words.area_words and last > first:
        precision = "area"
    return Place(segment, first, last, _called(clauses, first, words) or precision)


def _whole(analysis: DocumentAnalysis, clauses: Clauses, first: int, last: int) -> tuple[int, int]:
    """Return the bounds of a known name that the parser takes apart at its "'s": "Ra's al-X"."""
    if not analysis.reference.config.countries:
        return first, last
    bounds = first, last
    if _is_case(clauses, first - 1) and _is_name(clauses, first - 2):
        bounds = first - 2, last
    elif _is_case(clauses, last + 1):
        end = last + 1
        while _is_name(clauses, end + 1) or (end > last + 1 and _lower(clauses, end + 1) == "-"):
            end += 1
        bounds = first, end
    joined = clauses.words.text(*bounds)
    return bounds if bounds != (first, last) and analysis.reference.gazetteer.knows(joined) else (first, last)


def _is_case(clauses: Clauses, word: int) -> bool:
    return 0 <= word < len(clauses.words) and clauses.tree.links[word] == links.CASE


def _is_name(clauses: Clauses, word: int) -> bool:
    return 0 <= word < len(clauses.words) and clauses.words.kinds[word] == links.NAME


def _called(clauses: Clauses, first: int, words: PlaceWords) -> PlacePrecision | None:
    """Return what is said before a name to be its kind: "the town of X", "the north of X"."""
    if first < 2 or _lower(clauses, first - 1) != "of":  # noqa: PLR2004
        return None
    part: PlacePrecision | None = "area" if _lower(clauses, first - 2) in words.area_compass else None
    return words.feature_nouns.get(clauses.words.lemmas[first - 2].lower(), part)


def _lower(clauses: Clauses, word: int) -> str:
    """Return a word in small letters; nothing outside the segment."""
    return clauses.words.lowers[word] if 0 <= word < len(clauses.words) else ""


def _named_part(clauses: Clauses, word: int, words: PlaceWords) -> int:
    """Return the name in "the town of X", "several parts of X", "X airport": the head of the innermost "of", or the modifier."""
    features = words.area_compass | words.area_nouns | words.feature_nouns.keys()
    beside = (links.COMPOUND, links.APPOSITION, links.MODIFIER, links.OWNER)
    for _ in range(_MAX_NESTING):
        if features.isdisjoint(clauses.words.keys([word])):
            return word
        named = [one for one in clauses.tree.linked(word, *beside) if clauses.words.kinds[one] == links.NAME]
        below = [one.phrase.head for one in clauses.under(word, *words.of_features)]
        if named or not below:
            return _behind_owner(clauses, word, named[-1]) if named else word
        word = below[0]
    return word


def _behind_owner(clauses: Clauses, word: int, name: int) -> int:
    """Return the name that stands between an owner and a word, though the parser takes it for an adjective: "X's [Y] province"."""
    if clauses.tree.links[name] != links.OWNER:
        return name
    between = [one for one in clauses.tree.linked(word, links.ADJECTIVE) if _is_name(clauses, one) and one > name]
    return between[-1] if between else name
