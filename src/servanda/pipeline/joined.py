"""Claims as the later rooms see them: identifications joined in, decisions folded in."""

from collections.abc import Collection

from servanda.model.claims import Claim
from servanda.model.joining import index_identifications, join
from servanda.pipeline.case import Case
from servanda.pipeline.current import EXTRACTING, current_claims, current_identifications, key_aliases
from servanda.pipeline.permitted import permitted_decisions, that_count
from servanda.review import Folded, ReviewConfig, fold


def joined_claims(case: Case, texts: Collection[str] | None = None) -> tuple[Claim, ...]:
    """Return the current claims with entity, place and agreement ids, a text at a time: mentions are spans of one text.

    ``texts`` are ids of current layers, without them all.
    """
    if texts is not None:
        return _joined(case, texts)
    return case.store.memory.of("joined", ("parse", *EXTRACTING), lambda: _joined(case, None), case.withheld)


def _joined(case: Case, texts: Collection[str] | None) -> tuple[Claim, ...]:
    by_text: dict[str, list[Claim]] = {}
    for claim in current_claims(case, texts):
        by_text.setdefault(claim.text_id, []).append(claim)
    found: dict[str, list[object]] = {}
    for item in current_identifications(case, texts):
        found.setdefault(item.text_id, []).append(item)
    joined = []
    for text_id, claims in by_text.items():
        index = index_identifications(found.get(text_id, []))  # type: ignore[arg-type]
        joined += [join(claim, index) for claim in claims]
    return tuple(joined)


def folded_claims(case: Case, texts: Collection[str] | None = None) -> Folded:
    """Return the joined claims with all decisions folded in; ``texts`` as in `joined_claims`."""
    return fold(
        joined_claims(case, texts), that_count(case, permitted_decisions(case)), ReviewConfig(aliases=key_aliases(case))
    )
