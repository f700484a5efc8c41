"""Who counts as one origin: a person or body that others repeat, copies of one text, outlets of one owner.

Each member claim gets the name of its origin. The innermost named speaker counts before the outlet that prints it: ten
papers quoting one ministry are one origin. A speaker that is itself a graded source counts under its owner family, so the
Observatory quoted by an agency and the Observatory's own page are one. Organs of a party count as the party, and so do
the outlets that it owns. A text that credits an agency counts under the agency. A table compiled from others' reports is no origin at all, whomever it cites.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from servanda.corroborate.acts import Pair
from servanda.corroborate.affiliations import Affiliations
from servanda.corroborate.beside import Quoted, quoted_beside
from servanda.corroborate.copies import first_copy
from servanda.corroborate.event_mentions import Told, tells, text_of
from servanda.corroborate.independence import Account
from servanda.corroborate.passing_on import passed_on, sources_by_name
from servanda.corroborate.speakers import bodies, described_by, has_name, name_keys, of_name, speaker_of, speakers_of
from servanda.model.claims import Claim
from servanda.model.incidents import Voice
from servanda.model.parties import Attribution, Participant
from servanda.model.sources import DocumentSource, Source

_TAKEN_FOR_KNOWN = "presupposed"


class Gatherers(NamedTuple):
    """Those who gather what others saw, by entity id: bodies that watch, and outlets."""

    monitors: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()

    @classmethod
    def of(cls, monitors: Iterable[str], outlets: Iterable[str]) -> "Gatherers":
        """Return them from any lists of ids."""
        return cls(frozenset(monitors), frozenset(outlets))


_NOBODY = Gatherers()


class Naming(NamedTuple):
    """By what origins are named across a dossier: sources by folded name, owner families, and which body publishes a source."""

    named: Mapping[str, Source]
    owners: Sequence[str]
    bodies: Mapping[str, str]


class Origins:
    """Names the origin of every claim; built from all documents at once."""

    def __init__(
        self,
        claims: Iterable[Claim],
        sources: Mapping[str, DocumentSource],
        copies: frozenset[Pair],
        affiliations: Affiliations,
        gatherers: Gatherers = _NOBODY,
    ) -> None:
        """Take all claims (for notes of provenance, and for whom each text quotes), all sources and the pairs of documents that are copies."""
        self._sources = sources
        self._knowing = affiliations
        self._named = sources_by_name(sources)
        self._owners = {*affiliations.owners.values(), *(one.owner_family for one in self._named.values())}
        self._bodies = {one.source.id: one.body for one in sources.values() if one.source and one.body}
        listed = list(claims)
        self._passed_on = passed_on(listed)
        self._copy_of = first_copy(copies)
        self._gathered = self._gathered_by(listed, gatherers) if any(gatherers) else {}
        self._watched = self._watched_by(listed, gatherers.monitors)
        self._described = self._described_by(listed)

    def naming(self) -> Naming:
        """Return by what origins are named here, in the order of the names."""
        return Naming(
            dict(sorted(self._named.items())), sorted(filter(None, self._owners)), dict(sorted(self._bodies.items()))
        )

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
        if speaker:
            return self._of_speaker(speaker, claim.document_id)
        return min(self._own_voice(self._text(claim), claim.document_id))

    def _own_voice(self, text: str, document_id: str) -> frozenset[str]:
        """Return what a text rests on in its writer's voice: the monitors and agencies that it quotes elsewhere, else itself."""
        return self._gathered.get(text) or frozenset({self._of_document(document_id)})

    def _gathered_by(self, claims: Iterable[Claim], gatherers: Gatherers) -> Mapping[str, frozenset[str]]:
        """Return by text the origins of the monitors that it quotes on anything, and of the outlets that it quotes on an act."""
        found: dict[str, set[str]] = {}
        for claim in claims:
            asked = gatherers.monitors | (gatherers.outlets if isinstance(claim, Told) else frozenset())
            for level in claim.attribution:
                if level.level == "speaker" and level.entity_id and asked & self._parties(level.entity_id, claim):
                    found.setdefault(self._text(claim), set()).add(self._of_speaker(level, claim.document_id))
        return {text: frozenset(origins) for text, origins in found.items()}

    def _watched_by(self, claims: Iterable[Claim], monitors: frozenset[str]) -> Mapping[str, list[Quoted]]:
        """Return by text the acts on which it quotes monitors, with the origins of these."""
        found: dict[str, list[Quoted]] = {}
        for claim in claims:
            if not (monitors and isinstance(claim, Told) and tells(claim)):
                continue
            for level in speakers_of(claim):
                if level.entity_id and monitors & self._parties(level.entity_id, claim):
                    one = Quoted(self._of_speaker(level, claim.document_id), claim)
                    found.setdefault(self._text(claim), []).append(one)
        return found

    def _described_by(self, claims: Iterable[Claim]) -> Mapping[str, frozenset[str]]:
        """Return by text the words for those whom it quotes without a name ("the ministry"), but for what it names by such a word itself."""
        described: dict[str, set[str]] = {}
        named: dict[str, set[str]] = {}
        for claim in claims:
            told, speakers = self._text(claim), speakers_of(claim)
            named.setdefault(told, set()).update(self._called(claim.document_id, speakers))
            described.setdefault(told, set()).update(described_by(speakers))
        return {told: frozenset(words - named[told]) for told, words in described.items()}

    def _called(self, document_id: str, speakers: Iterable[Attribution]) -> frozenset[str]:
        """Return the words for what a document's outlet and named speakers are, where their names say it: "administration" of a regional administration."""
        document = self._sources.get(document_id)
        names = [one.name for one in speakers if has_name(one)]
        names += [document.source.name] if document and document.source else []
        return bodies(name for name in names if name and " " in name)

    def _parties(self, entity_id: str, claim: Claim) -> frozenset[str]:
        """Return somebody and all that he belongs to when a document appeared."""
        document = self._sources.get(claim.document_id)
        return self._knowing.at(document.published_on if document else None).parties(entity_id)

    def sources_behind(self, claim: Told) -> Source | None:
        """Return the source to grade a claim by: the speaker where it is a graded source, else the outlet."""
        speaker = speaker_of(claim)
        own = self._source_called(speaker.name) if speaker else None
        document = self._sources.get(claim.document_id)
        return own or (document.source if document else None)

    def _source_called(self, name: str | None) -> Source | None:
        """Return the source of the dossier that is called so."""
        return next((self._named[key] for key in name_keys(name or "") if key in self._named), None)

    def accounts(self, group: Iterable[Told]) -> tuple[Account, ...]:
        """Return what each text tells of one act, with the origins that it rests on there.

        Where a text names nobody for this act and quotes a monitor elsewhere, or an outlet on an act, it rests on those: who else told the writer nobody can say.

        What a writer adds in a text that names a speaker on the same event is no further origin: the text rests on the
        speaker. A copy of that text rests on him too, even where it left the name out. Rows of a compiled table count nothing, nor does a
        text that only takes the act for known ("he condemned the attack").
        """
        told: dict[str, list[Told]] = {}
        for claim in group:
            if not self.is_compiled(claim):
                told.setdefault(self._text(claim), []).append(claim)
        return tuple(self._account(text, claims) for text, claims in sorted(told.items()) if _reports(claims))

    def counted(self, group: Sequence[Told], accounts: Iterable[Account]) -> frozenset[str]:
        """Return the ids of the claims whose voices stand for the independent accounts of an act."""
        standing = {account.counted_as for account in accounts}
        own = [claim for claim in group if not self.is_compiled(claim)]
        speaking = {self._text(claim) for claim in own if speaker_of(claim)}
        return frozenset(
            claim.id
            for claim in own
            if (speaker_of(claim) or self._text(claim) not in speaking)
            and self._origin(claim, speaker_of(claim)) in standing
        )

    def _account(self, text: str, claims: Sequence[Told]) -> Account:
        spoken = [(claim, speaker) for claim in claims if (speaker := speaker_of(claim))]
        origins = {self._of_speaker(speaker, claim.document_id) for claim, speaker in spoken}
        documents = sorted({claim.document_id for claim in claims})
        described = self._described.get(text, frozenset())
        quoted = described & described_by(level for claim in claims for level in speakers_of(claim))
        called = (self._called(claim.document_id, speakers_of(claim)) for claim in claims)
        return Account(
            document=documents[0],
            text=text,
            origins=frozenset(origins) or self._own_voice(text, documents[0]),
            carriers=frozenset(carrier for one in documents for carrier in self._carriers(one)),
            described=quoted if spoken else described,
            called=quoted.union(*called),
            beside=quoted_beside(self._watched.get(text, ()), claims),
            credited=self._credited(documents),
            outlets=frozenset().union(*map(self._own, documents)),
        )

    def _text(self, claim: Claim) -> str:
        """Return what is told together: a document with its copies, or one row of a sheet."""
        return self._copy_of.get(claim.document_id) or text_of(claim, self._sources.get(claim.document_id))

    def _carriers(self, document_id: str) -> frozenset[str]:
        """Return the outlet of a document, the agencies that it credits and the outlets that it names, as origins."""
        document = self._sources.get(document_id)
        named = document.outlets_named if document else ()
        own, agencies = self._own(document_id), self._agencies(document_id)
        return own | agencies | {self._of_speaker(one, document_id) for one in named}

    def _own(self, document_id: str) -> frozenset[str]:
        """Return the outlet of a document as an origin."""
        document = self._sources.get(document_id)
        return frozenset({self._family(document)} if document and document.source else ())

    def _credited(self, documents: Iterable[str]) -> frozenset[str]:
        """Return the agency whose text this is: the only one that it credits. A text that credits several was put together from theirs."""
        agencies = frozenset().union(*map(self._agencies, documents))
        return agencies if len(agencies) == 1 else frozenset()

    def _agencies(self, document_id: str) -> frozenset[str]:
        """Return those of whom a document says that it is theirs, as origins: the agencies that it credits, and whose report it passes on."""
        document, theirs = self._sources.get(document_id), self._passed_on.get(document_id)
        named = (*(document.credits if document else ()), *((theirs,) if theirs else ()))
        return frozenset(self._of_speaker(one, document_id) for one in named) - self._own(document_id)

    def _of_speaker(self, speaker: Attribution | Participant, document_id: str) -> str:
        """Return the origin of what somebody says in a document: whom he belonged to when it appeared."""
        source = self._source_called(speaker.name)
        if source:
            body = self._bodies.get(source.id)
            return self._of_body(body, document_id) if body and not source.owner_family else _family(source)
        if speaker.entity_id:
            return self._of_body(speaker.entity_id, document_id)
        return of_name(speaker.name or "")

    def _of_body(self, entity_id: str, document_id: str) -> str:
        """Return the origin of an actor of the registry: his owner's, else that of the party he belonged to at the time."""
        document = self._sources.get(document_id)
        top = self._knowing.at(document.published_on if document else None).top(entity_id)
        owner = self._knowing.owners.get(entity_id, top)
        return f"owner:{owner}" if owner in self._owners else f"speaker:{top}"

    def _family(self, document: DocumentSource) -> str:
        """Return the origin of a document's own words: its owner's, else the body's that published it, else the outlet's."""
        if document.body and not (document.source and document.source.owner_family):
            return self._of_body(document.body, document.document_id)
        return _family(document.source) if document.source else f"document:{document.document_id}"

    def _of_document(self, document_id: str) -> str:
        first = self._copy_of.get(document_id, document_id)
        for one in sorted({first, document_id}):
            if one in self._passed_on:
                return self._of_speaker(self._passed_on[one], one)
        for one in (first, document_id):
            credited = self._sources[one].credits if one in self._sources else ()
            if credited:
                return self._of_speaker(credited[0], one)
        document = self._sources.get(first)
        return self._family(document) if document else f"document:{first}"


def _reports(claims: Iterable[Told]) -> bool:
    """Tell whether a text says itself that the act happened, as against one that takes it for known."""
    return any(claim.modality != _TAKEN_FOR_KNOWN for claim in claims)


def _family(source: Source) -> str:
    return f"owner:{source.owner_family}" if source.owner_family else f"source:{source.id}"
