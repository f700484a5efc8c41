"""`series`: do the counts in the reports of one publisher agree with how each report compares itself with the last?"""

from collections.abc import Iterator

from servanda.model.documents import DocumentText
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_texts
from servanda.text.series import check_series

Row = dict[str, str | None]


def series_rows(case: Case, publisher: str | None = None) -> Iterator[Row]:
    """Yield a row for each comparison in dated English reports, publisher by publisher, in order of publication."""
    by_publisher: dict[str, list[DocumentText]] = {}
    for text in current_texts(case):
        wanted = publisher is None or (text.publisher or "").casefold() == publisher.casefold()
        if wanted and text.publisher and text.published_on and text.language in {"en", None}:
            by_publisher.setdefault(text.publisher, []).append(text)
    for name, texts in sorted(by_publisher.items()):
        ordered = sorted(texts, key=lambda text: (text.published_on or "", text.id))
        named = {text.id: text for text in ordered}
        for checked in check_series([(text.id, text.text) for text in ordered]):
            text = named[checked.name]
            other = named[checked.other].published_on if checked.other else None
            yield {
                "publisher": name,
                "date": text.published_on,
                "verdict": checked.verdict,
                "against": other,
                "because": checked.words,
                "words": text.text[checked.statement.start : checked.statement.end].strip(),
                "document": text.document_id,
            }
