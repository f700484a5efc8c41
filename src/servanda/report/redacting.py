"""Names that never leave: what stands for them in everything that goes out, text, quotes and tables alike (decision 0196).

The record inside stays as it is. In the copy that leaves, a text without the names is a text of its own: offsets, quotes and its hash are those of what is
shown, so that every quotation can still be held against it.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace as changed
from typing import Any, Final, Literal, NamedTuple, TypeVar

import msgspec

from servanda.model.codec import sha256
from servanda.model.documents import Document, DocumentText
from servanda.model.making import replace
from servanda.model.spans import Span
from servanda.report.view import LeftOut, ReportView
from servanda.text.redaction import NameFinder, Redacted

Reason = Literal["child", "survivor", "detainee", "decided"]
REASONS: Final[Mapping[Reason, str]] = {
    "child": "children, or who may be",
    "survivor": "survivors of sexual violence, or who may be",
    "detainee": "people held, taken or missing, or who may be",
    "decided": "people whom a reviewer protects",
}
"""Why somebody is not named outside, in words; the first that holds is told."""
_STANDS_FOR: Final = "[name withheld {}]"
RECORD_ID: Final = re.compile(r"[a-z]{3}_[0-9a-f]{24}")
_R = TypeVar("_R", bound=msgspec.Struct)
_P = TypeVar("_P", bound=msgspec.Struct)


class Shield(NamedTuple):
    """Somebody who is never named outside: spellings, why, and the documents in which one word of the name names nobody else."""

    names: frozenset[str]
    reason: Reason
    documents: frozenset[str] = frozenset()


class Veil:
    """Takes the names of some people out of everything that is shown of a record."""

    def __init__(self, shields: Iterable[Shield], texts: Iterable[DocumentText], common: Collection[str] = ()) -> None:
        self._shields = tuple(shields)
        self._finder = NameFinder([one.names for one in self._shields], common)
        self._number: dict[int, int] = {}
        self._of_document: dict[str, set[int]] = {}
        for who, one in enumerate(self._shields):
            for name in one.documents:
                self._of_document.setdefault(name, set()).add(who)
        self._told: dict[tuple[str, frozenset[int], bool], str] = {}
        self._near = {text.document_id: self._meant_in(text) for text in texts}
        self._redacted: dict[str, Redacted] = {}
        for text in texts:
            if near := self._near[text.document_id]:
                self._redacted[text.id] = Redacted(text.text, self._cuts(text.text, near))

    def _meant_in(self, text: DocumentText) -> frozenset[int]:
        """Return whom a document may name by one word: those it names in full, and those of whom it is known to tell."""
        told: Collection[int] = self._of_document.get(text.document_id, ())
        return self._finder.in_full(f"{text.title or ''} . {text.text}") | frozenset(told)

    def _cuts(self, text: str, near: frozenset[int], *, any_case: bool = False) -> list[tuple[int, int, str]]:
        found = self._finder.find(text, near, any_case=any_case)
        return [(one.start, one.end, self._stand_in(one.who)) for one in found]

    def _stand_in(self, who: int) -> str:
        """Return what stands for a name: people are numbered in the order in which they come."""
        return _STANDS_FOR.format(self._number.setdefault(who, len(self._number) + 1))

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return how many people are not named in what this veil was laid over so far, by reason."""
        counted = Counter(self._shields[who].reason for who in self._number)
        told = f"of {{}}: {_STANDS_FOR.format('...')} stands for each"
        return tuple(
            LeftOut("name", told.format(words), n=counted[name]) for name, words in REASONS.items() if counted[name]
        )

    def hides_in(self, document_id: str) -> bool:
        """Tell whether a document names, or may name, one of these people."""
        return bool(self._near.get(document_id))

    def is_named_in(self, text: str) -> bool:
        """Tell whether some words give one of these names in full."""
        return bool(self._finder.in_full(text))

    def said(self, text: str, near: frozenset[int] = frozenset(), *, any_case: bool = False) -> str:
        """Return words without the names."""
        if RECORD_ID.fullmatch(text):
            return text
        key = (text, near, any_case)
        if key not in self._told:
            self._told[key] = Redacted(text, self._cuts(text, near, any_case=any_case)).text
        return self._told[key]

    def view(self, view: ReportView) -> ReportView:
        """Return a view in which none of these people is named."""
        if not self._shields:
            return view
        everybody = frozenset().union(*self._near.values())
        documents = {claim.id: claim.document_id for claim in view.claims}
        return changed(
            view,
            title=self.said(view.title, everybody),
            texts=tuple(map(self.text, view.texts)),
            claims=tuple(map(self.of_text, view.claims)),
            incidents=tuple(self._of(one, [*one.members, *one.denials], documents) for one in view.incidents),
            findings=tuple(self.record(one, everybody) for one in view.findings),
            sources=tuple(self.record(one) for one in view.sources),
            decisions=tuple(self.record(one, everybody) for one in view.decisions),
            undecided=tuple(map(self.of_text, view.undecided)),
            names={name: words for name, words in view.names.items() if not self.is_named_in(f"{name} . {words}")},
        )

    def _of(self, record: _R, claims: Iterable[str], documents: Mapping[str, str]) -> _R:
        """Return a record that rests on claims of these ids."""
        near = (self._near.get(documents.get(name, ""), frozenset[int]()) for name in claims)
        return self.record(record, frozenset().union(*near))

    def record(self, record: _R, near: frozenset[int] = frozenset()) -> _R:
        """Return a record without the names; ``near`` are those whom one word names in it."""
        made: _R = walked(record, lambda words: self.said(words, near), lambda span: _retold(span, self, near))
        return made

    def of_text(self, record: Any) -> Any:
        """Return a record on characters of one text layer (a claim, an identification) as it reads on the layer that is shown."""
        near, redacted = self._near.get(record.document_id, frozenset()), self._redacted.get(record.text_id)
        if not near or redacted is None:
            return record
        return walked(record, lambda words: self.said(words, near), lambda span: _moved(span, redacted))

    def text(self, text: DocumentText) -> DocumentText:
        """Return a text layer without the names, its parts where they stand now."""
        near, redacted = self._near.get(text.document_id, frozenset()), self._redacted.get(text.id)
        if not near or redacted is None:
            return text
        shown: DocumentText = walked(
            replace(text, text="", text_sha256="", paragraphs=(), regions=(), sheet=None, url=None),
            lambda words: self.said(words, near),
            lambda span: _moved(span, redacted),
        )
        sheet = text.sheet and replace(
            walked(replace(text.sheet, cells=()), lambda words: self.said(words, near), lambda span: span),
            cells=_parts(text.sheet.cells, redacted),
        )
        return replace(
            shown,
            text=redacted.text,
            text_sha256=sha256(redacted.text.encode()),
            paragraphs=_parts(text.paragraphs, redacted),
            regions=_parts(text.regions, redacted),
            sheet=sheet,
            url=text.url and self.said(text.url, near, any_case=True),
        )

    def document(self, document: Document) -> Document:
        """Return a document whose title, author and address give no name."""
        near = self._near.get(document.id, frozenset())
        shown = self.record(document, near)
        return replace(shown, url=document.url and self.said(document.url, near, any_case=True))

    def content(self, text: DocumentText | None, content: bytes) -> bytes | None:
        """Return what is shown in place of the bytes of a document: the words of its text; ``None`` where its bytes name nobody."""
        if text is None:
            return None
        is_hidden = self.hides_in(text.document_id) or self.is_named_in(content.decode("utf-8", errors="ignore"))
        return self.text(text).text.encode() if is_hidden else None


