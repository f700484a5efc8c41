"""Linkage: do reports of one event come together, and only they? Every figure is out of fold.

UCDP Ukraine headlines: each headline of at least four words is a document; headlines of several events are left out.
Weights are chosen on the events of four folds, all headlines are linked with them, and the headlines of the fifth fold that have a
companion are scored, with every other headline as distractor. ECB+ train: whole articles, by topic, on the likeness of two texts
alone, since most of its topics are no events of a conflict. Beside both stands TF-IDF with average linkage, its threshold chosen
on the other folds too. A cluster is over-merged where it mixes two events.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from evaluation.fitting import Score, average_linkage, b_cubed, fit
from servanda.corroborate import CorroborateConfig, corroborate
from servanda.corroborate.likeness import BOUND, KINDS, features, vectors
from servanda.extract import ExtractConfig, extract
from servanda.model.claims import Claim
from servanda.model.documents import Paragraph
from servanda.model.joining import index_identifications, join
from servanda.model.linkage import LinkageWeights
from servanda.model.making import replace, text_layer
from servanda.model.sources import DocumentSource
from servanda.pipeline.grading import document_sources
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.linkage import load_linkage
from servanda.resolve import ResolveConfig, resolve

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
HEADLINES = DATA / "ucdp_ukraine" / "headlines.jsonl"
ARTICLES = DATA / "ecbplus" / "train_topics_1_35.jsonl"
N_FOLDS = 5
FITTED = ("texts_alike", "place_unknown", "place_of_one", "outlet_another_day")
_FEWEST_WORDS = 4
_MOST_OVERMERGED = 0.05


class Set(NamedTuple):
    """Documents, what they claim, the event of each, the fold of each event, and which documents are scored."""

    sources: Mapping[str, DocumentSource]
    claims: tuple[Claim, ...]
    events: Mapping[str, str]
    folds: Mapping[str, int]
    scored: Mapping[str, bool]


def measure() -> dict[str, float]:
    """Return the figures of both sets."""
    headlines, articles = ucdp(), ecb()
    found, _ = linked_headlines(headlines)
    return {
        **_named("ucdp", found),
        "ucdp tf-idf f1": tfidf_headlines(headlines).f1,
        "ucdp tf-idf bound f1": tfidf_headlines(headlines, choice).f1,
        "ucdp documents": float(len(headlines.events)),
        "ucdp scored": float(sum(headlines.scored.values())),
        **_named("ecb", linked_articles(articles)),
        **_named("ecb unbound", linked_articles(articles, highest)),
        "ecb tf-idf f1": tfidf_articles(articles).f1,
        "ecb tf-idf bound f1": tfidf_articles(articles, choice).f1,
    }


def _named(name: str, score: Score) -> dict[str, float]:
    return {f"{name} {field}": value for field, value in score._asdict().items()}


# --- the sets


@cache
def ucdp() -> Set:
    """Return the headlines with what Servanda reads in them."""
    reference = Reference(ReferenceConfig(countries=("UA", "RU")))
    told: dict[tuple[str, str, str], set[str]] = {}
    for row in _rows(HEADLINES):
        told.setdefault((row["headline"].strip(), row["office"], row["source_date"]), set()).add(str(row["event_id"]))
    layers, claims, events = [], [], {}
    for number, ((text, office, day), about) in enumerate(sorted(told.items())):
        if len(about) > 1 or len(text.split()) < _FEWEST_WORDS:
            continue
        name = f"h{number:05d}"
        layer = text_layer(
            name, text, (Paragraph(start=0, end=len(text)),), parser="evaluation", parser_version="0",
            published_on=day, publisher=office, language="en",
        )  # fmt: skip
        found = tuple(extract(layer, ExtractConfig(), reference))
        index = index_identifications(resolve(layer, found, ResolveConfig(), reference))
        claims += [join(claim, index) for claim in found]
        layers.append(layer)
        events[name] = next(iter(about))
    n = Counter(events.values())
    return Set(
        sources=document_sources(layers, (), reference.actors), claims=tuple(claims), events=events,
        folds={name: _fold(event) for name, event in events.items()},
        scored={name: n[event] > 1 for name, event in events.items()},
    )  # fmt: skip


@cache
def ecb() -> Set:
    """Return the articles of the training topics; two sub-topics of a topic are two events, in one fold."""
    layers, events, folds = [], {}, {}
    rows = [row for row in _rows(ARTICLES) if row["split"] == "train"]
    topics = sorted({row["topic"] for row in rows}, key=lambda topic: hashlib.md5(str(topic).encode()).hexdigest())  # noqa: S324
    for row in rows:
        text = row["text"]
        layers.append(
            text_layer(row["id"], text, (Paragraph(start=0, end=len(text)),), parser="evaluation", parser_version="0")
        )
        events[row["id"]] = row["subtopic"]
        folds[row["id"]] = topics.index(row["topic"]) % N_FOLDS
    actors = Reference(ReferenceConfig()).actors
    return Set(document_sources(layers, (), actors), (), events, folds, dict.fromkeys(events, True))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _fold(event: str) -> int:
    return int(hashlib.md5(event.encode()).hexdigest(), 16) % N_FOLDS  # noqa: S324


# --- texts: the likeness of two documents


@cache
def _article_pairs() -> tuple[Sequence[tuple[int, int]], Any, tuple[str, ...]]:
    """Return all pairs of documents (by their place in the order of ids), their features, and the features' names."""
    data = ecb()
    names, vector = sorted(data.events), cache(lambda name: vectors(data.sources[name]))
    pairs = [(a, b) for b in range(len(names)) for a in range(b)]
    found = [features(vector(names[a]), vector(names[b])) for a, b in pairs]
    columns = tuple(found[0])
    return pairs, np.array([[row[name] for name in columns] for row in found]), columns


