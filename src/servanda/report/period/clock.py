"""The reporting clock: times moved so that a reporting day begins at midnight, and a period is one of plain dates."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from servanda.model.counting import ReportingDay
from servanda.model.time import TimeInterval

_DATE = len("2019-01-01")


class ReportingClock:
    """Moves times to the clock of a reporting day: its zone, with the cut-off as midnight."""

    def __init__(self, day: ReportingDay, timezone: str) -> None:
        """Take the rule's day; ``timezone`` (IANA) stands in where it names none."""
        self._day = day
        self.timezone = day.timezone or timezone
        self._zone = ZoneInfo(self.timezone)

    def interval(self, given: TimeInterval) -> TimeInterval:
        """Return a time on the reporting clock: its instants are written as if in UTC, its days stay where only days are known.

        Hours of the clock of a place are read on the reporting zone's.
        """
        start, end = given.start, given.end
        if given.clock is not None and (self._day.after_midnight or given.clock.start):
            start, end = given.clock.start or start, given.clock.end or end
        return TimeInterval(start=self._end(start), end=self._end(end), precision=given.precision)

    def moment(self, given: str | None) -> TimeInterval | None:
        """Return the reporting day of a date or instant as an interval, ``None`` for none."""
        if given is None:
            return None
        day = date.fromisoformat(given if len(given) == _DATE else self._moved(given)[:_DATE])
        return TimeInterval(start=day.isoformat(), end=(day + timedelta(days=1)).isoformat(), precision="day")

    def begin(self, day: str) -> datetime:
        """Return the instant at which a reporting day begins."""
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(self._day.cut_off), self._zone)

    def _end(self, given: str | None) -> str | None:
        if given is None or (len(given) == _DATE and self._day.day_without_hour == "same_day"):
            return given
        if len(given) == _DATE and not self._day.after_midnight:
            return given
        return self._moved(given)

    def _moved(self, given: str) -> str:
        moment = datetime.fromisoformat(given)
        local = moment if moment.tzinfo is None else moment.astimezone(self._zone)
        return (local.replace(tzinfo=None) - self._day.after_midnight).replace(tzinfo=UTC).isoformat()
