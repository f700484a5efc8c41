"""`stamp`: an outside authority says that the record existed at an instant."""

from dataclasses import dataclass
from functools import partial

from servanda.collect import StampConfig, request_stamp
from servanda.errors import NetworkError, RecordError
from servanda.pipeline.case import Case
from servanda.store import Authority, Occasion, Stamped, complete_stamp, queue_stamp


@dataclass(frozen=True)
class StampSummary:
    """Which tree heads were stamped and when, which requests wait (heads by their number of entries), and why."""

    stamped: tuple[Stamped, ...]
    waiting: tuple[int, ...]
    reason: str | None


def stamp_case(case: Case) -> StampSummary:
    """Ask for a time-stamp of the newest tree head, and again for those that could not be had before.

    Without a network or an authority the request waits in the dossier, and the reason is said. Raises `ConfigError`,
    `NotFoundError` where nothing is signed yet, and `StoreError`.
    """
    waiting = queue_stamp(case.store)
    address = case.dossier.settings.stamp_authority
    if waiting and address is None:
        return StampSummary((), waiting, "no authority is configured: name one in dossier.toml (stamp_authority)")
    stamped: list[Stamped] = []
    reason = None
    for size in waiting:
        ask = partial(request_stamp, str(address), config=StampConfig())
        authority = Authority(str(address), ask, case.folder / case.dossier.settings.stamp_roots)
        try:
            stamped.append(complete_stamp(case.store, size, authority, _occasion(case)))
        except (NetworkError, RecordError) as error:
            reason = str(error)
            break
    return StampSummary(tuple(stamped), waiting[len(stamped) :], reason)


def _occasion(case: Case) -> Occasion:
    return Occasion("stamped", case.by, case.now(), case.tool())
