"""Which documents have to be looked at again: those that changed, those that a comparison could tie to them, and what hangs together with these (decision 0294).

Each document has keys by which others find it: of `blocking`, told from it alone. Of documents that no key, copy, component or incident joins to a changed one, all stays as it
was. Denials are held against all incidents of their kind: their documents are always looked at, and how well each fitted before bounds how well it fits what is not looked at.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from servanda.corroborate.blocking import Sought
from servanda.corroborate.clustering import Component
from servanda.corroborate.config import CorroborateConfig
from servanda.corroborate.denials import Fit, denying_stances
from servanda.corroborate.event_mentions import tells
from servanda.corroborate.reach import Before, Groups, Linked, keys_apart, touched
from servanda.model.claims import StanceClaim
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.model.outlines import Claims

Housed = tuple[Groups, tuple[str, ...]]
"""A component by the tokens of its groups, with its documents."""


class Nearby(NamedTuple):
    """The documents to look at, and of what is left alone the components with their documents and the incidents, without verdicts."""

    documents: frozenset[str]
    components: tuple[Housed, ...]
    incidents: tuple[Incident, ...]


def keys_of(found: Iterable[Sought]) -> dict[str, tuple[int, ...]]:
    """Return the keys by which others find each document, in order."""
    keys: dict[str, set[int]] = {}
    for one in found:
        keys.setdefault(one.document, set()).update(map(_number, one.held))
    return {name: tuple(sorted(some)) for name, some in sorted(keys.items())}


def _number(key: tuple[object, ...]) -> int:
    """Return a number for a key; where two keys share one a document too many is looked at."""
    return crc32(repr(key).encode())


class Neighbourhood:
    """What an earlier linkage says of which documents belong together."""

    def __init__(self, before: Before, now: Linked, claims: Claims) -> None:
        """Take the earlier linkage, what the one to come rests on, and all claims."""
        self._before, self._now, self._claims = before, now, claims
        self.touched = touched(before.linked, now, self._homes(frozenset(keys_apart(before.linked, now))))
        self._told = {
            name: frozenset(voice.document_id for voice in one.voices) for name, one in before.incidents.items()
        }
        self._together: dict[str, list[Collection[str]]] = {}
        for some in (*before.linked.homes, *self._told.values(), *before.linked.copies, *now.copies):
            for name in some if len(some) > 1 else ():
                self._together.setdefault(name, []).append(some)

    def broken(self) -> frozenset[str]:
        """Return the documents that changed, and all of components that lose or gain something by that: who is near one of these is to be known."""
        hurt = (some for some in self._before.linked.homes if not self.touched.isdisjoint(some))
        return frozenset(self.touched.union(*hurt)) & self._now.documents.keys()

    def around(self, found: Iterable[Sought]) -> Nearby:
        """Return what is to be looked at; ``found`` says by what the mentions of `broken` documents find others."""
        asked = {_number(key) for one in found for key in one.asked}
        near = {name for name, keys in self._before.linked.keys.items() if not asked.isdisjoint(keys)}
        documents = self._closed(self.touched | self.broken() | near | self._far_reaching())
        return Nearby(
            documents & self._now.documents.keys(),
            self._components_beyond(documents),
            self._incidents_beyond(documents),
        )

    def _components_beyond(self, documents: frozenset[str]) -> tuple[Housed, ...]:
        linked = self._before.linked
        pairs = zip(linked.components, linked.homes, strict=True)
        return tuple((groups, homes) for groups, homes in pairs if documents.isdisjoint(homes))

    def _incidents_beyond(self, documents: frozenset[str]) -> tuple[Incident, ...]:
        alone = (one for name, one in self._before.incidents.items() if documents.isdisjoint(self._told[name]))
        return tuple(replace(one, verdicts=()) if one.verdicts else one for one in alone)

    def _far_reaching(self) -> frozenset[str]:
        """Return the documents of denials and of what they deny, and those that people or tables tie to others."""
        now = self._now
        drawn = {name for pair in (*now.must_link, *now.cannot_link, *now.cited) for name in pair}
        disputing = self._claims.within({one.document_id for one in self._claims.outlines if one.disputes})
        denying = {claim.document_id for claim in disputing if claim.polarity == "denied" and tells(claim)}
        return frozenset(drawn).union(denying, self._disputed(denying_stances(disputing)), *self._homes(drawn).values())

    def _disputed(self, stances: Sequence[StanceClaim]) -> frozenset[str]:
        """Return the documents of some denials, and of what they deny."""
        denied = {name for one in stances for name in one.stance.about}
        outlines = self._claims.outlines if denied else ()
        homes = (one.document_id for one in outlines if not denied.isdisjoint(one.ids))
        return frozenset((*(one.document_id for one in stances), *homes))

    def _homes(self, keys: Collection[str]) -> dict[str, set[str]]:
        """Return the documents of the claims that bear some keys, by the keys."""
        homes: dict[str, set[str]] = {}
        for one in self._claims.outlines if keys else ():
            for key in set(one.keys).intersection(keys):
                homes.setdefault(key, set()).add(one.document_id)
        return homes

    def _closed(self, some: Collection[str]) -> frozenset[str]:
        """Return documents with all that hang together with them in a component, an incident or as copies."""
        found, front = set(some), list(some)
        while front:
            further = {name for group in self._together.get(front.pop(), ()) for name in group} - found
            found |= further
            front += further
        return frozenset(found)


def housed(components: Iterable[Component]) -> tuple[tuple[str, ...], ...]:
    """Return the documents of each component of several, in order."""
    several = (one for one in components if sum(map(len, one)) > 1)
    return tuple(tuple(sorted({mention.claim.document_id for group in one for mention in group})) for one in several)


def bounded(
    fits: Mapping[str, Fit], before: Linked, config: CorroborateConfig, touched_tokens: Collection[str]
) -> dict[str, Fit] | None:
    """Return how well denials fit the groups looked at and all others at most; ``None`` where one may fit another better, which is then to be found out.

    ``touched_tokens`` are denials of documents that changed: of these nothing is known.
    """
    least = config.weights.denial_threshold
    drawn = {key for pair in (*before.must_link, *config.must_link) for key in pair}
    found = {}
    for token, fit in fits.items():
        if token in touched_tokens or token not in before.denied:
            return None
        earlier = Fit(*before.denied[token])
        holder_is_here = earlier.is_one(least) and token.partition("@")[0] not in drawn
        beyond = earlier.others if holder_is_here else earlier.best
        if beyond >= least and beyond >= fit.best:
            return None
        found[token] = _with_beyond(fit, beyond)
    return found


def _with_beyond(fit: Fit, beyond: float) -> Fit:
    if fit.best > beyond:
        return fit._replace(others=max(fit.others, beyond))
    return Fit(beyond, beyond, None)


def denied_of(fits: Mapping[str, Fit]) -> dict[str, tuple[float, float]]:
    """Return what is kept of how well denials fit."""
    return {token: (fit.best, fit.others) for token, fit in sorted(fits.items())}


def homes_of(components: Iterable[Sequence[Sequence[str]]], tokens: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the documents of components, each given by the tokens of its groups, by the document of each token."""
    return tuple(tuple(sorted({tokens.get(token, "") for group in one for token in group})) for one in components)
