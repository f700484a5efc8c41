"""Sources and how far each is trusted by the desk that runs the dossier."""

from typing import Literal

from servanda.model.base import Record
from servanda.model.parties import Participant

Reliability = Literal["A", "B", "C", "D", "E", "F"]


class Source(Record, frozen=True, kw_only=True):
    """A publisher or informant. ``owner_family`` joins outlets of one owner: they count once as an origin.

    ``reliability`` is the Admiralty letter (A reliable ... E unreliable, F cannot be judged); ``interested_in`` lists
    entity ids of parties that the source belongs to or speaks for.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    owner_family: str | None = None
    reliability: Reliability = "F"
    interested_in: tuple[str, ...] = ()
    note: str | None = None
    schema: int = 1


class DocumentSource(Record, frozen=True, kw_only=True):
    """What corroborate must know of a document: its source, its date, and what its text shares with others.

    ``shingles`` are hashes that betray copies; ``words`` (stems, in order), ``names`` and ``numbers`` tell what it is about.
    ``title_names`` are the names in its title. ``credits`` are the agencies that the text says it is from, ``outlets_named`` other publishers that it names, ``body`` is the publisher's entity id. ``table`` says of a sheet whether its rows are ``compiled`` from others' reports or ``reports`` themselves.
    """

    document_id: str
    source: Source | None
    published_on: str | None = None
    shingles: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    title_names: tuple[str, ...] = ()
    credits: tuple[Participant, ...] = ()
    outlets_named: tuple[Participant, ...] = ()
    body: str | None = None
    table: Literal["compiled", "reports"] | None = None
