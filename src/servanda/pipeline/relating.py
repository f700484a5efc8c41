"""The part of a run that looks at all documents together: corroborate and assess."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from servanda.assess import AssessConfig, assess, assess_again
from servanda.corroborate import CorroborateConfig, agrees, corroborate, corroborate_again, fingerprints
from servanda.errors import ConfigError
from servanda.model.base import Record
from servanda.model.claims import Claim
from servanda.model.codec import encode_lines, sha256
from servanda.model.documents import DocumentText
from servanda.model.findings import Finding
from servanda.model.ids import content_id
from servanda.model.incidents import Incident
from servanda.model.making import with_id
from servanda.model.outlines import Claims
from servanda.model.runs import Derivation
from servanda.model.sources import DocumentSource
from servanda.pipeline.case import Case, Step
from servanda.pipeline.citing import cited_by_tables
from servanda.pipeline.current import current_texts, key_aliases
from servanda.pipeline.grading import case_sources
from servanda.pipeline.joined import folded_claims
from servanda.pipeline.known_actors import actor_knowledge, actor_links, gatherers, outlet_owners
from servanda.pipeline.linking import assessed_before, keep_assessed, keep_linked, linked_before
from servanda.pipeline.makings import is_same
from servanda.pipeline.naming import with_agreements
from servanda.reference.agreement_files import AgreementBook, book_with_actor_ids, load_agreement_book
from servanda.store import Batch, Difference, Whose, look_ahead

WHOLE = "dossier"
"""Input id of the derivations that look at everything."""


def relate(case: Case, step: Step) -> tuple[tuple[Incident, ...], tuple[Finding, ...], int]:
    """Bring incidents and findings up to date; return them and how many of the two stages had work to do."""
    step("corroborating", 0, 0)
    incidents, changed = _incidents(case)
    step("assessing", 0, 0)
    findings, assessed = _findings(case, incidents)
    return incidents, findings, changed + assessed


def agreement_book(case: Case) -> AgreementBook:
    """Return the dossier's agreements, with actors by their ids. Raises `ConfigError` with file, line and path."""
    book = load_agreement_book(case.dossier.agreements, case.folder / case.dossier.settings.zones)
    return book_with_actor_ids(book, case.reference.actors, case.dossier.settings.countries)


def as_of(case: Case, incidents: Iterable[Incident]) -> str | None:
    """Return the date of the assessment: as set, else the latest that a report bears or an incident states."""
    published = (text.published_on for text in current_texts(case))
    stated = (incident.time.start for incident in incidents)
    return case.dossier.settings.as_of or max((date[:10] for date in (*published, *stated) if date), default=None)


def related_anew(case: Case) -> tuple[tuple[Incident, ...], tuple[Finding, ...]]:
    """Return incidents and findings of the documents that ``case`` lets be known, made anew; nothing is stored."""
    claims, sources, config = to_corroborate(case)
    incidents = _ordered(corroborate(claims, sources, config))
    book, asked = _to_assess(case, incidents)
    return incidents, tuple(assess(incidents, book, asked))


class Further(NamedTuple):
    """A table that is not in the dossier: its layer, its claims with identifications joined in, and on which documents they rest.

    The texts of the dossier whose ids are ``left_out`` do not take part.
    """

    layers: tuple[DocumentText, ...] = ()
    claims: tuple[Claim, ...] = ()
    cited: tuple[tuple[str, str], ...] = ()
    left_out: Collection[str] = ()


_NOTHING_FURTHER = Further()


def linked_with(case: Case, further: Further) -> tuple[Incident, ...]:
    """Return the incidents that there would be with a further table; nothing is stored."""
    claims, sources, config = to_corroborate(case, further)
    return _ordered(corroborate(claims, sources, config))


def to_corroborate(
    case: Case, further: Further = _NOTHING_FURTHER
) -> tuple[Claims, Mapping[str, DocumentSource], CorroborateConfig]:
    """Return what corroborate takes, with a ``further`` table."""
    folded = folded_claims(case)
    texts = tuple(text for text in (*current_texts(case), *further.layers) if text.id not in further.left_out)
    claims = _claims(Claims.of(folded.claims), further).seen(lambda some: with_agreements(some, texts))
    sources = case_sources(case, texts)
    links = actor_links(case.reference, claims, sources.values())
    monitors, outlets = gatherers(case.reference, claims, links)
    config = CorroborateConfig(
        must_link=tuple(sorted(folded.must_link)),
        cannot_link=tuple(sorted(folded.cannot_link)),
        links=links,
        owners=outlet_owners(case.reference, claims, sources.values()),
        monitors=monitors,
        outlets=outlets,
        cited=tuple(
            sorted(
                {*cited_by_tables(case, (text for text in texts if text not in further.layers), claims), *further.cited}
            )
        ),
    )
    return claims, sources, config


