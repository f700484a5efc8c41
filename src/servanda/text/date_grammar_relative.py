"""What dates look like that relate to publication, to an event, or to a day stated before them."""

import re

from servanda.text.date_pattern import pattern as _pattern
from servanda.text.date_readers import Reader
from servanda.text.date_relative import (
    read_ago,
    read_event,
    read_overnight,
    read_past,
    read_relative_day,
    read_relative_span,
    read_vague,
    read_weekday,
    read_weekend,
)
from servanda.text.date_words import COUNT, PART_OF_DAY, WEEKDAY

_LASTING = r"(?:truce|ceasefire|cease-fire|agreement|accord|deal|memorandum|war|conflict|offensive|uprising|siege|operation|fighting|talks|hostilities|attack|bombing|invasion|clashes)"
_BEGINS = r"(?:began|begun|started|took effect|came into force|entered into force|was signed|was announced|collapsed|broke down|ended|broke out)"
_EDGE = r"(?:start|beginning|outbreak|onset|end|signing|collapse|announcement|launch|entry into force)"
_UNIT = r"(?P<unit>day|week|month|year)s?"

# Each with the words of which it needs one: cheap to look for in the text in small letters.
RELATIVE: tuple[tuple[tuple[str, ...], re.Pattern[str], Reader], ...] = (
    (
        ("ago",),
        _pattern(rf"(?i:(?P<core>(?P<count>{COUNT})\s+(?P<unit>minute|hour|day|week|month|year)s?\s+ago))"),
        read_ago,
    ),
    (
        ("nday", "sday", "iday", "rday"),  # of weekdays
        _pattern(
            rf"(?<!Good )(?<!Bloody )(?<!Black )(?<!very )(?<!each )(?:(?P<core>(?:(?P<lead>[Ll]ast|[Nn]ext|[Tt]his|by|before|until|till|By|Before|Until)\s+)?"
            rf"(?P<weekday>{WEEKDAY})))(?!\s+(?:Times|Telegraph|Mirror|Express|Herald|Mail|Post)\b)"
        ),
        read_weekday,
    ),
    (
        ("vernight",),
        _pattern(rf"(?P<core>[Oo]vernight (?:in)?to (?P<lead>(?!))?(?P<weekday>{WEEKDAY}))"),
        read_overnight,
    ),
    (
        ("today", "yesterday", "tomorrow", "night", "morning", "noon", "midday", "evening", "dawn", "dusk"),
        _pattern(
            rf"(?<!Russia )(?<!USA )(?P<core>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Oo]vernight|[Tt]his {PART_OF_DAY}"
            r"|(?:[Tt]he )?day before yesterday|(?:[Tt]he )?day after tomorrow)"
        ),
        read_relative_day,
    ),
    (
        ("week", "month", "year"),
        _pattern(
            r"(?P<core>(?:(?P<side>[Ee]arlier|[Ll]ater)\s+)?(?P<lead>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<unit>week|month|year))"
        ),
        read_relative_span,
    ),
    (
        ("past", "last", "previous", "preceding"),
        _pattern(
            rf"(?i:(?:in|over|during|within|for|throughout)\s+(?P<core>(?:the\s+)?(?:past|last|previous|preceding)\s+(?:(?P<count>{COUNT})\s+)?(?P<unit>hour|day|week|month|year)s?))"
        ),
        read_past,
    ),
    (
        ("weekend",),
        _pattern(r"(?P<core>(?:[Oo]ver |[Aa]t |[Dd]uring )?(?P<lead>the|[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast) weekend)"),
        read_weekend,
    ),
    (
        ("ago", "recent", "coming", "few"),
        _pattern(
            r"(?i:(?P<core>(?:an? )?(?:few|several|couple of|some) (?:minutes|hours|days|weeks|months|years|time) ago|(?:some|long) time ago"
            r"|(?:in|over) (?:the )?(?:recent|coming|last few|past few) (?:hours|days|weeks|months|years)))"
        ),
        read_vague,
    ),
    (
        ("since", "after", "before", "into"),
        _pattern(
            rf"(?i:(?P<core>since (?:the |this |their |its )?(?:{_EDGE} of (?:the |this |that |their |its )?{_LASTING}|{_LASTING} {_BEGINS})"
            rf"|{COUNT} (?:hours?|days?|weeks?|months?|years?) (?:after|before|into|since) (?:the|a|an|this|that|his|her|its|their) [a-z-]+))"
        ),
        read_event,
    ),
)

# What relates to the day stated before it, and what all of it needs.
FROM_THERE_NEEDS = (
    "day",
    "before",
    "after",
    "earlier",
    "later",
    "same",
    "next",
    "following",
    "previous",
    "preceding",
    "that",
)
# Behind "that day" and "that night", which may begin a clause: "said that night raids went on".
_ENDS = r"(?=\s*[.,;:!?)\"”]|\s*$|\s+(?:in|on|at|near|by|when|as|and|but|the|a|an|his|her|their|its|it|he|she|they|we|I|after|before|from|with|to|for|over|that|which|who|was|were|had)\b)"
_PARTS = r"day|morning|afternoon|evening|night"
FROM_THERE = _pattern(
    rf"(?i:(?P<core>(?:(?:earlier|later|late|early)\s+(?:on\s+|in\s+)?)?the (?P<near>same|next|following|previous|preceding) (?P<part>{_PARTS})\b"
    rf"|(?:(?:earlier|later|late|early)\s+(?:on\s+)?|(?<=\bon )|(?<![a-z] ))that (?P<this>{_PARTS})\b|that (?P<that>{_PARTS}){_ENDS}"
    rf"|(?P<within>(?:earlier|later|early|late) in the day)\b|the day (?P<beside>before|after)(?=\s*[.,;:!?)]|\s*$|\s+and\b)"
    rf"|(?P<count>{COUNT})\s+{_UNIT}\s+(?P<side>earlier|later|afterwards?|before(?=\s*[.,;:!?)]|\s*$)|after(?=\s*[.,;:!?)]|\s*$)|before that|after that)))"
)
