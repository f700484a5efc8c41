"""What is put in order in a page's tree before its article is looked for: marks of notes, notes, merged cells, kept line ends."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from servanda.parse.html_blocks import blocks, square
from servanda.parse.reading import Piece

_MARK = re.compile(r"\s*\[?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,3}|[†‡§])\s*\]?\s*")
_BRACKETED = re.compile(r"\s*\[[^\]]{1,5}\]\s*")
_BACK = re.compile(r"\s*[↩↑^⏎]\ufe0e?\s*")
_OF_NOTES = re.compile(r"fn|foot|note|ref|edn|ftn|cite", re.IGNORECASE)
_NOTE_ID = re.compile(r"_?(?:fn|ftn|edn|foot-?note|end-?note|cite_note|note)[-_:.]?[\w.-]{0,40}?\d+", re.IGNORECASE)
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote"})
_WITH_TEXT = frozenset({"li", "p", "div", "aside", "dd", "td", "span", "section"})


def prepare(tree: Any) -> list[Piece]:
    """Take the marks of notes out of the running text, square tables and keep the line ends of ``pre``. Changes the tree.

    Returns the notes themselves: extraction may pass them over. A mark is a short link within the page; "km²" is none.
    """
    for link in list(tree.iter("a")):
        if _is_mark(link):
            _dropped(link)
    for table in list(tree.iter("table")):
        square(table)
    for block in list(tree.iter("pre")):
        _keep_lines(block)
    return [piece._replace(kind="note") for note in _notes(tree) for piece in blocks(note)]


def _is_mark(link: Any) -> bool:
    """Tell whether a link only leads to a note or back from one."""
    words = "".join(link.itertext())
    if not (link.get("href") or "").startswith("#") or not words.strip():
        return False
    raised = next(link.iterancestors("sup"), None) is not None or link.find(".//sup") is not None
    named = _OF_NOTES.search(" ".join(filter(None, map(link.get, ("href", "id", "class", "role", "name")))))
    return bool(_BACK.fullmatch(words) or (_MARK.fullmatch(words) and (raised or named or _BRACKETED.fullmatch(words))))


def _dropped(element: Any) -> None:
    """Remove an element, and the ``sup`` around it where nothing else stands in that; what follows stays."""
    parent = element.getparent()
    element.drop_tree()
    if parent is not None and parent.tag == "sup" and not "".join(parent.itertext()).strip(" ,[]"):
        parent.drop_tree()


def _keep_lines(block: Any) -> None:
    """Write the line ends within a ``pre`` as ``<br>``, and make it a paragraph like others."""
    for element in list(block.iter()):
        if "\n" in (element.text or ""):
            first, *rest = element.text.strip("\n").split("\n")
            element.text = first
            for number, line in enumerate(rest):
                element.insert(number, _break(line))
        if element is not block and "\n" in (element.tail or ""):
            first, *rest = element.tail.split("\n")
            element.tail = first
            for line in reversed(rest):
                element.addnext(_break(line))
    block.tag = "p"


def _break(line: str) -> Any:
    found = etree.Element("br")
    found.tail = line
    return found


def _notes(tree: Any) -> Iterator[Any]:
    """Yield the elements that hold one note each, not those within them."""
    last: Any = None
    for element in tree.iter(*_WITH_TEXT):
        is_note = element.get("role") in _NOTE_ROLES or _NOTE_ID.fullmatch(element.get("id") or "")
        if is_note and not (last is not None and last in element.iterancestors()):
            last = element
            yield element
