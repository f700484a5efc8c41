"""The wizard's part that needs no person: what heads and values of a sheet look like. It proposes and asks; it decides nothing."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from servanda.collect import RawSheet
from servanda.model.tables import SCHEMA
from servanda.pipeline.table_columns import FORMS, date_cells
from servanda.reference.table_maps import find_map, shipped_maps
from servanda.text.column_dates import forms_that_fit, needs_form, read_day
from servanda.text.folds import plain

_MOST_LABELS: Final = 60
_SAMPLE: Final = 2_000
_MIN_SHARE: Final = 0.8
_ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("uuid", "key", "event id", "event id cnty", "incident id", "id", "nr", "no", "number", "ref", "reference"),
    "date": ("event date", "incident date", "date of incident", "date start", "start date", "date", "day", "when"),
    "until": ("date end", "end date", "until", "to date"),
    "event": ("sub event type", "event type", "incident type", "type of incident", "type of violence", "type", "category", "what"),
    "place": ("place name", "location", "place", "town", "village", "settlement", "locality", "site", "where"),
    "latitude": ("latitude", "place latitude", "lat"),
    "longitude": ("longitude", "place longitude", "lon", "long", "lng"),
    "a": ("actor1", "alleged actor", "alleged perpetrator", "perpetrator", "side a", "actor", "responsible", "party"),
    "b": ("actor2", "side b", "target", "victims", "victim", "affected"),
    "killed": ("killed", "fatalities", "deaths", "dead"),
    "injured": ("injured", "wounded"),
    "source": ("sources", "source", "link", "outlet"),
    "reporter": ("reporter", "monitor", "enumerator", "informant", "interviewer", "submitted by"),
    "text": ("what happened", "description", "summary", "narrative", "notes", "details", "comments"),
}  # fmt: skip
_WITHIN: Final = (
    "district",
    "subdistrict",
    "sub district",
    "province",
    "governorate",
    "state",
    "region",
    "oblast",
    "admin1",
    "admin2",
    "admin3",
    "country",
)
_WORD: Final = re.compile(r"[^\W_]+")


class DateQuestion(NamedTuple):
    """What a person must say of a column with days: how many fit each form, some of them, and how many are real dates among texts."""

    column: str
    fits: Mapping[str, int]
    examples: tuple[str, ...]
    n_figures: int
    n_typed: int


class Proposal(NamedTuple):
    """What a sheet looks like: the columns by what they seem to be, the labels of the event's column, and what must be asked."""

    columns: Mapping[str, str]
    within: tuple[str, ...]
    labels: tuple[str, ...]
    dates: tuple[DateQuestion, ...]
    shipped: str | None


def propose(raw: RawSheet) -> Proposal:
    """Return what the heads and values of a sheet look like."""
    unique = [head for head, n in Counter(raw.columns).items() if head and n == 1]
    best = {role: _best(unique, names) for role, names in _ROLES.items()}
    best["date"] = best["date"] or _dated(raw, unique)
    found = {role: column for role, column in best.items() if column}
    return Proposal(
        columns=found,
        within=_around(unique, found.values()),
        labels=_labels(raw, best["event"]),
        dates=tuple(_questions(raw, (best["date"], best["until"]))),
        shipped=_shipped(unique),
    )


def _around(heads: Sequence[str], taken: Collection[str]) -> tuple[str, ...]:
    """Return the heads of divisions that may lie around a place."""
    return tuple(head for head in heads if _folded(head) in _WITHIN and head not in taken)


def map_of_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plain values of a map from what a person answered; empty answers are left out.

    ``answers``: ``name``, ``rows``, ``publisher``, ``columns`` (by role), ``within``, ``words`` (label to type, mode, or skip),
    ``formats``, ``typed``.
    """
    columns = answers["columns"]
    date = {
        "column": columns["date"],
        "until": columns.get("until"),
        "formats": answers.get("formats"),
        "typed": answers.get("typed"),
    }
    place = {
        "column": columns.get("place"), "within": list(answers.get("within", ())),
        "latitude": columns.get("latitude"), "longitude": columns.get("longitude"),
    }  # fmt: skip
    made = {
        "schema": SCHEMA, "name": answers["name"], "rows": answers["rows"], "publisher": answers["publisher"], "id": columns["id"],
        "date": _filled(date), "event": {"column": columns["event"], "words": answers["words"]},
        "place": _filled(place) if columns.get("place") else None,
        "sides": _filled({"a": columns.get("a"), "b": columns.get("b"), "civilians": "Civilians"}) if columns.get("a") else None,
        "tolls": [{"effect": effect, "column": columns[effect]} for effect in ("killed", "injured") if columns.get(effect)],
        "sources": {"names": columns["source"]} if columns.get("source") and answers["rows"] == "compiled" else None,
        "reporter": columns.get("reporter") if answers["rows"] == "reports" else None, "text": columns.get("text"),
    }  # fmt: skip
    return _filled(made)


def guessed_word(label: str) -> Mapping[str, str] | None:
    """Return what the shipped maps say of a label, to be confirmed by a person; ``None`` where none knows it."""
    for name in shipped_maps():
        for known, word in find_map(name).map.event.words.items():
            if plain(known) == plain(label) and word.type:
                return _filled({"type": word.type, "mode": word.mode, "acled": word.acled, "sides": word.sides})
    return None


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], ())}


def _folded(head: str) -> str:
    """Return a head in small words: ``group/Incident_Date`` is ``incident date``."""
    return " ".join(_WORD.findall(head.rsplit("/", 1)[-1].replace("_", " "))).casefold()


def _best(heads: Sequence[str], names: Sequence[str]) -> str | None:
    """Return the head that is one of some names, the first of these first."""
    by_fold = {_folded(head): head for head in reversed(heads)}
    return next((by_fold[name] for name in names if name in by_fold), None)


def _dated(raw: RawSheet, heads: Sequence[str]) -> str | None:
    """Return the one column nearly all of whose cells are days; ``None`` where there are several."""
    found = []
    for head in heads:
        cells = date_cells(raw, head)[:_SAMPLE]
        days = sum(cell.is_date or needs_form(cell.text) or read_day(cell.text).day is not None for cell in cells)
        if cells and days >= _MIN_SHARE * len(cells):
            found.append(head)
    return found[0] if len(found) == 1 else None


def _labels(raw: RawSheet, column: str | None) -> tuple[str, ...]:
    if column is None:
        return ()
    counts = Counter(cell.text for cell in date_cells(raw, column))
    return tuple(label for label, _ in counts.most_common(_MOST_LABELS))


def _questions(raw: RawSheet, columns: Iterable[str | None]) -> Iterator[DateQuestion]:
    for column in filter(None, columns):
        cells = date_cells(raw, column)
        figures = [cell.text for cell in cells if not cell.is_date and needs_form(cell.text)]
        if figures:
            n_typed = sum(cell.is_date for cell in cells)
            yield DateQuestion(
                column, forms_that_fit(figures, FORMS), tuple(dict.fromkeys(figures))[:5], len(figures), n_typed
            )


def _shipped(heads: Sequence[str]) -> str | None:
    """Return the shipped map all of whose columns the sheet has."""
    there = set(heads)
    fit = [name for name in shipped_maps() if set(find_map(name).map.columns) <= there]
    return fit[0] if len(fit) == 1 else None
