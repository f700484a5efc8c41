"""Human judgements over what the machine proposes: folded in before corroborate and assess, never edited.

The verb is `fold`; see README.md.
"""

from servanda.review.aliasing import translated
from servanda.review.carrying import carry
from servanda.review.coded import RULES as TABLE_RULES
from servanda.review.coded import VERSION as CODED_VERSION
from servanda.review.coded import CodedRow, coded_rows
from servanda.review.documents import (
    DETAILS,
    DOCUMENT_PATHS,
    SENSITIVITIES,
    Described,
    describe_documents,
    described,
    described_layer,
    loosened,
    with_decision,
)
from servanda.review.fold import Folded, ReviewConfig, decided_keys, fold
from servanda.review.hand import KINDS as ENTERED_KINDS
from servanda.review.hand import Entry, hand_claim, set_apart
from servanda.review.judge import judge, outgrown
from servanda.review.making import make_decision, merge_patch, split_patch
from servanda.review.patches import CLAIM_PATHS, FINDING_PATHS
from servanda.review.seconding import seconded, unseconded
from servanda.review.standing import is_on_claim, judgements, standing, taken_back

__all__ = [
    "CLAIM_PATHS", "CODED_VERSION", "DETAILS", "DOCUMENT_PATHS", "ENTERED_KINDS", "FINDING_PATHS", "SENSITIVITIES", "TABLE_RULES", "CodedRow", "Described", "Entry", "Folded", "ReviewConfig",
    "carry", "coded_rows", "decided_keys", "describe_documents", "described", "described_layer", "fold", "hand_claim", "is_on_claim", "judge", "judgements", "loosened", "make_decision", "merge_patch",
    "outgrown", "seconded", "set_apart", "split_patch", "standing", "taken_back", "translated", "unseconded", "with_decision",
]  # fmt: skip
