"""What is new is compared, the rest taken over: the incidents are those of a linkage of everything, whatever came, went or was decided."""

import random
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import pytest

from servanda.corroborate import (
    Before,
    CorroborateConfig,
    Linked,
    blocking,
    comparing,
    copies,
    corroborate,
    corroborate_again,
    fingerprints,
    part,
)
from servanda.corroborate.event_mentions import event_mentions
from servanda.corroborate.part import Part
from servanda.model.claims import Claim, StanceClaim, StanceDetail, VerdictClaim
from servanda.model.codec import encode_lines
from servanda.model.incidents import Incident
from servanda.model.links import ActorLink
from servanda.model.making import replace, sealed
from servanda.model.outlines import Claims, outlines_of
from servanda.model.parties import Participant
from servanda.model.sources import DocumentSource
from servanda.model.spans import Span
from servanda.model.verdicts import Happened, PartyOutcome, VerdictDetail

N_TEXTS, N_STEPS = 24, 14
WORLDS = (
    (1, 0.25), (2, 0.25), (1, 0.0), (2, 0.05),
    *(pytest.param(seed, denied, marks=pytest.mark.slow) for seed in range(3, 9) for denied in (0.25, 0.05)),
)  # fmt: skip
"""Seeds, and the share of claims that deny."""


class Known(NamedTuple):
    """What a dossier holds at one time."""

    claims: tuple[Claim, ...]
    sources: dict[str, DocumentSource]
    config: CorroborateConfig


class Dossier:
    """A dossier of made-up texts that changes at random: texts come, go and are read anew, people merge, split and reject."""

    def __init__(self, world: Any, seed: int, denied: float) -> None:
        """Begin with some texts, of which a share denies something; where it is small they lie farther apart, and no outlet is new, so that much is left alone."""
        self.world, self.choose = world, random.Random(seed)  # noqa: S311 - a seeded generator, no secret
        self.denied, self.is_dense = denied, denied > 0.1
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
        sketch = choose.randint(0, 5 if self.is_dense else 12)
        shingles = tuple(range(sketch * 10, sketch * 10 + 9)) if sketch < 2 else (1000 + int(name[1:]),)
        family = choose.choice((name, "wire", "herald") if self.is_dense else ("wire", "herald"))
        month = 5 if self.is_dense else choose.randint(1, 9)
        day, title = f"2021-{month:02}-{choose.randint(4, 8):02}", choose.choice(((), ("arvenna",)))
        world.document(name, family=family, on=day, shingles=shingles, title_names=title)
        told = [self._event(name, month) for _ in range(choose.randint(1, 3))]
        judged = [self._verdict(name, choose.choice(told))] if choose.random() < 0.15 else ()
        return (*told, *judged, *([self._denial(name, told[0])] if choose.random() < self.denied else ()))

    def _event(self, name: str, month: int) -> Claim:
        choose = self.choose
        said: dict[str, Any] = {"actor": choose.choice(("army", "militia", "Gunmen"))}
        said |= {"toll": choose.randint(1, 3)} if choose.random() < 0.5 else {}
        said |= {"by": choose.choice(("observatory", "Herald", "ministry"))} if choose.random() < 0.5 else {}
        said |= {"polarity": "denied"} if choose.random() < self.denied else {}
        place = choose.choice(("Arvenna", "Belmora", "Arvenna", "Nowhere", None))
        day = choose.choice((f"2021-{month:02}-{choose.randint(3, 5):02}", None))
        return self.world.event(name, place, day, **said)

    def _verdict(self, name: str, about: Any) -> Claim:
        """Return a verdict on a claim of its own text, or on whatever was done on the day and at the place of that."""
        common = self.world.common(name, "the mission found a breach", "mission")
        army = Participant(role="who", name="army", type="group", entity_id="army")
        outcome = (PartyOutcome(party=army, outcome="violation"),)
        if about.places and self.choose.random() < 0.5:
            happened = Happened(time=about.time, places=about.places)
            return sealed(VerdictClaim(**common, verdict=VerdictDetail(by_party=outcome, happened=happened)))
        return sealed(VerdictClaim(**common, verdict=VerdictDetail(by_party=outcome, about=(about.id,))))

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


def closed(claims: Collection[Claim], opened: set[str]) -> Claims:
    """Return claims of which nobody has opened any; ``opened`` notes the documents of those that somebody opens."""

    def told(documents: Collection[str] | None) -> list[Claim]:
        found = [one for one in claims if documents is None or one.document_id in documents]
        opened.update(one.document_id for one in found)
        return found

    return Claims(lambda: outlines_of(claims), told)


def again(known: Known, before: Before | None, opened: set[str] | None = None) -> tuple[tuple[Incident, ...], Linked]:
    claims = closed(known.claims, set() if opened is None else opened)
    return corroborate_again(
        claims, known.sources, known.config, fingerprints(claims, known.sources, known.config), before
    )


