"""Splink (Fellegi-Sunter on DuckDB) on the sets, folds and measure of the suite linkage: to repeat what record 0087 reports.

    python -m evaluation.linkage_splink

It compares what ours compares, as far as columns hold it: kind, days, coordinates, place, mode, actors, toll, outlet, and cosines
of the words and names of the text, hashed into vectors. Weights are fitted on the events of four folds (m from their labels, u from
random pairs), the threshold is chosen on these folds too. Splink joins whatever hangs together; beside it stands average linkage
over its weights. Development only: Splink is no dependency of the software.
"""

import hashlib
import logging
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from evaluation.fitting import Score, average_linkage, b_cubed
from evaluation.generated import war
from evaluation.linkage import N_FOLDS, Set, choice, ecb, highest, score_by_event, ucdp
from servanda.corroborate import CorroborateConfig
from servanda.corroborate.event_mentions import EventMention, event_mentions
from servanda.corroborate.likeness import KINDS, vectors
from servanda.model.sources import DocumentSource

_N_COLUMNS = 256
_THRESHOLDS = tuple(np.arange(-6.0, 14.0, 1.0))
_COSINES = (0.8, 0.5, 0.3, 0.15, 0.05)
_LAG_DAYS = 3
Row = dict[str, Any]
Pairs = list[tuple[str, str, float]]


class Model(NamedTuple):
    """What is compared, and which pairs are."""

    comparisons: list[Any]
    blocking: list[Any]


def main() -> None:
    """Print one line for each set and way of clustering, then the speed."""
    for name, scores in (("ucdp", headlines(ucdp())), ("ecb", articles(ecb()))):
        for way, score in scores.items():
            print(f"{name} {way:36} f1 {score.f1:.3f}  overmerged {score.overmerged:.3f}  recall {score.recall:.3f}")
    for line in speed():
        print(line)


# --- claims


def claim_rows(data_sources: Mapping[str, DocumentSource], found: Sequence[EventMention]) -> list[Row]:
    """Return a row for each event mention that has a day; the days of an undated one are those before its publication."""
    vector = cache(lambda name: vectors(data_sources[name]))
    return [row for one in found if (row := _claim_row(one, data_sources, vector(one.claim.document_id)))]


def _claim_row(
    one: EventMention, sources: Mapping[str, DocumentSource], vector: Sequence[Mapping[str, float]]
) -> Row | None:
    source = sources[one.claim.document_id]
    stated = one.claim.time.start
    day = (stated or source.published_on or "")[:10]
    if not day:
        return None
    site, toll = one.site, one.tolls.get("killed")
    located = site is not None and site.located and not site.vague(25)
    first = date.fromisoformat(day) - timedelta(days=0 if stated else _LAG_DAYS)
    return {
        "unique_id": one.token, "document": one.claim.document_id, "kind": one.kind, "day": day,
        "days": [(first + timedelta(days=n)).isoformat() for n in range((date.fromisoformat(day) - first).days + 1)],
        "latitude": site.place.latitude if site and located else None,
        "longitude": site.place.longitude if site and located else None,
        "mode": one.mode, "toll": str(toll.highest) if toll else None, "actors": sorted(one.actors) or None,
        "outlet": source.source.id if source.source else None,
        **_hashed(vector),
    }  # fmt: skip


def _hashed(vector: Sequence[Mapping[str, float]]) -> Row:
    named = dict(zip(KINDS, vector, strict=True))
    return {name: _columns(named[name]) for name in ("words", "names", "numbers", "first_words")}


def _columns(terms: Mapping[str, float]) -> list[float] | None:
    """Return a vector of unit length into which terms are hashed; ``None`` without terms."""
    row = [0.0] * _N_COLUMNS
    for term, weight in terms.items():
        row[int(hashlib.md5(term.encode()).hexdigest(), 16) % _N_COLUMNS] += weight  # noqa: S324 - no secret
    length = math.sqrt(sum(value * value for value in row))
    return [value / length for value in row] if length else None


def claims_model() -> Model:
    """Return the comparisons of claims; pairs are of one kind and share a day."""
    place = compare.DistanceInKMAtThresholds("latitude", "longitude", [1, 8, 20])
    days = compare.AbsoluteDateDifferenceAtThresholds(
        "day", input_is_string=True, metrics=["day"] * 3, thresholds=[1, 2, 3]
    )
    exact = [compare.ExactMatch(name) for name in ("mode", "toll", "outlet")]
    actors = compare.ArrayIntersectAtSizes("actors", [1])
    return Model(
        [place, days, actors, *exact, *_cosines("words", "names")],
        [block_on("kind", "days", arrays_to_explode=["days"])],
    )


def headlines(data: Set) -> dict[str, Score]:
    """Link the headlines with what was fitted on the other folds; those without a claim stay alone, as with ours."""
    found = [one for one in event_mentions(data.claims, data.sources, CorroborateConfig()) if not one.denied]
    rows = [{**row, "label": data.events[row["document"]]} for row in claim_rows(data.sources, found)]
    names, home = sorted(data.events), {row["unique_id"]: row["document"] for row in rows}
    by_fold = {}
    for fold in range(N_FOLDS):
        model = trained(claims_model(), [row for row in rows if data.folds[row["document"]] != fold])
        pairs = [(home[a], home[b], weight) for a, b, weight in predicted(model, rows)]
        by_fold[fold] = {f"{t}": connected(names, pairs, t) for t in _THRESHOLDS}
    return {way: score_by_event(data, by_fold, choose) for way, choose in _ways()}


def _ways() -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return ("connected, under 5 % over-merged", choice), ("connected, best f1", highest)


# --- texts


