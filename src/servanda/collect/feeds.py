"""A feed that was saved as a file: each of its entries is a document, with the link, title and day that the feed gives it."""

import html
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from lxml import etree

from servanda.collect.collected import Item, LeftOut, collected
from servanda.collect.config import CollectConfig
from servanda.collect.declared import Declared
from servanda.collect.sniffing import FEED, FEED_TYPE, N_PROLOGUE_BYTES
from servanda.errors import BrokenInput, EmptyInput, TooLargeInput, UnsupportedInput
from servanda.text.patterns import regex

_TAG = regex(r"</?[A-Za-z][^<>]*>")
_WEB = ("http://", "https://")
_ENTITIES = (
    "declares entities or the like of its own, which no feed needs: it is not read. Save it without its DOCTYPE."
)
_SITEMAP = "is a sitemap, which holds addresses and no text. Add its address, or save the pages that it names."
_NO_TEXT = "this entry of a feed holds no text. Add the address that it links to."


class _Entry(NamedTuple):
    text: str
    media_type: str
    fields: dict[str, str | None]


def documents(
    locator: str, content: bytes, media_type: str, declared: Declared, config: CollectConfig
) -> Iterator[Item]:
    """Yield the document of ``content``, or of a feed its entries: a feed itself is none.

    What is declared holds for all entries, and before what the feed says of each. Raises an `InputError` for a feed that
    cannot be read, or not safely; nothing of it is taken from a network, and no entity is resolved.
    """
    if media_type != FEED_TYPE:
        yield collected(locator, content, media_type, declared)
        return
    entries = _entries(locator, content)
    if len(entries) > config.max_members:
        raise TooLargeInput(f"{locator}: more than {config.max_members} entries in one feed (max_members).")
    shared = Declared(
        {name: value for name, value in declared.fields.items() if name != "external_id"}, declared.warnings
    )
    for number, raw in enumerate(entries, start=1):
        where = f"{locator}#{number}"
        entry = _entry(raw)
        if entry is None:
            yield LeftOut(where, _NO_TEXT)
        else:
            yield collected(
                where, entry.text.encode(), f"{entry.media_type}; charset=utf-8", shared.plus(**entry.fields)
            )


def _entries(locator: str, content: bytes) -> list[Any]:
    """Return the entries of a feed as feedparser gives them; it gets well-formed XML without declarations only."""
    import feedparser

    root = FEED.match(content[:N_PROLOGUE_BYTES])
    if root and root["subset"]:
        raise UnsupportedInput(f"{locator}: the feed {_ENTITIES}")
    if root and root["root"] in {b"urlset", b"sitemapindex"}:
        raise UnsupportedInput(f"{locator}: {_SITEMAP}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
        # As a stream: feedparser would take bytes for the name of a file or an address and open that.
        plain = io.BytesIO(etree.tostring(tree, encoding="utf-8", with_tail=False))
        entries: list[Any] = feedparser.parse(plain, sanitize_html=False, resolve_relative_uris=False).entries
    except Exception as error:
        raise BrokenInput(f"{locator}: the feed cannot be read ({error}). Save it again, whole.") from error
    if not entries:
        raise EmptyInput(f"{locator}: the feed holds no entry.")
    return entries


def _entry(raw: Any) -> _Entry | None:
    """Return an entry with its longest text, ``None`` where it has none."""
    held = [part for part in (*raw.get("content", ()), raw.get("summary_detail")) if part and part["value"].strip()]
    if not held:
        return None
    part = max(held, key=lambda one: len(one["value"]))
    is_page = part["type"] != "text/plain" and _TAG.search(part["value"]) is not None
    text = part["value"] if is_page or part["type"] == "text/plain" else html.unescape(part["value"])
    link = str(raw.get("link", ""))
    fields = {
        "title": " ".join(str(raw.get("title", "")).split()) or None,
        "url": link if link.startswith(_WEB) and not re.search(r"\s", link) else None,
        "published_on": _day(str(raw.get("published") or "")),
    }
    return _Entry(text, "text/html" if is_page else "text/plain", fields)


def _day(words: str) -> str | None:
    """Return the day of publication as it is written, in no other time zone; ``None`` for what is no date."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return date.isoformat(read(words))[: len("2031-05-06")]
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
