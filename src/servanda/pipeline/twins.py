"""The same content added again: what becomes of it, and what it changes.

At the same place of publication it is a further declaration of the document that is there: its metadata is taken over by a
decision, its protection is added. At another place (another publisher, another site, another row) it is a document of its
own, so that two outlets stay two. Either way what protects one protects all of them (see `documents.refusals`).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from servanda.collect import Collected, shielded
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.documents import ROW_MEDIA_TYPE, Document, Sensitivity
from servanda.model.making import replace, with_id
from servanda.pipeline.case import Case
from servanda.pipeline.documents import by_content, content_of, described_documents
from servanda.pipeline.protecting import without_home
from servanda.review import DETAILS, SENSITIVITIES, Described, described, with_decision
from servanda.text.folds import plain

_PROTECTED = "protected"


class Met(NamedTuple):
    """An item as it is to be stored, the decision it brings, and what to tell: nothing for content that is new."""

    item: Collected
    home: Described | None = None
    notes: tuple[str, ...] = ()


class Twins:
    """The documents of a dossier by their content, kept up to date while documents are added."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @cached_property
    def _by_content(self) -> dict[str, list[Described]]:
        found = by_content(self._case, described_documents(self._case))
        return {content: list(twins) for content, twins in found.items()}

    def meet(self, item: Collected) -> Met:
        """Return how an item that is not stored yet is to be stored."""
        twins = self._by_content.get(content_of(self._case, item.document), [])
        if not twins:
            return Met(item)
        strictest = max((twin.document.sensitivity for twin in twins), key=SENSITIVITIES.index)
        if strictest == _PROTECTED and item.captured is None:
            item = shielded(item)
        home = next((twin for twin in twins if _same_place(twin, item.document, _locator(item))), None)
        item = item._replace(document=_protected_as(item, home, strictest))
        notes = tuple(_notes(item, home, twins, strictest))
        return Met(item, home, tuple(f"{item.document.locator}: {note}" for note in notes))

    def keep(self, document: Document, home: Described | None, at: str) -> Decision | None:
        """Remember a document that is being stored; return the decision that makes it a declaration of the one at ``home``."""
        found = self._by_content.setdefault(content_of(self._case, document), [])
        if home is None:
            found.append(described(document))
            return None
        decision = _declaration(self._case, document, home, at)
        after = with_decision(home, decision, document)
        for twins in self._by_content.values():
            twins[:] = [after if twin is home else twin for twin in twins]
        return decision


def _same_place(twin: Described, document: Document, locator: str) -> bool:
    """Tell whether a document was published where a known one was; what is unknown of either does not part them.

    A row without an id of its own is another row unless it stands at the same place of the same table.
    """
    values: tuple[tuple[str | None, str | None, Callable[[str], str]], ...] = (
        (twin.value("publisher"), document.publisher, plain),
        (twin.value("url"), document.url, _site),
        (twin.document.external_id, document.external_id, str),
    )
    if any(one and other and folded(one) != folded(other) for one, other, folded in values):
        return False
    is_row = ROW_MEDIA_TYPE in {twin.document.media_type, document.media_type}
    has_id = twin.document.external_id and document.external_id
    return not is_row or bool(has_id) or locator in {guard.locator for guard in twin.guards}


def _locator(item: Collected) -> str:
    """Return where an item stood, as a record would keep it; of a protected one it is among what was set apart."""
    return without_home(next((part.value for part in item.apart if part.field == "locator"), item.document.locator))


def _site(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _protected_as(item: Collected, home: Described | None, strictest: Sensitivity) -> Document:
    """Return a document with the protection of what is there, where its own declaration says nothing of it."""
    changes: dict[str, Any] = {}
    if "sensitivity" not in item.declared.fields:
        changes["sensitivity"] = home.document.sensitivity if home else strictest
    if home:
        inherited = {"consent": home.guards[0].consent, "retain_until": home.guards[0].retain_until}
        changes |= {name: value for name, value in inherited.items() if name not in item.declared.fields}
    return replace(item.document, **changes)


def _declaration(case: Case, document: Document, home: Described, at: str) -> Decision:
    record = Decision(
        id="",
        target=DecisionTarget(key=home.document.id, id_seen=document.id),
        verdict="declare",
        patch=dict(_news(document, home)),
        by=case.by,
        role="collector",
        because="declared when the same content was added again",
        at=at,
    )
    return with_id("dec", record)


def _news(document: Document, home: Described) -> Iterator[tuple[str, str]]:
    """Yield what a declaration says that is not known yet; what a person described stays as he left it."""
    for name in DETAILS:
        value = getattr(document, name)
        is_settled = name in home.said and home.said[name].verdict == "describe"
        if value is not None and value != home.value(name) and not is_settled:
            yield name, value


def _notes(
    item: Collected, home: Described | None, twins: Sequence[Described], strictest: Sensitivity
) -> Iterator[str]:
    """Yield what becomes of content that is there already, in words."""
    document = item.document
    if home is None:
        others = ", ".join(f"{twin.document.id} ({twin.value('publisher') or 'publisher unknown'})" for twin in twins)
        yield f"the same content as {others}, at another place of publication; what protects one protects all of them"
    else:
        yield from (f"known as {home.document.id}; {change}" for change in _changes(document, home))
    rank = SENSITIVITIES.index
    if rank(document.sensitivity) > rank(strictest):
        yield f"the same content was {strictest} until now and is {document.sensitivity} from now on"
    elif rank(document.sensitivity) < rank(strictest):
        name = (home or twins[0]).document.id
        yield (
            f"sensitivity {document.sensitivity} loosens nothing: it stays {strictest}; "
            f"to loosen it: servanda describe DIR {name} --sensitivity {document.sensitivity} --role ROLE --because TEXT"
        )
    if "consent" in item.declared.fields or "retain_until" in item.declared.fields:
        yield "what is declared of consent and retention binds beside what was declared before"
    if document.sensitivity == _PROTECTED and strictest != _PROTECTED:
        yield f"what was declared of {twins[0].document.id} before stands in the clear; if it tells who spoke, expunge it"


def _changes(document: Document, home: Described) -> Iterator[str]:
    for name in DETAILS:
        value, known = getattr(document, name), home.value(name)
        if value is None or value == known:
            continue
        if name in dict(_news(document, home)):
            yield f"{name}: {value} (was {known or 'not declared'})"
        else:
            yield f"{name} stays {known or 'unknown'} as {home.said[name].by} decided; {value} is not taken over"
