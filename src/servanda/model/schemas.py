"""JSON Schemas of the records that leave the program."""

from typing import Any

import msgspec

from servanda.model.aliases import KeyAlias
from servanda.model.captures import Capture
from servanda.model.claims import Claim
from servanda.model.custody import ConsistencyProof, InclusionProof, SigningKey, TreeHead
from servanda.model.decisions import Decision
from servanda.model.documents import Document, DocumentText, PassedOver, Quarantine
from servanda.model.editions import Edition, PeriodEdit
from servanda.model.findings import Finding
from servanda.model.identification import Identification
from servanda.model.incidents import Incident
from servanda.model.runs import CustodyEntry, Derivation, Run
from servanda.model.sources import Source
from servanda.model.tombstones import Tombstone

RECORDS: dict[str, Any] = {
    "capture": Capture,
    "claim": Claim,
    "consistency_proof": ConsistencyProof,
    "custody_entry": CustodyEntry,
    "decision": Decision,
    "derivation": Derivation,
    "document": Document,
    "document_text": DocumentText,
    "edition": Edition,
    "period_edit": PeriodEdit,
    "finding": Finding,
    "identification": Identification,
    "incident": Incident,
    "inclusion_proof": InclusionProof,
    "key_alias": KeyAlias,
    "passed_over": PassedOver,
    "quarantine": Quarantine,
    "run": Run,
    "signing_key": SigningKey,
    "source": Source,
    "tombstone": Tombstone,
    "tree_head": TreeHead,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (2020-12) of every record, by name."""
    return {name: msgspec.json.schema(kind) for name, kind in RECORDS.items()}
