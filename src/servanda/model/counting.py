"""The counting rule of a dossier: what is counted, from when to when, in which categories, and how ranges count."""

import re
from datetime import timedelta
from typing import Final, Literal

import msgspec

from servanda.model.base import Record, require

COUNTING_SCHEMA: Final = "servanda/counting/1"
Names = dict[str, str]
"""What something is called, by language (``en``, ``ar``); English is always there."""
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class ReportingDay(Record, frozen=True, kw_only=True):
    """When a reporting day begins, and by whose clock.

    Day D runs from ``cut_off`` (``HH:MM``) on D until, not including, that hour on the next day, in ``timezone`` (IANA; null: that of the
    dossier). ``day_without_hour`` says where an act lies of which only the day is known: ``same_day`` in the reporting day of that
    date, ``open`` in either of the two that the date touches.
    """

    cut_off: str = "00:00"
    timezone: str | None = None
    day_without_hour: Literal["same_day", "open"] = "same_day"

    def __post_init__(self) -> None:
        """Refuse what is no hour of the day."""
        require(_HOUR.fullmatch(self.cut_off) is not None, f"cut_off {self.cut_off!r} is no hour; write it as '06:00'")

    @property
    def after_midnight(self) -> timedelta:
        """How long after midnight a reporting day begins."""
        hours, minutes = self.cut_off.split(":")
        return timedelta(hours=int(hours), minutes=int(minutes))


class Category(Record, frozen=True, kw_only=True):
    """One row of the table: acts of ``kinds`` (PLOVER types, or ``OBSERVATION``) in one of ``modes`` (none: any).

    ``against`` narrows it to acts against a type of target. ``articles`` (``agreement/provision``) stand in place of those found by the
    agreement's own words. ``acled`` are the labels that ACLED would give such acts. ``restricts_movement``: its acts are listed
    under restrictions of movement too.
    """

    id: str
    name: Names
    kinds: tuple[str, ...]
    modes: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    acled: tuple[str, ...] = ()
    restricts_movement: bool = False

    def __post_init__(self) -> None:
        """Refuse a category that nobody can name or that holds nothing."""
        _require_named(self.id, self.name)
        require(bool(self.kinds), "a category needs kinds, such as [ASSAULT]")


class Side(Record, frozen=True, kw_only=True):
    """A side of the table: acts of any of its ``parties`` (actor ids) stand in its columns."""

    id: str
    name: Names
    parties: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a side without a name or a party."""
        _require_named(self.id, self.name)
        require(bool(self.parties), "a side needs parties: ids of actors")


class Monitors(Record, frozen=True, kw_only=True):
    """Whose own word counts as a monitor's: the bodies that ``from_agreements`` takes from agreements, ``actors`` and sources of ``source_kinds``."""

    from_agreements: bool = True
    actors: tuple[str, ...] = ()
    source_kinds: tuple[str, ...] = ()


class TollRule(Record, frozen=True, kw_only=True):
    """How counts of people add up over acts.

    ``ranges``: each act gives its ``lowest_to_highest`` count, or only the ``lowest`` or ``highest`` that is said. ``words``: a number said in words
    alone ("dozens") counts as its ``least`` (docs/reference/counts.md), or is ``left_open``: 0 or more.
    """

    ranges: Literal["lowest_to_highest", "lowest", "highest"] = "lowest_to_highest"
    words: Literal["least", "left_open"] = "least"


class PersonGroup(Record, frozen=True, kw_only=True):
    """People of one ``dimension`` (status, sex or age), told by ``words`` of the reports in lower case, in any language."""

    id: str
    dimension: Literal["status", "sex", "age"]
    name: Names
    words: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a group without a name."""
        _require_named(self.id, self.name)


class Area(Record, frozen=True, kw_only=True):
    """What the report is about: its ``name`` (null: the countries of the dossier), and the ``districts`` that reports are awaited from.

    Without ``districts`` those are awaited that some report of the record named a place in. ``level`` is what counts as a district:
    a second-order division (``district``) or a first-order one (``governorate``).
    """

    name: Names | None = None
    level: Literal["district", "governorate"] = "district"
    districts: tuple[str, ...] = ()


class CountingRule(Record, frozen=True, kw_only=True):
    """How a dossier counts; every figure names it.

    ``unit``: an ``act`` is one incident, counted once whoever reports it and however many provisions, agreements or parties it touches. ``received`` says which day a report came in by: the one on which it was
    ``published_on``, or ``received_at``, on which it came to the desk (for desks that add reports as they come; else the day of publication). Of ``categories`` the first that fits takes an act. Without ``sides`` they
    are the parties that agreements bind, up to ``most_sides``. ``percentages_from``: no percentage is printed of fewer acts.
    """

    schema: Literal["servanda/counting/1"] = COUNTING_SCHEMA
    id: str
    description: Names
    unit: Literal["act"] = "act"
    reporting_day: ReportingDay = ReportingDay()
    received: Literal["published_on", "received_at"] = "published_on"
    area: Area = Area()
    sides: tuple[Side, ...] = ()
    most_sides: int = 2
    monitors: Monitors = Monitors()
    categories: tuple[Category, ...]
    tolls: TollRule = TollRule()
    persons: tuple[PersonGroup, ...] = ()
    percentages_from: int = msgspec.field(default=20)

    def __post_init__(self) -> None:
        """Refuse ids that stand twice, and percentages of nothing."""
        require(_ID.fullmatch(self.id) is not None, f"id {self.id!r}: small letters, digits and hyphens only")
        for what in (self.categories, self.sides, self.persons):
            ids = [one.id for one in what]
            twice = sorted({name for name in ids if ids.count(name) > 1})
            require(not twice, f"id {', '.join(twice)} stands twice; choose another id")
        require(bool(self.categories), "categories are needed, one at least")
        require(self.percentages_from >= 1, "percentages_from must be 1 or more")
        require(self.most_sides >= 1, "most_sides must be 1 or more")


def _require_named(name: str, names: Names) -> None:
    require(_ID.fullmatch(name) is not None, f"id {name!r}: small letters, digits, hyphens and underscores only")
    require(bool(names.get("en")), f"{name}: an English name is needed, name: {{en: ...}}")


def in_language(names: Names, language: str) -> str:
    """Return a name in a language, in English where it has none in it."""
    return names.get(language) or names["en"]