def steps(dossier: Dossier) -> Iterator[tuple[Known, tuple[Incident, ...], Linked]]:
    before = None
    for _ in range(N_STEPS):
        known = dossier.changed()
        incidents, linked = again(known, before)
        yield known, incidents, linked
        before = Before(linked, {one.id: one for one in incidents})


@pytest.mark.parametrize(("seed", "denied"), WORLDS)
def test_whatever_comes_goes_or_is_decided_the_incidents_are_those_of_a_whole_linkage(world, seed, denied, monkeypatch):
    monkeypatch.setattr(copies, "_MANY", 3)  # which texts are compared as copies hangs on how many there are
    texts, looked_at, whole_of = Dossier(world, seed, denied), [], Part.within

    def within(self: Part, documents: Collection[str]) -> Part:
        looked_at.append(len(documents) / len(self.sources))
        return whole_of(self, documents)

    monkeypatch.setattr(Part, "within", within)
    n_together = 0
    for known, incidents, linked in steps(texts):
        assert list(encode_lines(incidents)) == whole(known)
        anew = again(known, None)[1]
        assert replace(linked, denied={}) == replace(anew, denied={})
        assert linked.denied.keys() == anew.denied.keys()
        bounds = [
            (high, fit)
            for token, fits in anew.denied.items()
            for high, fit in zip(linked.denied[token], fits, strict=True)
        ]
        assert all(high >= fit for high, fit in bounds), "a bound is never too low"
        n_together += len(linked.components)
    assert n_together > N_STEPS
    assert texts.is_dense or len([share for share in looked_at if share < 0.8]) > N_STEPS, "much is left alone"


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


def test_a_verdict_reaches_an_act_on_the_day_and_at_the_place_that_it_states(world):
    for name, month in (("told", 5), ("judged", 8)):
        world.document(name, family="wire", on=f"2021-{month:02}-05")
    act = world.event("told", "Arvenna", "2021-05-04", actor="army")
    army = Participant(role="who", name="army", type="group", entity_id="army")
    happened = Happened(time=act.time, places=act.places)
    detail = VerdictDetail(by_party=(PartyOutcome(party=army, outcome="violation"),), happened=happened)
    verdict = sealed(VerdictClaim(**world.common("judged", "the mission found a breach", "mission"), verdict=detail))
    known = Known((act,), dict(world.sources), CorroborateConfig())
    judged = known._replace(claims=(act, verdict))
    assert changes(known, judged)
    assert changes(judged, known)


def test_another_version_of_the_rules_takes_nothing_over(world):
    claims = (world.event("d1", toll=3), world.event("d2", toll=3))
    known = Known(claims, {}, CorroborateConfig())
    incidents, linked = again(known, None)
    false = {one.id: one for one in incidents} | {incidents[0].id: miscounted(incidents[0])}
    later = known._replace(config=CorroborateConfig(version="next"))
    assert list(encode_lines(again(later, Before(linked, false))[0])) == whole(later)
    assert list(encode_lines(again(known, Before(linked, false))[0])) != whole(known)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_two_documents_are_compared_by_they_find_each_other_by_a_key(world, seed):
    choose, weights = random.Random(seed), CorroborateConfig().weights  # noqa: S311 - a seeded generator, no secret
    names = [f"d{number:02}" for number in range(40)]
    claims = []
    for name in names:
        world.document(name, on=choose.choice((None, f"2021-05-{choose.randint(4, 6):02}")))
        place, day = (
            choose.choice(("Arvenna", "Belmora", "Corth", "Nowhere", None)),
            f"2021-05-{choose.randint(3, 9):02}",
        )
        said = {"toll": choose.choice((1, 83, 97)), "kind": choose.choice(("ASSAULT", "COERCE"))}
        claims.append(world.event(name, place, choose.choice((day, None)), **said))
    found = event_mentions(claims, world.sources, CorroborateConfig())
    terms = {name: choose.sample(("mill", "bridge", "dam", "quay"), 2) for name in names}
    lent = {"d00": next(one.site for one in found if one.site)}
    headed = {name: frozenset(choose.sample(("arvenna", "belmora", "war"), 2)) for name in names}
    near = blocking.Near(frozenset(), terms, frozenset(), lent, headed)
    keys = {one.document: (set(one.held), set(one.asked)) for one in blocking.sought(found, weights, near)}
    compared = [(one.text, other.text) for one, other in blocking.candidates(found, weights, near)]
    assert len(compared) > 40
    for one, other in compared:
        assert keys[one][0] & keys[other][1]
        assert keys[other][0] & keys[one][1]
    assert {kind for held, _ in keys.values() for kind, *_ in held} == {
        "cell",
        "count",
        "every",
        "heading",
        "placed",
        "term",
        "wide",
    }


