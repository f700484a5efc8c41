"""Reading a text that somebody hands over: nothing is stored."""

from functools import lru_cache

from servanda.collect import read_declared
from servanda.errors import UsageError
from servanda.model.base import Record
from servanda.model.claims import BaseClaim
from servanda.model.codec import encode, sha256, to_plain
from servanda.model.documents import ROW_MEDIA_TYPE, Document, PassedOver
from servanda.model.ids import content_id
from servanda.parse import ParseConfig, parse
from servanda.pipeline.filters import claims_of
from servanda.reference import AgreementBook, Reference, ReferenceConfig
from servanda.reference.gazetteer import WORLD
from servanda.reference.gazetteer.geonames import countries as known_countries
from servanda.report import ReportView

_NAME = "the given text"
_DECLARED = ("language", "publisher", "published_on")


class Given(Record, frozen=True, kw_only=True):
    """A text, and what is known of it; without ``countries`` places are looked up in all the world."""

    text: str
    countries: tuple[str, ...] = ()
    language: str | None = None
    publisher: str | None = None
    published_on: str | None = None


def read_given(given: Given) -> tuple[ReportView, tuple[PassedOver, ...]]:
    """Return a view of the text with its claims, identifications joined in, and what of it was left unread.

    Raises `UsageError` for a country or detail that is none, and an `InputError` for a text that is blank or too long.
    """
    document, content = _document(given)
    layer = parse(document, content, ParseConfig())
    found = tuple(claims_of(layer, _reference(_known(given.countries)), resolved=True))
    claims = tuple(item for item in found if isinstance(item, BaseClaim))
    view = ReportView(
        title=_NAME, generated_at="", texts=(layer,), claims=claims, incidents=(), findings=(), book=AgreementBook()
    )
    return view, tuple(item for item in found if isinstance(item, PassedOver))


def _document(given: Given) -> tuple[Document, bytes]:
    """Return the text as a document, with what was said of it, and its bytes: those of a table row, whose text stays as given."""
    if not isinstance(given.text, str):
        raise UsageError(f"the text is a {type(given.text).__name__}, not a str")
    declared = read_declared({name: getattr(given, name) for name in _DECLARED})
    if declared.warnings:
        raise UsageError("; ".join(declared.warnings).replace(" is left empty", ""))
    content = encode({"text": given.text})
    document = Document(
        id=content_id("doc", to_plain(given)), object_sha256=sha256(content), n_bytes=len(content),
        media_type=ROW_MEDIA_TYPE, locator=_NAME, **declared.fields,
    )  # fmt: skip
    return document, content


def _known(codes: tuple[str, ...]) -> tuple[str, ...]:
    known = {country.iso for country in known_countries()}
    for code in codes:
        if code not in known:
            raise UsageError(f"{code!r} is no country; write its ISO 3166 code in capitals, for example SD for Sudan")
    return codes or (WORLD,)


@lru_cache(maxsize=2)
def _reference(countries: tuple[str, ...]) -> Reference:
    """Return what texts about these countries are read with; the newest two are kept, for a program that reads many texts."""
    return Reference(ReferenceConfig(countries=countries))
