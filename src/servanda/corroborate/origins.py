"""Who counts as one origin: a person or body that others repeat, copies of one text, outlets of one owner.

Each member claim gets the name of its origin. The innermost named speaker counts before the outlet that prints it: ten
papers quoting one ministry are one origin. A speaker that is itself a graded source counts under its owner family, so the
Observatory quoted by an agency and the Observatory's own page are one. Organs of a party count as the party, and so do
the outlets that it owns. A table compiled from others' reports is no origin at all, whomever it cites.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from servanda.corroborate.acts import Pair
from servanda.corroborate.affiliations import Affiliations
from servanda.corroborate.event_mentions import Told
from servanda.model.claims import Claim, ProvenanceClaim
from servanda.model.incidents import Voice
from servanda.model.parties import Attribution, Participant
from servanda.model.sources import DocumentSource, Source
from servanda.text.folds import vowels
from servanda.text.likeness import phonetic_key
from servanda.text.shingles import resemblance

_MANY = 50  # documents that share one shingle
_PASSED_ON = frozenset({"republished_from", "according_to"})


class Origins:
    """Names the origin of every claim; built from all documents at once."""

    def __init__(
        self,
        claims: Iterable[Claim],
        sources: Mapping[str, DocumentSource],
        copies: frozenset[Pair],
        affiliations: Affiliations,
    ) -> None:
        """Take all claims (for notes of provenance), all sources and the pairs of documents that are copies."""
        self._sources = sources
        self._knowing = affiliations
        self._named = _sources_by_name(sources)
        self._owners = {*affiliations.owners.values(), *(one.owner_family for one in self._named.values())}
        self._passed_on = _passed_on(claims)
        self._copy_of = _first_copy(copies)

    def voice(self, claim: Told) -> Voice:
        """Return who says this, and the origin it counts under."""
        speaker = speaker_of(claim)
        document = self._sources.get(claim.document_id)
        source = document.source if document else None
        name = (
            speaker.name
            if speaker
            else source.name
            if source
            else claim.attribution[0].name
            if claim.attribution
            else None
        )
        return Voice(
            claim=claim.id,
            document_id=claim.document_id,
            name=name,
            entity_id=speaker.entity_id if speaker else None,
            origin=self._origin(claim, speaker),
            published_on=document.published_on if document else None,
        )

    def is_compiled(self, claim: Told) -> bool:
        """Tell whether a claim is a row of a table that was compiled from others' reports."""
        document = self._sources.get(claim.document_id)
        return document is not None and document.table == "compiled"

    def _origin(self, claim: Told, speaker: Attribution | None) -> str | None:
        if self.is_compiled(claim):
            return None
        return self._of_speaker(speaker, claim.document_id) if speaker else self._of_document(claim.document_id)

    def sources_behind(self, claim: Told) -> Source | None:
        """Return the source to grade a claim by: the speaker where it is a graded source, else the outlet."""
        speaker = speaker_of(claim)
        own = self._named.get(vowels(speaker.name or "")) if speaker else None
        document = self._sources.get(claim.document_id)
        return own or (document.source if document else None)

    def independent(self, group: Iterable[Told]) -> frozenset[str]:
        """Return the origins behind claims on one event.

        What a writer adds in a text that names a speaker on the same event is no further origin: the text rests on the
        speaker. A copy of that text rests on him too, even where it left the name out. Rows of a compiled table count nothing.
        """
        own = [claim for claim in group if not self.is_compiled(claim)]
        told = [(claim, speaker_of(claim), self._copy_of.get(claim.document_id, claim.document_id)) for claim in own]
        speaking = {text for _, speaker, text in told if speaker}
        return frozenset(
            self._of_speaker(speaker, claim.document_id) if speaker else self._of_document(claim.document_id)
            for claim, speaker, text in told
            if speaker or text not in speaking
        )

    def _of_speaker(self, speaker: Attribution | Participant, document_id: str) -> str:
        """Return the origin of what somebody says in a document: whom he belonged to when it appeared."""
        source = self._named.get(vowels(speaker.name or ""))
        if source:
            return _family(source)
        if speaker.entity_id:
            document = self._sources.get(document_id)
            top = self._knowing.at(document.published_on if document else None).top(speaker.entity_id)
            owner = self._knowing.owners.get(speaker.entity_id, top)
            return f"owner:{owner}" if owner in self._owners else f"speaker:{top}"
        name = speaker.name or ""
        return f"speaker:{''.join(phonetic_key(name)) or vowels(name)}"

    def _of_document(self, document_id: str) -> str:
        first = self._copy_of.get(document_id, document_id)
        for one in sorted({first, document_id}):
            if one in self._passed_on:
                return self._of_speaker(self._passed_on[one], one)
        document = self._sources.get(first)
        return _family(document.source) if document and document.source else f"document:{first}"


