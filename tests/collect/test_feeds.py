"""A feed in a file gives its entries, or a reason why not; it is never a document itself, and nothing of its DTD is read."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from servanda.collect import CollectConfig, Collected, Item, LeftOut, collect
from servanda.model.documents import Quarantine
from servanda.parse import ParseConfig, parse

ITEM = """<item><title>Shells &amp; smoke</title><link>https://courier.example/{n}</link>
<pubDate>Wed, 07 May 2031 01:00:00 +0300</pubDate><description>{text}</description></item>"""
RSS = "<rss version='2.0'><channel><title>Lindau Courier</title>{}</channel></rss>"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Shells &amp; smoke</title>
<link href="https://courier.example/1"/><published>2031-05-07T01:00:00+03:00</published><summary type="text">Two</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two <b>shells</b> fell on Oberdorf.</p></div></content></entry></feed>"""
SAYING = "Two shells fell on Oberdorf."
FEEDS = {
    "plain": RSS.format(ITEM.format(n=1, text=SAYING)),
    "page": RSS.format(ITEM.format(n=1, text="&lt;p&gt;Two &lt;b&gt;shells&lt;/b&gt; fell on Oberdorf.&lt;/p&gt;")),
    "atom": ATOM,
}
PROLOGUES = (
    "",
    '<?xml version="1.0"?>',
    "<!-- x -->",
    '<!DOCTYPE rss PUBLIC "-//X//DTD RSS 0.91//EN" "http://x.test/rss.dtd">',
)


def _given(path: Path, text: str) -> list[Item]:
    path.write_text(text, encoding="utf-8")
    return list(collect(path, CollectConfig()))


@pytest.mark.parametrize("name", ["feed.txt", "feed.html", "feed.xml", "feed.rss", "feed"])
@pytest.mark.parametrize("prologue", PROLOGUES)
@pytest.mark.parametrize("feed", FEEDS)
def test_each_entry_is_a_document_with_link_title_and_day(tmp_path: Path, name: str, prologue: str, feed: str) -> None:
    (item,) = _given(tmp_path / name, prologue + FEEDS[feed])
    assert isinstance(item, Collected)
    document = item.document
    assert (document.title, document.url) == ("Shells & smoke", "https://courier.example/1")
    assert document.published_on == "2031-05-07", "the day as it is written, in no other time zone"
    assert document.locator.endswith(f"{name}#1")
    assert parse(document, item.content, ParseConfig()).text == SAYING


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "boom">]>' + RSS.format(ITEM.format(n=1, text="&a;")), "entities"),
        ("<!DOCTYPE rss [<!ENTITY a ']>'>]>" + RSS.format(ITEM.format(n=1, text="a")), "entities"),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + RSS.format(""), "entities"),
        (RSS.format(ITEM.format(n=1, text="&undeclared;")), "cannot be read"),
        (RSS.format("<item><title>cut"), "cannot be read"),
        (RSS.format(""), "no entry"),
        ("<urlset><url><loc>https://courier.example/1</loc></url></urlset>", "sitemap"),
        ("<sitemapindex/>", "sitemap"),
    ],
)
def test_a_feed_that_gives_no_entry_is_refused_in_words(tmp_path: Path, text: str, reason: str) -> None:
    (item,) = _given(tmp_path / "feed.xml", text)
    assert isinstance(item, Quarantine)
    assert item.stage == "collect"
    assert reason in item.reason
    assert "feed.xml: " in item.reason


def test_an_entry_without_text_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    empty = "<item><title>Only a title</title><link>https://courier.example/2</link></item>"
    found = _given(
        tmp_path / "feed.xml", RSS.format(ITEM.format(n=1, text=SAYING) + empty + ITEM.format(n=3, text="More."))
    )
    assert [type(item) for item in found] == [Collected, LeftOut, Collected]
    assert found[1].locator.endswith("#2")


def test_what_is_declared_of_a_feed_holds_for_its_entries(tmp_path: Path) -> None:
    (tmp_path / "feed.xml.meta.json").write_text('{"sensitivity": "confidential", "published_on": "2031-05-05"}')
    (item,) = _given(tmp_path / "feed.xml", FEEDS["plain"])
    assert isinstance(item, Collected)
    assert (item.document.sensitivity, item.document.published_on) == ("confidential", "2031-05-05")


@pytest.mark.parametrize(("feed", "kind"), [(FEEDS["atom"], Collected), ("<rss><channel/></rss>", Quarantine)])
def test_an_attached_feed_is_none_either(tmp_path: Path, feed: str, kind: type) -> None:
    message = EmailMessage()
    message["Subject"] = "Feed"
    message.set_content("See the file.")
    message.add_attachment(feed.encode(), maintype="application", subtype="octet-stream", filename="feed.xml")
    (tmp_path / "m.eml").write_bytes(message.as_bytes())
    found = list(collect(tmp_path / "m.eml", CollectConfig()))
    assert [type(item) for item in found] == [Collected, kind]
    assert not [item for item in found if isinstance(item, Collected) and "rss" in item.document.media_type]
