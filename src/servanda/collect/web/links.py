"""Feeds and sitemaps: which addresses they name. XML is read without entities, DTDs or anything from outside."""

import io
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree

from servanda.collect.sniffing import FEED, N_PROLOGUE_BYTES
from servanda.errors import BrokenInput

_FEEDS, _WEB = frozenset({b"rss", b"feed", b"RDF"}), frozenset({"http", "https"})


class Links(NamedTuple):
    """The addresses that a feed or sitemap names, each once, in its order; ``is_index``: they are sitemaps themselves."""

    urls: tuple[str, ...]
    is_index: bool = False


def read_links(content: bytes, url: str) -> Links | None:
    """Return what the feed or sitemap at ``url`` names, `None` for anything else. Raises `BrokenInput`."""
    root = FEED.match(content[:N_PROLOGUE_BYTES])
    if root is None:
        return None
    if root["subset"]:
        raise BrokenInput(
            "the feed or sitemap declares entities or the like of its own, which no feed needs: it is not read."
        )
    if root["root"] in _FEEDS:
        return Links(_named(feed_links(content), url))
    found = sitemap_links(content)
    host = urlsplit(url).hostname
    # The protocol of sitemaps lets one speak for its own host only.
    own = [link for link in found if urlsplit(urljoin(url, link)).hostname == host]
    return Links(_named(own, url), is_index=root["root"] == b"sitemapindex")


def feed_links(content: bytes) -> list[str]:
    """Return the link of each entry of an RSS or Atom feed. Raises `BrokenInput`."""
    # As a stream: feedparser would take bytes for the name of a file or an address and open that.
    try:
        feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise BrokenInput(f"the feed cannot be read ({type(error).__name__}: {error}).") from error
    if feed.get("bozo") and not feed.entries:
        raise BrokenInput(f"the feed cannot be read ({feed.get('bozo_exception')}).")
    return [str(entry["link"]) for entry in feed.entries if entry.get("link")]


def sitemap_links(content: bytes) -> list[str]:
    """Return the locations of a sitemap or of an index of sitemaps. Raises `BrokenInput`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenInput(f"the sitemap cannot be read ({error}).") from error
    entries = (entry for entry in tree if isinstance(entry.tag, str))
    locations = (child for entry in entries for child in entry if _local(child) == "loc")
    return [location.text.strip() for location in locations if location.text]


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _named(links: list[str], url: str) -> tuple[str, ...]:
    """Return whole addresses of the web, each once."""
    whole = (_joined(url, link.strip()) for link in links)
    return tuple(dict.fromkeys(link for link in whole if link and urlsplit(link).scheme in _WEB))


def _joined(url: str, link: str) -> str | None:
    try:
        joined = urljoin(url, link)
        urlsplit(joined)
    except ValueError:
        return None
    return joined.partition("#")[0]
