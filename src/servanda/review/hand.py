"""A claim that a person makes: built from words of the text, so that it stands in exact characters like any other."""

from collections.abc import Callable
from typing import Any, Final, Literal, get_args

from servanda.errors import RecordError, UsageError
from servanda.model.base import Record
from servanda.model.claims import Claim, EventClaim, MadeBy
from servanda.model.codec import from_plain, to_plain
from servanda.model.documents import DocumentText
from servanda.model.making import replace, sealed
from servanda.model.parties import ParticipantType
from servanda.model.spans import Span
from servanda.text.numbers import read_numbers
from servanda.text.quotes import occurrences
from servanda.text.suggesting import meant
from servanda.text.units import unit_after

HAND: Final = "hand"
KINDS: Final = ("event", "observation", "performance", "quotation", "stance", "assertion")
ROLES: Final = ("actor", "target", "instrument", "participant", "addressee", "beneficiary")
_AROUND: Final = 30
TypeOf = Callable[[str], ParticipantType | None]


class Entry(Record, frozen=True, kw_only=True):
    """What a person says of a text: the words of it (``quote``) and what they state, every name in words of the text.

    ``occurrence`` tells which of several places with these words is meant, from 1. ``named`` holds pairs of role and words,
    also ``words=type``; ``tolls`` pairs of effect and words ("at least six") or numbers ("3", "3-5", "3-"). ``type`` is the
    PLOVER type of an event, ``object`` what was observed or done, ``attitude`` that of a stance, ``speaker`` whose word it is.
    """

    quote: str
    kind: str
    occurrence: int | None = None
    trigger: str | None = None
    type: str | None = None
    mode: str | None = None
    object: str | None = None
    attitude: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    named: tuple[tuple[str, str], ...] = ()
    tolls: tuple[tuple[str, str], ...] = ()
    speaker: str | None = None
    modality: str = "asserted"
    polarity: str = "affirmed"


def hand_claim(text: DocumentText, entry: Entry, by: str, type_of: TypeOf) -> Claim:
    """Return the claim that a person makes about a text; ``type_of`` gives the type of a name that is known.

    Raises `UsageError` saying what to mend: a quote that is not in the text, or several times, or a field that does not fit.
    """
    if entry.kind not in KINDS:
        raise UsageError(f"--kind {entry.kind!r}: {meant(entry.kind, KINDS)}")
    found = _Words(text, entry)
    plain = {**_common(text, entry, by, found), **_PARTS[entry.kind](entry, found)}
    if entry.kind in {"event", "observation", "performance"}:
        plain |= _circumstances(entry, found, type_of)
    try:
        claim: Claim = from_plain(to_plain(plain), Claim)
    except RecordError as error:
        raise UsageError(f"this claim cannot be made: {error}") from error
    return sealed(claim)


def set_apart(claim: Claim) -> Claim:
    """Return an event with its place as what tells it from another event of the same trigger; any other claim as it is."""
    if not isinstance(claim, EventClaim):
        return claim
    mentions = tuple(place.mention for place in claim.places if place.mention)
    return sealed(replace(claim, apart=mentions))


class _Words:
    """Where words of an entry stand in the text: the quote itself, and names in it or nearest to it."""

    def __init__(self, text: DocumentText, entry: Entry) -> None:
        self.text = text.text
        found = occurrences(entry.quote, self.text)
        if not found:
            raise UsageError(f"--quote {entry.quote!r} does not stand in the text; copy it from: servanda show DIR DOC")
        number = entry.occurrence or 1
        if not 1 <= number <= len(found):
            raise UsageError(f"--occurrence {number}: the quote stands {len(found)} times in the text")
        if len(found) > 1 and entry.occurrence is None:
            raise UsageError(
                "\n".join([f"the quote stands {len(found)} times; say which with --occurrence:", *self._list(found)])
            )
        self.quote = Span.of(self.text, *found[number - 1])

    def _list(self, found: tuple[tuple[int, int], ...]) -> list[str]:
        around = (self.text[max(0, start - _AROUND) : end + _AROUND] for start, end in found)
        return [f"  {number}: … {' '.join(words.split())} …" for number, words in enumerate(around, start=1)]

    def span(self, words: str, option: str) -> Span:
        """Return words inside the quote (the first), or else those nearest to it. Raises `UsageError` naming the option."""
        inside = occurrences(words, self.quote.quote)
        if inside:
            start, end = inside[0]
            return Span.of(self.text, self.quote.start + start, self.quote.start + end)
        found = occurrences(words, self.text)
        if not found:
            raise UsageError(f"--{option} {words!r} does not stand in the text; use its own words")
        return Span.of(self.text, *min(found, key=lambda at: max(at[0] - self.quote.end, self.quote.start - at[1])))