def speaker_of(claim: Told) -> Attribution | None:
    """Return the innermost speaker who is named, ``None`` where the writer states it or cites nobody by name.

    "Local sources" and "a report" are nobody in particular: what they say counts as said by the next one who is named.
    """
    named = [level for level in claim.attribution if level.level == "speaker" and _has_name(level)]
    return named[-1] if named else None


def _has_name(level: Attribution) -> bool:
    """Tell a name from a description: in scripts with capitals a name has one."""
    name = level.name or ""
    return bool(level.entity_id) or (bool(name) and not (name.isascii() and name == name.lower()))


def copied_documents(sources: Mapping[str, DocumentSource], least: float) -> frozenset[Pair]:
    """Return the pairs of documents whose texts resemble each other by at least ``least`` (0-1).

    Only documents that share a shingle are compared; where very many share one (page furniture, or a text that the whole
    press prints), each with the first of them.
    """
    holders: dict[int, list[str]] = {}
    for document_id in sorted(sources):
        for shingle in sources[document_id].shingles:
            holders.setdefault(shingle, []).append(document_id)
    sharing = {pair for documents in holders.values() for pair in _to_compare(documents)}
    return frozenset(
        pair for pair in sharing if resemblance(sources[pair[0]].shingles, sources[pair[1]].shingles) >= least
    )


def _to_compare(documents: Sequence[str]) -> Iterable[Pair]:
    if len(documents) <= _MANY:
        return combinations(documents, 2)
    return ((documents[0], other) for other in documents[1:])


def _first_copy(copies: frozenset[Pair]) -> dict[str, str]:
    """Return for each document that is a copy the first (by id) of all that hang together with it."""
    first: dict[str, str] = {}
    for one, other in sorted(copies):
        low, high = sorted((_follow(first, one), _follow(first, other)))
        if low != high:
            first[high] = low
    return {document: _follow(first, document) for pair in copies for document in pair}


def _follow(first: Mapping[str, str], document: str) -> str:
    while document in first:
        document = first[document]
    return document


def _sources_by_name(sources: Mapping[str, DocumentSource]) -> dict[str, Source]:
    known = {item.source.id: item.source for item in sources.values() if item.source}
    ordered: Sequence[Source] = [known[name] for name in sorted(known, reverse=True)]
    return {vowels(name): source for source in ordered for name in (source.name, *source.aliases)}


def _passed_on(claims: Iterable[Claim]) -> dict[str, Participant]:
    """Return by document whose report it says it passes on; notes within one claim's text are attributions, not this."""
    notes = [
        claim for claim in claims if isinstance(claim, ProvenanceClaim) and claim.provenance.relation in _PASSED_ON
    ]
    found: dict[str, Participant] = {}
    for note in sorted(notes, key=lambda claim: (claim.provenance.relation, claim.key), reverse=True):
        found[note.document_id] = note.provenance.who
    return found


def _family(source: Source) -> str:
    return f"owner:{source.owner_family}" if source.owner_family else f"source:{source.id}"
