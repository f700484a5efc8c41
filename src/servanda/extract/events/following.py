"""Tolls of an act that the next sentence tells, as in "A bomb went off, wounding nine. Two of them died".

A sentence that tells no act of its own and only counts who was harmed speaks of the one act told right before it. A part ("two of them",
"the dead included ...") asks for people told before, a whole for an act that has no count of this harm yet. A count in another voice is
a claim of its own on the act, without those who did it: whoever counts the dead need not say that. In doubt there is no toll.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from servanda.extract.casualties import Page, Toll, find_tolls
from servanda.extract.clauses import clauses_of, links
from servanda.extract.events.counting import tells_period
from servanda.extract.events.levels import voice_of
from servanda.extract.factuality import is_told
from servanda.model.claims import HAPPENED, EventClaim
from servanda.model.making import replace, sealed
from servanda.model.parties import Attribution

_HOSTILE: Final = frozenset({"ASSAULT", "COERCE", "THREATEN", "OBSTRUCT", "SEIZE"})
_PLACED: Final = frozenset({"GPE", "LOC", "FAC"})
_DATED: Final = frozenset({"DATE", "TIME"})
_BODILY: Final = frozenset({"killed", "injured"})
_TOTALS: Final = frozenset({"period_total", "cumulative"})


def told_on(
    page: Page, sentence: range, own: Iterable[EventClaim], before: tuple[EventClaim, ...]
) -> Iterator[EventClaim]:
    """Yield the claims of the sentence before with what a sentence adds to their act; as they are where it adds nothing.

    ``own`` are the claims of the sentence itself, ``before`` those of the sentence before it.
    """
    tells = any(one.event.plover in _HOSTILE and not is_bare(page, one) for one in own)
    act = None if tells else _one_act(page, before)
    tolls = _added(page, sentence, act) if act is not None else ()
    if act is None or not tolls:
        yield from before
        return
    yield from _told_of(page, act, tolls, before)


def _told_of(
    page: Page, act: EventClaim, tolls: tuple[Toll, ...], before: tuple[EventClaim, ...]
) -> Iterator[EventClaim]:
    """Yield claims with the tolls in that of the act in the same voice, or a whole that another voice counts beside them.

    A part is never a claim of its own, which would read as another total: the writer's part goes to whoever counted the whole.
    """
    part = _is_part(page, tolls[0])
    same = _in_one_voice(before, act, voice_of(_chain(page, tolls)), part=part)
    yield from (_with(page, one, tolls) if one in same else one for one in before)
    if not (same or part):
        yield _in_voice(page, act, tolls)


def _in_one_voice(
    claims: Iterable[EventClaim], act: EventClaim, voice: str | None, *, part: bool
) -> tuple[EventClaim, ...]:
    """Return the claims on an act whose voice counts, all of them where the writer counts a part."""
    of_act = tuple(one for one in claims if one.trigger == act.trigger)
    same = tuple(one for one in of_act if voice_of(one.attribution) == voice)
    return of_act if part and voice is None and not same else same


def _lemma(page: Page, claim: EventClaim) -> str:
    segment = page.analysis.reading.segment_at(claim.trigger.start) or page.segment
    return clauses_of(segment).words.lemmas[segment.first_from(claim.trigger.start)].lower()


def counted_on(page: Page, own: tuple[EventClaim, ...], before: tuple[EventClaim, ...]) -> Iterator[EventClaim]:
    """Yield the claims of a sentence, one that counts others beside a total as of the same time: "Another 7,400 have been wounded"."""
    kinds = {one.counting for one in before if one.casualties}
    total = next(iter(kinds)) if len(kinds) == 1 and kinds <= _TOTALS else None
    for one in own:
        yield sealed(replace(one, counting=total)) if total is not None and _follows(page, one) else one


def _follows(page: Page, claim: EventClaim) -> bool:
    """Tell whether a claim only counts others, at no time of its own."""
    undated = claim.counting == "incident" and claim.time.mention is None
    return undated and _only_counts(claim) and _counts_others(page, claim)


def _counts_others(page: Page, claim: EventClaim) -> bool:
    others = page.analysis.reference.lexicon.again.others
    counted = [toll.mention.start for toll in claim.casualties if toll.mention]
    return any(page.lower(page.segment.first_from(start) - 1) in others for start in counted)


def is_bare(page: Page, claim: EventClaim) -> bool:
    """Tell whether a bare participle tells an act: "4 dead, 6 wounded" is a count."""
    word = page.segment.first_from(claim.trigger.start)
    finite = (links.OBJECT, links.AGENT, links.PREPOSITION, *links.AUXILIARIES)
    return page.harm.effect_of_verb(page.lemma(word)) in _BODILY and not page.tree.has(word, *finite)


def _one_act(page: Page, claims: tuple[EventClaim, ...]) -> EventClaim | None:
    """Return the one attack that a sentence tells as done, ``None`` where it tells another hostile act beside it.

    Where the sentence itself counts who was harmed in it ("six died when a jet bombed the mill"), that count is its claim.
    """
    hostile = [one for one in claims if one.event.plover in _HOSTILE]
    counts, acts = _parted(hostile, lambda one: _counts_harmed(page, one))
    if _n_triggers(acts) != 1 or _n_triggers(counts) > 1 or not all(map(_is_attack, hostile)):
        return None
    act = (*counts, *acts)[0]
    return act if _are_at_one_place(acts[0], act) and not _is_discussed(act, claims) else None


def _parted(claims: Iterable[EventClaim], test: Callable[[EventClaim], bool]) -> tuple[list[EventClaim], ...]:
    """Return the claims that pass a test, and the others."""
    found: tuple[list[EventClaim], ...] = ([], [])
    for one in claims:
        found[not test(one)].append(one)
    return found


def _counts_harmed(page: Page, claim: EventClaim) -> bool:
    """Tell whether a claim says of an act only whom it harmed: "forty-one others were injured"."""
    return page.harm.effect_of_verb(_lemma(page, claim)) is not None and _only_counts(claim)


def _is_discussed(act: EventClaim, claims: Iterable[EventClaim]) -> bool:
    return any(one.topic_of == act.id for one in claims)


def _n_triggers(claims: Iterable[EventClaim]) -> int:
    return len({one.trigger.start for one in claims})


def _are_at_one_place(act: EventClaim, count: EventClaim) -> bool:
    """Tell whether a count names no place but those of an act."""
    names = {place.name for place in act.places}
    return not names or act is count or all(place.name in names for place in count.places)


def _only_counts(claim: EventClaim) -> bool:
    """Tell whether a claim names neither who did it nor by what: "forty-one others were injured"."""
    return claim.event.mode is None and not any(one.role == "actor" for one in claim.participants)


def _is_attack(claim: EventClaim) -> bool:
    """Tell whether a claim tells one attack as done."""
    return claim.event.plover == "ASSAULT" and _is_real(claim)


def _is_real(claim: EventClaim) -> bool:
    return claim.counting == "incident" and claim.polarity == "affirmed" and claim.modality in HAPPENED


def _added(page: Page, sentence: range, act: EventClaim) -> tuple[Toll, ...]:
    """Return the tolls of a sentence if all of them are of an act told right before it."""
    if not _is_near(page, sentence, act):
        return ()
    tolls = tuple(toll for toll in find_tolls(page, sentence) if toll.is_counted)
    counting = page.analysis.reference.lexicon.events.counting
    if not tolls or tells_period(page.clauses, sentence, counting) or not all(_is_plain(page, toll) for toll in tolls):
        return ()
    return tolls if _fits(page, sentence, tolls, act) else ()


def _is_near(page: Page, sentence: range, act: EventClaim) -> bool:
    reading, at = page.analysis.reading, page.segment.bounds_of(sentence)[0]
    near = page.segment.paragraph - reading.paragraph_at(act.trigger.start) <= 1
    return near and reading.section_at(at) == reading.section_at(act.trigger.start)


def _is_plain(page: Page, toll: Toll) -> bool:
    """Tell whether a toll is of the body, told as so, and by a word that says nothing of how else it came."""
    over = [one for one in (toll.source, *page.clauses.above(toll.source)) if page.clauses.is_verb(one)]
    if toll.maximum == 0:
        told = toll.source in over or page.lemma(toll.source) in page.harm.harm_of_any_kind
    else:
        told = all(is_told(page.clauses, verb, page.analysis.reference.lexicon) for verb in over)
    return toll.effect in _BODILY and told and not (over and _says_cause(page, over[0], toll))


def _says_cause(page: Page, verb: int, toll: Toll) -> bool:
    """Tell whether a verb of harm says how it came: "died of cholera", "died when a bridge collapsed"; "died later in hospital" does not."""
    harm = page.harm
    if verb != toll.source and page.lemma(verb) not in harm.linking | {"be"}:
        total = (
            page.lemma(toll.source) in page.harm.totals
        )  # "put the number of dead at 41", "evacuated eleven injured"
        return total and page.lemma(verb) not in page.harm.totalling
    if page.tree.has(verb, links.ADVERBIAL) or page.clauses.clause(verb).agents:
        return True
    known = harm.of_them | harm.harmed | harm.harmed_people | harm.places_of_death | harm.wounds
    below = (one.phrase.head for one in page.clauses.under(verb) if one.preposition not in harm.parts)
    return any(not _is_date(page, one) and known.isdisjoint({page.lower(one), page.lemma(one)}) for one in below)


def _is_date(page: Page, word: int) -> bool:
    return page.words.entities[word] in _DATED or word in page.numbers


def _fits(page: Page, sentence: range, tolls: tuple[Toll, ...], act: EventClaim) -> bool:
    """Tell whether what a sentence counts can be of an act: parts of those told, or a whole that was not told yet."""
    told = {toll.effect: toll.maximum for toll in act.casualties if toll.minimum != 0}
    first = tolls[0]
    if _is_part(page, first):
        return _is_within(first, told.values())
    if any(toll.effect in told for toll in tolls) or (_is_beside(page, first) and not told):
        return False
    return not _stands_apart(page, sentence, tolls, act)


def _is_within(part: Toll, told: Collection[int | None]) -> bool:
    """Tell whether a part is not more than what was told, where a number was."""
    return not told or any(one is None or (part.minimum or 0) <= one for one in told)


def _stands_apart(page: Page, sentence: range, tolls: tuple[Toll, ...], act: EventClaim) -> bool:
    """Tell whether a sentence has a day or another place than an act, or begins another paragraph without a total that points back."""
    apart = page.segment.paragraph != page.analysis.reading.paragraph_at(act.trigger.start)
    total = all(page.lemma(toll.source) in page.harm.totals for toll in tolls)
    own = {word for word in sentence if page.words.entities[word] in _PLACED and not _is_place_of(page, word, act)}
    dated = any(page.words.entities[word] in _DATED and word not in page.numbers for word in sentence)
    return (apart and not total) or bool(own) or dated


def _is_place_of(page: Page, word: int, act: EventClaim) -> bool:
    """Tell whether a word names a place of an act: "doctors in [Kutum] put the number at 23"."""
    return any(page.words.forms[word] in place.name.split() for place in act.places if place.name)


def _is_part(page: Page, toll: Toll) -> bool:
    """As in "two of them", "three of the wounded", "the dead included ..."."""
    of = page.under(toll.who, "of") if toll.who is not None else []
    parted = page.harm.of_them | page.harm.harmed | page.harm.harmed_people
    group = page.lower(toll.source) in page.harm.harmed and any(
        page.lower(word) == "the" for word in page.ahead(toll.source)
    )
    return group or any(page.lower(word) in parted for word in of)


def _is_beside(page: Page, toll: Toll) -> bool:
    """As in "another five"."""
    others = page.analysis.reference.lexicon.again.others
    return any(page.lower(word) in others for word in range(max(0, toll.first - 1), toll.last + 1))


def _chain(page: Page, tolls: tuple[Toll, ...]) -> tuple[Attribution, ...]:
    at = page.analysis.reading.span(page.segment, tolls[0].last)
    return page.analysis.attributions.chain_at(at.start, at.end)


def _with(page: Page, act: EventClaim, tolls: tuple[Toll, ...]) -> EventClaim:
    counted = (toll.record(page.analysis, page.segment) for toll in tolls)
    return sealed(replace(act, casualties=tuple(dict.fromkeys((*act.casualties, *counted)))))


def _in_voice(page: Page, act: EventClaim, tolls: tuple[Toll, ...]) -> EventClaim:
    """Return what another voice counts of an act."""
    first = min(min(toll.first, toll.source) for toll in tolls)
    last = max(max(toll.last, toll.source) for toll in tolls)
    span = page.analysis.reading.span(page.segment, first, last)
    hit = tuple(one for one in act.participants if one.role == "target")
    own = replace(
        act,
        span=span,
        attribution=_chain(page, tolls),
        participants=hit,
        withheld=(),
        casualties=(),
        apart=(*act.apart, span),
    )
    return _with(page, own, tolls)
