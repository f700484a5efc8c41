"""Why claims belong together, in words; every feature that the linkage weighs has words of its own."""

from servanda.model.incidents import Feature, Link
from servanda.reference.linkage import load_linkage
from servanda.report import link_words
from servanda.report.together import WORDS


def _link(score: float, *features: tuple[str, str, float]) -> Link:
    return Link(
        a="clm_1", b="clm_2", score=score, features=tuple(Feature(name=n, value=v, weight=w) for n, v, w in features)
    )


def test_what_speaks_against_comes_last():
    link = _link(
        4.0, ("actor_differs", "x and y", -1.0), ("place_same", "Olm", 3.0), ("time_same", "the same day", 2.0)
    )
    assert link_words(link) == "same place (Olm), same day, but different actors (score 4.0)"


def test_braces_in_a_name_stay_as_they_are():
    assert (
        link_words(_link(3.0, ("place_same", "{0.__class__} {x}", 3.0))) == "same place ({0.__class__} {x}) (score 3.0)"
    )


def test_every_feature_has_words():
    assert set(load_linkage().weights) == set(WORDS)


def test_what_is_told_at_once_was_not_compared_and_has_no_score():
    link = _link(0.0, ("places_at_once", "Olm, Vess", 0.0))
    assert link_words(link) == "the same words tell of several places (Olm, Vess)"
