"""Days, weeks, months, seasons and years as half-open pairs of dates; impossible ones are ``None``."""

from datetime import MAXYEAR, MINYEAR, date, timedelta

Period = tuple[date, date]

_N_MONTHS = 12
_SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}  # meteorological seasons of the northern hemisphere
_N_SEASON_MONTHS = 3
_THIRDS = {"early": (1, 11), "mid": (11, 21), "late": (21, 32)}


def day(year: int, month: int, number: int) -> Period | None:
    """Return the one day, or ``None`` where the calendar has no such day."""
    try:
        first = date(year, month, number)
    except ValueError:
        return None
    return first, first + timedelta(days=1)


def month(year: int, number: int) -> Period | None:
    """Return the month ``number`` (1 to 12) of ``year``."""
    return months(year, number, 1)


def months(year: int, number: int, n_months: int) -> Period | None:
    """Return ``n_months`` months from month ``number`` of ``year``; a number outside 1 to 12 runs into other years."""
    first, last = _month_start(year, number), _month_start(year, number + n_months)
    return (first, last) if first and last else None


def year(number: int, n_years: int = 1) -> Period | None:
    """Return ``n_years`` calendar years from ``number``."""
    return months(number, 1, _N_MONTHS * n_years)


def week_of(anchor: date, n_later: int = 0) -> Period:
    """Return the week (Monday to Sunday) that lies ``n_later`` weeks after that of ``anchor``."""
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=n_later)
    return monday, monday + timedelta(weeks=1)


def season(name: str, of_year: int) -> Period | None:
    """Return a northern season; winter is ``None``, since it may mean either end of the year."""
    start = _SEASON_STARTS.get(name)
    return months(of_year, start, _N_SEASON_MONTHS) if start else None


def third_of_month(name: str, of_year: int, number: int) -> Period | None:
    """Return ``early`` (days 1 to 10), ``mid`` (11 to 20) or ``late`` (21 to the end) of a month."""
    whole = month(of_year, number)
    if whole is None:
        return None
    first, after = _THIRDS[name]
    return whole[0] + timedelta(days=first - 1), min(whole[0] + timedelta(days=after - 1), whole[1])


def third_of_year(name: str, of_year: int) -> Period | None:
    """Return ``early`` (January to April), ``mid`` (May to August) or ``late`` (September to December) of a year."""
    return months(of_year, {"early": 1, "mid": 5, "late": 9}[name], 4)


def _month_start(year_number: int, number: int) -> date | None:
    years, index = divmod(number - 1, _N_MONTHS)
    total = year_number + years
    return date(total, index + 1, 1) if MINYEAR <= total <= MAXYEAR else None
