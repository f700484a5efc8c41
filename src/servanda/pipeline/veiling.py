"""The people of a dossier who never leave named, and the veil that takes their names out of what an audience sees (decision 0196)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import Any, Final

from servanda.errors import NotFoundError, UsageError
from servanda.model.claims import Claim
from servanda.model.decisions import Decision
from servanda.model.documents import DocumentText
from servanda.model.ids import content_id
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_texts, key_aliases
from servanda.pipeline.documents import find_document
from servanda.pipeline.joined import folded_claims
from servanda.pipeline.person_decisions import Said, keep_decision, require_role_to_name
from servanda.pipeline.persons import SAID, Person, people_in
from servanda.pipeline.shielding import Told, by_document, common_words, told_in, without_titles
from servanda.pipeline.view import build_view
from servanda.reference.protection import protection_words
from servanda.report import REASONS, Reason, ReportView, Shield, Veil
from servanda.review import standing
from servanda.text.folds import vowels
from servanda.text.redaction import MOST_WORDS, words_of

_DECIDED: Final[Mapping[str, Reason]] = {
    "child": "child",
    "detainee": "detainee",
    "survivor": "survivor",
    "yes": "decided",
}


@dataclass(frozen=True)
class Shielded:
    """Somebody who never leaves named: for the desk's eyes, with the documents that say so and who decided it, if somebody did."""

    names: tuple[str, ...]
    reason: Reason
    documents: tuple[str, ...]
    near: frozenset[str] = frozenset()
    by: str | None = None


def shielded(case: Case, view: ReportView | None = None) -> tuple[Shielded, ...]:
    """Return the people of the whole record who never leave named, by name; ``view`` is that of the whole record, if it is at hand."""
    texts, claims = _whole(case)
    view = view or build_view(_unwithheld(case))
    registry, gazetteer = case.reference.actors, case.reference.gazetteer

    def known_as(name: str) -> frozenset[str]:
        people = {"people"} if gazetteer.people(name) else set()
        return frozenset({*people, *(actor.type for actor in registry.known_as(name))})

    found = _by_name(told for text in texts for told in told_in(text, claims.get(text.id, ()), known_as))
    decided = [*_by_hash(view.decisions, texts)]
    persons = people_in(view, key_aliases(case)).persons
    for person in persons:
        _join_person(found, person)
    _decide(found, decided, persons)
    return tuple(sorted((_shown(some) for some in found.values()), key=lambda one: one.names))


def veil_over(case: Case, shown: ReportView, whole: ReportView) -> Veil:
    """Return the veil for what an audience sees (``shown``), by all that the ``whole`` record says."""
    hidden = shielded(case, whole)
    shields = [Shield(frozenset(one.names), one.reason, frozenset(one.documents) | one.near) for one in hidden]
    common = common_words((*whole.claims, *shown.claims), protection_words()) if shields else ()
    return Veil(shields, shown.texts, common)


def shielded_rows(case: Case) -> list[dict[str, Any]]:
    """Return a row for each person who never leaves named: for the desk's eyes."""
    return [
        {
            "names": "; ".join(one.names),
            "because": REASONS[one.reason],
            "decided by": one.by,
            "documents": ", ".join(one.documents),
        }
        for one in shielded(case)
    ]


def say_of_name(case: Case, name: str, document: str, protection: str, said: Said) -> Decision:
    """Store that somebody whom a document names is protected (``child``, ``detainee``, ``survivor``, ``yes``) or is not (``no``).

    The decision holds a hash of the name and not the name. Raises `NotFoundError` where the document does not give the name, and `UsageError`.
    """
    if protection not in {*_DECIDED, "no"}:
        raise UsageError(f"protection is one of {', '.join((*_DECIDED, 'no'))}; it was given {protection!r}")
    require_role_to_name({"protection": protection}, said.role)
    home = find_document(case, document).document.id
    made, (texts, _) = _hash(home, name), _whole(case)
    if not any(_runs_with(text, {made}) for text in texts if text.document_id == home):
        raise NotFoundError(f"{home} does not give the name {name!r}; write it as it stands there, without titles")
    return keep_decision(case, home, SAID, {"names": [made], "protection": protection}, said)


@dataclass
class _Some:
    """What is known so far of those who bear one name."""

    names: set[str] = field(default_factory=set)
    reasons: set[Reason] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    by: str | None = None


def _unwithheld(case: Case) -> Case:
    return changed(case, withheld=frozenset())


def _whole(case: Case) -> tuple[tuple[DocumentText, ...], Mapping[str, Sequence[Claim]]]:
    """Return all texts, and all claims read in each, those that people rejected too: the name stands there all the same."""
    whole = _unwithheld(case)
    folded = folded_claims(whole)
    return current_texts(whole), by_document((*folded.claims, *folded.rejected))


