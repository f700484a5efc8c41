"""Heads of texts and pages in the common forms, with what a reader must take from them and where it must abstain.

Each is (name, media type, content, title, publisher, day of publication).
"""

from tests.parse.headers.held import HTML, PLAIN, page

BODY = "Three shells struck the mill of Altdorf before dawn, the miller said, and nobody has claimed them so far."
ARABIC = "سقطت ثلاث قذائف على الطاحونة قبل الفجر، كما قال صاحبها، ولم تعلن أي جهة مسؤوليتها حتى الآن."
TITLE = "Shells strike the mill"
H1 = f"<h1>{TITLE}</h1>"


def text(*lines: str) -> str:
    """Return a plain text with these lines above its body."""
    return "\n".join((*lines, "", BODY))


def arabic(*lines: str) -> str:
    """Return an Arabic text with these lines above its body."""
    return "\n".join((*lines, "", ARABIC))


TABLE = (
    ("outlet, comma, day", PLAIN, text(TITLE, "Altdorf Courier, 12 March 2024"), TITLE, "Altdorf Courier", "2024-03-12"),
    ("outlet, comma, American day", PLAIN, text(TITLE, "Altdorf Courier, March 12, 2024"), TITLE, "Altdorf Courier", "2024-03-12"),
    ("outlet, comma, weekday and day", PLAIN, text(TITLE, "Altdorf Courier, Tuesday, 12 March 2024"), TITLE, "Altdorf Courier", "2024-03-12"),
    ("one line with slashes", PLAIN, text(f"{TITLE} / Altdorf Courier, 12 March 2024"), TITLE, "Altdorf Courier", "2024-03-12"),
    ("outlet in the registry", PLAIN, text(TITLE, "Al Jazeera, 12 March 2024"), TITLE, "Al Jazeera", "2024-03-12"),
    ("outlet by bar", PLAIN, text(TITLE, "Radio Altdorf | 12 March 2024 | 10:45 GMT"), TITLE, "Radio Altdorf", "2024-03-12"),
    ("outlet by dash", PLAIN, text(TITLE, "Radio Altdorf – 12 March 2024"), TITLE, "Radio Altdorf", "2024-03-12"),
    ("day first", PLAIN, text(TITLE, "12 March 2024 | Radio Altdorf"), TITLE, "Radio Altdorf", "2024-03-12"),
    ("day by outlet", PLAIN, text(TITLE, "Posted on 12 March 2024 by Altdorf Courier"), TITLE, "Altdorf Courier", "2024-03-12"),
    ("outlet in brackets with day", PLAIN, text(TITLE, "Altdorf Courier (12 March 2024)"), TITLE, "Altdorf Courier", "2024-03-12"),
    ("a site", PLAIN, text(TITLE, "altdorf-courier.org, 12 March 2024"), TITLE, "altdorf-courier.org", "2024-03-12"),
    ("masthead", PLAIN, text("Altdorf Courier", TITLE, "12 March 2024"), TITLE, "Altdorf Courier", "2024-03-12"),
    ("author and day", PLAIN, text(TITLE, "By Rosa Amrein | 12 March 2024"), TITLE, None, "2024-03-12"),
    ("author, then day", PLAIN, text(TITLE, "By Rosa Amrein", "12 March 2024"), TITLE, None, "2024-03-12"),
    ("office of a body", PLAIN, text(TITLE, "Office of the Commissioner for the Lakes, 12 March 2024"), TITLE,
     "Office of the Commissioner for the Lakes", "2024-03-12"),
    ("town of a press release", PLAIN, text(TITLE, "Geneva, 12 March 2024"), TITLE, None, "2024-03-12"),
    ("town in capitals", PLAIN, text(TITLE, "ALTDORF, MARCH 12, 2024"), TITLE, None, "2024-03-12"),
    ("label DATE", PLAIN, text("DATE: 15 January 2018"), None, None, "2018-01-15"),
    ("label with ISO day", PLAIN, text("Date: 2018-01-15", "Source: Altdorf Courier"), None, "Altdorf Courier", "2018-01-15"),
    ("label with instant", PLAIN, text("Published: 2018-01-15T08:30:00+01:00"), None, None, "2018-01-15"),
    ("labels of a memorandum", PLAIN, text("FROM: Field office", "TO: All desks", "DATE: 15 January 2018", "SUBJECT: Shells at the mill"),
     "Shells at the mill", None, "2018-01-15"),
    ("labels in one line", PLAIN, text(TITLE, "Source: Altdorf Courier | Date: 15 January 2018"), TITLE, "Altdorf Courier", "2018-01-15"),
    ("day and month beyond doubt", PLAIN, text("Date: 15/01/2018"), None, None, "2018-01-15"),
    ("month first beyond doubt", PLAIN, text("Date: 01/15/2018"), None, None, "2018-01-15"),
    ("points beyond doubt", PLAIN, text("Date: 15.01.2018"), None, None, "2018-01-15"),
    ("day or month first", PLAIN, text("Date: 05/04/2018"), None, None, None),
    ("day or month first with points", PLAIN, text(TITLE, "05.04.2018"), TITLE, None, None),
    ("year of two figures", PLAIN, text("Date: 15/01/18"), None, None, None),
    ("no year", PLAIN, text(TITLE, "Altdorf Courier, 12 March"), TITLE, None, None),
    ("updated only", PLAIN, text(TITLE, "Updated: 13 March 2024"), TITLE, None, None),
    ("accessed only", PLAIN, text(TITLE, "Accessed on 13 March 2024"), TITLE, None, None),
    ("published and updated", PLAIN, text(TITLE, "Published 12 March 2024, 10:45 | Last updated 13 March 2024, 09:00"), TITLE, None, "2024-03-12"),
    ("two days that differ", PLAIN, text("Date: 12 March 2024", "Date: 13 March 2024"), None, None, None),
    ("publication goes before the day of a report", PLAIN, text("Date: 12 March 2024", "Date of publication: 13 March 2024"), None, None, "2024-03-13"),
    ("an event in a title", PLAIN, text("The massacre of 12 March 2024", "A report in three parts"), "The massacre of 12 March 2024", None, None),
    ("an event in a heading", PLAIN, text("Battle of Altdorf, 12 March 2024"), "Battle of Altdorf, 12 March 2024", None, None),
    ("a day in a sentence", PLAIN, text(f"Shells fell on 12 March 2024. {BODY}"), None, None, None),
    ("a chronology", PLAIN, f"12 March 2024\n\n{BODY}\n\n13 March 2024\n\n{BODY}", None, None, None),
    ("generic source", PLAIN, text("Source: local residents", "Date: 15 January 2018"), None, None, "2018-01-15"),
    ("agencies in general", PLAIN, text("Source: Agencies", "Date: 15 January 2018"), None, None, "2018-01-15"),
    ("dateline with agency", PLAIN, f"ALTDORF, March 12, 2024 (Lakes Press Agency) -- {BODY}", None, "Lakes Press Agency", "2024-03-12"),
    ("dateline with initials", PLAIN, f"ALTDORF, 12 March 2024 (LPA) – {BODY}", None, "LPA", "2024-03-12"),
    ("dateline with a region", PLAIN, f"ALTDORF (Uri Canton) – {BODY}", None, None, None),
    ("dateline with a country", PLAIN, f"WASHINGTON (USA) – {BODY}", None, None, None),
    ("French day", PLAIN, text(TITLE, "Publié le 1er mars 2024"), TITLE, None, "2024-03-01"),
    ("Russian labels", PLAIN, text("Источник: Озёрное радио", "Дата: 12 марта 2024"), None, "Озёрное радио", "2024-03-12"),
    ("Arabic labels", PLAIN, arabic("العنوان: قذائف على الطاحونة", "المصدر: صحيفة الجبل", "التاريخ: 15 كانون الثاني 2018"),
     "قذائف على الطاحونة", "صحيفة الجبل", "2018-01-15"),
    ("Arabic numerals and Gulf month", PLAIN, arabic("تاريخ النشر: ١٥ يناير ٢٠١٨"), None, None, "2018-01-15"),
    ("Arabic outlet and day", PLAIN, arabic("قذائف على الطاحونة", "صحيفة الجبل، 15 يناير 2018"), "قذائف على الطاحونة", "صحيفة الجبل", "2018-01-15"),
    ("Arabic day in figures, in doubt", PLAIN, arabic("التاريخ: 05/04/2018"), None, None, None),
    ("Arabic day in figures, beyond doubt", PLAIN, arabic("التاريخ: 25/04/2018"), None, None, "2018-04-25"),
    ("Arabic local sources", PLAIN, arabic("المصدر: مصادر محلية", "التاريخ: 25/04/2018"), None, None, "2018-04-25"),
    ("meta published", HTML, page("<meta property='article:published_time' content='2024-03-12T07:00:00Z'>"
     "<meta property='article:modified_time' content='2024-03-13T07:00:00Z'>", H1), TITLE, None, "2024-03-12"),
    ("JSON-LD graph", HTML, page('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": '
     '"2024-03-12", "publisher": {"name": "Altdorf Courier"}}, {"@type": "Person", "name": "Rosa Amrein"}]}</script>', H1),
     TITLE, "Altdorf Courier", "2024-03-12"),
    ("two articles in JSON-LD", HTML, page('<script type="application/ld+json">[{"@type": "NewsArticle", "datePublished": "2024-03-12"}, '
     '{"@type": "NewsArticle", "datePublished": "2024-03-10"}]</script>', H1), TITLE, None, None),
    ("time with datetime and no mark", HTML, page("", f"{H1}<time datetime='2024-03-12'>on Tuesday</time>"), TITLE, None, "2024-03-12"),
    ("time in words", HTML, page("", f"{H1}<p><time>12 March 2024</time></p>"), TITLE, None, "2024-03-12"),
    ("time with hour", HTML, page("", f"{H1}<time>March 12, 2024 at 10:45 am</time>"), TITLE, None, "2024-03-12"),
    ("times published and updated", HTML, page("", f"{H1}<time class='entry-date published' datetime='2024-03-12'></time>"
     "<time class='updated' datetime='2024-03-14'></time>"), TITLE, None, "2024-03-12"),
    ("time led in by updated", HTML, page("", f"{H1}<div>Updated: <time datetime='2024-03-14'>14 March</time></div>"), TITLE, None, None),
    ("times of comments and other articles", HTML, page("", f"{H1}<time datetime='2024-03-12'></time>"
     "<aside><time datetime='2024-03-09'></time></aside><div class='comments'><time datetime='2024-03-15'></time></div>"),
     TITLE, None, "2024-03-12"),
    ("two times without a mark", HTML, page("", f"{H1}<time datetime='2024-03-12'></time><time datetime='2024-03-14'></time>"), TITLE, None, None),
    ("time of an event in a sentence", HTML, page("", f"{H1}<p>{BODY} It was hit before, on <time datetime='2024-01-02'>2 January</time>, "
     "as the miller told us at length.</p>"), TITLE, None, None),
    ("time in figures, in doubt", HTML, page("", f"{H1}<time>05.04.2024</time>"), TITLE, None, None),
    ("itemprop in an attribute", HTML, page("", f"{H1}<time itemprop='datePublished' datetime='2024-03-12T06:00Z'>x</time>"), TITLE, None, "2024-03-12"),
    ("itemprop in words", HTML, page("", f"{H1}<span itemprop='datePublished'>12 March 2024</span>"), TITLE, None, "2024-03-12"),
    ("itemprop modified", HTML, page("", f"{H1}<time itemprop='dateModified' datetime='2024-03-14'>x</time>"), TITLE, None, None),
    ("class date", HTML, page("", f"{H1}<span class='post-date'>12 March 2024</span>"), TITLE, None, "2024-03-12"),
    ("class meta with words", HTML, page("", f"{H1}<div class='entry-meta'>Posted on March 12, 2024 by Altdorf Courier</div>"),
     TITLE, "Altdorf Courier", "2024-03-12"),
    ("Arabic words in a page", HTML, page("", f"{H1}<span class='date'>نشر في 12 آذار 2024</span>"), TITLE, None, "2024-03-12"),
    ("a section is no outlet", PLAIN, text(TITLE, "World News | 12 March 2024"), TITLE, None, "2024-03-12"),
    ("press office is nobody's name", PLAIN, text(TITLE, "Press Office, 12 March 2024"), TITLE, None, "2024-03-12"),
    ("site name", HTML, page("<meta property='og:site_name' content='Altdorf Courier'>", H1), TITLE, "Altdorf Courier", None),
)  # fmt: skip
