"""What can be set about extraction."""

from servanda.model.base import Record


class ExtractConfig(Record, frozen=True, kw_only=True):
    """Settings of the room.

    ``version`` stands in ``made_by`` of every claim; ``kinds`` are the kinds of claim wanted (empty: all).
    With ``triage``, paragraphs that hold no word of conflict, and have none beside them, are passed over before the parser;
    words that sport or markets use too count in company only.
    """

    version: str = "0.2.1"
    kinds: tuple[str, ...] = ()
    triage: bool = False
