"""Linkage: do reports of one event come together, and only they? What the program itself gives: `add`, `run`, its incidents.

UCDP Ukraine headlines: each headline of at least four words is a document, with its outlet and day; headlines of several events are
left out, those of events with one headline are there as distractors and are not scored. ECB+ train: the articles of the topics that
tell of a violent act (`VIOLENT`, listed before the first run), two sub-topics of a topic being two events; the likeness of texts is
fitted on the other topics. Documents that share an incident, or hang together by such, are a cluster; a document without a claim is
one alone, and their number is reported. Beside it stands TF-IDF with average linkage, its threshold the best under the same bound on
over-merged clusters: for articles on the other topics, for headlines on these themselves. A cluster is over-merged where it mixes
two events. Four weights of the shipped file were once chosen on the headlines (0085, 0088).
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from evaluation.fitting import Score, average_linkage, b_cubed
from evaluation.reading_dossiers import Read, read
from servanda.text.terms import terms

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
HEADLINES = DATA / "ucdp_ukraine" / "headlines.jsonl"
ARTICLES = DATA / "ecbplus" / "train_topics_1_35.jsonl"
VIOLENT: Final = frozenset({"3", "8", "16", "19", "22", "24", "32", "33"})
"""Killings at a courthouse, bombs at banks, murdered deputies, riots over a boy shot dead, shootings, armed robbery, stabbings, a stray bullet."""
_FEWEST_WORDS = 4
_MOST_OVERMERGED = 0.05
Row = dict[str, Any]


class Set(NamedTuple):
    """Documents, the event of each by its name, and which are scored."""

    documents: Sequence[Row]
    events: Mapping[str, str]
    scored: Mapping[str, bool]


def measure() -> dict[str, float]:
    """Return the figures of both sets."""
    headlines, articles, others = ucdp(), ecb(violent=True), ecb(violent=False)
    return {
        **_figures("ucdp", headlines, read(headlines.documents, ("UA", "RU"))),
        "ucdp tf-idf bound f1": tfidf(headlines, headlines).f1,
        **_figures("ecb", articles, read(articles.documents, ())),
        "ecb tf-idf bound f1": tfidf(articles, others).f1,
    }


def _figures(name: str, data: Set, made: Read) -> dict[str, float]:
    score = _scored(data, clusters(made))
    return {
        **{f"{name} {field}": value for field, value in score._asdict().items()},
        f"{name} documents": float(len(data.documents)),
        f"{name} scored": float(sum(data.scored.values())),
        f"{name} without a claim": float(sum(not claims for claims in made.claims.values())),
    }


def clusters(made: Read) -> dict[str, str]:
    """Return a cluster for each document: documents of one incident are together."""
    leader, home = {name: name for name in made.claims}, made.home

    def find(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for incident in made.incidents:
        first, *others = sorted({home[member] for member in incident.members})
        for other in others:
            leader[find(other)] = find(first)
    return {name: find(name) for name in leader}


def _scored(data: Set, found: Mapping[str, Any]) -> Score:
    names = sorted(data.events)
    return b_cubed(
        [found[name] for name in names], [data.events[name] for name in names], [data.scored[name] for name in names]
    )


# --- the sets


def ucdp() -> Set:
    """Return the headlines that are of one event."""
    told: dict[tuple[str, str, str], set[str]] = {}
    for row in _rows(HEADLINES):
        told.setdefault((row["headline"].strip(), row["office"], row["source_date"]), set()).add(str(row["event_id"]))
    documents, events = [], {}
    for number, ((text, office, day), about) in enumerate(sorted(told.items())):
        if len(about) == 1 and len(text.split()) >= _FEWEST_WORDS:
            name = f"h{number:05d}"
            documents.append({"id": name, "text": text, "publisher": office, "published_on": day})
            events[name] = next(iter(about))
    n = Counter(events.values())
    return Set(documents, events, {name: n[event] > 1 for name, event in events.items()})


def ecb(*, violent: bool) -> Set:
    """Return the articles of the training topics that tell of a violent act, or those of the others."""
    rows = [row for row in _rows(ARTICLES) if row["split"] == "train" and (str(row["topic"]) in VIOLENT) is violent]
    events = {row["id"]: str(row["subtopic"]) for row in rows}
    return Set([{"id": row["id"], "text": row["text"]} for row in rows], events, dict.fromkeys(events, True))


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# --- the baseline


def tfidf(data: Set, chosen_on: Set) -> Score:
    """Return the baseline: cosines of words weighted by their rarity in the set, average linkage, the threshold chosen on a set."""
    thresholds = [float(one) for one in np.arange(0.06, 1.0, 0.02)]
    tried = {one: _scored(chosen_on, found) for one, found in _linked(chosen_on, thresholds)}
    within = {one: score for one, score in tried.items() if score.overmerged < _MOST_OVERMERGED}
    best = max(within, key=lambda one: within[one].f1)
    return next(_scored(data, found) for _, found in _linked(data, [best]))


def _linked(data: Set, thresholds: Iterable[float]) -> Iterator[tuple[float, dict[str, int]]]:
    names = [row["id"] for row in data.documents]
    similarity = _cosines([terms(row["text"]).words for row in data.documents])
    for one in thresholds:
        yield one, dict(zip(names, average_linkage(similarity, one), strict=True))


def _cosines(texts: Sequence[Sequence[str]]) -> Any:
    held = Counter(word for words in texts for word in set(words))
    columns = {word: number for number, word in enumerate(sorted(held))}
    matrix = np.zeros((len(texts), len(columns)), np.float32)
    for row, words in enumerate(texts):
        for word, n in Counter(words).items():
            matrix[row, columns[word]] = (1 + math.log(n)) * math.log(len(texts) / held[word])
    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix /= np.where(length > 0, length, 1)
    return matrix @ matrix.T
