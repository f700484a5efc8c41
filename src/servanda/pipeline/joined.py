"""Claims as the later rooms see them: identifications joined in, decisions folded in."""

from collections.abc import Collection

from servanda.model.claims import Claim
from servanda.pipeline.case import Case
from servanda.pipeline.current import extracted, key_aliases, read_extracted
from servanda.pipeline.permitted import permitted_decisions, that_count
from servanda.review import Folded, ReviewConfig, fold


def joined_claims(case: Case, texts: Collection[str] | None = None) -> tuple[Claim, ...]:
    """Return the current claims with entity, place and agreement ids, a text at a time: mentions are spans of one text.

    ``texts`` are ids of current layers, without them all.
    """
    return (extracted(case) if texts is None else read_extracted(case, texts)).joined


def folded_claims(case: Case, texts: Collection[str] | None = None) -> Folded:
    """Return the joined claims with all decisions folded in; ``texts`` as in `joined_claims`."""
    return fold(
        joined_claims(case, texts), that_count(case, permitted_decisions(case)), ReviewConfig(aliases=key_aliases(case))
    )
