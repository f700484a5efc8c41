"""The report in the making: the record, what was asked, the acts, and the words and notes that all sections share."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from servanda.model.agreements import Agreement, Provision
from servanda.model.counting import in_language
from servanda.model.incidents import Incident
from servanda.model.period import Period
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import Wording, provision_words
from servanda.report.drawn_words import ENGLISH, Telling, drawn_words
from servanda.report.period.acts import Act
from servanda.report.period.blocks import Notes, Value
from servanda.report.period.counting import Table, count_table
from servanda.report.period.ground import Asked, Ground
from servanda.report.period.taking import acts_of
from servanda.report.phrases import party_name
from servanda.report.saying import Words
from servanda.report.standing import SHARED


@dataclass(frozen=True)
class Scene:
    """Everything that a section needs. ``notes`` fill up in the order of the page."""

    ground: Ground
    asked: Asked
    say: Words
    notes: Notes
    acts: tuple[Act, ...]

    @classmethod
    def of(cls, ground: Ground, asked: Asked, words: Words) -> "Scene":
        """Return the scene of a report."""
        acts = acts_of(ground)
        names = {one.id: one.handle or one.id for one in ground.view.incidents}
        return cls(ground, asked, words, Notes(names), acts)

    @cached_property
    def before(self) -> Period | None:
        """The period of the same length before, where it was asked for."""
        return previous(self.asked.period) if self.asked.compare else None

    @cached_property
    def table(self) -> Table:
        """The table by category."""
        sides = [side.id for side in self.ground.sides]
        return count_table(self.acts, (self.asked.period, self.before), list(self.categories), sides)

    @cached_property
    def categories(self) -> Mapping[str, str]:
        """The names of the categories by id, in order."""
        return {one.id: in_language(one.name, self.say.language) for one in self.ground.rule.categories}

    @cached_property
    def sides(self) -> Mapping[str, str]:
        """The names of the sides by id."""
        return {one.id: in_language(one.name, self.say.language) for one in self.ground.sides}

    @cached_property
    def incidents(self) -> Mapping[str, Incident]:
        """The incidents behind the acts, by id."""
        return {one.id: one for one in self.ground.view.incidents}

    @cached_property
    def now(self) -> tuple[Act, ...]:
        """The acts that lie in the period, surely or perhaps."""
        return tuple(act for act in self.acts if act.lies(self.asked.period) != "outside")

    @cached_property
    def telling(self) -> Telling:
        """What drawings say: in English as they do everywhere, else an act by its category and its days."""
        if self.is_english:
            return ENGLISH
        kinds = {act.id: self.categories.get(act.category, "") for act in self.acts}
        return Telling(drawn_words(self.say.language), lambda act: kinds.get(act.id, ""), self.days)

    @property
    def is_english(self) -> bool:
        """Tell whether the report is in the language that records are in."""
        return self.say.language == ENGLISH.say.language

    def provision(self, provision: Provision, agreement: Agreement) -> str:
        """Return a provision as a sentence."""
        if self.is_english:
            return provision_words(provision, agreement, self.ground.view.names)
        names = {**self.ground.view.names, **self.ground.arabic_names}
        return Wording(self.say.language, names).provision(provision, agreement)

    def party(self, name: str | None) -> str:
        """Return a party by name."""
        if name == SHARED:
            return self.say("several_parties")
        known = {} if self.is_english else self.ground.arabic_names
        return known.get(name or "") or party_name(name, self.ground.view.names) or self.say("nobody")

    def day(self, act: Act) -> str:
        """Return the day of an act, or the days between which it lies, on the reporting clock."""
        return self.days(act.time)

    def days(self, time: TimeInterval) -> str:
        """Return a time as a day, or as the days between which it lies."""
        start, end = (end[:10] if end else None for end in (time.start, time.end))
        if start is None:
            return self.say("day_unknown")
        if end is None or end <= start or time.precision == "day" or previous_day(end) == start:
            return start
        return self.say("day_range", start=start, end=end)

    def place(self, act: Act) -> str:
        """Return where an act is held to have happened."""
        return self.incidents[act.id].told_place or self.say("place_unknown")

    def places(self, act: Act) -> tuple[str, ...]:
        """Return each of the places at which an act is held to have happened."""
        told = dict.fromkeys(one.told for one in self.incidents[act.id].places if one.told)
        return tuple(told) or (self.say("place_unknown"),)

    def actors(self, act: Act) -> str:
        """Return who is named as the actor, by those who do not deny it."""
        named = [one.name for one in self.incidents[act.id].actors if one.stance != "denied"]
        return self.say("comma").join(dict.fromkeys(named)) or self.say("nobody_named")

    def named(self, act: Act) -> Value:
        """Return the name of an act as a cell."""
        return Value(act.name)


def previous(period: Period) -> Period:
    """Return the period of the same length that ends where this one begins. Both ends must be days."""
    return shifted(period, -1)


def shifted(period: Period, steps: int) -> Period:
    """Return the period that many lengths later."""
    from datetime import date

    since, until = date.fromisoformat(str(period.since)), date.fromisoformat(str(period.until))
    by = steps * (until - since)
    return Period((since + by).isoformat(), (until + by).isoformat())


def previous_day(day: str) -> str:
    """Return the day before an ISO date."""
    from datetime import date, timedelta

    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
