"""A large dossier by a seeded generator: attacks of known places and days, each told by five documents, written through the doors of the store.

What is related (incidents, findings, the search index) the program makes itself, as after any change; only the reading of texts is left out.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from servanda.model.claims import Casualties, EventClaim, EventType, MadeBy
from servanda.model.documents import Document, DocumentText, Paragraph
from servanda.model.ids import content_id
from servanda.model.making import sealed, text_layer, with_id
from servanda.model.parties import Attribution, Participant
from servanda.model.places import PlaceMention
from servanda.model.runs import Derivation
from servanda.model.spans import Span
from servanda.model.time import TimeInterval
from servanda.pipeline import Case, init_dossier, make_ready, open_case, refresh_search, relate_again

AGREEMENT: Final = """\
schema: servanda/agreement/1
id: truce-of-all
title: Truce of all (invented for measuring)
form: written
timezone: Asia/Damascus
names: [Truce of all]
time: {signed: 2005-01-01, in_force: [{from: 2005-01-01, until: null, basis: day of signature}]}
bound:
  - {actor: syrian-government, role: party, since: 2005-01-01, basis: signature}
  - {actor: russia, role: party, since: 2005-01-01, basis: signature}
definitions: {}
zones: {}
provisions:
  - {id: p1, kind: prohibition, reading: literal, binds: [syrian-government, russia], act: {plover: [ASSAULT], modes: any}, yields: alleged_violation}
