"""What the sources of documents are called, and whose report a document says that it passes on."""

from collections.abc import Iterable, Mapping, Sequence

from servanda.corroborate.speakers import name_keys
from servanda.model.claims import Claim, ProvenanceClaim
from servanda.model.parties import Participant
from servanda.model.sources import DocumentSource, Source

_PASSED_ON = frozenset({"republished_from", "according_to"})


def sources_by_name(sources: Mapping[str, DocumentSource]) -> dict[str, Source]:
    """Return the sources of documents by all that they are called."""
    known = {item.source.id: item.source for item in sources.values() if item.source}
    ordered: Sequence[Source] = [known[name] for name in sorted(known, reverse=True)]
    return {key: source for source in ordered for name in (source.name, *source.aliases) for key in name_keys(name)}


def passed_on(claims: Iterable[Claim]) -> dict[str, Participant]:
    """Return by document whose report it says it passes on; notes within one claim's text are attributions, not this."""
    notes = [
        claim for claim in claims if isinstance(claim, ProvenanceClaim) and claim.provenance.relation in _PASSED_ON
    ]
    found: dict[str, Participant] = {}
    for note in sorted(notes, key=lambda claim: (claim.provenance.relation, claim.key), reverse=True):
        found[note.document_id] = note.provenance.who
    return found