def fit_likeness(data: Set, without: int | None = None) -> tuple[dict[str, float], Any]:
    """Return coefficients fitted on all folds but one, and the matrix of log odds that they give."""
    names = sorted(data.events)
    pairs, rows, columns = _article_pairs()
    weighed = rows[:, columns.index("words")] >= load_linkage().limits["likeness_words"]
    used = weighed & [all(data.folds[names[one]] != without for one in pair) for pair in pairs]
    labels = np.array([data.events[names[a]] == data.events[names[b]] for a, b in pairs], float)
    beta, intercept = fit(rows[used], labels[used])
    odds = np.zeros((len(names), len(names)))
    first, second = np.array(pairs).T
    said = np.where(weighed, rows @ beta + intercept, -BOUND)
    odds[first, second] = odds[second, first] = np.clip(said, -BOUND, BOUND)
    return {"intercept": intercept, **dict(zip(columns, map(float, beta), strict=True))}, odds


def linked_articles(data: Set, choose: Callable[[Any], Any] | None = None) -> Score:
    """Cluster the articles of each fold with what was fitted, threshold too, on the others.

    The threshold keeps the bound on over-merged clusters, unless ``choose`` says otherwise.
    """
    return _by_topic(data, lambda fold: fit_likeness(data, fold)[1], np.arange(-2.0, 3.0, 0.25), choose or choice)


def tfidf_articles(data: Set, choose: Callable[[Any], Any] | None = None) -> Score:
    """Return the baseline for articles: cosines of words weighted by rarity instead of the fitted likeness.

    Its threshold is the best for F1, however many clusters are mixed, unless ``choose`` says otherwise.
    """
    similarity = _tfidf(data)
    return _by_topic(data, lambda _: similarity, np.arange(0.08, 0.6, 0.02), choose or highest)


def _by_topic(data: Set, similarity_of: Callable[[int], Any], thresholds: Any, choose: Callable[[Any], Any]) -> Score:
    names, gold = sorted(data.events), [data.events[name] for name in sorted(data.events)]
    found: list[Any] = [None] * len(names)
    for fold in range(N_FOLDS):
        similarity = similarity_of(fold)
        inside = np.array([data.folds[name] == fold for name in names])
        known = [label for label, held_out in zip(gold, inside, strict=True) if not held_out]
        others = similarity[np.ix_(~inside, ~inside)]
        threshold = choose({float(one): b_cubed(average_linkage(others, one), known) for one in thresholds})
        labels = average_linkage(similarity[np.ix_(inside, inside)], threshold)
        for place, label in zip(np.flatnonzero(inside), labels, strict=True):
            found[place] = fold, label
    return b_cubed(found, gold)


def choice(scores: Mapping[Any, Score]) -> Any:
    """Return what scores best among those within the bound on over-merged clusters, or the most careful one."""
    within = {one: score for one, score in scores.items() if score.overmerged < _MOST_OVERMERGED}
    if not within:
        return min(scores, key=lambda one: scores[one].overmerged)
    return max(within, key=lambda one: within[one].f1)


