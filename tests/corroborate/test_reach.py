"""What is new is compared, the rest taken over: the incidents are those of a linkage of everything, whatever came, went or was decided."""

import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from servanda.corroborate import (
    Before,
    CorroborateConfig,
    Linked,
    comparing,
    copies,
    corroborate,
    corroborate_again,
    fingerprints,
)
from servanda.model.claims import Claim, StanceClaim, StanceDetail
from servanda.model.codec import encode_lines
from servanda.model.incidents import Incident
from servanda.model.links import ActorLink
from servanda.model.making import replace, sealed
from servanda.model.parties import Participant
from servanda.model.sources import DocumentSource
from servanda.model.spans import Span

N_TEXTS, N_STEPS = 24, 14
SEEDS = (1, 2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 12)))


class Known(NamedTuple):
    """What a dossier holds at one time."""

    claims: tuple[Claim, ...]
    sources: dict[str, DocumentSource]
    config: CorroborateConfig


class Dossier:
    """A dossier of made-up texts that changes at random: texts come, go and are read anew, people merge, split and reject."""

    def __init__(self, world: Any, seed: int) -> None:
        self.world, self.choose = world, random.Random(seed)  # noqa: S311 - a seeded generator, no secret
        self.pool = {name: self._text(name) for name in (f"d{number:02}" for number in range(N_TEXTS))}
        self.held = set(self.choose.sample(sorted(self.pool), N_TEXTS // 2))
        self.drawn: dict[str, set[tuple[str, str]]] = {"must_link": set(), "cannot_link": set()}
        self.links: dict[str, ActorLink] = {}

    def changed(self) -> Known:
        """Change something and return what there is."""
        choose = self.choose
        for step in choose.sample([self._come, self._go, self._read, self._draw, self._come, self._learn], 2):
            step()
        return self.known()

    def known(self) -> Known:
        claims = [claim for name in sorted(self.held) for claim in self.pool[name]]
        self.choose.shuffle(claims)
        pairs = {what: tuple(sorted(drawn)) for what, drawn in self.drawn.items()}
        links = tuple(self.links[name] for name in sorted(self.links))
        config = CorroborateConfig(**pairs, links=links, monitors=("observatory",), owners={"wire": "d03"})
        return Known(tuple(claims), {name: self.world.sources[name] for name in self.held}, config)

    def _come(self) -> None:
        away = sorted(self.pool.keys() - self.held)
        self.held |= set(self.choose.sample(away, min(len(away), self.choose.randint(1, 5))))

    def _go(self) -> None:
        if len(self.held) > N_TEXTS // 2:
            self.held -= set(self.choose.sample(sorted(self.held), 2))

    def _read(self) -> None:
        """Read a text anew: other claims, another day of publication, perhaps a copy of another one."""
        if self.held:
            name = self.choose.choice(sorted(self.held))
            self.pool[name] = self._text(name)

    def _draw(self) -> None:
        """Merge or split two claims of one place, or take back what was drawn before."""
        drawn = sorted((what, pair) for what, pairs in self.drawn.items() for pair in pairs)
        told = [claim for name in sorted(self.held) for claim in self.pool[name] if getattr(claim, "places", ())]
        if drawn and self.choose.random() < 0.5:
            what, pair = self.choose.choice(drawn)
            self.drawn[what].discard(pair)
        elif told:
            first = self.choose.choice(told)
            alike = [one for one in told if one.places[0].name == first.places[0].name and one is not first]
            pairs = [tuple(sorted((first.key, one.key))) for one in alike]
            self.drawn[self.choose.choice(sorted(self.drawn))] |= set(pairs[:1])

    def _learn(self) -> None:
        """The registry learns that somebody belongs to a side, or forgets it."""
        actor = self.choose.choice(("army", "militia", "observatory"))
        if self.links.pop(actor, None) is None:
            self.links[actor] = ActorLink(actor=actor, party="ministry", type="member")

    def _text(self, name: str) -> tuple[Claim, ...]:
        choose, world = self.choose, self.world
        sketch = choose.randint(0, 5)
        shingles = tuple(range(sketch * 10, sketch * 10 + 9)) if sketch < 2 else (1000 + int(name[1:]),)
        family = choose.choice((name, "wire", "herald"))
        world.document(name, family=family, on=f"2021-05-{choose.randint(4, 8):02}", shingles=shingles)
        told = [self._event(name) for _ in range(choose.randint(1, 3))]
        return (*told, *([self._denial(name, told[0])] if choose.random() < 0.2 else ()))

    def _event(self, name: str) -> Claim:
        choose = self.choose
        said: dict[str, Any] = {"actor": choose.choice(("army", "militia", "Gunmen"))}
        said |= {"toll": choose.randint(1, 3)} if choose.random() < 0.5 else {}
        said |= {"by": choose.choice(("observatory", "Herald", "ministry"))} if choose.random() < 0.5 else {}
        said |= {"polarity": "denied"} if choose.random() < 0.25 else {}
        place = choose.choice(("Arvenna", "Belmora", "Arvenna", "Nowhere", None))
        day = choose.choice((f"2021-05-{choose.randint(3, 5):02}", None))
        return self.world.event(name, place, day, **said)

    def _denial(self, name: str, about: Claim) -> Claim:
        common = self.world.common(name, "the ministry denied it", "ministry")
        holder = Participant(role="holder", name="ministry", type="organisation", entity_id="ministry")
        other = self.choose.choice(
            [about, *(one for texts in list(getattr(self, "pool", {}).values()) for one in texts)]
        )
        span = Span(start=common["span"].start, end=common["span"].start + 3, quote="the")
        stance = StanceDetail(attitude="denies", holder=holder, addressees=(), object=span, about=(other.id,))
        return sealed(StanceClaim(**common, stance=stance))


def whole(known: Known) -> list[bytes]:
    return list(encode_lines(corroborate(known.claims, known.sources, known.config)))


def again(known: Known, before: Before | None) -> tuple[tuple[Incident, ...], Linked]:
    return corroborate_again(*known, fingerprints(*known), before)


def steps(dossier: Dossier) -> Iterator[tuple[Known, tuple[Incident, ...], Linked]]:
    before = None
    for _ in range(N_STEPS):
        known = dossier.changed()
        incidents, linked = again(known, before)
        yield known, incidents, linked
        before = Before(linked, {one.id: one for one in incidents})


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_comes_goes_or_is_decided_the_incidents_are_those_of_a_whole_linkage(world, seed, monkeypatch):
    monkeypatch.setattr(copies, "_MANY", 3)  # which texts are compared as copies hangs on how many there are
    texts = Dossier(world, seed)
    n_together = 0
    for known, incidents, linked in steps(texts):
        assert list(encode_lines(incidents)) == whole(known)
        assert linked == again(known, None)[1]
        n_together += len(linked.components)
    assert n_together > N_STEPS


def test_texts_of_which_nothing_changed_are_not_compared_again(world, monkeypatch):
    for number in range(9):
        world.document(f"d{number}", on="2021-05-05")
    claims = [world.event(f"d{number}", "Arvenna", f"2021-05-0{1 + number // 3}", toll=3) for number in range(9)]
    known = Known(tuple(claims[:-1]), world.sources, CorroborateConfig())
    incidents, linked = again(known, None)
    compared: list[set[str]] = []
    forbidden = comparing.forbidden

    def counting(one: Any, other: Any, context: Any) -> str | None:
        compared.append({one.claim.document_id, other.claim.document_id})
        return forbidden(one, other, context)

    monkeypatch.setattr(comparing, "forbidden", counting)
    now = known._replace(claims=tuple(claims))
    found, _ = again(now, Before(linked, {one.id: one for one in incidents}))
    assert compared
    assert all(pair & {"d6", "d7", "d8"} for pair in compared)  # the new one, and the incident that it came to
    assert list(encode_lines(found)) == whole(now)
    assert sum(one in incidents for one in found) == len(found) - 1 == 2


def changes(before: Known, now: Known) -> bool:
    """Assert that what changed reaches the incidents, and tell whether it changed those of texts that stayed as they were."""
    incidents, linked = again(before, None)
    found, _ = again(now, Before(linked, {one.id: one for one in incidents}))
    assert list(encode_lines(found)) == whole(now)
    stayed = {claim.id for claim in before.claims}
    return [one for one in found if stayed.issuperset(one.members)] != list(incidents)


def test_a_split_reaches_an_incident_of_which_no_text_changed(world):
    claims = (world.event("d1", toll=3), world.event("d2", toll=3))
    known = Known(claims, {}, CorroborateConfig())
    pair = tuple(sorted(claim.key for claim in claims))
    assert changes(known, known._replace(config=CorroborateConfig(cannot_link=(pair,))))
    assert changes(known._replace(config=CorroborateConfig(cannot_link=(pair,))), known)


def test_a_new_outlet_of_which_an_old_text_names_a_speaker_reaches_it(world):
    world.document("d1", on="2021-05-05")
    known = Known((world.event("d1", by="Herald"),), dict(world.sources), CorroborateConfig())
    world.document("d2", family="herald")
    other = world.event("d2", "Corth", "2021-09-01")
    assert changes(known, Known((*known.claims, other), world.sources, CorroborateConfig()))


def test_a_text_that_makes_many_of_some_copies_reaches_those_that_are_compared_no_more(world, monkeypatch):
    monkeypatch.setattr(copies, "_MANY", 3)
    for name in "abc":
        world.document(name, shingles=(0,))
    told = tuple(world.event(name, None, None, quote="shells hit the mill") for name in "bc")
    known = Known((world.event("a", kind="COERCE"), *told), dict(world.sources), CorroborateConfig())
    world.document("d", shingles=tuple(range(9)))
    assert changes(known, known._replace(sources=world.sources))


def test_another_version_of_the_rules_takes_nothing_over(world):
    claims = (world.event("d1", toll=3), world.event("d2", toll=3))
    known = Known(claims, {}, CorroborateConfig())
    incidents, linked = again(known, None)
    false = {one.id: one for one in incidents} | {incidents[0].id: miscounted(incidents[0])}
    later = known._replace(config=CorroborateConfig(version="next"))
    assert list(encode_lines(again(later, Before(linked, false))[0])) == whole(later)
    assert list(encode_lines(again(known, Before(linked, false))[0])) != whole(known)


def miscounted(incident: Incident) -> Incident:
    return replace(incident, n_documents=77)
