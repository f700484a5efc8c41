"""A kept web page made harmless: its words, headings, tables and own look; nothing that runs, loads, leads away or asks for anything.

Whoever shows it forbids scripts and loading besides; this is the first of two lines. Passages are marked in it where its letters are those of the
text layer; those of which that cannot be told (rows of tables are written anew) stay without a mark.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import lxml.html
from lxml import etree

from servanda.errors import TooLargeInput, guarded
from servanda.model.documents import DocumentText
from servanda.parse.config import ParseConfig
from servanda.parse.decoding import declared_in_page, decode_text

_PARSER: Final = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_KEPT: Final = frozenset({
    "html", "head", "body", "title", "style", "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "center",
    "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "s", "samp", "section",
    "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul",
    "var", "wbr",
})  # fmt: skip
_GONE: Final = frozenset({
    "script", "template", "iframe", "frame", "frameset", "object", "embed", "applet", "link", "meta", "base", "form", "input", "button", "select",
    "option", "textarea", "svg", "math", "audio", "video", "source", "track", "canvas", "map", "area", "dialog", "portal", "noframes", "noembed",
    "xmp", "plaintext",
})  # fmt: skip
"""What goes with all that is in it; of any other element only its words stay."""
_ATTRIBUTES: Final = frozenset({
    "class", "style", "dir", "lang", "colspan", "rowspan", "headers", "scope", "alt", "title", "width", "height", "align", "valign",
})  # fmt: skip
_PICTURE: Final = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_OWN_LOOK: Final = "mark{background:#ffe58a;color:#1d2228}a[id]:target+mark{outline:2px solid #7a5b00}img{max-width:100%}body{overflow-wrap:anywhere}"


class Passage(NamedTuple):
    """A passage to be marked: its name, and code points ``[start, end)`` of the text layer."""

    name: str
    start: int
    end: int


class _Words(NamedTuple):
    """A run of words in the tree: the element, whether they stand in it or behind it, and the number of letters before them."""

    element: Any
    is_tail: bool
    n_before: int


def harmless_page(content: bytes, text: DocumentText, passages: Iterable[Passage], config: ParseConfig) -> str:
    """Return a web page as a document without anything that could act, ``passages`` of its text layer marked.

    An empty link ``m-NAME`` stands before the mark of each passage. Raises `TooLargeInput`, `UndecodableInput`, `BrokenInput`.
    """
    if len(content) > config.max_html_bytes:
        raise TooLargeInput(f"a page of more than {config.max_html_bytes} bytes")
    page = decode_text(content, declared_in_page(content) or config.encoding).text
    with guarded("the web page"):
        tree = lxml.html.document_fromstring(page.encode("utf-8"), parser=_PARSER)
        _clean(tree)
        body = tree.find("body")
        if body is not None:
            _mark(body, text, sorted(passages, key=lambda one: (one.start, -one.end)))
        head = tree.find("head")
        look = etree.SubElement(head if head is not None else tree, "style")
        look.text = _OWN_LOOK
        written: str = lxml.html.tostring(tree, encoding="unicode", doctype="<!doctype html>")
    return written


def _clean(tree: Any) -> None:
    for element in list(tree.iter()):
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _GONE:
            element.drop_tree()
        elif name not in _KEPT and element is not tree:
            element.drop_tag()
        else:
            _strip(element)


def _strip(element: Any) -> None:
    for name, value in list(element.attrib.items()):
        is_picture = (element.tag, name) == ("img", "src") and _PICTURE.fullmatch(value)
        if name not in _ATTRIBUTES and not is_picture:
            del element.attrib[name]


def _mark(body: Any, text: DocumentText, passages: Sequence[Passage]) -> None:
    """Put marks at the letters of passages."""
    runs = list(_words(body))
    places = list(_placed("".join(_letters(_said(one)) for one in runs), text, passages))
    for run in runs:
        n_letters = len(_letters(_said(run)))
        inside = [one for one in places if one.start < run.n_before + n_letters and one.end > run.n_before]
        if inside and n_letters:
            _split(run, inside)


def _words(body: Any) -> Iterator[_Words]:
    """Yield the runs of words of a page in their order."""
    n = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        run = _Words(element, event == "end", n)
        if (element.tag, event) == ("style", "start") or (element is body and event == "end"):
            continue
        yield run
        n += len(_letters(_said(run)))


def _said(run: _Words) -> str:
    return (run.element.tail if run.is_tail else run.element.text) or ""


def _placed(page: str, text: DocumentText, passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages by the letters of the page, paragraph by paragraph, each looked for behind the one before it."""
    cursor = 0
    for paragraph in text.paragraphs:
        words = _letters(text.text[paragraph.start : paragraph.end])
        at = page.find(words, cursor)
        if at >= 0:
            cursor = at + len(words)
        at = at if at >= 0 else page.find(words)
        if not words or at < 0:
            continue
        for one in passages:
            start, end = max(one.start, paragraph.start), min(one.end, paragraph.end)
            if start < end:
                before = len(_letters(text.text[paragraph.start : start]))
                yield Passage(one.name, at + before, at + before + len(_letters(text.text[start:end])))


class _Pen:
    """Writes words and elements one behind the other where a run of words stood."""

    def __init__(self, run: _Words) -> None:
        """Take the words of a run away, and begin there."""
        element, self._run = run.element, run
        self._last: Any = None
        self._holder = element.getparent() if run.is_tail else element
        self._at: int = self._holder.index(element) + 1 if run.is_tail else 0
        self.say("")

    def say(self, words: str) -> None:
        """Write words behind what was written last."""
        if self._last is not None:
            self._last.tail = words
        elif self._run.is_tail:
            self._run.element.tail = words
        else:
            self._run.element.text = words

    def put(self, tag: str, words: str | None = None, **attributes: str) -> None:
        """Write an element with words in it."""
        self._last = etree.Element(tag, attributes)
        self._last.text = words
        self._holder.insert(self._at, self._last)
        self._at += 1


def _split(run: _Words, places: Sequence[Passage]) -> None:
    """Write a run of words anew, with marks around what passages hold of it."""
    said = _said(run)
    offsets = [run.n_before, *(run.n_before + n for n in _counted(said))]
    pen = _Pen(run)
    for start, end in pairwise(sorted({0, len(said), *_cuts(offsets, places)})):
        covering = [one for one in places if one.start < offsets[end] and one.end > offsets[start]]
        if not covering:
            pen.say(said[start:end])
            continue
        for one in covering:
            if one.start >= offsets[start]:
                pen.put("a", id=f"m-{one.name}")
        pen.put("mark", said[start:end])


def _cuts(offsets: Sequence[int], places: Iterable[Passage]) -> Iterator[int]:
    """Yield the characters before which passages begin, and behind whose last letter they end; ``offsets`` count the letters before each."""
    for one in places:
        yield bisect_right(offsets, max(one.start, offsets[0])) - 1
        yield min(bisect_left(offsets, one.end), len(offsets) - 1)


def _counted(said: str) -> Iterator[int]:
    """Yield how many letters and digits there are up to each character, it included."""
    n = 0
    for char in said:
        n += char.isalnum()
        yield n


def _letters(said: str) -> str:
    return "".join(filter(str.isalnum, said))
