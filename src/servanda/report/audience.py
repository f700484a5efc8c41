"""Who may see what: consent, sensitivity and retention of documents (CONTRACT section 2), held against an audience."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, get_args

import msgspec

from servanda.model.documents import Document

Audience = Literal["internal", "partner", "public", "court"]
AUDIENCES: tuple[str, ...] = get_args(Audience)
INTERNAL = "internal"
# The use that a consent must name. A consent for the UN covers no other partner, so it opens no audience of its own.
_USE = {"internal": "internal", "partner": "report", "public": "public", "court": "court"}


_UNINFORMED = "the source agreed without being told of the risks: ask again, and declare it anew"


class Refusal(NamedTuple):
    """Why a document may not be shown: ``kind`` for those outside, which tells nothing of the document, ``reason`` in full."""

    kind: str
    reason: str


def refusal(document: Document, audience: str, at: str) -> Refusal | None:
    """Return why a document may not be shown to ``audience`` at the instant ``at``; ``None`` where it may.

    A document that somebody gave with consent is shown only for the uses named there; one without is shown to others than
    the desk itself only if its sensitivity is ``public``. Retention and withdrawal bind every audience. Consent never overrides a risk, and
    opens nothing outside where the risks are said not to have been explained.
    """
    consent, use = document.consent, _USE[audience]
    told = [item.field for item in document.protected if item.in_text]
    is_outside = audience != INTERNAL
    retained = f"it was to be kept until {document.retain_until} only: expunge it"
    named = f"its own words give the protected {', '.join(told)}: add a version without them"
    checks = [
        (_over(document.retain_until, at), Refusal("the time for which it might be kept is over", retained)),
        (is_outside and bool(told), Refusal("its own words name somebody who is protected", named)),
    ]
    checks += _risks(document) if is_outside else []
    if consent:
        covered = f"consent covers {', '.join(consent.uses) or 'no use'}, not {use}"
        checks += [
            (
                _over(consent.withdrawn_at, at),
                Refusal("consent was withdrawn", f"consent was withdrawn on {consent.withdrawn_at}"),
            ),
            (_over(consent.until, at), Refusal("consent has ended", f"consent ended on {consent.until}")),
            (use not in consent.uses, Refusal("consent does not cover this use", covered)),
        ]
    elif document.sensitivity != "public":
        inside = f"it is {document.sensitivity}, and no consent names the use {use}"
        checks.append((is_outside, Refusal("it is not for this audience", inside)))
    return next((reason for is_so, reason in checks if is_so), None)


def _risks(document: Document) -> list[tuple[bool, Refusal]]:
    """Return what of risks speaks against showing a document outside."""
    harm = f"showing it could harm somebody ({document.risk}): no consent overrides that"
    uninformed = document.consent is not None and document.consent.risks_explained is False
    return [
        (bool(document.risk), Refusal("it is not for this audience", harm)),
        (uninformed, Refusal("consent does not cover this use", _UNINFORMED)),
    ]


def _over(moment: str | None, at: str) -> bool:
    """Tell whether a day (to its end) or an instant in UTC has passed; an open end never has."""
    if moment is None:
        return False
    return moment < at[: len(moment)] if len(moment) == len("2019-03-14") else moment <= at


def mentioned(value: Any) -> Iterable[str]:
    """Yield every claim id that a record names, anywhere in it."""
    match value:
        case str():
            yield from (value,) if value.startswith("clm_") else ()
        case tuple() | list():
            for item in value:
                yield from mentioned(item)
        case dict():
            yield from mentioned(list(value.values()))
        case msgspec.Struct():
            yield from mentioned([getattr(value, name) for name in value.__struct_fields__])
        case _:
            return
