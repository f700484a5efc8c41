"""What a search costs against the size of the dossier, and what it costs to take in one new document: seeded texts of 300 words, a claim each."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import cpu_seconds
from servanda.model.claims import EventClaim, EventType, MadeBy
from servanda.model.documents import Document, Paragraph
from servanda.model.ids import content_id
from servanda.model.making import text_layer, with_id
from servanda.model.parties import Attribution
from servanda.model.places import PlaceMention
from servanda.model.runs import Derivation
from servanda.model.spans import Span
from servanda.pipeline import Case, SearchRequest, init_dossier, open_case, refresh_search, search_case

SIZES = (1_000, 10_000)
N_WORDS = 300
N_ROUNDS = 5
_SYLLABLES = ("ka", "ru", "mi", "sha", "del", "ton", "bar", "ing", "qa", "len", "ost", "ve")
_TOWNS = ("Sarqom", "Deir Halun", "Mabruka", "Tel Anin", "Qastun", "Rabwa")
ASKED = (
    ("one rare name", SearchRequest(words="Halun")),
    ("two words of many", SearchRequest(words="kami shelled")),
    ("a phrase", SearchRequest(words='"shelled Tel Anin"')),
    ("a beginning", SearchRequest(words="shadel*")),
    ("a filter alone", SearchRequest(place="qastun")),
)


def lines() -> Iterator[str]:
    """Yield one line a figure: processor time of this process, the least of some rounds."""
    spent = {n: _spent(n) for n in SIZES}
    few, many = (spent[n] for n in SIZES)
    for what in few:
        yield f"search, {what + ',':<25} {many[what] * 1000:8.1f} ms at {SIZES[1]:,} documents; at {SIZES[0]:,}: {few[what] * 1000:.1f} ms; ratio {many[what] / few[what]:.2f}"


def _spent(n: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        init_dossier(Path(folder) / "case")
        with open_case(Path(folder) / "case", create=True) as case:
            _seed(case, range(n))
            spent = {"taking in a document of all": cpu_seconds(lambda: refresh_search(case)) / n}
            _seed(case, range(n, n + 1))
            spent["taking in one more"] = cpu_seconds(lambda: refresh_search(case))
            for what, request in ASKED:
                found = [cpu_seconds(lambda asked=request: search_case(case, asked)) for _ in range(N_ROUNDS)]  # type: ignore[misc]
                spent[what] = min(found)
            return spent


def _seed(case: Case, numbers: range) -> None:
    """Store documents as if they had been added and read."""
    for start in range(numbers.start, numbers.stop, 500):
        with case.store.writer("collected", "bench", case.now()) as batch:
            for number in range(start, min(start + 500, numbers.stop)):
                records = _made(number)
                for record in records:
                    batch.put(record)
                document, layer, claim = records
                batch.derive(_derivation("parse", document.id, layer.id))
                batch.derive(_derivation("extract", layer.id, claim.id))


def _made(number: int) -> tuple[Document, object, EventClaim]:
    choose = random.Random(number)  # noqa: S311 - a seeded generator, no secret
    town = choose.choice(_TOWNS)
    said = f"Gunmen shelled {town} on {1 + number % 28} May 2031."
    words = ("".join(choose.choices(_SYLLABLES, k=choose.randint(1, 4))) for _ in range(N_WORDS))
    text = f"{said} {' '.join(words)}."
    source = f"Paper {number % 40}"
    document = Document(
        id=content_id("doc", {"number": number}), object_sha256="0" * 64, n_bytes=len(text), media_type="text/plain", locator=f"{number}.txt", publisher=source, sensitivity="public",
    )  # fmt: skip
    layer = text_layer(
        document.id, text, (Paragraph(start=0, end=len(text)),), parser="bench", parser_version="1", title=f"News {number}", publisher=source, published_on=f"2031-05-{1 + number % 28:02}",
    )  # fmt: skip
    span, at = Span(start=0, end=len(said), quote=said), said.index(town)
    claim = EventClaim(
        id=content_id("clm", {"number": number}), key=content_id("key", {"number": number}), document_id=document.id, text_id=layer.id, language="en", span=span,
        attribution=(Attribution(level="document", name=source),), made_by=MadeBy(rule="bench", version="1"), event=EventType(plover="ASSAULT"), trigger=Span(start=7, end=14, quote="shelled"),
        places=(PlaceMention(name=town, mention=Span(start=at, end=at + len(town), quote=town), precision="town"),),
    )  # fmt: skip
    return document, layer, claim


def _derivation(stage: str, input_id: str, output: str) -> Derivation:
    made = Derivation(
        id="",
        input_id=input_id,
        stage=stage,
        version="bench",
        config_sha256="0" * 64,
        reference_sha256="0" * 64,
        outputs=(output,),
    )
    return with_id("drv", made)
