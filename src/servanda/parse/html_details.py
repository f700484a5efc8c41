"""What a web page states of itself in its mark-up: title, publisher and day of publication, each with the field that says so.

Fields made for it go first (meta elements, JSON-LD, microdata, ``time`` elements), words beside the title last. Where fields
of one kind state different days, none of them counts: one is that of another article on the page.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from servanda.errors import RecordError
from servanda.model.codec import decode_json
from servanda.parse.headers import read_line, read_outlet

_PUBLISHED = frozenset(
    {
        *(
            "article:published_time",
            "og:article:published_time",
            "article.published",
            "article:published",
            "og:published_time",
        ),
        *(
            "datepublished",
            "date_published",
            "dc.date",
            "dc.date.issued",
            "dc.date.created",
            "dcterms.date",
            "dcterms.issued",
            "dcterms.created",
        ),
        *(
            "citation_date",
            "citation_publication_date",
            "citation_online_date",
            "publication_date",
            "publish-date",
            "publish_date",
            "publishdate",
        ),
        *(
            "pubdate",
            "pub_date",
            "published",
            "published_at",
            "parsely-pub-date",
            "sailthru.date",
            "article_date_original",
            "originalpublicationdate",
        ),
    }
)
_PUBLISHER = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "publisher",
    "article:publisher_name",
    "application-name",
)
_TITLE = ("og:title", "dc.title", "citation_title", "twitter:title")
_ARTICLE = re.compile(
    r"(?:News|Blog|Scholarly|Report|Analysis|Opinion|Background)?\w*Article|BlogPosting|Report|WebPage|Statement|PressRelease",
    re.IGNORECASE,
)
_OTHER = "ancestor-or-self::nav or ancestor-or-self::footer or ancestor-or-self::aside or ancestor-or-self::form or ancestor-or-self::li"
_FOREIGN = re.compile(
    r"comment|related|sidebar|widget|recommend|popular|more-?(?:news|stories|posts)|teaser|latest", re.IGNORECASE
)
_LEADS = re.compile(
    r"publi|posted|post-?date|entry-?date|pub-?date|article-?date|date-?line|created|issued", re.IGNORECASE
)
_LATER = re.compile(r"updated|modif|edited|revis", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:date|published|posted|pubdate|timestamp|byline|meta|dateline|submitted|post-info|entry-info)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_N_DATE, _MAX_WORDS_BESIDE = len("2019-03-14"), 25


class Stated(NamedTuple):
    """A value, and the field of the page that states it."""

    value: str
    where: str


def published(tree: Any) -> Stated | None:
    """Return the day of publication: what the first kind of field says that says one thing."""
    for kind in (_metas, _json, _items, _strong_times, _times, _words_beside):
        every = [Stated(day, one.where) for one in kind(tree) if (day := day_of(one.value))]
        found = [one for one in every if "publish" in one.where.lower()] or every
        if found and len({one.value for one in found}) == 1:
            return found[0]
        if found and kind is not _times:
            return None
    return None


def publisher(tree: Any) -> Stated | None:
    """Return who published a page: meta elements, JSON-LD, microdata."""
    named = _named(tree, _PUBLISHER)
    if named:
        return named
    for item in _articles(tree):
        who = item.get("publisher")
        name = who.get("name") if isinstance(who, dict) else who
        if isinstance(name, str) and name.strip():
            return Stated(_clean(name), "JSON-LD publisher")
    for element in tree.xpath(".//*[@itemprop='publisher']"):
        inner = element.xpath(".//*[@itemprop='name']")
        name = str((inner[0] if inner else element).get("content") or (inner[0] if inner else element).text_content())
        if name.strip() and len(name.split()) <= _MAX_WORDS_BESIDE:
            return Stated(_clean(name), "microdata itemprop=publisher")
    beside = {found.value: one.where for one in _words_beside(tree) if (found := read_outlet(one.value))}
    return Stated(*beside.popitem()) if len(beside) == 1 else None


def title_at(tree: Any, title: str) -> str:
    """Return which field of a page states its title."""
    named = _named(tree, _TITLE)
    if named and named.value == title:
        return named.where
    for tag in ("h1", "title", "h2"):
        if any(_clean(str(element.text_content())) == title for element in tree.iter(tag)):
            return f"element {tag}"
    return "the page's mark-up"


def day_of(value: str) -> str | None:
    """Return the day of an ISO date or instant, or the one day that words state beyond doubt."""
    value = value.strip()
    try:
        return date.fromisoformat(value[:_N_DATE]).isoformat()
    except ValueError:
        found = read_line(value)
        return found.value if found else None


def _named(tree: Any, names: Iterable[str]) -> Stated | None:
    metas = {name: str(meta.get("content", "")) for meta in reversed(list(tree.iter("meta"))) for name in _names(meta)}
    return next((Stated(_clean(metas[name]), f"meta {name}") for name in names if metas.get(name, "").strip()), None)


def _names(element: Any) -> Iterator[str]:
    yield from (str(element.get(key, "")).lower() for key in ("property", "name", "itemprop") if element.get(key))


def _metas(tree: Any) -> Iterator[Stated]:
    for meta in tree.iter("meta"):
        for name in _names(meta):
            if name in _PUBLISHED:
                yield Stated(str(meta.get("content", "")), f"meta {name}")


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the articles that JSON-LD describes at its top: not those that it lists."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            content = decode_json(script.text or "")
        except RecordError:
            continue
        tops = content if isinstance(content, list) else [content]
        graphs = [item for top in tops if isinstance(top, dict) for item in _listed(top.get("@graph"))]
        for item in (*tops, *graphs):
            if isinstance(item, dict) and any(_ARTICLE.fullmatch(str(kind)) for kind in _listed(item.get("@type"))):
                yield item


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _json(tree: Any) -> Iterator[Stated]:
    for item in _articles(tree):
        if isinstance(item.get("datePublished"), str):
            yield Stated(item["datePublished"], "JSON-LD datePublished")


def _items(tree: Any) -> Iterator[Stated]:
    for element in tree.xpath(f".//*[@itemprop='datePublished'][not({_OTHER})]"):
        if element.tag != "meta":
            yield Stated(_stated(element), "microdata itemprop=datePublished")


def _time_elements(tree: Any) -> Iterator[tuple[Any, str]]:
    """Yield the ``time`` elements of the article itself, with what their attributes say of them."""
    for element in tree.xpath(f".//time[not({_OTHER})]"):
        around = [element, *element.iterancestors()][:4]
        marks = " ".join(f"{one.get('class', '')} {one.get('id', '')} {one.get('itemprop', '')}" for one in around)
        own = f"{element.get('class', '')} {element.get('itemprop', '')} {'published' if element.get('pubdate') is not None else ''}"
        in_text = any(one.tag == "p" and len(str(one.text_content()).split()) > _MAX_WORDS_BESIDE for one in around)
        is_later = (_LATER.search(own) or _LATER.search(_led_in(element))) and not _LEADS.search(own)
        if not in_text and not _FOREIGN.search(marks) and not is_later:
            yield element, own


def _led_in(element: Any) -> str:
    """Return the words right before an element."""
    before = element.getprevious()
    parent = element.getparent()
    words = before.tail if before is not None else parent.text if parent is not None else ""
    return str(words or "")


def _strong_times(tree: Any) -> Iterator[Stated]:
    for element, own in _time_elements(tree):
        if _LEADS.search(own) or _LEADS.search(_led_in(element)):
            yield Stated(_stated(element), "element time, marked as publication")


def _times(tree: Any) -> Iterator[Stated]:
    yield from (Stated(_stated(element), "element time") for element, _ in _time_elements(tree))


def _stated(element: Any) -> str:
    return str(element.get("content") or element.get("datetime") or element.text_content())


def _words_beside(tree: Any) -> Iterator[Stated]:
    """Yield short lines whose class says that they hold a date."""
    for element in tree.xpath(f".//*[@class or @id][not({_OTHER})]"):
        mark = f"{element.get('class', '')} {element.get('id', '')}"
        words = " ".join(str(element.text_content()).split()) if _BESIDE.search(mark) else ""
        is_foreign = any(
            _FOREIGN.search(f"{one.get('class', '')} {one.get('id', '')}") for one in element.iterancestors()
        )
        if words and len(words.split()) <= _MAX_WORDS_BESIDE and not is_foreign and not _LATER.search(mark):
            yield Stated(words, f"element {element.tag}, class {mark.split(maxsplit=1)[0]}")


def _clean(value: str) -> str:
    return " ".join(value.split())
