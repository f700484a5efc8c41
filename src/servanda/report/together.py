"""Why claims were held to tell of one event, in words."""

from collections.abc import Mapping
from typing import Final

from servanda.model.incidents import Feature, Incident, Link

_AGAINST: Final = "but "
WORDS: Final[Mapping[str, str]] = {
    "place_same": "same place ({})",
    "place_same_name": "places of the same name ({})",
    "place_near": "places near each other ({})",
    "place_within": "one place within the other ({})",
    "place_around": "the same town or its surroundings ({})",
    "place_held": "the place that both texts go on about ({})",
    "place_vague_same": "same wide area ({})",
    "place_unknown": "{}",
    "place_of_one": "{}",
    "single_site_in_document": "its text names one place only",
    "no_site_in_document": "its text names no place",
    "place_in_title": "the place that heads a text ({})",
    "place_by_count": "{}",
    "place_by_rare_count": "a count that is hardly met twice ({})",
    "time_same": "same day",
    "time_overlap": "times that overlap ({})",
    "time_guessed": "{}",
    "time_unknown": "{}",
    "time_held": "{}",
    "single_time_in_document": "one time only",
    "time_by_count": "{}",
    "actor_same": "same actor",
    "actor_linked": "actors of one party",
    "actor_differs": "different actors",
    "target_same": "same target",
    "mode_same": "same means ({})",
    "mode_differs": "different means ({})",
    "mode_differs_same_document": "different means ({})",
    "toll_same": "same counts of persons",
    "tolls_same": "as many victims ({})",
    "toll_near": "counts of persons not far apart",
    "toll_far": "counts of persons far apart",
    "rare_word": "rare words in both ({})",
    "same_document": "one report",
    "copied_sentence": "{}",
    "copied_text": "{}",
    "texts_alike": "texts alike",
    "outlet_another_day": "the same outlet on another day ({})",
    "goes_on": "{}",
    "taken_up": "its text takes up what it told (“{}”)",
    "places_at_once": "the same words tell of several places ({})",
    "cited": "the row says that it rests on this report",
}
"""Words for each feature of `Link`, with its value where that says something to a reader."""


def link_words(link: Link) -> str:
    """Return what speaks for one event, what speaks against it last, and the sum of both: "same day, same place (Olm) (score 5.0)".

    What is told at once was not compared, and has no score.
    """
    speaking = [_words(one) for one in link.features if one.weight >= 0]
    against = [_AGAINST + _words(one) for one in link.features if one.weight < 0]
    words = ", ".join((*speaking, *against))
    return f"{words} (score {link.score:.1f})" if link.score else words


def together_words(incident: Incident) -> dict[str, str]:
    """Return by claim why it belongs to its incident: its strongest link to another claim; nothing for the only one."""
    found: dict[str, str] = {}
    for link in sorted(incident.links, key=lambda one: (-one.score, one.a, one.b)):
        for claim, other in ((link.a, link.b), (link.b, link.a)):
            found.setdefault(claim, f"belongs here by {other}: {link_words(link)}")
    return found


def _words(feature: Feature) -> str:
    return WORDS.get(feature.name, feature.name.replace("_", " ")).format(feature.value)
