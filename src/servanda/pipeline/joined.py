"""Claims as the later rooms see them: identifications joined in, decisions folded in."""

from collections.abc import Collection
from dataclasses import replace

from servanda.model.outlines import Claims
from servanda.pipeline.case import Case
from servanda.pipeline.current import extracted, key_aliases, read_extracted
from servanda.pipeline.permitted import permitted_decisions, that_count
from servanda.review import Folded, ReviewConfig, decided_keys, fold


def joined_claims(case: Case, texts: Collection[str] | None = None) -> Claims:
    """Return the current claims with entity, place and agreement ids, a text at a time: mentions are spans of one text.

    ``texts`` are ids of current layers, without them all.
    """
    return (extracted(case) if texts is None else read_extracted(case, texts)).joined


def folded_claims(case: Case, texts: Collection[str] | None = None) -> Folded:
    """Return the joined claims with all decisions folded in; ``texts`` as in `joined_claims`. Only claims of documents on which somebody decided are opened."""
    claims, decisions = joined_claims(case, texts), that_count(case, permitted_decisions(case))
    config = ReviewConfig(aliases=key_aliases(case))
    if claims.is_open:
        return fold(claims, decisions, config)
    decided = decided_keys(decisions, config, claims.keys)
    documents = {one.document_id for one in claims.outlines if not decided.isdisjoint(one.keys)} if decided else set()
    folded = fold(claims.within(documents), decisions, config, claims.keys)
    return replace(folded, claims=claims.changed(documents, folded.claims))
