"""The decisions of people as an audience may know them: nothing of those that name what it may not see."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.documents import Document, DocumentText
from servanda.model.making import replace
from servanda.pipeline.case import Case
from servanda.pipeline.current import extracted
from servanda.report import ReportView
from servanda.review import is_on_claim, seconded, standing, translated
from servanda.store import handle_history

_WORD = re.compile(r"\w+")
_N_RUN = 5
_N_NAME = 3
INSIDE = "(the reason stays inside)"
"""What stands for a reason that those outside are not told."""


def permitted_decisions(case: Case) -> tuple[Decision, ...]:
    """Return the decisions that count: all of them, or where documents are withheld those that stand and name nothing of these."""
    decisions = (*case.store.decisions(), *case.supposed)
    if not case.withheld:
        return decisions
    known = {claim.key for claim in case.store.records("claim") if claim.document_id not in case.withheld}
    members: dict[str, set[str]] = {}
    for state in handle_history(case.store):
        members.setdefault(state.handle, set()).update(state.members)
    return tuple(item for item in standing(decisions) if _names(item, members) <= known)


def that_count(case: Case, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return those of the decisions that count under the dossier's rule of how many persons a judgement takes."""
    return seconded(decisions, case.dossier.settings.review.persons)


def current_decisions(case: Case) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Return the decisions as they are on record, and those of them that count."""
    decisions = permitted_decisions(case)
    return decisions, that_count(case, decisions)


def _names(decision: Decision, members: Mapping[str, Collection[str]]) -> set[str]:
    """Return the keys of all claims that a decision is about; of an incident nobody knows, a name that no claim has."""
    patch, key = decision.patch or {}, decision.target.key
    named = {*patch.get("keys", ()), *patch.get("from", ())} if decision.verdict in {"merge", "split"} else set()
    if is_on_claim(decision):
        return {*named, *decision.targets}
    return named if key.startswith("fnd_") else {*named, *members.get(key, (key,))}


def told_outside(case: Case, view: ReportView, numbers: Mapping[str, str]) -> tuple[Decision, ...]:
    """Return the decisions on what a view shows, as those outside are told: role and day, no pseudonym, no minute, no id.

    ``numbers`` says under which number an incident goes by its handle. A reason that quotes a withheld document, or names
    somebody whom only such a document names, stays inside, and so does what a second person said without sight of the first verdict.
    """
    keys = extracted(case).joined.keys  # those that people rejected stand in no view
    shown = {finding.id for finding in view.findings} | keys | numbers.keys()
    kept = [
        item
        for item in translated(standing(view.decisions), view.aliases, shown)
        if item.target.key in shown and item.verdict != "again"
    ]
    is_told = _discreet(case, [f"{item.because} {item.patch or ''}" for item in kept])
    return tuple(_told(item, numbers, is_told=told) for item, told in zip(kept, is_told, strict=True))


def _told(decision: Decision, numbers: Mapping[str, str], *, is_told: bool) -> Decision:
    key = decision.target.key
    return replace(
        decision,
        id="",
        target=DecisionTarget(key=numbers.get(key, key)),
        by=decision.role,
        at=decision.at[:10],
        because=decision.because if is_told else INSIDE,
        patch=decision.patch if is_told else _fields(decision),
        supersedes=None,
        signature=None,
        also=None,
    )


def _fields(decision: Decision) -> dict[str, Any] | None:
    """Return which fields an amendment changed, without what they became: it is none without a field."""
    return dict.fromkeys(decision.patch or {}, INSIDE) if decision.verdict == "amend" else None


def _discreet(case: Case, reasons: list[str]) -> Iterator[bool]:
    """Yield of each reason whether it says nothing that only withheld documents say."""
    if not reasons or not case.withheld:
        return iter([True] * len(reasons))
    texts = [item for item in case.store.current("parse") if isinstance(item, DocumentText)]
    documents = list(case.store.records("document"))
    inside = [*_words_in(texts, documents, case.withheld, inside=True)]
    outside = {word for words in _words_in(texts, documents, case.withheld, inside=False) for word in words}
    names = {word for words in inside for word in words} - outside
    asked = {run for reason in reasons for run in _runs(_words(reason))}
    quoted = {run for words in inside for run in _runs(words) if run in asked}
    return (not (_named(reason) & names or quoted & set(_runs(_words(reason)))) for reason in reasons)


def _words_in(
    texts: Iterable[DocumentText], documents: Iterable[Document], withheld: Collection[str], *, inside: bool
) -> Iterator[list[str]]:
    for text in texts:
        if (text.document_id in withheld) is inside:
            yield _words(" ".join(filter(None, (text.title, text.author, text.publisher, text.text))))
    for item in documents:
        if (item.id in withheld) is inside:
            yield _words(
                " ".join(filter(None, (item.title, item.author, item.publisher, item.external_id, item.locator)))
            )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + _N_RUN]) for at in range(len(words) - _N_RUN + 1))


def _named(text: str) -> set[str]:
    """Return the words of a text that may be names, in small letters: with a capital letter, or of a script without them."""
    found = (word for word in _WORD.findall(text) if len(word) >= _N_NAME)
    return {word.casefold() for word in found if not word[0].islower()}