def _claims(claims: Claims, further: Further) -> Claims:
    """Return claims with those of a further table, without those of texts that do not take part."""
    if further == _NOTHING_FURTHER:
        return claims
    return Claims.of((*(one for one in claims if one.text_id not in further.left_out), *further.claims))


def _incidents(case: Case) -> tuple[tuple[Incident, ...], int]:
    claims, sources, config = to_corroborate(case)
    documents = fingerprints(claims, sources, config)
    state = content_id("ref", {"documents": documents})
    asked = _derivation("corroborate", config.version, config, state)
    newest = case.store.current_derivations("corroborate").get(WHOLE)
    if newest and is_same({WHOLE: newest}, asked):
        return tuple(case.store.current("corroborate")), 0
    before = linked_before(case, newest)
    incidents, linked = corroborate_again(claims, sources, config, documents, before)
    made = _derivation("corroborate", config.version, config, state, incidents)
    keys = {name: key for one in claims.outlines for name, key in zip(one.ids, one.keys, strict=True)}
    whose = Whose(incidents, key_aliases(case), keys)
    ahead = look_ahead(case.store, newest, whose)
    with case.store.writer(
        "derived", case.by, case.now(), case.tool(stage="corroborate", version=config.version)
    ) as batch:
        batch.take(ahead)
        _put(batch, incidents, newest, before.incidents if before else {})
        batch.derive(made)
        batch.assign_handles(whose)
    case.store.memory.tell(made, incidents)
    keep_linked(case, linked, made)
    return incidents, 1


def check_linked(case: Case) -> Iterator[Difference]:
    """Yield the file of how claims hung together where it says of documents something else than the records; not where these have changed since it was made."""
    newest = case.store.current_derivations("corroborate").get(WHOLE)
    before = linked_before(case, newest)
    if newest is None or before is None:
        return
    try:
        claims, sources, config = to_corroborate(case)
    except ConfigError:
        return  # an edited input that cannot be read: it is named among those that wait, and stops the next run
    state = content_id("ref", {"documents": fingerprints(claims, sources, config)})
    asked = _derivation("corroborate", config.version, config, state)
    if is_same({WHOLE: newest}, asked) and not agrees(before.linked, claims, sources, config):
        yield Difference("ready/linking.sqlite", "says something else than the records; delete it, and it is made anew")


def _ordered(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    return tuple(sorted(incidents, key=lambda incident: incident.id))


def _to_assess(case: Case, incidents: tuple[Incident, ...]) -> tuple[AgreementBook, AssessConfig]:
    """Return what assess takes beside the incidents."""
    book = agreement_book(case)
    return book, assess_config(case, incidents, book)


def assess_config(case: Case, incidents: tuple[Incident, ...], book: AgreementBook) -> AssessConfig:
    """Return by what incidents are held against the agreements of ``book``."""
    zone = case.dossier.settings.timezone
    return AssessConfig(
        as_of=as_of(case, incidents),
        timezone=zone if zone != "UTC" else None,  # the default: nobody has said in which zone places keep time
        knowledge=actor_knowledge(case.reference, incidents, book),
    )


def _findings(case: Case, incidents: tuple[Incident, ...]) -> tuple[tuple[Finding, ...], int]:
    book, config = _to_assess(case, incidents)
    state = content_id("ref", {"incidents": _digest(incidents), "agreements": book.digest})
    asked = _derivation("assess", config.version, config, state)
    newest = case.store.current_derivations("assess").get(WHOLE)
    if newest and is_same({WHOLE: newest}, asked):
        return tuple(case.store.current("assess")), 0
    before = assessed_before(case, newest)
    findings, assessed = assess_again(incidents, book, config, before)
    made = _derivation("assess", config.version, config, state, findings)
    ahead = look_ahead(case.store, newest)
    with case.store.writer("derived", case.by, case.now(), case.tool(stage="assess", version=config.version)) as batch:
        batch.take(ahead)
        _put(batch, findings, newest, before.findings if before else {})
        batch.derive(made)
    case.store.memory.tell(made, findings)
    keep_assessed(case, assessed, made)
    return findings, 1


def _put(batch: Batch, made: Iterable[Record], newest: Derivation | None, before: Mapping[str, Record]) -> None:
    """Put records, but for those that stand as the ``newest`` derivation gave them, taken over from ``before``."""
    standing = batch.standing(newest) if newest and before else frozenset()
    for one in made:
        identity: str = one.id  # type: ignore[attr-defined]
        if identity not in standing or before.get(identity) is not one:
            batch.put(one)


def _digest(records: Iterable[Record]) -> str:
    """Return one hash of records in their order."""
    return sha256(b"".join(encode_lines(records)))


def _derivation(
    stage: str, version: str, config: object, state: str, made: Iterable[Incident | Finding] = ()
) -> Derivation:
    record = Derivation(
        id="", input_id=WHOLE, stage=stage, version=version, config_sha256=content_id("cfg", config),
        reference_sha256=state, outputs=tuple(item.id for item in made),
    )  # fmt: skip
    return with_id("drv", record)
