"""Reader of web pages: trafilatura finds the article among the page's furniture; its blocks are frozen.

The publication date is read from meta data that says "published", never guessed from the page (trafilatura's own date
finder would also take the date of a comment or of today).
"""

import logging
import re
from typing import Any

import lxml.html
import trafilatura
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata

from servanda.errors import EmptyInput, TooLargeInput, guarded
from servanda.parse.config import ParseConfig
from servanda.parse.decoding import declared_in_page, decode_text
from servanda.parse.html_blocks import blocks, inline
from servanda.parse.html_details import published, publisher, title_at
from servanda.parse.html_notes import prepare
from servanda.parse.reading import Piece, Reading, joined

# Without a handler the libraries' notes on odd pages would be printed to standard error.
for _name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_VERSION = f"0.2.1+trafilatura-{trafilatura.__version__}"
_DATE_CONFIG = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2100-01-01"}
_PARSER = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_PRUNED = ["//nav", "//footer"]


def read_html(content: bytes, config: ParseConfig) -> Reading:
    """Read a web page. Raises `EmptyInput` where it has no article text, `TooLargeInput`, `UndecodableInput`, `BrokenInput`."""
    if len(content) > config.max_html_bytes:
        raise TooLargeInput(
            f"a page of more than {config.max_html_bytes} bytes. Save only the article, or raise max_html_bytes."
        )
    decoded = decode_text(content, declared_in_page(content) or config.encoding)
    with guarded("the web page"):
        if not decoded.text.strip():
            raise EmptyInput("the page is blank. Save it again from the browser as a complete page.")
        facts = _facts(_tree(decoded.text))
        text, paragraphs = joined(_pieces(decoded.text), "\n")
    if not text:
        raise EmptyInput(
            "no article text on the page (perhaps it is loaded by a script). Save it from the browser, or as PDF."
        )
    return Reading(text, paragraphs, "html", _VERSION, **facts, encoding=decoded.said)


def _pieces(page: str) -> list[Piece]:
    """Return the paragraphs of the article, notes last where extraction passed them over; of a page too short for it all."""
    tree, own_tree = _tree(page), _tree(page)
    notes = dict.fromkeys(prepare(tree))
    prepare(own_tree)
    links = frozenset(" ".join(inline(link).split()) for link in own_tree.iter("a"))
    own = [piece for element in own_tree.iterchildren("body") for piece in blocks(element)]
    extracted = bare_extraction(tree, include_comments=False, with_metadata=False, prune_xpath=_PRUNED)
    body = getattr(extracted, "body", None)
    extracted_pieces = _as_written(list(blocks(body)), own) if body is not None else []
    found = _with_structure(extracted_pieces, own, links) or own
    texts = {note.text for note in notes}
    kept = [piece._replace(kind="note") if piece.text in texts else piece for piece in found]
    return [*kept, *(note for note in notes if note not in kept)] if kept else []


def _as_written(found: list[Piece], own: list[Piece]) -> list[Piece]:
    """Return the article as it stands on the page, told by its letters and digits.

    Extraction puts blanks around marked words of a short page ("Oberdorf .") and drops a marked sign that stands alone.
    """
    own = [piece for piece in own if _letters(piece.text)]
    texts, whole, starts = {piece.text for piece in own}, "", dict[int, int]()
    for number, piece in enumerate(own):
        starts[len(whole)] = number
        whole += _letters(piece.text)
    starts[len(whole)] = len(own)
    result: list[Piece] = []
    for piece in found:
        words = _letters(piece.text)
        at = -1 if piece.text in texts or not words else whole.find(words)
        first, end = starts.get(at), starts.get(at + len(words))
        result += [piece] if first is None or end is None else own[first:end]
    return result


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _with_structure(found: list[Piece], own: list[Piece], links: frozenset[str]) -> list[Piece]:
    """Return the article with the headings, list items and rows between its paragraphs that extraction passed over.

    ``own`` are all paragraphs of the page; what is only a link is furniture (``links``: their words). Before the first
    paragraph only the headings straight over it are taken.
    """
    places: dict[str, list[int]] = {}
    for place, piece in enumerate(own):
        places.setdefault(piece.text, []).append(place)
    result: list[Piece] = []
    last = -1
    for piece in found:
        at = next((place for place in places.get(piece.text, ()) if place > last), None)
        if at is not None:
            between = own[last + 1 : at] if last >= 0 else _headings_before(own, at)
            result += [one for one in between if one.kind != "text" and one.text not in links]
            last = at
        result.append(own[at] if at is not None else piece)
    return result


def _headings_before(own: list[Piece], at: int) -> list[Piece]:
    """Return the headings in a row straight before a place."""
    first = at
    while first and own[first - 1].kind == "heading":
        first -= 1
    return own[first:at]


def _facts(tree: Any) -> dict[str, Any]:
    """Return title, publisher, author, date, language and address as the page's own mark-up gives them, and which field does."""
    found = extract_metadata(tree, date_config=dict(_DATE_CONFIG), extensive=False)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").split("-")[0].lower()
    day, outlet = published(tree), publisher(tree)
    title, name = _clean(found.title), outlet.value if outlet else _clean(found.sitename)
    whence = {"published_on": day.where if day else None, "publisher": outlet.where if outlet else "the page's mark-up"}
    whence |= {
        "title": title_at(tree, title) if title else None,
        "author": "the page's mark-up",
        "url": "the page's mark-up",
    }
    return {
        "title": title,
        "publisher": name,
        "author": _clean(found.author),
        "published_on": day.value if day else None,
        "language": language if re.fullmatch("[a-z]{2,3}", language) else None,
        "url": _clean(found.url),
        "whence": {field: where for field, where in whence.items() if where},
    }


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _tree(page: str) -> Any:
    return lxml.html.document_fromstring(page.encode("utf-8"), parser=_PARSER)
