"""The documents that ``make same`` compares: news and the founding article beside the repository, our own sets, the examples."""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from evaluation import fakes, own, seed
from servanda.collect import CollectConfig, Collected, collect
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import text_layer
from servanda.parse import ParseConfig, parse
from servanda.reference import Reference, ReferenceConfig

OWN = Path(__file__).parent / "own"
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
_BRACED = re.compile(r"\{[+-]([^}]*)\}")


class Texts(NamedTuple):
    """The text layers of one document (or of one row of a set), its name, and what it is read with."""

    name: str
    layers: tuple[DocumentText, ...]
    reference: Reference


def documents(beginnings: tuple[str, ...] = ()) -> Iterator[Texts]:
    """Yield every document at hand whose name begins with one of ``beginnings`` (all, if none are given)."""
    for folder, source in SOURCES.items():
        if not beginnings or any(one.startswith(folder) or folder.startswith(one) for one in beginnings):
            yield from (texts for texts in source() if texts.name.startswith(beginnings or ""))


def _news() -> Iterator[Texts]:
    """The 367 articles, where they are beside the repository."""
    if fakes.DATA.exists():
        for row in own.rows(fakes.DATA):
            yield Texts(f"news/{row['id']}", (_plain_layer(row),), _reference("SY"))


def _founding_article() -> Iterator[Texts]:
    for path in sorted(seed.SEED.glob("*.txt")):
        row = {"id": path.stem, "text": path.read_text(encoding="utf-8")}
        yield Texts(f"seed/{path.stem}", (own.layer(row),), _reference())


def _own_sets() -> Iterator[Texts]:
    for path in sorted(OWN.glob("*.jsonl")):
        for row in own.rows(path):
            if "text" in row:
                layer = _plain_layer(row) if "language" in row else own.layer(row)
                yield Texts(f"own/{path.stem}/{row['id']}", (layer,), _reference(*row.get("countries", ())))
    for path in sorted(OWN.glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        for number, line in enumerate(lines, start=1):
            row = {"id": f"{number:03}", "text": _BRACED.sub(r"\1", line.split("\t")[-1])}
            yield Texts(f"own/{path.stem}/{number:03}", (own.layer(row),), _reference())


def _examples() -> Iterator[Texts]:
    for dossier in sorted(EXAMPLES.glob("*/dossier.toml")):
        reference = Reference(_own_files(dossier))
        for item in collect(dossier.parent / "reports", CollectConfig()):
            if isinstance(item, Collected):
                layer = parse(item.document, item.content, ParseConfig())
                name = Path(item.document.locator).name.replace("#", "-").replace(":", "-")
                yield Texts(f"examples/{dossier.parent.name}/{name}", (layer,), reference)


def _own_files(dossier: Path) -> ReferenceConfig:
    """Return what an example's dossier is read with: its countries, places, actors and agreements."""
    settings = tomllib.loads(dossier.read_text(encoding="utf-8"))
    files = {name: str(dossier.parent / settings[name]) for name in ("places", "actors") if name in settings}
    folder = dossier.parent / settings.get("agreements", "agreements")
    agreements = tuple(map(str, sorted(folder.glob("*.yaml"))))
    return ReferenceConfig(countries=tuple(settings["countries"]), agreements=agreements, **files)


def _plain_layer(row: dict[str, Any]) -> DocumentText:
    text = row["text"]
    fields = {name: row.get(name) for name in ("published_on", "publisher", "title")}
    language = row.get("language", "en")
    bounds = (Paragraph(start=0, end=len(text)),)
    return text_layer(row["id"], text, bounds, parser="same", parser_version="1", language=language, **fields)


@cache
def _reference(*countries: str) -> Reference:
    return Reference(ReferenceConfig(countries=countries))


SOURCES: dict[str, Callable[[], Iterator[Texts]]] = {
    "own/": _own_sets,
    "examples/": _examples,
    "seed/": _founding_article,
    "news/": _news,
}
