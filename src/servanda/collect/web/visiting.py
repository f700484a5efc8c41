"""From a web address to documents and captures: pages, feeds, sitemaps, error pages, refusals."""

import http
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from servanda.collect.collected import Collected, Item, Known, collected, quarantined
from servanda.collect.declared import NOTHING, Declared
from servanda.collect.sniffing import media_type_of_answer
from servanda.collect.web.capturing import captured
from servanda.collect.web.decoding import decoded, gunzipped
from servanda.collect.web.exchange import Answer
from servanda.collect.web.links import Links, read_links
from servanda.collect.web.network import Network, Visit
from servanda.errors import EmptyInput, InputError, TooLargeInput, UnsupportedInput

_SUCCESS = range(200, 300)
_GZIP = b"\x1f\x8b"


class Lead(NamedTuple):
    """How an address was come by: the capture of the feed or sitemap that names it, and how far links may still lead."""

    found_in: str | None = None
    n_left: int = 2


def visit_address(url: str, network: Network, declared: Declared = NOTHING, lead: Lead | None = None) -> Iterator[Item]:
    """Yield what an address gives: a document with its capture, or for a feed or sitemap all that it names.

    What is no document (error pages, redirects that are refused) comes as a capture and a `Quarantine` with the reason.
    """
    lead = lead or Lead()
    visit = network.visit(url)
    try:
        content = _content(visit, network.config.max_file_bytes)
        links = _links(content, visit.answers[-1].url, network.config.max_file_bytes)
        if links is not None and not lead.n_left:
            raise UnsupportedInput(
                f"{visit.answers[-1].url}: a feed or sitemap that another one names is not followed."
            )
    except InputError as error:
        yield from _refused(url, visit, network, lead, error)
        return
    if links is None:
        yield _page(url, visit, network, declared, (content, lead))
        return
    item = captured(url, visit.answers, network.tool, content, found_in=lead.found_in)
    yield item
    yield from _followed(
        url, links, network, declared, Lead(item.capture.id, 1 if links.is_index and lead.n_left > 1 else 0)
    )


def _content(visit: Visit, max_bytes: int) -> bytes:
    """Return the bytes of the last answer, its coding undone. Raises the `InputError` that makes it no document."""
    if visit.error:
        raise visit.error
    answer = visit.answers[-1]
    try:
        content = decoded(answer.body, answer.header("content-encoding"), max_bytes)
    except InputError as error:
        raise type(error)(f"{answer.url}: {error}") from error
    if answer.status not in _SUCCESS:
        raise UnsupportedInput(
            f"{answer.url}: answered with {answer.status} {_phrase(answer)}; no document is made of that."
        )
    if not content.strip():
        raise EmptyInput(f"{answer.url}: the answer is empty.")
    return content


def _links(content: bytes, url: str, max_bytes: int) -> Links | None:
    """Return the links of a feed or sitemap; sitemaps may be packed."""
    try:
        return read_links(gunzipped(content, max_bytes) if content.startswith(_GZIP) else content, url)
    except InputError as error:
        raise type(error)(f"{url}: {error}") from error


def _page(url: str, visit: Visit, network: Network, declared: Declared, found: tuple[bytes, Lead]) -> Collected:
    content, lead = found
    answer = visit.answers[-1]
    name = unquote(urlsplit(answer.url).path).rsplit("/", maxsplit=1)[-1]
    kind = media_type_of_answer(name, content, answer.header("content-type"))
    item = collected(url, content, kind, declared.plus(url=answer.url))
    known = {"document_id": item.document.id, "found_in": lead.found_in}
    return item._replace(captured=captured(url, visit.answers, network.tool, content, **known))


def _refused(url: str, visit: Visit, network: Network, lead: Lead, error: InputError) -> Iterator[Item]:
    """Yield the capture of what did come, if anything, and the reason why it is no document."""
    if not visit.answers:
        yield quarantined(url, error)
        return
    content = None if visit.error else _kept(visit.answers[-1], network.config.max_file_bytes)
    item = captured(url, visit.answers, network.tool, content, found_in=lead.found_in)
    yield item
    yield quarantined(url, type(error)(f"{error} What came is kept as {item.capture.id}."), content)


def _kept(answer: Answer, max_bytes: int) -> bytes | None:
    """Return the bytes of an answer that is no document, its coding undone if that can be."""
    try:
        return decoded(answer.body, answer.header("content-encoding"), max_bytes) or None
    except InputError:
        return answer.body or None


def _followed(url: str, links: Links, network: Network, declared: Declared, lead: Lead) -> Iterator[Item]:
    """Yield what the addresses in a feed or sitemap give; those captured before are not visited again."""
    for link in links.urls[: network.config.max_links]:
        if not links.is_index and network.knows(link):
            yield Known(link)
        else:
            yield from visit_address(link, network, declared, lead)
    n_more = len(links.urls) - network.config.max_links
    if n_more > 0:
        yield quarantined(
            url, TooLargeInput(f"{url}: names {n_more} further addresses that were left out (max_links).")
        )


def _phrase(answer: Answer) -> str:
    try:
        return answer.reason or http.HTTPStatus(answer.status).phrase
    except ValueError:
        return ""
