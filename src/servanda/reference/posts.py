"""By what a post is told from a publication: where it stands, by which channel it came, what its page says of itself."""

import re
from functools import cache
from urllib.parse import urlsplit

from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.model.documents import Document
from servanda.reference.shipped import DATA

_N_BYTES = 200_000
_OG_TYPE = re.compile(
    r"""<meta\b(?=[^>]*\bproperty\s*=\s*["']?og:type\b)[^>]*\bcontent\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE
)
_GENERATOR = re.compile(
    r"""<meta\b(?=[^>]*\bname\s*=\s*["']?generator\b)[^>]*\bcontent\s*=\s*["']?([\w.]+(?: social)?)""", re.IGNORECASE
)
_TYPE = re.compile(r"""(?:"@type"\s*:\s*\[?\s*"|itemtype\s*=\s*["']?https?://schema\.org/)(\w+)""", re.IGNORECASE)


class _Markup(Record, frozen=True, kw_only=True):
    types: tuple[str, ...]
    og: tuple[str, ...]
    generators: tuple[str, ...]


class _Posts(Record, frozen=True, kw_only=True):
    version: str
    hosts: tuple[str, ...]
    channels: tuple[str, ...]
    markup: _Markup


def post_sign(document: Document, content: bytes) -> str | None:
    """Return by what ``document`` is known as a post, in words; ``None`` where nothing says so."""
    known = _posts()
    host = host_of(document.url) or host_of(document.locator)
    if is_below(host, known.hosts):
        return f"it stands on {host}"
    if document.channel and document.channel.casefold() in known.channels:
        return f"its channel is {document.channel}"
    return _of_page(content, known.markup) if document.media_type.startswith("text/html") else None


def host_of(address: str | None) -> str | None:
    """Return the host that a web address names, in lower case; ``None`` for what is no web address."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return parts.hostname if parts.scheme in {"http", "https"} else None


def is_below(host: str | None, hosts: tuple[str, ...]) -> bool:
    """Tell whether ``host`` is one of ``hosts`` or lies below one of them."""
    return host is not None and any(host == one or host.endswith(f".{one}") for one in hosts)


def _of_page(content: bytes, markup: _Markup) -> str | None:
    page = content[:_N_BYTES].decode("utf-8", errors="replace")
    signs = (
        (_TYPE, markup.types, "schema.org type"),
        (_OG_TYPE, markup.og, "og:type"),
        (_GENERATOR, markup.generators, "program"),
    )
    for pattern, wanted, name in signs:
        folded = {one.casefold() for one in wanted}
        found = next((word for word in pattern.findall(page) if word.casefold() in folded), None)
        if found:
            return f"its page gives the {name} {found}"
    return None


@cache
def _posts() -> _Posts:
    from ruamel.yaml import YAML

    read: _Posts = from_plain(YAML(typ="safe").load((DATA / "posts.yaml").read_text(encoding="utf-8")), _Posts)
    return read
