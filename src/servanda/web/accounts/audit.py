"""What accounts do stands in the custody log: who came in, who was refused, whose rights changed, and by whom."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest

from servanda.model.codec import canonical, sha256
from servanda.model.runs import CustodySubject
from servanda.pipeline import Case
from servanda.store import Occasion
from servanda.web.desk import Desk

_EVENT: Final = "account"
_NOBODY: Final = "nobody"


class Event(NamedTuple):
    """One line of the audit: its number in the log, when (UTC, ISO), what, and by whom."""

    seq: int
    at: str
    what: str
    by: str


def note(case: Case, what: str, by: str, details: Mapping[str, str]) -> None:
    """Enter in the custody log what was done with an account: what and by whom in the open, the rest as commitments."""
    subject = CustodySubject(kind=what, sha256=sha256(canonical(sorted(details.items()))))
    case.store.log_event(Occasion(_EVENT, by, case.now(), case.tool(**details)), subject)


def events(case: Case) -> Iterator[Event]:
    """Yield what was done with accounts, the newest first."""
    found = [entry for entry in case.store.log() if entry.event == _EVENT]
    for entry in reversed(found):
        yield Event(entry.seq, entry.at, entry.subject.kind, entry.by)


def _noted(request: HttpRequest | None, what: str, by: str, **details: str) -> None:
    if request is not None:
        desk: Desk = request.META["servanda.shared"]
        note(desk.case, what, by, details)
        desk.overlook_entry()


def _came_in(request: HttpRequest, user: Any, **_: Any) -> None:
    _noted(request, "signed_in", user.username)


def _left(request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        _noted(request, "signed_out", user.username)


def _was_refused(request: HttpRequest | None = None, credentials: Mapping[str, Any] | None = None, **_: Any) -> None:
    """Note a name that was tried as a commitment only: people type passwords into the wrong field."""
    _noted(request, "sign_in_refused", _NOBODY, tried=str((credentials or {}).get("username", "")))


def _changed_password(request: HttpRequest, user: Any, **_: Any) -> None:
    _noted(request, "password_changed", user.username)


def _added_second(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _noted(request, "second_factor_added", user.username, type=str(authenticator.type))


def _removed_second(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _noted(request, "second_factor_removed", user.username, type=str(authenticator.type))


def _reset_second(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _noted(request, "second_factor_renewed", user.username, type=str(authenticator.type))


_HEARD: Final = (
    (user_logged_in, _came_in), (user_logged_out, _left), (user_login_failed, _was_refused), (password_changed, _changed_password),
    (authenticator_added, _added_second), (authenticator_removed, _removed_second), (authenticator_reset, _reset_second),
)  # fmt: skip


def listen() -> None:
    """Have the log told from now on what happens to accounts."""
    for signal, told in _HEARD:
        signal.connect(told)