@pytest.fixture
def asked(monkeypatch) -> list[set[str]]:
    """Of which documents event mentions are made, each time that some are."""
    found: list[set[str]] = []

    def noting(claims: Any, *others: Any) -> Any:
        found.append({claim.document_id for claim in claims})
        return event_mentions(claims, *others)

    monkeypatch.setattr(part, "event_mentions", noting)
    return found


def test_only_documents_in_reach_are_looked_at(world, asked):
    """A new report reaches those of its day and place, and what hangs together with them; denials and what they deny are always looked at."""
    for number in range(12):
        world.document(f"d{number:02}", family="wire", on=f"2021-{1 + number // 2:02}-05")
    days = [f"2021-{1 + number // 2:02}-04" for number in range(12)]
    claims = [world.event(f"d{number:02}", "Arvenna", day, toll=3) for number, day in enumerate(days)]
    claims[9] = world.event("d09", "Arvenna", days[9], polarity="denied")
    known = Known(tuple(claims), dict(world.sources), CorroborateConfig())
    incidents, linked = again(known, None)
    world.document("new", family="wire", on="2021-02-05")
    now = Known(
        (*claims, world.event("new", "Arvenna", "2021-02-04", toll=3)), dict(world.sources), CorroborateConfig()
    )
    asked.clear()
    found, later = again(now, Before(linked, {one.id: one for one in incidents}))
    assert asked == [{"new"}, {"new", "d02", "d03", "d08", "d09"}]
    assert list(encode_lines(found)) == whole(now)
    gone = now._replace(claims=tuple(claim for claim in now.claims if claim.document_id != "d03"))
    gone.sources.pop("d03")
    asked.clear()
    last, _ = again(gone, Before(later, {one.id: one for one in found}))
    assert asked[-1] == {"new", "d02", "d08", "d09"}
    assert list(encode_lines(last)) == whole(gone)


@pytest.mark.parametrize(
    ("place", "day", "all_are"),
    [
        ("Corth", "2021-06-14", False),  # far from what is denied: that fits as it did
        ("Belmora", "2021-05-04", False),
        ("Arvenna", "2021-05-04", False),
    ],
)
def test_a_denial_is_held_against_what_is_new(world, asked, place, day, all_are):
    world.document("told", family="wire", on="2021-05-05")
    world.document("denied", family="wire", on="2021-05-06")
    world.document("other", family="wire", on="2021-08-05")
    world.document("new", family="wire", on=day)
    claims = (
        world.event("told", "Arvenna", "2021-05-03", actor="army"),
        world.event("denied", "Arvenna", "2021-05-04", polarity="denied", actor="army"),
        world.event("other", "Corth", "2021-08-04"),
    )
    sources = {name: one for name, one in world.sources.items() if name != "new"}
    known = Known(claims, sources, CorroborateConfig())
    incidents, linked = again(known, None)
    now = Known((*claims, world.event("new", place, day, actor="army")), dict(world.sources), CorroborateConfig())
    asked.clear()
    found, _ = again(now, Before(linked, {one.id: one for one in incidents}))
    assert list(encode_lines(found)) == whole(now)
    assert any("other" in some for some in asked[:-1]) == all_are


def test_claims_are_opened_in_reach_and_where_they_reach_further(world):
    """Of all others the outlines are enough, also to know whom a person's word, a denial or a verdict is about."""
    for number in range(12):
        world.document(f"d{number:02}", family="wire", on=f"2021-{1 + number // 2:02}-05")
    claims = [world.event(f"d{n:02}", "Arvenna", f"2021-{1 + n // 2:02}-04", toll=3) for n in range(12)]
    army = Participant(role="who", name="army", type="group", entity_id="army")
    judged = VerdictDetail(by_party=(PartyOutcome(party=army, outcome="violation"),), about=(claims[6].id,))
    claims[6] = sealed(VerdictClaim(**world.common("d06", "the mission found a breach", "mission"), verdict=judged))
    claims[9] = world.event("d09", "Arvenna", "2021-05-04", polarity="denied")
    pair = tuple(sorted((claims[10].key, claims[11].key)))
    known = Known(tuple(claims), dict(world.sources), CorroborateConfig(must_link=(pair,)))
    incidents, linked = again(known, None)
    world.document("new", family="wire", on="2021-02-05")
    new = world.event("new", "Arvenna", "2021-02-04", toll=3)
    opened: set[str] = set()
    now = known._replace(claims=(*claims, new), sources=dict(world.sources))
    found, _ = again(now, Before(linked, {one.id: one for one in incidents}), opened)
    assert opened == {"new", "d02", "d03", "d06", "d08", "d09", "d10", "d11"}
    assert list(encode_lines(found)) == whole(now)


def miscounted(incident: Incident) -> Incident:
    return replace(incident, n_documents=77)
