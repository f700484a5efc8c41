"""The marked text is the text: no character is lost, doubled or moved, however the claims overlap."""

from hypothesis import given
from hypothesis import strategies as st

from servanda.model.claims import AssertionClaim, AssertionDetail, MadeBy
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import sealed, text_layer
from servanda.model.parties import Attribution
from servanda.model.spans import Span
from servanda.report.highlight import mark_paragraphs

TEXT = "The ferry sank.\nNobody says why; “we wait”, the harbour office wrote.\nأبحرت السفينة."


def _layer() -> DocumentText:
    paragraphs, start = [], 0
    for line in TEXT.split("\n"):
        paragraphs.append(Paragraph(start=start, end=start + len(line)))
        start += len(line) + 1
    return text_layer("doc_1", TEXT, tuple(paragraphs), parser="test", parser_version="1")


@st.composite
def claims(draw: st.DrawFn) -> AssertionClaim:
    start = draw(st.integers(0, len(TEXT) - 1))
    span = Span.of(TEXT, start, draw(st.integers(start + 1, len(TEXT))))
    return sealed(
        AssertionClaim(
            id="",
            key="",
            document_id="doc_1",
            text_id=_layer().id,
            language="en",
            span=span,
            attribution=(Attribution(level="document", name=None),),
            made_by=MadeBy(rule="t", version="1"),
            assertion=AssertionDetail(object=span),
        )
    )


@given(st.lists(claims(), max_size=6))
def test_runs_put_together_are_the_paragraph(marked: list[AssertionClaim]) -> None:
    layer = _layer()
    paragraphs = list(mark_paragraphs(layer, marked))
    for paragraph, runs in zip(layer.paragraphs, paragraphs, strict=True):
        assert "".join(run.text for run in runs) == TEXT[paragraph.start : paragraph.end]


@given(st.lists(claims(), max_size=6, unique_by=lambda claim: claim.id))
def test_every_claim_begins_once_where_it_starts(marked: list[AssertionClaim]) -> None:
    layer = _layer()
    begun = [name for runs in mark_paragraphs(layer, marked) for run in runs for name in run.begins]
    starts_inside = [c.id for c in marked if any(p.start <= c.span.start < p.end for p in layer.paragraphs)]
    assert sorted(begun) == sorted(starts_inside)
