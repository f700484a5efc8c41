"""What of an earlier linkage still holds: claims of texts of which nothing has changed are not compared again (decision 0260).

Every comparison rests on two texts and on what is drawn between them (copies, citations, what people merged and split). Components of
claims that hang together, and of which no text changed, are as they were: whatever is new can only join them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from servanda.corroborate.acts import Pair
from servanda.corroborate.clustering import Component
from servanda.corroborate.config import CorroborateConfig, Pairs
from servanda.corroborate.copies import Copies, first_copy
from servanda.corroborate.denials import denying_stances
from servanda.corroborate.origins import Origins
from servanda.model.base import Record
from servanda.model.claims import StanceClaim
from servanda.model.codec import encode, sha256
from servanda.model.incidents import Incident
from servanda.model.links import ActorLink
from servanda.model.making import replace
from servanda.model.outlines import Claims, entities_in
from servanda.model.sources import DocumentSource

Groups = tuple[tuple[str, ...], ...]


class Linked(Record, frozen=True, kw_only=True):
    """How claims hung together when they were last linked: their tokens, in the groups of each component of several.

    ``rules`` is a hash of the weights, ``origins`` one of what names origins in the whole dossier, ``documents`` has a hash of all that a
    comparison takes from each document. ``copies`` are pairs of documents; the others are pairs as `CorroborateConfig` has them. ``homes`` are the documents of each
    component, ``keys`` of each document by what others find it (`nearby`); ``denied`` says by token of a denial how well it fits one group at most, and the others.
    ``sketches`` are the documents among which copies were told (`copies`).
    """

    rules: str
    origins: str
    documents: dict[str, str]
    copies: Pairs = ()
    sketches: Mapping[str, int] = {}
    must_link: Pairs = ()
    cannot_link: Pairs = ()
    cited: Pairs = ()
    components: tuple[Groups, ...] = ()
    homes: tuple[tuple[str, ...], ...] = ()
    keys: Mapping[str, tuple[int, ...]] = {}
    denied: Mapping[str, tuple[float, float]] = {}


class Before(NamedTuple):
    """An earlier linkage, and the incidents that it gave, by id."""

    linked: Linked
    incidents: Mapping[str, Incident]

    def copies(self, config: CorroborateConfig) -> Copies:
        """Return which copies it told, where it told them by the same weights."""
        linked = self.linked
        return Copies(frozenset(linked.copies), linked.sketches) if linked.rules == rules_of(config) else Copies()


class Reach(NamedTuple):
    """What still holds of an earlier linkage.

    ``known`` are components as they were; ``asked`` tokens of which comparisons are not known (``None``: all); ``settled`` documents of which
    nothing changed; ``incidents``, by id, stand where all of their documents are settled.
    """

    known: tuple[Groups, ...] = ()
    asked: frozenset[str] | None = None
    settled: frozenset[str] = frozenset()
    incidents: Mapping[str, Incident] = {}

    def kept(self, identity: str, documents: Collection[str]) -> Incident | None:
        """Return the incident of a group that rests on ``documents`` as it was made before, without verdicts; ``None`` where something changed."""
        found = self.incidents.get(identity)
        if not found or not self.settled.issuperset(documents):
            return None
        return replace(found, verdicts=()) if found.verdicts else found


def fingerprints(claims: Claims, sources: Mapping[str, DocumentSource], config: CorroborateConfig) -> dict[str, str]:
    """Return a hash of each document: its source, its claims, denials of these told elsewhere, and all that is known of the actors in them."""
    said = {name: [encode(source)] for name, source in sources.items()}
    for home, stances in denied_elsewhere(claims).items():
        said.setdefault(home, []).extend(map(encode, stances))
    named = {name: entities_in(lines) for name, lines in said.items()}
    for one in claims.outlines:
        said.setdefault(one.document_id, []).extend(hash_.encode() for hash_ in one.hashes)
        named.setdefault(one.document_id, set()).update(one.named)
    known = Known(config)
    return {name: sha256(b"\n".join([*sorted(lines), *known.of(named[name])])) for name, lines in said.items()}


def denied_elsewhere(claims: Claims) -> dict[str, list[StanceClaim]]:
    """Return by document the stances of others that deny what stands in it."""
    stances = denying_stances(claims.within({one.document_id for one in claims.outlines if one.disputes}))
    homes = {name: one.document_id for one in claims.outlines for name in one.ids} if stances else {}
    found: dict[str, list[StanceClaim]] = {}
    for stance in stances:
        for home in {homes[name] for name in stance.stance.about if name in homes} - {stance.document_id}:
            found.setdefault(home, []).append(stance)
    return found


class Known:
    """What is known of actors: to whom they belong at last, whose they are, and whether they gather what others saw."""

    def __init__(self, config: CorroborateConfig) -> None:
        self._links: dict[str, list[ActorLink]] = {}
        for link in config.links:
            self._links.setdefault(link.actor, []).append(link)
        self._config = config
        self._told: dict[str, bytes] = {}

    def of(self, actors: Iterable[str]) -> list[bytes]:
        """Return what is known of some actors, in the order of their ids."""
        return list(map(self.of_one, sorted(actors)))

    def of_one(self, actor: str) -> bytes:
        """Return what is known of an actor, and of all to whom it belongs."""
        if actor not in self._told:
            reached, front = {actor}, [actor]
            while front:
                front = sorted({link.party for one in front for link in self._links.get(one, ())} - reached)
                reached |= set(front)
            self._told[actor] = encode([self._one(name) for name in sorted(reached)])
        return self._told[actor]

    def _one(self, actor: str) -> tuple[object, ...]:
        config = self._config
        links = sorted(map(encode, self._links.get(actor, ())))
        return actor, links, config.owners.get(actor), actor in config.monitors, actor in config.outlets


def rules_of(config: CorroborateConfig) -> str:
    """Return a hash of the weights."""
    return sha256(encode((config.version, config.weights)))


def linkage(documents: dict[str, str], origins: Origins, copies: Copies, config: CorroborateConfig) -> Linked:
    """Return what a linkage rests on, without components yet; ``documents`` are the `fingerprints`."""
    naming = origins.naming()
    known = Known(config)
    return Linked(
        rules=rules_of(config),
        origins=sha256(encode((naming, [known.of_one(body) for body in naming.bodies.values()]))),
        documents=documents,
        copies=tuple(sorted(copies.pairs)),
        sketches=copies.sketches,
        must_link=config.must_link,
        cannot_link=config.cannot_link,
        cited=config.cited,
    )


def reach(before: Before | None, now: Linked, tokens: Mapping[str, str]) -> Reach:
    """Return what of an earlier linkage still holds; ``now`` has no components yet, ``tokens`` are the document of each token.

    Asked for are the comparisons of changed documents, and of components that lost something.
    """
    if before is None or before.linked.rules != now.rules:
        return Reach()
    settled = frozenset(now.documents) - touched(before.linked, now, _homes(tokens))
    known = tuple(one for one in before.linked.components if _is_settled(one, tokens, settled))
    broken = _tokens(before.linked.components) - _tokens(known)
    asked = frozenset(token for token, home in tokens.items() if home not in settled or token in broken)
    return Reach(known, asked, settled, before.incidents if before.linked.origins == now.origins else {})


def _tokens(components: Iterable[Groups]) -> set[str]:
    return {token for component in components for group in component for token in group}


def grouped(components: Iterable[Component]) -> tuple[Groups, ...]:
    """Return the tokens of components of several, group by group."""
    return tuple(
        tuple(tuple(one.token for one in group) for group in component)
        for component in components
        if sum(map(len, component)) > 1
    )


def _is_settled(component: Groups, tokens: Mapping[str, str], settled: Collection[str]) -> bool:
    return all(tokens.get(token) in settled for group in component for token in group)


def touched(before: Linked, now: Linked, homes: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Return the documents that changed, those between which something was drawn or taken away, and all that are copies with one of them."""
    names = before.documents.keys() | now.documents.keys()
    changed = {name for name in names if before.documents.get(name) != now.documents.get(name)}
    apart = {name for pair in set(before.copies) ^ set(now.copies) for name in pair}
    drawn = {home for key in keys_apart(before, now) for home in homes.get(key, (key,))}
    return _with_copies(changed | apart | drawn, frozenset(before.copies) | frozenset(now.copies))


def _with_copies(touched: set[str], copies: frozenset[Pair]) -> frozenset[str]:
    """Return some documents with all that hang together with them as copies."""
    first = first_copy(copies)
    firsts = {first[name] for name in touched if name in first}
    return frozenset(touched | {name for name, one in first.items() if one in firsts})


def keys_apart(before: Linked, now: Linked) -> Iterator[str]:
    """Yield the keys and documents that stand in pairs which only one of two linkages has."""
    for here, there in (
        (before.must_link, now.must_link),
        (before.cannot_link, now.cannot_link),
        (before.cited, now.cited),
    ):
        yield from (name for pair in set(here) ^ set(there) for name in pair)


def _homes(tokens: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the documents by the keys of their claims: a token is a key, or a key and the number of a place."""
    homes: dict[str, set[str]] = {}
    for token, document in tokens.items():
        homes.setdefault(token.partition("@")[0], set()).add(document)
    return homes
