"""The period that a dossier is about: as its settings say, else as its agreements and reports tell."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from servanda.model.documents import DocumentText
from servanda.model.period import Period
from servanda.pipeline.dossier import PeriodSetting
from servanda.reference.agreement_files import AgreementBook

_BEFORE_REPORTS: Final = timedelta(days=365)
_DAY: Final = len("2019-02-15")


def dossier_period(setting: PeriodSetting, book: AgreementBook, texts: Iterable[DocumentText]) -> Period:
    """Return the period of a dossier.

    Where ``since`` is not set, it is the day on which the newest of the agreements that were in force at the first report took effect, or a
    year before the first report, whichever is earlier; open where no report bears a date. ``until`` is open where it is not set.
    """
    if setting.since:
        return Period(setting.since, setting.until)
    first = min((text.published_on[:_DAY] for text in texts if text.published_on), default=None)
    return Period(_since(first, book) if first else None, setting.until)


def _since(first: str, book: AgreementBook) -> str:
    terms = (term.since[:_DAY] for agreement in book.agreements for term in agreement.time.in_force if term.since)
    newest = max((day for day in terms if day <= first), default=first)
    return min(newest, (date.fromisoformat(first) - _BEFORE_REPORTS).isoformat())
