"""Whether two tellings can be of one act: of one class, and nothing stated for one that the other excludes."""

from collections.abc import Iterable
from typing import Final

from servanda.extract.coreference.acts import Act, Told
from servanda.extract.coreference.saying import Said
from servanda.model.claims import Casualties
from servanda.model.time import TimeInterval
from servanda.reference.lexicon import Lexicon
from servanda.text.folds import vowels

_KILLED: Final = "killed"
_N_DATE: Final = len("2019-01-01")


def is_of_kind(act: Act, told: Told, lexicon: Lexicon) -> bool:
    """Tell whether both are acts of one class of which somebody says that they took place."""
    kind = act.claim.event.plover
    same = kind in lexicon.again.types and kind == told.first.claim.event.plover
    return same and told.first.happened()


def is_numbered(act: Act, told: Told, lexicon: Lexicon) -> bool:
    """Tell whether a plural takes up what was told as several, or may take up one: "the killings"."""
    return not act.plural or told.first.plural or act.lemma in lexicon.again.many


def fits(act: Act, said: Said, told: Told, lexicon: Lexicon) -> bool:
    """Tell whether the words of an act, their number aside, can take up what was told before."""
    named = said.telling <= told.content_before(act, said.first)
    alike = is_of_kind(act, told, lexicon) and _by_like_means(act, told, lexicon)
    meant = _is_meant(act, said, told, lexicon)
    meant = meant and (told.last.is_thing or not said.by_pronoun)
    whole = act.claim.counting == told.first.claim.counting
    return whole and named and alike and meant and not excluded(act, told, updated=said.type == "update")


def _is_meant(act: Act, said: Said, told: Told, lexicon: Lexicon) -> bool:
    if said.by_outcome:
        return _is_outcome_of(act, told, lexicon)
    return _adds_to(act, told) if said.by_victims else _of_same_doer(act, said, told)


def _is_outcome_of(act: Act, told: Told, lexicon: Lexicon) -> bool:
    """Tell whether an attack is told right before, and nobody yet whom it killed or hurt so, nor that it burned or wrecked anything."""
    before = act.sentence - told.last.sentence <= 1 and not told.last.heading
    modes = told.modes
    attack = bool(modes) or told.last.lemma in lexicon.again.generic
    new = act.claim.event.mode not in modes and told.effects.isdisjoint(toll.effect for toll in act.tolls)
    return before and attack and new


def _adds_to(act: Act, told: Told) -> bool:
    """Tell whether others were wounded in the same act; others killed are often so elsewhere, or would be a second toll of it."""
    placed = act.places <= told.all_of("places") | told.all_of("targets")
    return placed and (told.effects | {_KILLED}).isdisjoint(toll.effect for toll in act.tolls)


def _of_same_doer(act: Act, said: Said, told: Told) -> bool:
    """Tell whether a doer named in the phrase itself ("the ISIL offensive") is one who was said to have acted."""
    within = {word for name in act.actors for word in name.split()} & {vowels(word) for word in said.telling}
    return not within or not act.actors.isdisjoint(told.all_of("actors"))


def _by_like_means(act: Act, told: Told, lexicon: Lexicon) -> bool:
    again, mode = lexicon.again, act.claim.event.mode
    before = told.modes
    if act.lemma in again.generic or not act.nominal:
        return before.isdisjoint(again.own) or mode in before
    if mode is None:
        return any(_label(act) == _label(one) or act.lemma == one.lemma for one in told.acts)
    return _is_alike(mode, before, lexicon) if before else again.exchanges.isdisjoint(map(_label, told.acts))


def _is_alike(mode: str, before: Iterable[str | None], lexicon: Lexicon) -> bool:
    """Tell whether one act may be told by this means and one of those before."""
    alike = {mode}.union(*(group for group in lexicon.again.one_act if mode in group))
    return not alike.isdisjoint(before)


def _label(act: Act) -> str | None:
    return act.claim.event.acled


def excluded(act: Act, told: Told, *, updated: bool) -> bool:
    """Tell whether what an act states excludes what was told: another day, another place, another doer or another count."""
    return any(
        _apart(act, one) or _elsewhere(act, one) or (not updated and _differs(act, one)) or _by_others(act, one)
        for one in told.acts
    )


def _apart(act: Act, one: Act) -> bool:
    return any(_disjoint(a.time, b.time) for a in act.claims for b in one.claims)


def _disjoint(one: TimeInterval, other: TimeInterval) -> bool:
    if one.carried or other.carried or not (one.start and one.end and other.start and other.end):
        return False
    spans = ((one.start, one.end, other.start), (other.start, other.end, one.start))
    return any(begin[:_N_DATE] >= end[:_N_DATE] and begin[:_N_DATE] > first[:_N_DATE] for first, end, begin in spans)


def _elsewhere(act: Act, one: Act) -> bool:
    return bool(act.places and one.places) and act.places.isdisjoint(one.places | one.targets)


def _differs(act: Act, one: Act) -> bool:
    """Tell whether one voice gives two counts of one effect that no number satisfies."""
    return act.voice == one.voice and any(_no_number(a, b) for a in act.tolls for b in one.tolls)


def _no_number(one: Casualties, other: Casualties) -> bool:
    lows, highs = (one.minimum, other.minimum), (one.maximum, other.maximum)
    below = highs[0] is not None and lows[1] is not None and highs[0] < lows[1]
    above = highs[1] is not None and lows[0] is not None and highs[1] < lows[0]
    return one.effect == other.effect and (below or above)


def _by_others(act: Act, one: Act) -> bool:
    """Tell whether one voice names two different doers."""
    return act.voice == one.voice and bool(act.actors and one.actors) and act.actors.isdisjoint(one.actors)


def shares(act: Act, told: Told) -> bool:
    """Tell whether something stated for both is the same: a place, whom or what it hit, or a count."""
    here, there = act.places | act.targets, told.all_of("places") | told.all_of("targets")
    counts = {(toll.effect, toll.minimum, toll.maximum) for one in told.acts for toll in one.tolls}
    counted = any((toll.effect, toll.minimum, toll.maximum) in counts for toll in act.tolls)
    return not here.isdisjoint(there) or counted


def one_only(fitting: list[Told]) -> list[Told]:
    """Return those of several acts that are not told by others among them: an outcome of one, or the same count of several people."""
    first = fitting[:1]
    if len(fitting) > 1 and all(_counts(first[0]) & _counts(other) for other in fitting[1:]):
        return first
    return [one for one in fitting if not any(_is_outcome(one.first, other.first) for other in fitting)]


def _is_outcome(act: Act, above: Act) -> bool:
    """As in "shells landed there, claiming two lives and injuring three", "shells fired by the army killed three"."""
    behind = act.segment is above.segment and above.word < act.word
    if not behind or excluded(act, Told((above,)), updated=False):
        return False
    doing = act.clauses.clause(act.word).subject_origin if not act.nominal else "own"
    hangs = above.word in set(act.clauses.above(act.word)) and doing != "own"
    return hangs or not act.things.isdisjoint(above.things)


def _counts(told: Told) -> frozenset[tuple[str, int | None, int | None]]:
    tolls = (toll for one in told.acts for toll in one.tolls)
    return frozenset((toll.effect, toll.minimum, toll.maximum) for toll in tolls if (toll.minimum or 0) > 1)
