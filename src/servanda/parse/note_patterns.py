"""How documents speak of themselves: patterns of title-page lines, edit notes and disclaimers. Extend by adding a line.

Each is searched within one paragraph; ``who`` is the person or outlet named. None is made for one outlet.
"""

import re

from servanda.text.patterns import regex

_KIND = r"(?:article|report|story|piece|text|interview|statement|digest|translation)"
_WHO = r"(?P<who>[^\W\d_][^.;:\n()]{1,80}?)"
_STOP = r"(?=\s*(?:[.;)\n]|$))"

EDITED_BY = tuple(
    regex(pattern, flags)
    for pattern, flags in (
        (
            rf"\b(?:This|The)\s+{_KIND}\s+(?:was|has\s+been|is)\s+(?:\w+\s+and\s+)?edited\s+(?:and\s+\w+\s+)?by\s+{_WHO}{_STOP}\.?",
            re.IGNORECASE,
        ),
        (rf"(?:^|(?<=[.;(]\s)|(?<=[.;(]))(?:Edited|Editing)\s+by:?\s+{_WHO}{_STOP}\.?", re.IGNORECASE),
        (rf"(?:^|(?<=[.؛]\s))(?:تحرير|حرره|حرّره)\s*:?\s+{_WHO}{_STOP}\.?", 0),
        (rf"^Редактор\s*:\s+{_WHO}{_STOP}\.?", 0),
    )
)

DISCLAIMERS = tuple(
    regex(pattern, re.IGNORECASE)
    for pattern in (
        r"\bResponsibility\s+for\s(?=[^.]{0,60}?\b(?:contents?|information|views?|opinions?|facts|text|article|report|accuracy)\b)[^.]{0,200}?\b(?:lies|rests|remains)\b[^.]{0,150}\.?",
        (
            r"\b(?:The\s+)?(?:views?|opinions?|information|contents?|positions?)(?:,?\s+(?:and|or)\s+\w+){0,2}\s+"
            r"(?:expressed|set\s+out|presented|contained|stated|published)\b[^.]{0,200}?"
            r"\b(?:are\s+those\s+of|are\s+(?:solely|entirely|only)|are\s+the\s+(?:sole\s+)?responsibility|belong\s+to|do(?:es)?\s+not)\b[^.]{0,200}\.?"
        ),
        r"\b(?:This|The)\s+\w+\s+does\s+not\s+(?:necessarily\s+)?(?:reflect|represent)\s+the\s+(?:views?|opinions?|positions?)\b[^.]{0,150}\.?",
        r"\bLes\s+(?:opinions|propos)\s[^.]{0,150}?\b(?:n['’]engagent\s+que|ne\s+reflètent\s+pas)\b[^.]{0,150}\.?",
        r"(?:الآراء|المقالات|المواد)\s[^.]{0,150}?(?:لا\s+تعبر|لا\s+تعكس|تعبر\s+عن\s+رأي)[^.]{0,150}\.?",
        r"\bМнени[ея]\s[^.]{0,150}?\bне\s+(?:обязательно\s+)?(?:отража[ею]т|совпада[ею]т)\b[^.]{0,150}\.?",
    )
)

BYLINES = (
    regex(
        r"(?:By|Written\s+by|Reported\s+by|Report\s+by|Story\s+by|Author|Authors)\s*:?\s+(?P<who>[^\d:;|()\n]{3,80})(?:\s*[|–—]\s*[^\n]{0,60})?"
    ),
    regex(r"(?:بقلم|الكاتب|إعداد)\s*:?\s+(?P<who>[^\d:;|()\n]{3,80})"),
    regex(r"Автор\s*:?\s+(?P<who>[^\d:;|()\n]{3,80})"),
)
# Words in lower case that may stand within a name.
NAME_PARTICLES = frozenset(
    {
        *("and", "al", "el", "an", "bin", "ibn", "bint", "abu", "y", "и", "و"),
        *("de", "del", "della", "di", "da", "dos", "la", "le", "van", "von", "der", "den", "ter"),
    }
)

# What may stand before the date of a dateline or of a line that states the publication, and what may follow it.
DATELINE_BEFORE = regex(
    r"(?:(?P<label>(?:First\s+)?(?:Published|Posted|Released|Issued|Dated?)(?:\s+on)?\s*:?\s*)|(?P<place>[^\W\d_][\w.'’/ -]{1,60}(?:,\s*[^\W\d_][\w.'’ -]{1,40})?,?\s*[(]?))?",
    re.IGNORECASE,
)
DATELINE_AFTER = regex(r"\)?\s*(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)?\s*(?:[-–—:]|$)")
# A title holds no dateline.
DATELINE_MARK = regex(r"\)?\s*(?:--|[–—])\s")
LINE_END = regex(r"\)?[\s,|-]*(?:\d{1,2}[:.]\d{2}(?:\s*[ap]m)?(?:\s+[A-Z]{2,4})?)?\s*$", re.IGNORECASE)

# An edit note names the outlet, not a person, when one of these words stands in the name.
OUTLET_WORD = regex(
    r"\b(?:News|Newsroom|Observer|Times|Post|Press|Agency|Tribune|Herald|Monitor|Network|Gazette|Journal|Media|Channel|Radio"
    r"|Television|TV|Centre|Center|Today|Daily|Weekly|Mail|Telegraph|Chronicle|Review|Standard|Courier|Bulletin|Mirror|Star)\b"
)
