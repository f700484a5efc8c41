"""What an entry of the registry of agreements holds (the form is described in ``data/agreements/README.md``)."""

from typing import Literal

from msgspec import field

from servanda.model.base import Record


class GenericName(Record, frozen=True, kw_only=True):
    """A name that may mean several texts in reports on ``countries`` (none: anywhere); ``alone``: there it means this text."""

    name: str
    countries: tuple[str, ...] = ()
    alone: bool = False


class AgreementEntry(Record, frozen=True, kw_only=True):
    """An entry of the registry; ``signed`` is an ISO day, month or year."""

    id: str
    title: str
    type: str | None = None
    signed: str | None = None
    countries: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    generic_names: tuple[GenericName, ...] = ()
    cues: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    external_ids: dict[str, str] = field(default_factory=dict)
    disputed: tuple[dict[str, str], ...] = ()
    source: str | None = None
    checked: Literal["none", "secondary", "primary"] = "none"