def articles(data: Set) -> dict[str, Score]:
    """Link the articles of each fold, by Splink's clusters and by average linkage over its weights."""
    vector, names = cache(lambda name: vectors(data.sources[name])), sorted(data.events)
    rows = [{"unique_id": name, "any": "1", "label": data.events[name], **_hashed(vector(name))} for name in names]
    text = Model(_cosines("words", "names", "numbers", "first_words"), [block_on("any")])
    by_fold = {}
    for fold in range(N_FOLDS):
        linker = trained(text, [row for row in rows if data.folds[row["unique_id"]] != fold])
        by_fold[fold] = _clusterings(data, predicted(linker, rows), fold)
    ways = [
        (f"{way}, {bound}", way, choose)
        for way in ("connected", "average")
        for bound, choose in (("under 5 % over-merged", choice), ("best f1", highest))
    ]
    return {name: _score(data, by_fold, way, choose) for name, way, choose in ways}


def _clusterings(data: Set, pairs: Pairs, fold: int) -> dict[tuple[str, bool, float], tuple[list[str], list[Any]]]:
    """Return by way, side of the fold and threshold the documents and their clusters."""
    made = {}
    for inside in (True, False):
        names = [name for name in sorted(data.events) if (data.folds[name] == fold) == inside]
        number = {name: index for index, name in enumerate(names)}
        matrix = np.full((len(names), len(names)), min(_THRESHOLDS) - 10.0)
        here = [(a, b, weight) for a, b, weight in pairs if a in number and b in number]
        for a, b, weight in here:
            matrix[number[a], number[b]] = matrix[number[b], number[a]] = weight
        for threshold in _THRESHOLDS:
            made["connected", inside, threshold] = names, connected(names, here, threshold)
            made["average", inside, threshold] = names, average_linkage(matrix, threshold)
    return made


def _score(data: Set, by_fold: Mapping[int, Any], way: str, choose: Callable[[Any], Any]) -> Score:
    found: dict[str, Any] = {}
    for fold, made in by_fold.items():
        known = {
            t: b_cubed(labels, [data.events[name] for name in names])
            for (one, inside, t), (names, labels) in made.items()
            if one == way and not inside
        }
        names, labels = made[way, True, choose(known)]
        found |= {name: (fold, label) for name, label in zip(names, labels, strict=True)}
    return b_cubed([found[name] for name in sorted(found)], [data.events[name] for name in sorted(found)])


# --- splink


def _cosines(*names: str) -> list[Any]:
    return [compare.CosineSimilarityAtThresholds(name, list(_COSINES)) for name in names]


def trained(model: Model, rows: Sequence[Row]) -> dict[str, Any]:
    """Return the settings with weights fitted on labelled rows: u from random pairs, m and the prior from the labels."""
    n_same = sum(n * (n - 1) / 2 for n in Counter(row["label"] for row in rows).values())
    prior = n_same / (len(rows) * (len(rows) - 1) / 2)
    settings = SettingsCreator(
        "dedupe_only", model.comparisons, model.blocking, probability_two_random_records_match=prior,
        additional_columns_to_retain=[],
    )  # fmt: skip
    linker = _linker(rows, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_m_from_label_column("label")
    made: dict[str, Any] = linker.misc.save_model_to_json()
    return made


def predicted(settings: Mapping[str, Any], rows: Sequence[Row]) -> Pairs:
    """Return all pairs that blocking lets through, with the match weight (log2 odds)."""
    table = _linker(rows, dict(settings)).inference.predict(warning_mode="never").as_record_list()
    return [(row["unique_id_l"], row["unique_id_r"], row["match_weight"]) for row in table]


def _linker(rows: Sequence[Row], settings: Any) -> Linker:
    arrays = {name: pa.list_(pa.float32(), _N_COLUMNS) for name in ("words", "names", "numbers", "first_words")}
    kinds = {
        **arrays,
        "days": pa.list_(pa.string()),
        "actors": pa.list_(pa.string()),
        "latitude": pa.float64(),
        "longitude": pa.float64(),
    }
    fields = [pa.field(name, kinds.get(name, pa.string())) for name in rows[0]]
    return Linker(
        DuckDBAPI().register(pa.Table.from_pylist(list(rows), schema=pa.schema(fields))),
        settings,
        log_level=logging.ERROR,
    )


def connected(names: Sequence[str], pairs: Pairs, threshold: float) -> list[str]:
    """Return a cluster for each name: all that hang together by pairs of at least this weight."""
    leader = {name: name for name in names}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for one, other, weight in pairs:
        if weight >= threshold:
            leader[find(other)] = find(one)
    return [find(name) for name in names]


def speed() -> Iterator[str]:
    """Time 10,000 generated claims, weights fitted on another 2,000."""
    made = war(2_000, seed=2)
    training = [{**row, "label": str(made.truth[row["unique_id"]])} for row in _generated(made)]
    settings = trained(claims_model(), training)
    made = war(10_000)
    start, cpu = time.perf_counter(), time.process_time()
    rows = _generated(made)
    pairs = predicted(settings, rows)
    took = f"{time.perf_counter() - start:.1f} s, {time.process_time() - cpu:.1f} CPU seconds"
    names = [row["unique_id"] for row in rows]
    best = max(
        (b_cubed(connected(names, pairs, t), [made.truth[name] for name in names]) for t in _THRESHOLDS),
        key=lambda score: score.f1,
    )
    yield f"10,000 generated claims: {took}, {len(pairs)} pairs; best threshold f1 {best.f1:.3f}, overmerged {best.overmerged:.3f}"


def _generated(made: Any) -> list[Row]:
    found = event_mentions(made.claims, made.sources, CorroborateConfig())
    ids = {one.token: one.claim.id for one in found}
    return [{**row, "unique_id": ids[row["unique_id"]]} for row in claim_rows(made.sources, found)]


if __name__ == "__main__":
    main()
