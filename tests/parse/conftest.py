"""Documents as collect would hand them over, and PDF pages that the tests draw themselves."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from servanda.model.codec import sha256
from servanda.model.documents import Document, DocumentText
from servanda.model.ids import content_id
from servanda.parse import ParseConfig, parse
from servanda.pipeline.scanning import open_scanner

Parse = Callable[..., DocumentText]
DrawPdf = Callable[..., bytes]


@pytest.fixture(scope="session")
def read() -> Parse:
    """Return a function that parses bytes of a media type; further fields are those of `Document`."""

    def read_bytes(
        content: bytes, media_type: str = "text/plain", config: ParseConfig | None = None, **declared: Any
    ) -> DocumentText:
        digest = sha256(content)
        document = Document(
            id=content_id("doc", {"sha256": digest}),
            object_sha256=digest,
            n_bytes=len(content),
            media_type=media_type,
            locator="reports/item",
            **declared,
        )
        return parse(document, content, config or ParseConfig(), open_scanner(config or ParseConfig()))

    return read_bytes


@pytest.fixture(scope="session")
def draw_pdf() -> DrawPdf:
    """Return a function that draws pages of ``(x, y, text)`` in points, in a font with Latin and Arabic letters if there is one."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        pdfmetrics.registerFont(TTFont("Wide", "DejaVuSans.ttf"))
        font = "Wide"
    except TTFError:
        font = "Helvetica"

    def draw(pages: Sequence[Sequence[tuple[float, float, str]]], **facts: Any) -> bytes:
        buffer = io.BytesIO()
        sheet = canvas.Canvas(buffer, invariant=1, encrypt=facts.get("lock"))
        sheet.setTitle(facts.get("title", ""))
        sheet.setAuthor(facts.get("author", ""))
        for page in pages:
            sheet.setFont(font, 12)
            for x, y, text in page:
                sheet.drawString(x, y, text)
            sheet.showPage()
        sheet.save()
        return buffer.getvalue()

    draw.font = font  # type: ignore[attr-defined]
    return draw