def _common(text: DocumentText, entry: Entry, by: str, found: _Words) -> dict[str, Any]:
    chain: list[dict[str, Any]] = [{"level": "document", "name": text.publisher}]
    if entry.speaker:
        mention = found.span(entry.speaker, "speaker")
        chain.append({"level": "speaker", "name": mention.quote, "mention": to_plain(mention)})
    return {
        "id": "", "key": "", "kind": entry.kind, "document_id": text.document_id, "text_id": text.id,
        "language": text.language, "span": found.quote, "polarity": entry.polarity, "modality": entry.modality,
        "attribution": chain, "made_by": MadeBy(rule=HAND, version=by),
    }  # fmt: skip


def _event(entry: Entry, found: _Words) -> dict[str, Any]:
    if not entry.type:
        raise UsageError("an event needs its type: --type ASSAULT")
    trigger = found.span(entry.trigger, "trigger") if entry.trigger else found.quote
    casualties = [_toll(effect, words, found) for effect, words in entry.tolls]
    return {"event": {"plover": entry.type, "mode": entry.mode}, "trigger": trigger, "casualties": casualties}


def _observation(entry: Entry, _found: _Words) -> dict[str, Any]:
    if not entry.object:
        raise UsageError("an observation needs what was observed: --object drone")
    return {"observation": {"object": entry.object, "means": entry.mode or "reported"}}


def _performance(entry: Entry, _found: _Words) -> dict[str, Any]:
    if not entry.object:
        raise UsageError("a performance needs the object of the duty: --object heavy_weapon")
    return {"performance": {"object": entry.object, "extent": entry.mode}}


def _quotation(entry: Entry, found: _Words) -> dict[str, Any]:
    if not entry.speaker:
        raise UsageError("a quotation needs whose words it is: --speaker NAME")
    source = found.span(entry.speaker, "speaker")
    manner = {"type": "indirect", "manner": "speech", "cue": None}
    return {"quotation": {**manner, "source": source, "content": [found.quote]}}


def _stance(entry: Entry, found: _Words) -> dict[str, Any]:
    if not entry.attitude:
        raise UsageError("a stance needs its attitude: --attitude demands")
    holder = None
    if entry.speaker:
        mention = found.span(entry.speaker, "speaker")
        holder = {"role": "holder", "name": mention.quote, "type": "other", "mention": mention}
    return {"stance": {"attitude": entry.attitude, "holder": holder, "object": found.quote}}


def _assertion(_entry: Entry, found: _Words) -> dict[str, Any]:
    return {"assertion": {"object": found.quote}}


_PARTS: Final[dict[str, Callable[[Entry, _Words], dict[str, Any]]]] = {
    "event": _event, "observation": _observation, "performance": _performance,
    "quotation": _quotation, "stance": _stance, "assertion": _assertion,
}  # fmt: skip


def _circumstances(entry: Entry, found: _Words, type_of: TypeOf) -> dict[str, Any]:
    """Return who took part, where and when."""
    places = [found.span(entry.place, "place")] if entry.place else []
    return {
        "participants": [_participant(role, words, found, type_of) for role, words in entry.named],
        "places": [{"name": " ".join(span.quote.split()), "mention": span} for span in places],
        "time": _time(entry),
    }


def _participant(role: str, words: str, found: _Words, type_of: TypeOf) -> dict[str, Any]:
    name, equals, kind = words.partition("=")
    known = get_args(ParticipantType)
    if equals and kind not in known:
        raise UsageError(f"--{role} {words!r}: {kind!r} is no type of participant; one of: {', '.join(known)}")
    mention = found.span(name, role)
    return {"role": role, "name": mention.quote, "type": kind or type_of(name) or "other", "mention": mention}


def _time(entry: Entry) -> dict[str, Any]:
    if not entry.start:
        return {}
    try:
        end, precision = unit_after(entry.start)
    except ValueError:
        raise UsageError(f"--start {entry.start!r} is neither a day (2019-03-14) nor an instant with offset") from None
    stated = {"end": entry.end, "precision": "range"} if entry.end else {"end": end, "precision": precision}
    return {"start": entry.start, **stated, "basis": "entered by hand"}


def _toll(effect: str, words: str, found: _Words) -> dict[str, Any]:
    low, dash, high = words.partition("-")
    if (low + high).isdigit():
        ends: dict[Literal["minimum", "maximum"], str] = {"minimum": low, "maximum": high if dash else low}
        return {"effect": effect, **{name: int(value) if value else None for name, value in ends.items()}}
    numbers = read_numbers(words)
    if len(numbers) != 1:
        raise UsageError(f"--toll {effect}={words!r}: write a number (3), a range (3-5, 3-) or the words of the text")
    mention = found.span(words, "toll")
    return {"effect": effect, "minimum": numbers[0].minimum, "maximum": numbers[0].maximum, "mention": mention}
