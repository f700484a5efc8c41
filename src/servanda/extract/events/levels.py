"""The chain over an event whose words name one more voice: who blames, alleges or accuses."""

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.parties import Attribution
from servanda.model.spans import Span


def with_speaker(
    analysis: DocumentAnalysis, segment: Segment, speaker: int | None, cue: Span, chain: tuple[Attribution, ...]
) -> tuple[Attribution, ...]:
    """Return a chain with whoever a word of a segment names as its last speaker, by the words ``cue``; without a word one unnamed.

    A level that speaks by the same words gives way to it.
    """
    outer = tuple(level for level in chain if not speaks_by(level, cue))
    if speaker is None:
        return (*outer, Attribution(level="speaker", name=None, cue=cue))
    return (*outer, analysis.names.name_of(segment, speaker, outer).speaker(cue))


def voice_of(chain: tuple[Attribution, ...]) -> str | None:
    """Return the name of whoever speaks last in a chain, ``None`` where that is the writer."""
    return chain[-1].name if len(chain) > 1 else None


def speaks_by(level: Attribution, cue: Span) -> bool:
    """Tell whether a level speaks by some words."""
    return level.cue is not None and level.cue.overlaps(cue)


def is_rule(chain: tuple[Attribution, ...], instruments: frozenset[str]) -> bool:
    """Tell whether the innermost voice is an agreement or a part of one ("Article 3 of the treaty"): what it says is a rule, no report."""
    words = (chain[-1].name or "").lower().split() if len(chain) > 1 else []
    numbered = any(word[:1].isdigit() for word in words[1:2])
    return bool(words) and (words[-1] in instruments or (numbered and words[0] in instruments))
