"""Who may do what: five groups, each with the rights of those before it, and the least right of every address."""

import secrets
from enum import IntEnum
from typing import Final, NamedTuple


class Right(IntEnum):
    """What an address asks for; the names of all but the first two are those of the groups."""

    NOBODY = 0
    SIGNED_IN = 1
    READER = 2
    ANALYST = 3
    REVIEWER = 4
    LEAD = 5
    ADMINISTRATOR = 6
    CLOSED = 7

    @property
    def words(self) -> str:
        """The right in words."""
        return {"NOBODY": "anybody", "SIGNED_IN": "whoever signed in", "CLOSED": "nobody"}.get(
            self.name, self.name.lower()
        )


_N_PASSWORD: Final = 18
GROUPS: Final = {right.name.lower(): right for right in Right if Right.READER <= right < Right.CLOSED}
"""The groups by name, the one with the fewest rights first."""


class Permit(NamedTuple):
    """The least right to look at an address, and to send it a form.

    ``is_whole``: it tells of all documents, so that only who is cleared for all of them may have it.
    """

    looks: Right
    sends: Right
    is_whole: bool = False


def _reading(sends: Right = Right.ADMINISTRATOR) -> Permit:
    return Permit(Right.READER, sends)


CLOSED: Final = Permit(Right.CLOSED, Right.CLOSED)
"""What every other address asks for: nobody has it."""
_OPEN: Final = Permit(Right.NOBODY, Right.NOBODY)
_OWN: Final = Permit(Right.SIGNED_IN, Right.SIGNED_IN)
_JUDGING: Final = Permit(Right.REVIEWER, Right.REVIEWER)
_BRINGING: Final = Permit(Right.ANALYST, Right.ANALYST, is_whole=True)
_LEADING: Final = Permit(Right.LEAD, Right.LEAD, is_whole=True)
_ASKING: Final = Permit(Right.ANALYST, Right.ANALYST, is_whole=True)
_ADMINISTERING: Final = Permit(Right.ADMINISTRATOR, Right.ADMINISTRATOR)

PERMITS: Final = {
    "": _reading(),
    "own/<path:name>": _OPEN,
    "language": _OPEN,
    "documents/": _reading(),
    "documents/<str:name>": _reading(),
    "documents/<str:name>/claims": Permit(Right.ANALYST, Right.ANALYST),
    "documents/<str:name>/original": _reading(),
    "documents/<str:name>/pages/<str:number>": _reading(),
    "claims/": _reading(),
    "claims/<str:name>": _reading(),
    "claims/<str:name>/decide": _JUDGING,
    "claims/<str:name>/where": _reading(),
    "incidents/": _reading(),
    "incidents/<str:name>": _reading(),
    "incidents/<str:name>/decide": _JUDGING,
    "findings/": _reading(),
    "findings/<str:name>": _reading(),
    "findings/<str:name>/decide": _JUDGING,
    "again/<str:name>": _JUDGING,
    "explore/": _reading(),
    "explore/timeline": _reading(),
    "explore/map": _reading(),
    "explore/keep": Permit(Right.ANALYST, Right.ANALYST),
    "explore/drop": Permit(Right.ANALYST, Right.ANALYST),
    "period/": Permit(Right.READER, Right.ADMINISTRATOR, is_whole=True),
    "period/edit": Permit(Right.REVIEWER, Right.REVIEWER, is_whole=True),
    "period/freeze": _LEADING,
    "period/export": _ASKING,  # it asks for an export, which a lead approves
    "period/exports/<str:name>": CLOSED,  # files at once are for a desk without accounts
    "exports/": _ASKING,
    "exports/<int:number>": _ASKING,
    "exports/<int:number>/approve": _LEADING,
    "names/": _reading(),
    "names/settle": Permit(Right.ANALYST, Right.ANALYST),
    "names/undo/<str:name>": Permit(Right.ANALYST, Right.ANALYST),
    "sources/": _reading(),
    "sources/grade": _LEADING,
    "agreements/": _reading(),
    "agreements/write": _LEADING,
    "agreements/take": _LEADING,
    "agreements/<str:name>": _reading(),
    "agreements/<str:name>/write": _LEADING,
    "intake/": _BRINGING,
    "intake/files": _BRINGING,
    "intake/report": _BRINGING,
    "intake/run": _BRINGING,
    "intake/sheet": _BRINGING,
    "intake/import": _BRINGING,
    "log/": _LEADING,
    "undo": Permit(Right.ANALYST, Right.ANALYST),
    "turned": _reading(),
    "account/login/": _OPEN,
    "account/logout/": _OWN,
    "account/inactive/": _OPEN,
    "account/reauthenticate/": _OWN,
    "account/password/change/": _OWN,
    "account/2fa/": _OWN,
    "account/2fa/authenticate/": _OPEN,
    "account/2fa/reauthenticate/": _OWN,
    "account/2fa/totp/activate/": _OWN,
    "account/2fa/totp/deactivate/": _OWN,
    "account/2fa/recovery-codes/": _OWN,
    "account/2fa/recovery-codes/generate/": _OWN,
    "account/2fa/recovery-codes/download/": _OWN,
    "account/2fa/webauthn/": _OWN,
    "account/2fa/webauthn/add/": _OWN,
    "account/2fa/webauthn/reauthenticate/": _OWN,
    "account/2fa/webauthn/keys/<int:pk>/remove/": _OWN,
    "account/2fa/webauthn/keys/<int:pk>/edit/": _OWN,
    "account/sessions/": _OWN,
    "people/": _ADMINISTERING,
    "people/<str:name>": _ADMINISTERING,
    "audit/": _ADMINISTERING,
}
"""Every address of the desk with the least right that it asks for; one that stands here not is closed to all."""


def new_password() -> str:
    """Return a password of chance for a first sign-in."""
    return secrets.token_urlsafe(_N_PASSWORD)
