"""The lines at the head and the foot of a document and of its pages, also those that are no part of its text.

A stamp stands there as a rule, and the readers leave page heads and feet out of the text on purpose.
"""

import email
import email.policy
import io
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Any

from servanda.errors import guarded
from servanda.model.documents import Document
from servanda.parse.config import ParseConfig
from servanda.parse.ocr import Scanner
from servanda.parse.parsing import parse

Block = tuple[str, ...]
_N_OF_DOCUMENT = 25
_N_OF_PAGE = 5
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def edges(document: Document, content: bytes, config: ParseConfig, scanner: Scanner | None = None) -> tuple[Block, ...]:
    """Return runs of lines from the heads and feet of ``document``. Raises an `InputError` where it cannot be read."""
    text = parse(document, content, config, scanner).text
    kind = document.media_type.partition(";")[0].strip()
    beyond = _BEYOND.get(kind)
    found = list(_around(text.split("\n"), _N_OF_DOCUMENT))
    for page in text.split("\f") if "\f" in text else ():
        found += _around(page.split("\n"), _N_OF_PAGE)
    if beyond:
        with guarded(document.locator):
            found += beyond(content)
    return tuple(found)


def _around(lines: list[str], n_lines: int) -> Iterator[Block]:
    """Yield the first and the last lines that are not blank."""
    kept = [line for line in lines if line.strip()]
    yield tuple(kept[:n_lines])
    yield tuple(kept[n_lines:][-n_lines:])


def _of_pdf(content: bytes) -> list[Block]:
    import pypdfium2

    found: list[Block] = []
    with pypdfium2.PdfDocument(content) as file:
        for number in range(len(file)):
            page = file[number]
            found += _around(page.get_textpage().get_text_bounded().splitlines(), _N_OF_PAGE)
            page.close()
    return found


def _of_docx(content: bytes) -> list[Block]:
    import docx

    sections = docx.Document(io.BytesIO(content)).sections
    parts = [
        part
        for section in sections
        for part in (
            section.header, section.footer, section.first_page_header, section.first_page_footer,
            section.even_page_header, section.even_page_footer,
        )
    ]  # fmt: skip
    return [tuple(_lines(part)) for part in parts]


def _lines(part: Any) -> Iterator[str]:
    """Yield the paragraphs of a head or foot, those of text boxes too, where stamps like to stand."""
    from docx.oxml.ns import qn

    for paragraph in part._element.iter(qn("w:p")):  # noqa: SLF001 - text boxes have no other door
        yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def _of_html(content: bytes) -> list[Block]:
    import lxml.html

    page = lxml.html.document_fromstring(content)
    for element in page.xpath("//script | //style"):
        element.drop_tree()
    return list(_around([line for text in page.itertext() for line in str(text).split("\n")], _N_OF_DOCUMENT))


def _of_mail(content: bytes) -> list[Block]:
    """Return what the head of a message says of its own sensitivity (RFC 4021)."""
    message: Message = email.message_from_bytes(content, policy=email.policy.compat32)
    names = ("sensitivity", "x-sensitivity", "x-classification", "x-protective-marking", "subject")
    return [tuple(str(message.get(name) or "") for name in names)]


_BEYOND: dict[str, Callable[[bytes], list[Block]]] = {
    "application/pdf": _of_pdf, _DOCX: _of_docx, "text/html": _of_html, "message/rfc822": _of_mail,
}  # fmt: skip