def _by_name(told: Iterable[Told]) -> dict[str, _Some]:
    found: dict[str, _Some] = {}
    for one in told:
        some = found.setdefault(vowels(one.name), _Some())
        some.names.add(one.name)
        some.reasons.add(one.reason)
        some.documents.add(one.document_id)
    return found


def _join_person(found: dict[str, _Some], person: Person) -> None:
    """Let all names of a person be protected where one is, or where the record gives an age below that of adults."""
    names = _names_of(person)
    ages = [int(one.age) for one in person.mentions if one.age]
    reasons: set[Reason] = {"child"} if ages and min(ages) < protection_words().adult else set()
    for name in map(vowels, names):
        reasons |= found[name].reasons if name in found else set()
    if reasons:
        _protect(found, names, reasons, person)


def _names_of(person: Person) -> set[str]:
    """Return the names of a person without what stands before them."""
    known = protection_words()
    return {without_titles(name, known) or name for name in person.names}


def _protect(
    found: dict[str, _Some],
    names: Iterable[str],
    reasons: set[Reason],
    person: Person | None,
    decision: Decision | None = None,
) -> None:
    documents = _documents(person, decision)
    near = {voice.document_id for one in person.mentions for voice in one.incident.voices} if person else set()
    for name in names:
        some = found.setdefault(vowels(name), _Some())
        some.names.add(name)
        some.reasons |= reasons
        some.documents |= documents
        some.near |= near
        some.by = decision.by if decision else some.by


def _decide(found: dict[str, _Some], by_hash: Iterable[tuple[Decision, set[str]]], persons: Iterable[Person]) -> None:
    """Let people's decisions stand: in the order in which they were taken, those on names and those on persons."""
    said: list[tuple[Decision, set[str], Person | None]] = [(one, names, None) for one, names in by_hash]
    for person in persons:
        decided = (person.said[name] for name in ("age", "protection") if name in person.said)
        said += [(decision, _names_of(person), person) for decision in decided]
    for decision, names, whom in sorted(said, key=lambda item: item[0].at):
        patch = decision.patch or {}
        if patch.get("protection") == "no":
            _let_go(found, names, _documents(whom, decision))
        elif reason := _reason_of(patch):
            _protect(found, names, {reason}, whom, decision)


def _documents(person: Person | None, decision: Decision | None) -> set[str]:
    """Return the documents that name a person, or the one that a decision on a name is on."""
    if person:
        return {one.document_id for one in person.mentions}
    return {decision.target.key} if decision else set()


def _let_go(found: dict[str, _Some], names: Iterable[str], documents: set[str]) -> None:
    """Take protection from who bears these names in some documents; where others call somebody of that name so, it stays."""
    for name in map(vowels, names):
        if name in found:
            found[name].documents -= documents
        if name in found and not found[name].documents:
            del found[name]


def _reason_of(patch: Mapping[str, Any]) -> Reason | None:
    age = str(patch.get("age", ""))
    if "protection" not in patch and age.isdecimal() and int(age) < protection_words().adult:
        return "child"
    return _DECIDED.get(str(patch.get("protection")))


def _shown(some: _Some) -> Shielded:
    reason: Reason = next((one for one in REASONS if one in some.reasons), "decided")
    return Shielded(
        tuple(sorted(some.names)), reason, tuple(sorted(some.documents)), frozenset(some.near | some.documents), some.by
    )


def _hash(document: str, name: str) -> str:
    """Return what a decision holds of a name: a hash with its document, by which it is found again in that text, read anew or not."""
    return content_id("nam", {"document": document, "name": vowels(name)})


def _by_hash(decisions: Sequence[Decision], texts: Iterable[DocumentText]) -> Iterator[tuple[Decision, set[str]]]:
    """Yield the decisions on names, each with the names as its document spells them."""
    on_names = [one for one in standing(decisions) if one.verdict == SAID and one.target.key.startswith("doc_")]
    if not on_names:
        return
    by_id = {text.document_id: text for text in texts}
    for one in on_names:
        text = by_id.get(one.target.key)
        yield one, _runs_with(text, set((one.patch or {}).get("names", ()))) if text else set()


def _runs_with(text: DocumentText, hashes: set[str]) -> set[str]:
    """Return the words of a text that have one of these hashes: up to six in a row."""
    words, found = words_of(text.text), set[str]()
    for first, word in enumerate(words):
        for last in words[first : first + MOST_WORDS]:
            run = text.text[word.start : last.end]
            if _hash(text.document_id, run) in hashes:
                found.add(run)
    return found
