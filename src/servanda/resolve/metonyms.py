"""Whether the name of a city stands for a government where it is used ("Moscow denied"), or for the place, or cannot be told."""

import re
from typing import Final

from servanda.model.spans import Span
from servanda.text.patterns import regex

_N_AROUND: Final = 70
_BY_THE_WAY: Final = r"(?:(?:also|later|then|itself|again|never|still|\w+ly)\s+)*"
# What a government does and a city does not. A verb that may also befall a city ("witnessed", "suffered") is none.
_ACTS: Final = regex(
    rf"^\s*,?\s+{_BY_THE_WAY}(?:(?:has|have|had|would|will|did not|does not|could|may)\s+)?{_BY_THE_WAY}"
    r"(?!(?:witnessed|suffered|experienced|remained|located|situated|endured|saw|fell|emptied|burned|flooded|called home)\b)"
    r"(?:\w+(?:ed|es)|said|says|told|made|took|sent|met|held|won|put|backs|sees|wants|calls|insists|denies|meant|sought|thinks|knows|"
    r"agree|accuse|deny|reject|say|demand|insist|want|back|support|see|call|hope|plan|refuse|deny|believe)\b"
)
_TOGETHER: Final = regex(r"^\s*(?:,|and|or)\s+(?:the\s+)?[A-Z][\w'’-]+(?=\s)")
_DEALS: Final = (
    r"(?:deal|agreement|accord|talks|negotiations|ties|relations|tensions?|understanding|dispute|war|contacts|meeting|memorandum|ceasefire|truce|"
    r"alliance|cooperation|coordination|rift|summit|dialogue|pact)s?"
)
_PARTY_BEFORE: Final = regex(
    rf"(?:\b(?i:{_DEALS})\s+(?:\w+\s+){{0,3}}(?:between|with|among)\s+(?:the\s+)?(?:[A-Z][\w'’-]+(?:,?\s+and|,)\s+)*|"
    r"\b(?i:according to|accus(?:ed|es|ing)|blam(?:ed|es|ing)|urg(?:ed|es|ing)|ask(?:ed|s|ing)|warn(?:ed|s|ing)|back(?:ed|ing) by|supported by|"
    r"condemn(?:ed|s|ing)|criticis(?:ed|es|ing)|thank(?:ed|s|ing)|pressur(?:ed|es|ing)|pressure on|allies of|ally of|call(?:ed|s|ing)? on|"
    r"loyal to|aligned with|allied with|sanctions on|sanctions against|influence of|approval of|support of|talks with|brokered by|mediated by)\s+)"
    r"(?:both\s+)?$"
)
_PLACE_BEFORE: Final = regex(
    r"\b(?:in|at|from|near|inside|outside|around|into|through|via|towards?|across|over|within|to|of|on|reached|left|entered|leaving|entering|"
    r"visited|visiting|shelled|bombed|hit|struck|captured|took|besieged|defend(?:ed|ing)|attack(?:ed|ing)|north|south|east|west|central|downtown|"
    r"northern|southern|eastern|western)\s+(?:the\s+)?(?:\w+ern\s+)?$",
    re.IGNORECASE,
)


def speaks_or_acts(text: str, mention: Span | None) -> bool:
    """Tell whether the words around a mention make it one who acts, speaks or is a party, and not a place."""
    if mention is None:
        return False
    before, after = text[max(0, mention.start - _N_AROUND) : mention.start], text[mention.end : mention.end + _N_AROUND]
    if _PARTY_BEFORE.search(before):
        return True
    if _PLACE_BEFORE.search(before):
        return False
    together = _TOGETHER.match(after)
    return bool(_ACTS.match(after) or (together and _ACTS.match(after[together.end() :])))
