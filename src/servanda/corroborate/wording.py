"""What one voice says in the same words in two texts: words that are quoted again tell of the same act (decision 0317)."""

import re
from typing import Final, NamedTuple

from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.speakers import speaker_of
from servanda.text.folds import plain

_WORD: Final = re.compile(r"\w+")
_PUT_IN: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # "Daesh (IS)"


class Wording(NamedTuple):
    """Who says something, in which letters and digits, and how many of these there are up to the end of the act."""

    voice: str
    words: str
    end: int


def wording(one: EventMention, fewest_words: float) -> Wording | None:
    """Return who tells an act and how; ``None`` where nobody is named, or is quoted with so few words that he may have said them of another.

    A name is known by its last word: "Doctor Sami Halabi" is quoted again as "Sami Halabi". Words may be parted otherwise ("air strikes", "airstrikes"), and what stands
    in brackets the writer put in.
    """
    speaker, words = speaker_of(one.claim), _words("".join(one.quoted))
    if speaker is None or len(words) < fewest_words:
        return None
    name = speaker.entity_id or plain(speaker.name or "").rpartition(" ")[2]
    return Wording(name, "".join(words), len("".join(_words(one.quoted[0]))))


def _words(text: str) -> list[str]:
    return _WORD.findall(_PUT_IN.sub(" ", text).casefold())
