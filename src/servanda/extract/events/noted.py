"""Tolls of an act in an entry of a log, told without grammar: "IED at a patrol, 2 KIA, 3 wounded", "killed: 1; injured: 0".

The parser makes nothing of such words, so they are read by their order: a number, at most a few words, a harm; or a harm, a colon, a
number. They are of the one act of their entry; where it tells several, nobody knows of which. A claim that is nothing but such a count
of nobody ("injured: 0") tells no act.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from servanda.extract.circumstances import anchor_of, entry_of, head_over
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.model.claims import HAPPENED, Casualties, Effect, EventClaim
from servanda.model.making import replace, sealed
from servanda.text.numbers import FoundNumber, read_numbers
from servanda.text.patterns import regex
from servanda.text.times import read_times

_BEFORE: Final = r"(?:^|[,;:.(–—|/+-]|\b(?:{words}))\s*$"
_WORDS: Final = r"\s*(?:x\s+)?(?P<who>(?:[^\W\d_][\w'’-]*\s+){0,4}?)"
_BEHIND: Final = r"\b\.?\s*(?=$|[,;.()–—|/+-]|(?:{words})\b|\d)"
_ATTACK: Final = "ASSAULT"
_LONGEST: Final = 300  # characters: what goes on is told in sentences
_YEAR: Final = regex(r"(?:19|20)\d\d")  # "man b. 1961 died"
_COLON: Final = r"\b(?:\s\w+)?\s*[:=]\s*$"


class _Count(NamedTuple):
    """A count of an entry at ``[start, end)`` of the frozen text."""

    effect: Effect
    start: int
    end: int
    number: FoundNumber


def with_noted(analysis: DocumentAnalysis, claims: Iterable[EventClaim]) -> Iterator[EventClaim]:
    """Yield claims, those on the one act of an entry with the tolls that are noted beside it, without those that only count nobody."""
    entries: dict[tuple[int, int] | None, list[EventClaim]] = defaultdict(list)
    for claim in claims:
        entries[_entry(analysis, claim)].append(claim)
    for bounds, told in entries.items():
        yield from told if bounds is None else _noted(analysis, bounds, told)


def _entry(analysis: DocumentAnalysis, claim: EventClaim) -> tuple[int, int] | None:
    """Return the bounds of the entry of a log in which a claim is told, behind its head."""
    at = claim.trigger.start
    segment = analysis.reading.segment_at(at)
    head = entry_of(analysis, segment, segment.first_from(at)) if segment else None
    if head is None or not (head.time or head.listed):
        return None
    _, end = analysis.reading.paragraph_bounds(analysis.reading.paragraph_at(at))
    other = head_over(analysis, end)
    last = other.start if other is not None and other.start > head.start else end
    return (head.end, last) if last - head.end <= _LONGEST else None


def _noted(analysis: DocumentAnalysis, bounds: tuple[int, int], told: list[EventClaim]) -> Iterator[EventClaim]:
    counts = tuple(_counts(analysis, *bounds))
    acts = [one for one in told if _is_act(one, counts)] if counts else []
    if len({one.trigger.start for one in acts}) != 1:
        yield from told
        return
    yield from (_with(analysis, one, counts) for one in acts)
    yield from (one for one in told if one not in acts and not _counts_nobody(one))


def _counts_nobody(claim: EventClaim) -> bool:
    """Tell whether a claim beside an act is nothing but a count of nobody: "injured: 0"."""
    return claim.event.plover == _ATTACK and not claim.casualties


def _with(analysis: DocumentAnalysis, act: EventClaim, counts: tuple[_Count, ...]) -> EventClaim:
    kept = tuple(toll for toll in act.casualties if not _is_of_another(toll, counts))
    return sealed(replace(act, casualties=(*kept, *_lacking(analysis, kept, counts))))


def _is_act(claim: EventClaim, counts: tuple[_Count, ...]) -> bool:
    """Tell whether a claim tells an attack as done by more than the words of a count."""
    counted = any(one.start < claim.trigger.end and claim.trigger.start < one.end for one in counts)
    doing = any(one.role == "actor" for one in claim.participants)
    real = claim.modality in HAPPENED and claim.polarity == "affirmed" and claim.event.plover == _ATTACK
    return real and (doing or not counted)


def _is_of_another(toll: Casualties, counts: tuple[_Count, ...]) -> bool:
    """Tell whether the words of a toll are noted as the count of another harm: of "2 dead, 3 hurt" the parser may make three dead."""
    at = toll.mention
    over = [one for one in counts if at is not None and one.start < at.end and at.start < one.end]
    return bool(over) and all(one.effect != toll.effect for one in over)


def _lacking(
    analysis: DocumentAnalysis, told: tuple[Casualties, ...], counts: tuple[_Count, ...]
) -> Iterator[Casualties]:
    """Yield the first count of each harm of which nothing is told."""
    known = {one.effect for one in told}
    for effect, one in {one.effect: one for one in counts[::-1]}.items():
        if effect not in known:
            mention = analysis.reading.at(one.start, one.end)
            yield Casualties(effect=effect, minimum=one.number.minimum, maximum=one.number.maximum, mention=mention)


def _counts(analysis: DocumentAnalysis, start: int, end: int) -> Iterator[_Count]:
    """Yield what a stretch of the text counts, in its order."""
    text = analysis.reading.plain[start:end]
    times = [(one.start, one.end) for one in read_times(text, anchor_of(analysis))]
    lexicon = analysis.reference.lexicon.casualties
    harms = lexicon.noted
    known = _either(lexicon.before_noted.union(*harms.values()))
    before = re.compile(_BEFORE.format(words=known), re.IGNORECASE)
    for number in read_numbers(text, times):
        apart = before.search(text[: number.start]) is not None
        for effect, words in harms.items():
            found = _count(analysis, text, number, _either(words), apart=apart)
            if found:
                yield _Count(effect, start + found[0], start + found[1], number)


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words)))


def _count(
    analysis: DocumentAnalysis, text: str, number: FoundNumber, harm: str, *, apart: bool
) -> tuple[int, int] | None:
    """Return where a count with one of the harms stands, if a number is that of one and stands ``apart`` from the words before it."""
    labelled = re.search(rf"\b(?:{harm}){_COLON}", text[: number.start], re.IGNORECASE)
    if labelled:
        return labelled.start(), number.end
    if not apart or _YEAR.fullmatch(text[number.start : number.end]):
        return None
    follow = _BEHIND.format(words=_either(analysis.reference.lexicon.casualties.behind_noted))
    behind = re.compile(rf"{_WORDS}(?P<harm>{harm}){follow}", re.IGNORECASE).match(text, number.end)
    return (number.start, behind.end("harm")) if behind and not _are_things(analysis, behind["who"]) else None


def _are_things(analysis: DocumentAnalysis, words: str) -> bool:
    """Tell whether one of the words before a harm names what is nobody: "2 drones", "4 houses"."""
    lexicon = analysis.reference.lexicon
    things = lexicon.casualties.not_people | lexicon.events.weapons
    return any({one, one.removesuffix("s")} & things for one in words.lower().split())
