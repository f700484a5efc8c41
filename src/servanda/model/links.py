"""How actors belong together: what corroborate is told of the actor registry (assess is told of one actor at a time)."""

from servanda.model.base import Record
from servanda.model.incidents import LinkType


class ActorLink(Record, frozen=True, kw_only=True):
    """``actor`` belongs to ``party`` in the way ``type`` says, from ``since`` to ``until`` (see `may_hold`)."""

    actor: str
    party: str
    type: LinkType = "unknown"
    since: str | None = None
    until: str | None = None


def may_hold(since: str | None, until: str | None, on: str | None) -> bool:
    """Tell whether what holds from ``since`` to ``until``, half-open, may hold ``on`` a time.

    Each is an ISO day, month or year, compared as far as both are known; ``None`` is open, or no time asked for.
    """
    if on is None:
        return True
    begun = since is None or on[: len(since)] >= since[: len(on)]
    return begun and (until is None or on[: len(until)] < until)
