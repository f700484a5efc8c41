"""Who draws on whom: from a report to the speaker or agency it rests on, to the origin that both count under.

The room before this one gives each member claim its origin; here is told in words why, so that a reader can object.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from servanda.model.claims import ProvenanceClaim
from servanda.model.incidents import Incident, Voice
from servanda.model.outlines import asking
from servanda.model.sources import Source
from servanda.report.index import Index
from servanda.report.origin_drawing import Strand, origins_svg
from servanda.report.view import ReportView

_PASSED_ON = frozenset({"republished_from", "according_to"})


def passed_on(view: ReportView) -> dict[str, str]:
    """Return by document the name of whose report it says it passes on."""
    notes = [c for c in asking(view.claims) if isinstance(c, ProvenanceClaim) and c.provenance.relation in _PASSED_ON]
    noted = {note.document_id: note.provenance.who.name or "a source without a name" for note in notes}
    return {**view.credited, **noted}


def incident_origins(incident: Incident, index: Index, naming: "Naming") -> dict[str, Any] | None:
    """Return strands and drawing of one incident; ``None`` where one report alone states it for itself."""
    strands = _joined(_strands(incident, index, naming, dated=True))
    plain = all(strand.speaker is None and strand.counted and not strand.denies for strand in strands)
    if not strands or (len(strands) == 1 and plain):
        return None
    return {"strands": strands, "drawing": origins_svg(strands), "n_undrawn": 0}


def dossier_origins(view: ReportView, index: Index, most_drawn: int) -> dict[str, Any]:
    """Return the strands of all incidents together, by outlet; the drawing holds the ``most_drawn`` of most incidents.

    Outlets that only speak for themselves, as an origin of their own, are left out of the drawing: nothing is to be seen there.
    """
    naming = Naming(view)
    found = [
        replace(strand, counted=True, denies=False)
        for incident in view.incidents
        for strand in _strands(incident, index, naming, dated=False)
    ]
    strands = sorted(_joined(found), key=lambda strand: (-len(strand.incidents), strand.report, strand.origin))
    drawable = [strand for strand in strands if {strand.report, strand.speaker or strand.report} != {strand.origin}]
    drawn = sorted(drawable[:most_drawn], key=_order)
    return {
        "strands": sorted(strands, key=_order),
        "drawn": drawn,
        "drawing": origins_svg(drawn),
        "n_undrawn": max(len(drawable) - most_drawn, 0),
    }


def _strands(incident: Incident, index: Index, naming: "Naming", *, dated: bool) -> list[Strand]:
    """Return one strand a voice, in the order of the claims."""
    voices = [voice for voice in incident.voices if voice.claim in index.claims and voice.origin]
    denying = {v.claim for v in voices if v.claim in incident.denials or index.claims[v.claim].polarity == "denied"}
    strands = []
    for voice in voices:
        speaks, denies = naming.speaks(voice, index), voice.claim in denying
        origin, why = naming.origin(voice, speaks=speaks)
        passed_on = None if speaks else naming.passed_on.get(voice.document_id)
        strands.append(
            Strand(
                report=naming.report(voice.document_id, dated=dated),
                speaker=voice.name if speaks else passed_on,
                origin=origin,
                why=why,
                counted=denies or voice.counted,
                denies=denies,
                interested=naming.interested(voice),
                claims=(voice.claim,),
                incidents=(incident.id,),
            )
        )
    return strands


def _joined(strands: Iterable[Strand]) -> list[Strand]:
    """Return equal strands as one, with all their claims and incidents."""
    by: dict[Strand, list[Strand]] = {}
    for strand in strands:
        by.setdefault(strand, []).append(strand)
    joined = [
        replace(
            strand,
            claims=tuple(dict.fromkeys(claim for one in same for claim in one.claims)),
            incidents=tuple(dict.fromkeys(incident for one in same for incident in one.incidents)),
        )
        for strand, same in by.items()
    ]
    return sorted(joined, key=_order)


def _order(strand: Strand) -> tuple[str, str, str, bool]:
    return (strand.origin.casefold(), strand.report, strand.speaker or "", strand.denies)


class Naming:
    """Names reports and origins of a view in words."""

    def __init__(self, view: ReportView, known: Mapping[str, str] | None = None) -> None:
        """Take the view; nothing is changed in it. Whose reports documents say that they pass on may be ``known``."""
        if known is not None:
            self.__dict__["passed_on"] = known
        self._view = view
        self._texts = view.heads
        self._sources = {source.id: source for source in view.sources}

    def speaks(self, voice: Voice, index: Index) -> bool:
        """Tell whether somebody named inside the report says it, rather than the report."""
        chain = index.claims[voice.claim].attribution
        return any(level.level == "speaker" and level.name == voice.name for level in chain)

    def report(self, document_id: str, *, dated: bool) -> str:
        """Return the outlet of a report, with its day (``dated``)."""
        source, text = self._source(document_id), self._texts.get(document_id)
        name = source.name if source else (text and (text.publisher or text.title)) or document_id
        return f"{name}, {(text and text.published_on) or 'date unknown'}" if dated else name

    def origin(self, voice: Voice, *, speaks: bool) -> tuple[str, str]:
        """Return the origin of a voice in words, and why the voice counts under it."""
        kind, _, rest = (voice.origin or "").partition(":")
        name = self._name(kind, rest, voice)
        if speaks:
            return name, self._why_speaker(voice, kind, rest, name)
        own = self._source(voice.document_id)
        if own is None or voice.origin in {f"source:{own.id}", f"owner:{own.owner_family}"}:
            family = [one for one in self._family(rest) if own and one != own.name] if kind == "owner" else []
            return name, f"states it itself; one owner with {', '.join(family)}" if family else "states it itself"
        if voice.document_id in self.passed_on:
            return name, f"says that it passes on {self.passed_on[voice.document_id]}"
        if kind == "speaker":
            return name, f"published by {name} or by who belongs to it, or a copy of such a text"
        return name, f"its text is a copy of one by {name}"

    def origin_name(self, voice: Voice) -> str | None:
        """Return the origin of a voice in words, ``None`` where it has none."""
        kind, _, rest = (voice.origin or "").partition(":")
        return self._name(kind, rest, voice) if voice.origin else None

    def interested(self, voice: Voice) -> tuple[str, ...]:
        """Return the names of the parties that the source behind a voice speaks for, where the desk said so."""
        kind, _, rest = (voice.origin or "").partition(":")
        behind = [one for one in self._sources.values() if kind == "owner" and one.owner_family == rest]
        behind += [self._sources[rest]] if kind == "source" and rest in self._sources else []
        parties = sorted({party for source in behind for party in source.interested_in})
        return tuple(self._view.names.get(party, party) for party in parties)

    @cached_property
    def passed_on(self) -> Mapping[str, str]:
        """By document the name of whose report it says it passes on."""
        return passed_on(self._view)

    def _source(self, document_id: str) -> Source | None:
        return self._sources.get(self._view.source_of.get(document_id, ""))

    def _family(self, owner: str) -> list[str]:
        return sorted({source.name for source in self._sources.values() if source.owner_family == owner})

    def _name(self, kind: str, rest: str, voice: Voice) -> str:
        if kind == "owner":
            family = self._family(rest)
            return family[0] if len(family) == 1 else self._view.names.get(rest) or f"{_capital(rest)} (owner)"
        if kind == "source" and rest in self._sources:
            return self._sources[rest].name
        if kind == "document":
            return self.report(rest, dated=False)
        return self._view.names.get(rest) or voice.name or voice.origin or "unknown"

    def _why_speaker(self, voice: Voice, kind: str, rest: str, name: str) -> str:
        if kind == "owner" and rest not in self._view.names:
            return "quoted; a graded source" if voice.name == name else f"quoted; counts under its owner, {name}"
        if voice.entity_id and voice.entity_id != rest:
            return f"quoted; belongs to {name}"
        return "quoted"


def _capital(words: str) -> str:
    return (words[:1].upper() + words[1:]).replace("-", " ")


def counted(strands: Sequence[Strand]) -> int:
    """Return how many origins affirm and count."""
    return len({strand.origin for strand in strands if strand.counted and not strand.denies})