composition: []
"""
_TELLINGS: Final = 5
_A_DOCUMENT: Final = 4  # attacks that one document tells of
_A_DAY: Final = 4
_FIRST: Final = date(2010, 1, 1)
_DOERS: Final = (("Government forces", "syrian-government"), ("Russian forces", "russia"), ("Gunmen", None))
_MODES: Final = (("shelled", "heavy-weapons"), ("bombed", "aerial"), ("fired at", "firearms"))
_CONSONANTS, _VOWELS = "bdfhkmnqrst", "aiu"
_BATCH: Final = 500
_MADE_BY: Final = MadeBy(rule="seeded", version="1")


class Attack(NamedTuple):
    """What happened: the name and the point of the place, the day, who did what, and how many were killed."""

    town: tuple[str, float, float]
    day: date
    doer: tuple[str, str | None]
    mode: tuple[str, str]
    killed: int


def make(folder: Path, n_claims: int, seed: int = 1) -> None:
    """Make a dossier of ``n_claims`` claims of a fifth as many attacks in ``folder``, related and ready to be opened."""
    init_dossier(folder)
    settings = (folder / "dossier.toml").read_text(encoding="utf-8")
    (folder / "dossier.toml").write_text(settings.replace("countries = []", 'countries = ["SY"]'), encoding="utf-8")
    (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    with open_case(folder, create=True) as case, case.store.memory.holding():
        _write(case, list(told(n_claims, seed)))
        relate_again(case)
        make_ready(case)
        refresh_search(case)


def told(n_claims: int, seed: int) -> Iterator[tuple[Attack, ...]]:
    """Yield the attacks that each document tells of, day by day."""
    choose = random.Random(seed)  # noqa: S311 - a seeded generator, no secret
    towns = [_town(choose) for _ in range(900)]
    n_documents, n_attacks = n_claims // _A_DOCUMENT, n_claims // _TELLINGS
    attacks = [_attack(number, towns, choose) for number in range(n_attacks)]
    tellings = [attack for attack in attacks for _ in range(_TELLINGS)]
    for start in range(0, len(tellings), _A_DAY * _TELLINGS):  # the tellings of one day are parted among its documents
        one_day = tellings[start : start + _A_DAY * _TELLINGS]
        n = max(1, len(one_day) // _A_DOCUMENT)
        yield from (tuple(one_day[first::n]) for first in range(n))
    assert n_documents  # noqa: S101 - a size of which nothing is left


def _town(choose: random.Random) -> tuple[str, float, float]:
    name = "".join(choose.choice(_CONSONANTS) + choose.choice(_VOWELS) for _ in range(4)).capitalize()
    return name, round(choose.uniform(32.5, 36.5), 4), round(choose.uniform(36.5, 41.0), 4)


def _attack(number: int, towns: list[tuple[str, float, float]], choose: random.Random) -> Attack:
    day = _FIRST + timedelta(days=number // _A_DAY)
    return Attack(
        choose.choice(towns), day, choose.choice(_DOERS), choose.choice(_MODES), choose.choice((0, 0, 1, 2, 3, 5, 8))
    )


def _write(case: Case, documents: list[tuple[Attack, ...]]) -> None:
    for start in range(0, len(documents), _BATCH):
        with case.store.writer("collected", "bench", case.now()) as batch:
            for number, attacks in enumerate(documents[start : start + _BATCH], start):
                document, layer, claims = document_of(number, attacks)
                for record in (document, layer, *claims):
                    batch.put(record)
                batch.derive(_derivation("parse", document.id, (layer.id,)))
                batch.derive(_derivation("extract", layer.id, tuple(claim.id for claim in claims)))


def document_of(number: int, attacks: tuple[Attack, ...]) -> tuple[Document, DocumentText, list[EventClaim]]:
    """Return a document that tells of some attacks: a sentence and a paragraph each."""
    sentences = [_sentence(attack) for attack in attacks]
    starts = [sum(len(one) + 1 for one in sentences[:place]) for place in range(len(sentences))]
    text, source = "\n".join(sentences), f"Paper {number % 40}"
    paragraphs = tuple(Paragraph(start=at, end=at + len(one)) for at, one in zip(starts, sentences, strict=True))
    published = max(attack.day for attack in attacks).isoformat()
    document = Document(
        id=content_id("doc", {"seeded": number}), object_sha256=f"{number:064x}", n_bytes=len(text.encode()), media_type="text/plain",
        locator=f"{number}.txt", publisher=source, published_on=published, sensitivity="public",
    )  # fmt: skip
    layer = text_layer(
        document.id, text, paragraphs, parser="seeded", parser_version="1", title=f"News {number}", publisher=source, published_on=published
    )  # fmt: skip
    return (
        document,
        layer,
        [_claim(layer, attack, at, said) for attack, at, said in zip(attacks, starts, sentences, strict=True)],
    )


def _sentence(attack: Attack) -> str:
    toll = f", killing {attack.killed} civilians" if attack.killed else ""
    return f"{attack.doer[0]} {attack.mode[0]} {attack.town[0]} on {attack.day.day} {attack.day:%B %Y}{toll}."


def _claim(layer: DocumentText, attack: Attack, start: int, said: str) -> EventClaim:
    def span(words: str) -> Span:
        at = start + said.index(words)
        return Span(start=at, end=at + len(words), quote=words)

    (town, latitude, longitude), (name, entity) = attack.town, attack.doer
    place = PlaceMention(
        name=town, mention=span(town), place_id=f"t:{town}", latitude=latitude, longitude=longitude, precision="town", radius_km=3.0, country="SY", basis="stated",
    )  # fmt: skip
    doer = Participant(role="actor", type="group", name=name, mention=span(name), entity_id=entity)
    tolls = (Casualties(effect="killed", minimum=attack.killed, maximum=attack.killed),) if attack.killed else ()
    when = TimeInterval(
        start=attack.day.isoformat(), end=(attack.day + timedelta(days=1)).isoformat(), precision="day", basis="stated"
    )
    return sealed(
        EventClaim(
            id="", key="", document_id=layer.document_id, text_id=layer.id, language="en", made_by=_MADE_BY, span=span(said),
            attribution=(Attribution(level="document", name=layer.publisher),), event=EventType(plover="ASSAULT", mode=attack.mode[1]),
            trigger=span(attack.mode[0]), places=(place,), participants=(doer,), time=when, casualties=tolls,
        )
    )  # fmt: skip


def _derivation(stage: str, given: str, outputs: tuple[str, ...]) -> Derivation:
    zeros = "0" * 64
    made: Any = Derivation(
        id="",
        input_id=given,
        stage=stage,
        version="seeded",
        config_sha256=zeros,
        reference_sha256=zeros,
        outputs=outputs,
    )
    found: Derivation = with_id("drv", made)
    return found
