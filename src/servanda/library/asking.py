"""What `OpenDossier.report` may be asked for a period."""

from typing import Literal, TypedDict

from servanda.errors import UsageError
from servanda.pipeline import ReportRequest

_LANGUAGES = ("en", "ar")


class PeriodOptions(TypedDict, total=False):
    """Options of the report of a period, as those of ``servanda report``: its first day, the first day after it, and how it is told."""

    since: str | None
    until: str | None
    compare: Literal["previous"] | None
    language: Literal["en", "ar"]
    annex: bool


def request_of(audience: str, options: PeriodOptions) -> ReportRequest:
    """Return the request for a report. Raises `UsageError` for an option or a value that there is not."""
    if unknown := sorted(options.keys() - PeriodOptions.__annotations__.keys()):
        raise UsageError(f"report has no option {unknown[0]!r}; it has: {', '.join(PeriodOptions.__annotations__)}")
    compare, language = options.get("compare"), options.get("language", "en")
    if compare not in {None, "previous"}:
        raise UsageError(f"compare={compare!r}: a period is compared with 'previous', the one before it, or with None")
    if language not in _LANGUAGES:
        raise UsageError(f"language={language!r}: a report of a period speaks one of {', '.join(_LANGUAGES)}")
    return ReportRequest(
        audience=audience,
        since=options.get("since"),
        until=options.get("until"),
        compare=compare is not None,
        language=language,
        annex=options.get("annex", False),
    )
