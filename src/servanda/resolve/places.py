"""Deciding which place a name means, or that nobody can tell. A wrong village is worse than none."""

from dataclasses import dataclass

from servanda.model.places import Stretch
from servanda.reference.gazetteer import WORLD, Gazetteer, Place, PlaceHit, distance_km
from servanda.reference.gazetteer.places import SUGGESTION, WITH_SUPPORT
from servanda.resolve.areas import around_all, around_seat
from servanda.resolve.config import ResolveConfig
from servanda.resolve.context import DocumentContext
from servanda.resolve.phrases import PlacePhrase
from servanda.resolve.situating import situate
from servanda.text.folds import skeleton
from servanda.text.romanised import romanised

_OTHER_COUNTRY = -0.08  # not the main country of the dossier, and the document does not name it
_SELDOM_MEANT = -0.11  # so that one which the sentence puts elsewhere falls below what is taken
_LOCATED = 0.10
_MISLOCATED = -0.40  # the text itself puts it elsewhere
_AREA_IN_SENTENCE = 0.05
_OTHER_AREA_IN_SENTENCE = -0.10
_AREA_IN_DOCUMENT = 0.02
_SUBURBS_KM = 15.0  # "in Damascus" is said of its suburbs too, which belong to another governorate
_NEIGHBOUR = 0.06
_NO_NEIGHBOUR = -0.06
_N_FAR_NEIGHBOURS = 2
_CLOSE_KM = 25.0  # two villages of one name nearer than this are told by their sub-district anyway
_FEW = 5_000  # people: no more than a village has
_VILLAGE = "village"
_SETTLEMENTS = frozenset({"town", _VILLAGE})
_CITY = 100_000  # whatever has more people is no village
_SECOND_NAME = "a second name of a village, to be taken only where the text points there"
_OTHERWISE_SPELLED = "a village spelled otherwise, to be taken only where the text points there"
_OTHER_NAME = 60.0  # likeness of the consonants of two names (0-100) under which they are not one name
_POPULOUS, _MUCH_MORE = 50_000, 20  # population decides last, and only where the difference is great


@dataclass(frozen=True)
class Scored:
    """A candidate with its score in this document and the reasons in words."""

    hit: PlaceHit
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PlaceDecision:
    """The place that is meant, situated by the phrase, or ``None`` and why; candidates best first."""

    place: Place | None
    why: str
    stage: str
    candidates: tuple[Scored, ...]
    sure: bool = False
    stretch: Stretch | None = None


def decide(phrase: PlacePhrase, context: DocumentContext, gazetteer: Gazetteer, config: ResolveConfig) -> PlaceDecision:
    """Return which place ``phrase`` means in this document."""
    scope = config.countries or gazetteer.countries
    people = gazetteer.people(phrase.core)
    if people is not None:
        return _of_people(people, phrase, config)
    hits = _of_kind(gazetteer.candidates(phrase.core, scope), phrase)
    scored = sorted((_score(hit, phrase, context, scope) for hit in hits), key=_rank)
    fit = [one for one in scored if one.score >= SUGGESTION and one.hit.score >= WITH_SUPPORT]
    if not fit:
        return _none(phrase, scored, gazetteer, config)
    merged = _city_and_governorate(fit, phrase)
    if merged:
        return PlaceDecision(merged, "city or governorate of this name: not told apart", "exact", tuple(scored))
    best = fit[0]
    near = [one for one in fit if best.score - one.score < config.margin]
    best, *rest = _towns_first(near, phrase)
    rivals = [one for one in rest if not _same(best, one, config)]
    chosen = _by_population(best, rivals) if rivals else best
    if chosen is None:
        return _not_told_apart((best, *rivals), phrase, tuple(scored))
    best = chosen
    alone = all(one is best or one.hit.place.feature == _VILLAGE for one in fit)
    sure = alone and best.hit.stage in {"exact", "article", "vowel"} and best.hit.place.feature != "country"
    put = situate(best.hit.place, phrase, context, gazetteer, scope)
    why = "; ".join((*best.reasons, put.reason) if put.reason else best.reasons)
    return PlaceDecision(put.place, why, best.hit.stage, tuple(scored), sure, put.stretch)


def _rank(one: Scored) -> tuple[float, bool, int, str]:
    """Best first; of equals a town before a village, then by population."""
    place = one.hit.place
    return -one.score, place.feature == _VILLAGE, -place.population, place.place_id


