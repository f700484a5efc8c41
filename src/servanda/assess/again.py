"""What of an earlier assessment still holds: findings of incidents of which nothing changed are not written out again (decision 0280).

A finding of one incident under one provision rests on that incident with its times as instants, on the agreements, and on what is known of the actors in both.
The day of assessment stands in it and decides nothing: duties with a deadline, and who sits in a body, are told from all reports, and are assessed each time.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from servanda.assess.config import ActorKnowledge, AssessConfig
from servanda.model.base import Record
from servanda.model.codec import decode_json, encode, sha256
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.reference.agreement_files import AgreementBook

_WORDS: Final = re.compile(rb'"(?:[^"\\]|\\.)+"')
_ENTITIES: Final = re.compile(rb'"(?:entity_id|party)":("(?:[^"\\]|\\.)+")')


class Assessed(Record, frozen=True, kw_only=True):
    """What an assessment rested on: a hash of the rules, the agreements and all that is known of those whom they name, and one of each incident."""

    rules: str
    grounds: dict[str, str]


class Before(NamedTuple):
    """An earlier assessment, and the findings that it gave, by id."""

    assessed: Assessed
    findings: Mapping[str, Finding]


class Holding:
    """What holds of an earlier assessment, and what this one rests on."""

    def __init__(self, book: AgreementBook, config: AssessConfig, before: Before | None = None) -> None:
        self._known: Mapping[bytes, ActorKnowledge] = {encode(one.entity_id): one for one in config.knowledge}
        self._told: dict[bytes, bytes] = {}
        self._grounds: dict[str, str] = {}
        named = self._of(_WORDS.findall(encode(book.agreements)))  # whatever an agreement calls an actor by
        self._rules = sha256(encode((config.version, config.timezone, book.digest, named)))
        self._before = before if before and before.assessed.rules == self._rules else None

    def kept(self, identity: str, incident: Incident) -> Finding | None:
        """Return the finding of that id as it was made before; ``None`` where anything that it rests on changed.

        ``incident`` is as rules see it: with hours as instants and with what follows from days of publication.
        """
        ground = self._ground(incident)
        if self._before is None or self._before.assessed.grounds.get(incident.id) != ground:
            return None
        return self._before.findings.get(identity)

    def assessed(self) -> Assessed:
        """Return what the assessment rested on, once it is done."""
        return Assessed(rules=self._rules, grounds=self._grounds)

    def _ground(self, incident: Incident) -> str:
        if incident.id not in self._grounds:
            told = encode(incident)
            self._grounds[incident.id] = sha256(b"\n".join((told, *self._of(_ENTITIES.findall(told)))))
        return self._grounds[incident.id]

    def _of(self, names: Iterable[bytes]) -> list[bytes]:
        """Return what is known of all actors among some names, in the order of their ids."""
        return [self._of_one(name) for name in sorted(set(names) & self._known.keys())]

    def _of_one(self, name: bytes) -> bytes:
        """Return what is known of an actor, and of all to whom it belongs."""
        if name not in self._told:
            reached, front = {name}, {name}
            while front:
                front = {encode(one) for one in self._parties(front)} - reached
                reached |= front
            self._told[name] = encode([self._known.get(one, decode_json(one)) for one in sorted(reached)])
        return self._told[name]

    def _parties(self, names: Iterable[bytes]) -> Iterable[str]:
        return (link.party for one in names if one in self._known for link in self._known[one].links)
