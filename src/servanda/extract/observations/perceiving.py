"""What somebody saw or heard: "the mission saw two tanks", "footage showed a howitzer", "there were two overflights"."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.observations.access import access_not_given, denied_access, is_called_by_capitals
from servanda.extract.reading import Segment
from servanda.reference.lexicon_observations import ObservationWords

_OTHER: Final = "other"


class Sight(NamedTuple):
    """What was perceived: the verb that says so, the thing (``None`` for access denied), its kind, and by which means.

    ``doers`` are who keeps monitors away; ``denied`` tells that they do so where the verb is denied ("was not let in"). All words are indices.
    """

    verb: int
    thing: int | None
    object: str
    means: str
    doers: tuple[int, ...] = ()
    denied: bool = False


def perceived(segment: Segment, sentence: range, words: ObservationWords) -> frozenset[int]:
    """Return the nouns that a sentence only says were seen or heard: no attack is told by them."""
    clauses = clauses_of(segment)
    things = [sight.thing for sight in sights(clauses, sentence, words) if sight.thing is not None]
    below = (one.phrase.head for thing in things for one in clauses.under(thing, "of"))
    return frozenset((*things, *below))


def sights(clauses: Clauses, sentence: range, words: ObservationWords) -> Iterator[Sight]:
    """Yield what the verbs of a sentence say was perceived, or that access was denied."""
    for clause in (clauses.clause(word) for word in sentence if clauses.is_verb(word)):
        kept_out = denied_access(clauses, clause, words)
        if kept_out is not None:
            yield Sight(clause.head, None, "access_denied", "reported", kept_out)
            continue
        not_let_in = access_not_given(clauses, clause, words)
        if not_let_in is not None:
            yield Sight(clause.head, None, "access_denied", "reported", not_let_in, denied=True)
            continue
        means, things = _perceived(clauses, clause, words)
        if means is not None:
            yield from _of_kinds(clauses, clause, means, things, words)


def _of_kinds(
    clauses: Clauses, clause: Clause, means: str, things: Iterable[int], words: ObservationWords
) -> Iterator[Sight]:
    """Yield the things that monitors count, with what a count is said to include: "120 violations, including 35 explosions"."""
    for thing in _things(clauses, things, words):
        included = (one.phrase.head for one in clauses.under(thing, "including"))
        for item in (thing, *included):
            kind = _kind(clauses, item, words)
            if kind is not None and not _is_missed(clauses, item, words):
                counted = clauses.words.lemmas[item].lower() in words.breaches
                yield Sight(clause.head, item, kind, "reported" if counted else means)


def _things(clauses: Clauses, things: Iterable[int], words: ObservationWords) -> Iterator[int]:
    """Yield what was perceived; of "the presence of two tanks" the tanks."""
    for thing in things:
        stands = clauses.words.lemmas[thing].lower() in words.presence
        yield from (one.phrase.head for one in clauses.under(thing, "of")) if stands else (thing,)


def _kind(clauses: Clauses, item: int, words: ObservationWords) -> str | None:
    """Return the kind of thing that monitors count by a noun; breaches are counted of a truce, or of what is watched: "312 (ceasefire) violations"."""
    lemma = clauses.words.lemmas[item].lower()
    if lemma not in words.breaches:
        return words.object_of(lemma)
    beside = [*_nouns_before(clauses, item), *(one.phrase.head for one in clauses.under(item, "of"))]
    return _OTHER if not beside or not words.of_truce.isdisjoint(clauses.words.keys(beside)) else None


def _nouns_before(clauses: Clauses, item: int) -> list[int]:
    return [one for one in clauses.modifiers(item) if clauses.words.kinds[one] in {links.NOUN, links.NAME}]


def _is_missed(clauses: Clauses, item: int, words: ObservationWords) -> bool:
    """Tell whether a thing was seen not to be there: "observed weapons [missing] from storage"."""
    told = clauses.tree.linked(item, links.OF_NOUN, links.ADJECTIVE)
    return any(clauses.words.lowers[one] in words.missed for one in told)


def _perceived(clauses: Clauses, clause: Clause, words: ObservationWords) -> tuple[str | None, Iterable[int]]:
    """Return by which means something was perceived (``None``: nobody says so), and what."""
    if clause.verb in words.occurring:
        return "reported", _happened(clauses, clause, words)
    watchers = {clauses.words.lemmas[item].lower() for item in _watchers(clauses, clause)}
    device = _device(watchers, words)
    told = device if clause.verb in words.showing else words.means_of(clause.verb)
    watching = not watchers.isdisjoint(words.watchers) or _is_called_by_capitals(clauses, clause)
    watched = clause.voice == "passive" or told in {device, "heard"} or watching
    return (device or told) if told and watched else None, _watched(clauses, clause)


def _is_called_by_capitals(clauses: Clauses, clause: Clause) -> bool:
    return any(is_called_by_capitals(clauses, one.head) for one in clause.doers)


def _watched(clauses: Clauses, clause: Clause) -> Iterator[int]:
    """Yield what was watched, also doing something: "saw [a drone]", "saw [a drone] flying over X"."""
    yield from (one.head for one in clause.undergoers)
    doing = (one for one in clauses.hanging(clause.head) if one.link == "content" and not one.finite)
    yield from (item.head for one in doing for item in one.subjects)


def _device(watchers: set[str], words: ObservationWords) -> str | None:
    """Return by which means images and cameras see."""
    return next((means for word, means in words.means.items() if word in watchers), None)


def _watchers(clauses: Clauses, clause: Clause) -> Iterator[int]:
    """Yield who perceives, and what stands before it: "satellite images", "the mission's camera"."""
    for one in clause.doers:
        yield from (one.head, *clauses.modifiers(one.head))


def _happened(clauses: Clauses, clause: Clause, words: ObservationWords) -> Iterator[int]:
    """Yield what occurred: "two overflights occurred", "there were two overflights"; "the overflight was long" is none."""
    things = [one.head for one in clause.complements if one.kind == "predicate"]
    things += [one.head for one in clause.subjects if clause.verb != "be"]
    return (item for item in things if clauses.words.lemmas[item].lower() in words.happenings)