def _not_told_apart(rivals: tuple[Scored, ...], phrase: PlacePhrase, scored: tuple[Scored, ...]) -> PlaceDecision:
    """Return an area that holds all rivals where they lie near each other, else nothing."""
    if phrase.relation == "at" and _close(rivals):
        why = f"not told apart: {len(rivals)} places of this name within {_CLOSE_KM:g} km, given as an area that holds them"
        return PlaceDecision(around_all([one.hit.place for one in rivals]), why, "ambiguous", scored)
    return PlaceDecision(None, f"ambiguous: {len(rivals)} places of this name fit equally well", "ambiguous", scored)


def _towns_first(near: list[Scored], phrase: PlacePhrase) -> list[Scored]:
    """Keep the towns among candidates that fit equally well, where there are some: a hamlet of the same name is seldom meant.

    Unless the text speaks of a village.
    """
    towns = [one for one in near if one.hit.place.feature != _VILLAGE]
    return near if phrase.kind == "village" or not towns else towns


def _of_people(country: Place, phrase: PlacePhrase, config: ResolveConfig) -> PlaceDecision:
    """The name of a people is no place of an event; a bare list of names may ask for its country."""
    why = f"the people of {country.name}"
    found = Scored(PlaceHit(country, "exact", phrase.core, 1.0), 1.0, (why,))
    if config.demonyms:
        return PlaceDecision(country, why, "people", (found,))
    return PlaceDecision(None, f"names {why}, no place", "people", (found,))


def _none(phrase: PlacePhrase, scored: list[Scored], gazetteer: Gazetteer, config: ResolveConfig) -> PlaceDecision:
    if scored and _SECOND_NAME in scored[0].reasons:
        why = f"{scored[0].hit.place.name} is also called so, but nothing in the text points there"
    elif scored and _OTHERWISE_SPELLED in scored[0].reasons:
        why = f"no place of this name; the village {scored[0].hit.place.name} is spelled nearly so, but nothing in the text points there"
    elif any(
        no_village(hit, phrase) for hit in gazetteer.candidates(phrase.core, config.countries or gazetteer.countries)
    ):
        why = "the text says a village, and the place of this name is a city"
    elif any(one.hit.score >= SUGGESTION for one in scored):
        why = "the places of this name lie elsewhere than the text says"
    else:
        why = "no place of this name in the gazetteer for the countries in scope"
    known = {one.hit.place.place_id for one in scored}
    similar = [
        Scored(hit, hit.score, ("similar spelling",))
        for hit in gazetteer.suggestions(phrase.core, config.countries or gazetteer.countries)
        if hit.place.place_id not in known
    ]
    return PlaceDecision(None, why, "none", tuple(scored + similar))


def _of_kind(hits: tuple[PlaceHit, ...], phrase: PlacePhrase) -> list[PlaceHit]:
    """Keep what the words allow: a city is no governorate; a governorate or countryside is the area where there is one.

    A second-order division is meant where the words say so, or where nothing else has its name.
    """
    districts = [hit for hit in hits if hit.place.feature == "district" and hit.score >= SUGGESTION]
    if phrase.kind == "district":
        return districts or [hit for hit in hits if hit.place.feature != _VILLAGE]
    others = tuple(hit for hit in hits if hit.place.feature != "district")
    hits = others if any(hit.score >= SUGGESTION for hit in others) else hits
    areas = [hit for hit in hits if hit.place.feature == "governorate" and hit.score >= SUGGESTION]
    if phrase.kind in {"city", "village"}:
        return [
            hit for hit in hits if hit.place.feature not in {"governorate", "country"} and not no_village(hit, phrase)
        ]
    if areas and (phrase.kind == "governorate" or (phrase.relation == "part" and phrase.kind == "any")):
        return areas
    return list(hits)


def no_village(hit: PlaceHit, phrase: PlacePhrase) -> bool:
    """Tell whether a village is said and this is a city: "the Hama village" lies in its province, or is another place."""
    return phrase.kind == "village" and hit.place.population >= _CITY


def _score(hit: PlaceHit, phrase: PlacePhrase, context: DocumentContext, scope: tuple[str, ...]) -> Scored:
    place, score, reasons = hit.place, hit.score, [f"{hit.stage} match of {hit.place.name!r}"]
    if place.feature == "country":
        return Scored(hit, score if hit.stage in {"exact", "article"} else 0.0, tuple(reasons))
    if hit.stage != "translated" and _by_second_name(place, phrase.core):
        score = min(score, WITH_SUPPORT)
        reasons.append(_SECOND_NAME)
    if place.feature == _VILLAGE and hit.stage == "skeleton":
        score = min(score, WITH_SUPPORT)
        reasons.append(_OTHERWISE_SPELLED)
    for value, reason in (
        _hamlet(place, phrase),
        _country(place, context, scope),
        _area(place, phrase, context),
        _near(place, phrase, context),
    ):
        score += value
        if reason:
            reasons.append(reason)
    return Scored(hit, round(min(score, 1.2), 4), tuple(reasons))


