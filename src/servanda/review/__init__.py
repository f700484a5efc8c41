"""Human judgements over what the machine proposes: folded in before corroborate and assess, never edited.

The verb is `fold`; see README.md.
"""

from servanda.review.carrying import carry
from servanda.review.fold import Folded, ReviewConfig, fold
from servanda.review.judge import judge, outgrown
from servanda.review.making import make_decision, merge_patch, split_patch
from servanda.review.patches import CLAIM_PATHS, FINDING_PATHS
from servanda.review.standing import is_on_claim, standing

__all__ = [
    "CLAIM_PATHS",
    "FINDING_PATHS",
    "Folded",
    "ReviewConfig",
    "carry",
    "fold",
    "is_on_claim",
    "judge",
    "make_decision",
    "merge_patch",
    "outgrown",
    "split_patch",
    "standing",
]
