"""What a table row or a sidecar file declares about a document (CONTRACT section 2), checked field by field.

A value that does not fit is left out with a warning, since the text is still usable. The protective fields
(``sensitivity``, ``consent``, ``retain_until``, ``risk``) are the exception: to drop one would make a protected document public,
so the document is refused instead.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, get_args

from servanda.errors import BrokenInput, RecordError
from servanda.model.codec import from_plain
from servanda.model.documents import Consent, Sensitivity
from servanda.text.patterns import regex

_LANGUAGE = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_WEB_ADDRESS = regex(r"https?://[^\s/]\S*", re.IGNORECASE)
_SENSITIVITIES = get_args(Sensitivity)
_N_DATE_CHARACTERS = len("2019-03-14")
_NO_TIME = "is no ISO date such as 2019-03-14"


class Declared(NamedTuple):
    """Checked fields of `Document`, none of them null, and what was wrong with others."""

    fields: dict[str, Any]
    warnings: tuple[str, ...]

    def plus(self, **fields: Any) -> "Declared":
        """Return the same with further fields, where they are not declared already and not null."""
        found = {name: value for name, value in fields.items() if value is not None}
        return Declared(dict(sorted({**found, **self.fields}.items())), self.warnings)


NOTHING = Declared({}, ())
"""Nothing is declared."""


def read_declared(values: Mapping[str, Any]) -> Declared:
    """Return the declared fields in ``values``; ``text`` is passed over, unknown names are named in a warning.

    Raises `BrokenInput` naming the field where a protective one has a value that cannot be understood.
    """
    fields: dict[str, Any] = {}
    warnings = []
    for name, value in values.items():
        if name == "text" or value is None or value == "":
            continue
        if name not in _READERS:
            warnings.append(f"unknown field {name!r} is passed over")
            continue
        try:
            fields["external_id" if name == "id" else name] = _READERS[name](value)
        except ValueError as error:
            if name in _PROTECTIVE:
                raise BrokenInput(
                    f"field {name!r}: {error}. Mend it: without it the document would go unprotected."
                ) from error
            warnings.append(f"field {name!r} is left empty: {error}")
    return Declared(dict(sorted(fields.items())), tuple(sorted(warnings)))


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")  # noqa: TRY004 - one kind of error for every wrong value
    words = " ".join(value.split())
    if not words:
        raise ValueError("it is blank")
    return words


def _name(value: Any) -> str:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else _words(value)


def _day(value: Any) -> str:
    """Return the day of an ISO date or instant, as written there (no change of time zone)."""
    try:
        words = _iso(value)
        datetime.fromisoformat(words)
        return date.fromisoformat(words[:_N_DATE_CHARACTERS]).isoformat()
    except ValueError as error:
        raise ValueError(f"{value!r} {_NO_TIME}") from error


def _instant(value: Any) -> str:
    """Return an instant in UTC, ending in ``Z``."""
    try:
        instant = datetime.fromisoformat(_iso(value))
        if instant.tzinfo is None:
            raise ValueError(f"{value!r} states no offset from UTC; write 2019-03-14T09:30:00+02:00")  # noqa: TRY301
        return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{value!r} is no instant such as 2019-03-14T09:30:00Z with its offset") from error


def _day_or_instant(value: Any) -> str:
    words = _iso(value)
    return _day(words) if len(words) == _N_DATE_CHARACTERS else _instant(words)


def _iso(value: Any) -> str:
    """Return ISO words; TOML files hold dates as dates."""
    return value.isoformat() if isinstance(value, date) else _words(value)


def _language(value: Any) -> str:
    """Return the primary subtag of a BCP 47 code: ``en`` for ``en-GB``."""
    words = _words(value)
    if not _LANGUAGE.fullmatch(words):
        raise ValueError(f"{value!r} is no language code such as 'en' or 'ar'")
    return re.split("[-_]", words)[0].lower()


def _web_address(value: Any) -> str:
    words = _words(value)
    if not _WEB_ADDRESS.fullmatch(words):
        raise ValueError(f"{value!r} is no address that begins with http:// or https://")
    return words


def _sensitivity(value: Any) -> str:
    if value not in _SENSITIVITIES:
        raise ValueError(f"{value!r} is none of {', '.join(_SENSITIVITIES)}")
    return str(value)


def _consent(value: Any) -> Consent:
    try:
        consent: Consent = from_plain(value, Consent)
    except RecordError as error:
        raise ValueError(str(error)) from error
    for moment in (consent.until, consent.withdrawn_at):
        if moment is not None:
            _day_or_instant(moment)
    return consent


_PROTECTIVE = frozenset({"sensitivity", "consent", "retain_until", "risk"})
_READERS: dict[str, Callable[[Any], Any]] = {
    "id": _name,
    "title": _words,
    "publisher": _words,
    "author": _words,
    "published_on": _day,
    "language": _language,
    "url": _web_address,
    "channel": _words,
    "received_at": _instant,
    "collector": _words,
    "witness": _words,
    "source_location": _words,
    "sensitivity": _sensitivity,
    "consent": _consent,
    "retain_until": _day_or_instant,
    "risk": _words,
}