def highest(scores: Mapping[Any, Score]) -> Any:
    """Return what scores best, however many clusters are mixed."""
    return max(scores, key=lambda one: scores[one].f1)


def _tfidf(data: Set) -> Any:
    vector = cache(lambda name: vectors(data.sources[name]))
    return _cosines([vector(name)[KINDS.index("words")] for name in sorted(data.events)])


def _cosines(vectors_: Sequence[Mapping[str, float]]) -> Any:
    columns = {term: number for number, term in enumerate(sorted({term for one in vectors_ for term in one}))}
    matrix = np.zeros((len(vectors_), len(columns)), np.float32)
    for row, one in enumerate(vectors_):
        for term, value in one.items():
            matrix[row, columns[term]] = value
    return matrix @ matrix.T


# --- claims: the weights of a pair


def linked_headlines(data: Set) -> tuple[Score, LinkageWeights]:
    """Return the score of each fold's headlines, linked by the weights that suit the others best, and the best of all."""
    found = {weights.digest: _labels(data, weights) for weights in choices()}
    best = choice({digest: _scored(data, labels) for digest, labels in found.items()})
    return _by_event(data, found, choice), next(weights for weights in choices() if weights.digest == best)


def tfidf_headlines(data: Set, choose: Callable[[Any], Any] | None = None) -> Score:
    """Return the baseline for headlines: cosines of words weighted by rarity."""
    similarity = _tfidf(data)
    found = {round(float(one), 2): average_linkage(similarity, one) for one in np.arange(0.5, 1.0, 0.05)}
    return _by_event(data, found, choose or highest)


def _by_event(data: Set, found: Mapping[Any, Sequence[Any]], choose: Callable[[Any], Any]) -> Score:
    """Score each fold under the choice that the other folds make; all headlines are linked together."""
    return score_by_event(data, dict.fromkeys(range(N_FOLDS), found), choose)


def score_by_event(data: Set, found: Mapping[int, Mapping[Any, Sequence[Any]]], choose: Callable[[Any], Any]) -> Score:
    """The same, where each fold has clusters of its own to choose from."""
    parts = []
    for fold, made in found.items():
        chosen = choose({one: _scored(data, labels, lambda other, f=fold: other != f) for one, labels in made.items()})
        parts.append((_n_scored(data, fold), _scored(data, made[chosen], lambda other, f=fold: other == f)))
    total = sum(n for n, _ in parts)
    precision, recall, overmerged = (
        sum(n * getattr(score, field) for n, score in parts) / total for field in ("precision", "recall", "overmerged")
    )
    return Score(precision, recall, 2 * precision * recall / (precision + recall), overmerged)


def _n_scored(data: Set, fold: int) -> int:
    return sum(data.scored[name] and data.folds[name] == fold for name in data.events)


def _scored(data: Set, labels: Sequence[Any], folds: Callable[[int], bool] = lambda _: True) -> Score:
    names = sorted(data.events)
    scored = [data.scored[name] and folds(data.folds[name]) for name in names]
    return b_cubed(labels, [data.events[name] for name in names], scored)


def choices() -> Iterator[LinkageWeights]:
    """Yield the weights to choose from: the shipped ones with other values where the headlines can tell.

    A headline seldom has a place or a date, so only what compares claims without them is fitted here. The same weights
    fitted freely by regression came out upside down (one actor, or the same words again, speaking against one event):
    an agency repeats its headline day after day.
    """
    shipped = load_linkage()
    for values in product((0.3, 0.5), (1.0, 2.0), (0.0, 1.0), (-2.0, -3.0)):
        fitted = dict(zip(FITTED, values, strict=True))
        yield replace(shipped, weights={**shipped.weights, **fitted}, digest=str(values))


def _labels(data: Set, weights: LinkageWeights) -> list[str]:
    """Return a cluster for each document: documents of one incident are together."""
    home = {claim.id: claim.document_id for claim in data.claims}
    leader = {name: name for name in data.events}

    def find(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for incident in corroborate(data.claims, data.sources, CorroborateConfig(weights=weights)):
        first, *others = sorted({home[member] for member in incident.members})
        for other in others:
            leader[find(other)] = find(first)
    return [find(name) for name in sorted(data.events)]
