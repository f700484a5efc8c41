"""How the head of a text names its title, publisher and day: labels, kinds of names. Extend by adding a line or a word."""

import re
from functools import cache

from servanda.reference.outlets import outlet_names
from servanda.text.folds import plain
from servanda.text.patterns import regex

_SEPARATOR = r"\s*[:：]\s*"
_TITLE = r"Title|Headline|Subject|Heading|Titre|العنوان|عنوان\s+الخبر|Заголовок|Тема"
_PUBLISHER = (
    r"Publisher|Published\s+by|Source|Outlet|Publication|Agency|News\s+agency|Website|Éditeur|المصدر|الناشر|الوكالة|الجهة\s+الناشرة"
    r"|Источник|Издание"
)
_PUBLISHED = (
    r"(?:First\s+|Date\s+|Originally\s+)?(?:Published|Posted|Released|Issued)(?:\s+(?:on|date|at))?|Publication\s+date|Date\s+of\s+(?:publication|issue|release)"
    r"|(?:Release|Issue|Posting)\s+date|Publié\s+le|Date\s+de\s+publication|تاريخ\s+(?:النشر|الإصدار|الصدور)|نُ?شرت?\s+(?:في|بتاريخ|يوم)|Опубликовано|Дата\s+публикации"
)
_DATED = r"Date|Dated|التاريخ|تاريخ|بتاريخ|Дата"
LABELS = tuple(
    (kind, regex(rf"(?:{words}){_SEPARATOR}(?P<value>\S.*)", re.IGNORECASE))
    for kind, words in (("title", _TITLE), ("publisher", _PUBLISHER), ("published", _PUBLISHED), ("dated", _DATED))
)
"""Kind of label and its pattern, ``value`` after the colon; of two days the one of publication counts."""

PUBLISHED_ON = regex(rf"(?:{_PUBLISHED}|Dated|بتاريخ)\s*[:：]?\s*", re.IGNORECASE)
"""What may lead in a day without a colon."""

OTHER_DAYS = regex(
    r"(?:Last\s+)?(?:Updated?|Modified|Edited|Accessed|Retrieved|Revised|Visited|Viewed|Downloaded|Printed|Corrected|Archived)\b"
    r"|(?:آخر\s+)?(?:تحديث|تعديل)|حُ?دّ?ثت?\b|Обновлено|Mis\s+à\s+jour|Modifié",
    re.IGNORECASE,
)
"""What leads in a day that is none of publication."""

BY = regex(r"by\s+(?P<who>.+)", re.IGNORECASE)
PARTS = regex(r"\s+[|•·/–—-]+\s+|\s*[|•]\s*|\t+|\s+[–—]|;\s+")
TIME = regex(
    r"[\s,]*(?:at\s+)?(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?i:[ap]\.?m\.?)?)?\s*(?:[A-Z]{2,4}|[+-]\d{1,2}(?::?\d{2})?|[صم])?[\s,.)]*"
)
WEEKDAY = regex(
    r"(?:on\s+)?(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s*|(?:يوم\s+)?(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد)\s*[,،]?\s*",
    re.IGNORECASE,
)
AGENCY_LINE = regex(
    r"(?P<place>[^\W\d_a-z][\w.'’/-]*(?:[ ,]+[^\W\d_a-z][\w.'’/-]*){0,5}),?\s*(?:,\s*[^()\n]{3,30}?)?\s*[(]\s*(?P<who>[^()\n]{2,40}?)\s*[)]\s*(?:--|[-–—:])\s"
)
"""The head of an agency's report: TOWN, June 4 (Agency) - ..."""

_OUTLET = regex(
    r"\b(?:News|Newsroom|Observer|Times|Post|Press|Agency|Tribune|Herald|Monitor|Network|Gazette|Journal|Media|Channel|Radio|Television|TV|FM"
    r"|Centre|Center|Today|Daily|Weekly|Mail|Telegraph|Chronicle|Review|Standard|Courier|Bulletin|Mirror|Star|Dispatch|Wire|Voice|Broadcasting"
    r"|Mission|Office|Ministry|Observatory|Committee|Commission|Council|Watch|Organi[sz]ation|Institute|Foundation|Association|Secretariat|Union)\b"
    r"|^(?:وكالة|إذاعة|اذاعة|راديو|قناة|صحيفة|جريدة|موقع|شبكة|مرصد|المرصد|تلفزيون|وزارة)\s"
    r"|(?:^|\s)(?:агентство|радио|газета|телеканал|новости)(?:\s|$)",
)
_SITE = regex(r"(?:www\.)?[\w-]+\.(?:com|net|org|info|news|[a-z]{2})", re.IGNORECASE)
_ACRONYM = regex(r"[A-Z][A-Z.&-]{1,6}[A-Z]")
_COUNTRIES = frozenset({"USA", "U.S.A", "UAE", "DRC", "CAR", "KSA", "DPR", "LPR", "DNR", "LNR"})
_NOBODY = regex(
    r"\b(?:sources?|agencies|various|staff|unknown|internet|web|own|residents?|witness(?:es)?|local|n/a|none|multiple|social media)\b"
    r"|مصادر|مصدر|شهود|سكان|ناشط|وكالات|متابعات|خاص|жител|очевид|источник|соцсет",
    re.IGNORECASE,
)
# Words of which alone no outlet's name is made: "World News" is a section, "Press Office" could be anybody's.
_GENERIC = frozenset(
    {
        *(
            "the",
            "our",
            "all",
            "of",
            "and",
            "world",
            "local",
            "latest",
            "breaking",
            "top",
            "home",
            "international",
            "national",
        ),
        *(
            "regional",
            "daily",
            "weekly",
            "monthly",
            "press",
            "media",
            "news",
            "review",
            "bulletin",
            "watch",
            "report",
            "update",
        ),
        *(
            "office",
            "center",
            "centre",
            "today",
            "middle",
            "east",
            "africa",
            "asia",
            "europe",
            "political",
            "general",
            "mission",
        ),
    }
)
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "de", "des", "du", "la", "le", "al", "el", "ash", "an", "&"})
_MAX_WORDS, _MAX_OTHER_WORDS = 9, 5
_LATIN = regex(r"[A-Za-z\u00c0-\u024f]")


@cache
def _known() -> frozenset[str]:
    return frozenset(plain(name) for name in outlet_names())


def is_outlet(name: str) -> bool:
    """Tell whether a name is that of an outlet or office beyond doubt: it says so, is a site, or is in the registry."""
    if not is_name(name):
        return False
    says_so = bool(_OUTLET.search(name)) and len(name.split()) > 1 and not set(name.lower().split()) <= _GENERIC
    return says_so or bool(_SITE.fullmatch(name)) or plain(name) in _known()


def is_agency(name: str) -> bool:
    """Tell whether what stands in brackets in the head of a report is its agency: initials may be one there."""
    return is_outlet(name) or bool(_ACRONYM.fullmatch(name) and name not in _COUNTRIES)


def is_name(name: str) -> bool:
    """Tell whether words are written like a name, and not like "local residents"; only Latin letters tell every word."""
    words = name.split()
    if not words or _NOBODY.search(name) or name[-1] in ".:;?!" or (name[0].islower() and "." not in words[0]):
        return False
    if not _LATIN.search(name):
        return len(words) <= _MAX_OTHER_WORDS
    return len(words) <= _MAX_WORDS and all(not w[0].islower() or w.lower() in _SMALL or "." in w for w in words)


def is_plain_name(name: str) -> bool:
    """Tell whether every word begins as in a name, none of them in small letters."""
    return is_name(name) and all(not word[0].islower() for word in name.split())
