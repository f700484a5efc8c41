"""Twenty headers held apart: written before the rules were run on them, and not used to mend the rules.

Each is (name, media type, content, title, publisher, day of publication); ``None`` where a reader must abstain.
"""

BODY = "Men in two trucks opened fire on the market of Oberdorf, a trader said. Nobody has said who they were."
ARABIC = "أطلق رجال في شاحنتين النار على سوق البلدة، كما قال أحد التجار. ولم يعرف أحد من هم حتى الآن."
PLAIN, HTML = "text/plain", "text/html"


def page(head: str, body: str) -> str:
    """Return a web page with an article of two paragraphs under ``body``."""
    text = f"<p>{BODY}</p><p>{BODY.replace('Oberdorf', 'Lindau')}</p>"
    return f"<html><head>{head}</head><body><article>{body}{text}</article></body></html>"


HELD = (
    ("title, outlet and day", PLAIN, f"Gunmen fire on market\nOberdorf Gazette, 4 June 2023\n\n{BODY}",
     "Gunmen fire on market", "Oberdorf Gazette", "2023-06-04"),
    ("labels", PLAIN, f"TITLE: Gunmen fire on market\nSOURCE: Lake Radio\nDATE: 15 January 2018\n\n{BODY}",
     "Gunmen fire on market", "Lake Radio", "2018-01-15"),
    ("label and ambiguous numbers", PLAIN, f"Date: 04/05/2023\n\n{BODY}", None, None, None),
    ("label and clear numbers", PLAIN, f"Date: 25/05/2023\nPublisher: Lindau Herald\n\n{BODY}",
     None, "Lindau Herald", "2023-05-25"),
    ("outlet, bar, day", PLAIN, f"Gunmen fire on market\nLindau Post | June 4, 2023\n\n{BODY}",
     "Gunmen fire on market", "Lindau Post", "2023-06-04"),
    ("day, then outlet", PLAIN, f"Gunmen fire on market\n4 June 2023 - Lindau Post\n\n{BODY}",
     "Gunmen fire on market", "Lindau Post", "2023-06-04"),
    ("a place is no outlet", PLAIN, f"Gunmen fire on market\nOberdorf, 4 June 2023\n\n{BODY}",
     "Gunmen fire on market", None, "2023-06-04"),
    ("dateline with agency", PLAIN, f"OBERDORF, 4 June 2023 (Lake News Agency) - {BODY}",
     None, "Lake News Agency", "2023-06-04"),
    ("dateline without year", PLAIN, f"OBERDORF, June 4 (Lake News Agency) - {BODY}", None, "Lake News Agency", None),
    ("day of the event in a sentence", PLAIN, f"On 4 June 2023 the market was shelled.\n\n{BODY}", None, None, None),
    ("updated is not published", PLAIN, f"Gunmen fire on market\nLast updated: 6 June 2023\n\n{BODY}",
     "Gunmen fire on market", None, None),
    ("published and updated", PLAIN,
     f"Gunmen fire on market\nPublished: 4 June 2023 | Updated: 6 June 2023\n\n{BODY}",
     "Gunmen fire on market", None, "2023-06-04"),
    ("Arabic labels", PLAIN, f"العنوان: إطلاق نار على السوق\nالمصدر: إذاعة البحيرة\nالتاريخ: ٤ حزيران ٢٠٢٣\n\n{ARABIC}",
     "إطلاق نار على السوق", "إذاعة البحيرة", "2023-06-04"),
    ("Arabic line of publication", PLAIN, f"إطلاق نار على السوق\nنشر في 4 يونيو 2023\n\n{ARABIC}",
     "إطلاق نار على السوق", None, "2023-06-04"),
    ("time element", HTML, page("<title>Gunmen fire on market</title>",
     "<h1>Gunmen fire on market</h1><time datetime='2023-06-04T08:10:00+02:00'>4 June</time>"),
     "Gunmen fire on market", None, "2023-06-04"),
    ("text in a time element", HTML, page("<meta property='og:site_name' content='Lindau Post'>",
     "<h1>Gunmen fire on market</h1><time>Sunday, June 4, 2023</time>"),
     "Gunmen fire on market", "Lindau Post", "2023-06-04"),
    ("itemprop with content", HTML, page("", "<h1>Gunmen fire on market</h1>"
     "<span itemprop='datePublished' content='2023-06-04'>yesterday</span>"
     "<span itemprop='publisher'>Lindau Post</span>"),
     "Gunmen fire on market", "Lindau Post", "2023-06-04"),
    ("ambiguous text in a time element", HTML, page("", "<h1>Gunmen fire on market</h1><time>04/05/2023</time>"),
     "Gunmen fire on market", None, None),
    ("modified alone", HTML, page("<meta property='article:modified_time' content='2023-06-06T10:00:00Z'>",
     "<h1>Gunmen fire on market</h1>"), "Gunmen fire on market", None, None),
    ("line of publication in a page", HTML, page("",
     "<h1>Gunmen fire on market</h1><div class='meta'>Published on 4 June 2023 by Lindau Post</div>"),
     "Gunmen fire on market", "Lindau Post", "2023-06-04"),
)  # fmt: skip