def _retold(span: Span, veil: Veil, near: frozenset[int]) -> Span:
    """Return a span of a text that is not at hand (an agreement's) as it is; where it names somebody, no words of it are shown."""
    return replace(span, quote="·" * len(span.quote)) if veil.said(span.quote, near) != span.quote else span


def _moved(span: Span, redacted: Redacted) -> Span:
    start, end = redacted.moved(span.start, span.end)
    return Span.of(redacted.text, start, end)


def _parts(parts: Iterable[_P], redacted: Redacted) -> tuple[_P, ...]:
    """Return paragraphs, regions or cells where they stand now; one that lies within a name with others goes into the first."""
    found, before = [], 0
    for part in parts:
        start, end = redacted.moved(part.start, part.end)  # type: ignore[attr-defined]
        start = max(start, before)
        if start < end:
            found.append(replace(part, start=start, end=end))
            before = end
    return tuple(found)


def walked(value: Any, say: Callable[[str], str], move: Callable[[Span], Span]) -> Any:
    """Return a record with ``say`` done to all its words and ``move`` to all its spans; a span's own words are left to ``move``."""
    made = value
    match value:
        case Span():
            made = move(value)
        case str():
            made = say(value)
        case tuple() | list():
            made = type(value)(walked(item, say, move) for item in value)
        case dict():
            made = {say(name): walked(item, say, move) for name, item in value.items()}
        case msgspec.Struct():
            fields = {name: walked(getattr(value, name), say, move) for name in value.__struct_fields__}
            made = replace(value, **fields)
    return made
