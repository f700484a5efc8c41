"""The verb of the room: a frozen text in, attributed claims out."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Final

from servanda.extract.attribution import find_attributions, quotation_claims
from servanda.extract.config import ExtractConfig
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.extraction import Extraction
from servanda.extract.finders import FINDERS
from servanda.extract.foreign import find_foreign
from servanda.extract.names import known_types, name_all
from servanda.extract.provenance import find_provenance
from servanda.extract.reading import may_tell, parted, read
from servanda.extract.roles import find_roles
from servanda.extract.verdicts import with_acts
from servanda.extract.verification import verified
from servanda.model.claims import Claim
from servanda.model.documents import DocumentText, PassedOver
from servanda.model.making import kind_of
from servanda.reference import Reference

Finder = Callable[[DocumentAnalysis], Iterator[Claim | PassedOver]]
_BY_KIND: Final[dict[str, Finder]] = {"quotation": quotation_claims, "role": find_roles, "provenance": find_provenance}


def extract(text: DocumentText, config: ExtractConfig, reference: Reference) -> Extraction:
    """Return the claims of a text in text order, each with its chain of attribution, and what of the text was passed over.

    Paragraphs that the pipeline does not read are read by words alone (`foreign`), if at all; what triage passes over yields
    nothing. Duplicate claims (same id) are given once. Where names or speakers could not be read, nobody can tell who says
    what: such sentences give no claim at all.
    """
    if config.triage and not may_tell(text, reference.lexicon.triage):
        return Extraction()
    analysis = lay_out(text, config, reference)
    unread = (*analysis.reading.passed_over, *analysis.names.passed_over, *analysis.attributions.passed_over)
    found: tuple[Claim, ...]
    found, failed = parted(one for finder in _finders(config) for one in finder(analysis))
    found, unchecked = parted(verified(analysis, found))
    claims: dict[str, Claim] = {
        claim.id: claim for claim in with_acts(found) if not config.kinds or kind_of(claim) in config.kinds
    }
    told = _outside(claims.values(), unread) if unread else claims.values()
    return Extraction(
        claims=tuple(sorted(told, key=lambda claim: (claim.span.start, claim.span.end, kind_of(claim), claim.id))),
        passed_over=tuple(sorted({*unread, *failed, *unchecked}, key=lambda one: (one.span.start, one.rule, one.id))),
    )


def _outside(claims: Iterable[Claim], unread: Iterable[PassedOver]) -> list[Claim]:
    """Return the claims that hold no character of what was passed over."""
    holes = sorted((one.span.start, one.span.end) for one in unread)
    furthest = list(accumulate((end for _, end in holes), max))
    kept = []
    for claim in claims:
        place = bisect_left(holes, (claim.span.end,)) - 1
        if place < 0 or furthest[place] <= claim.span.start:
            kept.append(claim)
    return kept


def lay_out(text: DocumentText, config: ExtractConfig, reference: Reference) -> DocumentAnalysis:
    """Return the analysis of a text: parsed, with its names and attributions found."""
    lexicon = reference.lexicon
    triage = lexicon.triage if config.triage else None
    reading = read(text, reference.nlp, reference.headline_words, triage)
    names = name_all(reading, lexicon.cues, known_types(reference))
    attributions = find_attributions(reading, names, lexicon)
    return DocumentAnalysis(reading=reading, names=names, attributions=attributions, reference=reference, config=config)


def _finders(config: ExtractConfig) -> Iterator[Finder]:
    """Yield the finders that can give a wanted kind."""
    for kind, finder in _BY_KIND.items():
        if not config.kinds or kind in config.kinds:
            yield finder
    if not config.kinds or set(config.kinds) - _BY_KIND.keys():
        yield from FINDERS
    elif "quotation" in config.kinds:
        yield find_foreign