def _hamlet(place: Place, phrase: PlacePhrase) -> tuple[float, str]:
    """A village is meant less often than a town of nearly its name, however its name is put into our letters."""
    if place.feature != _VILLAGE or phrase.kind == "village":
        return 0.0, ""
    return _SELDOM_MEANT, "a village"


def _by_second_name(place: Place, core: str) -> bool:
    """Tell whether GeoNames knows a village by this name only besides another, unlike one.

    Such names are of old or of a part of it, or a neighbour's, and the village that bears one as its own may be missing.
    """
    if place.feature not in _SETTLEMENTS or place.population >= _FEW or not place.place_id.startswith("geonames:"):
        return False
    from rapidfuzz import fuzz

    asked, main = skeleton(romanised(core) or core), skeleton(place.name)
    return fuzz.ratio(asked, main) < _OTHER_NAME and not main.startswith(asked) and not asked.startswith(main)


def _country(place: Place, context: DocumentContext, scope: tuple[str, ...]) -> tuple[float, str]:
    if not scope or WORLD in scope or place.country == scope[0]:
        return 0.0, ""
    if any(area.place.country == place.country for area in context.areas):
        return 0.0, f"the document names {place.country}"
    return _OTHER_COUNTRY, f"in {place.country}, which the document does not name"


def _area(place: Place, phrase: PlacePhrase, context: DocumentContext) -> tuple[float, str]:
    located = context.locating(phrase)
    if located:
        if _lies_in(place, located):
            return _LOCATED, f"in {located.name}, as the text says"
        return _MISLOCATED, f"not in {located.name}, where the text puts it"
    nearby = context.nearby_areas(phrase)
    if any(_lies_in(place, area) for area in nearby):
        return _AREA_IN_SENTENCE, f"in {place.admin1 or place.country}, named in the sentence"
    if place.admin1 and any(area.feature == "governorate" for area in nearby):
        return _OTHER_AREA_IN_SENTENCE, f"not in {nearby[0].name}, named in the sentence"
    if place.admin1 in context.all_areas():
        return _AREA_IN_DOCUMENT, f"in {place.admin1}, named in the document"
    return 0.0, ""


def _lies_in(place: Place, area: Place) -> bool:
    if area.feature == "country":
        return place.country == area.country
    if place.country != area.country:
        return False
    reach = max((area.radius_km or 0.0) / 2, _SUBURBS_KM) + (
        (place.radius_km or 0.0) if place.precision == "area" else 0.0
    )
    return place.admin1 == area.name or distance_km(place, area) <= reach


def _near(place: Place, phrase: PlacePhrase, context: DocumentContext) -> tuple[float, str]:
    if place.feature == "governorate":
        return 0.0, ""
    distances = context.neighbours(phrase.core, place)
    if distances and distances[0] <= context.neighbour_km:
        return _NEIGHBOUR, f"{distances[0]:.0f} km from another place of the document"
    if len(distances) >= _N_FAR_NEIGHBOURS:
        return _NO_NEIGHBOUR, "far from the other places of the document"
    return 0.0, ""


def _city_and_governorate(fit: list[Scored], phrase: PlacePhrase) -> Place | None:
    """Where a bare name may be a city or the governorate around it, give a circle around the city that holds both."""
    if phrase.kind != "any" or phrase.relation != "at":
        return None
    best = [one for one in fit if one.hit.score >= fit[0].hit.score - 0.1]
    areas = [one.hit.place for one in best if one.hit.place.feature == "governorate"]
    towns = [one.hit.place for one in best if one.hit.place.feature != "governorate"]
    for area in areas:
        seats = [town for town in towns if _lies_in(town, area)]
        if seats and len(areas) == 1:
            seat = max(seats, key=lambda town: (town.population, town.place_id))
            return around_seat(seat, area, distance_km(seat, area))
    return None


def _same(one: Scored, other: Scored, config: ResolveConfig) -> bool:
    return distance_km(one.hit.place, other.hit.place) <= config.same_km


def _close(rivals: tuple[Scored, ...]) -> bool:
    towns = [one.hit.place for one in rivals]
    return all(
        place.feature in _SETTLEMENTS and distance_km(place, other) <= _CLOSE_KM for place in towns for other in towns
    )


def _by_population(best: Scored, rivals: list[Scored]) -> Scored | None:
    ranked = sorted([best, *rivals], key=lambda one: -one.hit.place.population)
    first, second = ranked[0].hit.place.population, ranked[1].hit.place.population
    if first >= _POPULOUS and first >= _MUCH_MORE * max(second, 1):
        return ranked[0]
    return None
