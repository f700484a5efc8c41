"""Linkage, origins and tolls on news of Syria 2011-2016, against our own coding (``own/fakes_coding.jsonl``: ids, no texts).

All articles are read into one dossier by `add` and `run`; only the coded ones are scored. Of the incidents that hold a claim of an article, the
main one is that of the first claim in the text that counts dead, else of the first claim; an article without any stands alone. Tolls are compared as
numbers: "more than 500" is coded 500, and a claim of at least 501 is held not to have found it.

Each article was read whole by two coders. ``origin`` is whom its main account and toll rest on, ``also`` who else by name tells of
the same incident; what the two saw differently was settled by the words of the article (record 0088).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.fitting import b_cubed
from evaluation.reading_dossiers import of_dossier, opened
from servanda.corroborate import CorroborateConfig
from servanda.corroborate.affiliations import Affiliations
from servanda.corroborate.copies import copied_documents
from servanda.corroborate.event_mentions import Told
from servanda.corroborate.independence import Account, independent
from servanda.corroborate.origins import Gatherers, Origins
from servanda.model.claims import Claim, EventClaim
from servanda.model.incidents import Incident
from servanda.model.outlines import Claims
from servanda.model.sources import DocumentSource
from servanda.pipeline import open_case
from servanda.pipeline.relating import to_corroborate

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "fakes_2011_2016" / "articles.jsonl"
CODING = Path(__file__).parent / "own" / "fakes_coding.jsonl"
Row = dict[str, Any]


class Read(NamedTuple):
    """The claims of each article in the order of its text, the incidents that hold each claim, and whom each rests on."""

    claims: Mapping[str, Sequence[Claim]]
    incidents: Mapping[str, Sequence[Incident]]
    origins: Origins


def measure() -> dict[str, float]:
    """Return B-cubed of articles by main incident, pairs that share any incident, right origins of pairs, and tolls found."""
    coding, read = list(_rows(CODING)), read_articles()
    pairs = [pair for pair in combinations(coding, 2) if pair[0]["incident"] == pair[1]["incident"]]
    same = [pair for pair in pairs if coded_same(*pair)]
    together = [_incidents(read, one["id"]) & _incidents(read, other["id"]) for one, other in pairs]
    score = b_cubed([main_incident(read, row["id"]) for row in coding], [row["incident"] for row in coding])
    counted = [row for row in coding if bounds(row)]
    return {
        **score._asdict(),
        "pairs sharing an incident": sum(map(bool, together)) / len(pairs),
        "origins": sum(same_origin(read, *pair) == coded_same(*pair) for pair in pairs) / len(pairs),
        "origins if never the same": 1 - len(same) / len(pairs),
        "same origin found": sum(same_origin(read, *pair) for pair in same) / len(same),
        "same origin precision": _precision(read, pairs),
        "tolls": sum(toll_found(row, read.claims[row["id"]]) for row in counted) / len(counted),
        "articles": float(len(coding)),
    }


def read_articles() -> Read:
    """Return what the program claims in all articles, coded or not, through `add` and `run`, and the incidents that it makes of it."""
    with opened(map(_document, _rows(DATA)), ("SY",)) as dossier:
        read = of_dossier(dossier)
        with open_case(dossier.folder) as case:
            origins = _origins(*to_corroborate(case))
    incidents: dict[str, list[Incident]] = {}
    for incident in read.incidents:
        for member in incident.members:
            incidents.setdefault(member, []).append(incident)
    told = {name: sorted(found, key=_place_in_text) for name, found in read.claims.items()}
    return Read(told, incidents, origins)


def _origins(claims: Claims, sources: Mapping[str, DocumentSource], config: CorroborateConfig) -> Origins:
    """Return what names the origins of all claims, which are open as long as their dossier is."""
    copies = copied_documents(sources, config.weights.limits["copy_resemblance"])
    gathering = Gatherers.of(config.monitors, config.outlets)
    return Origins(claims, sources, copies, Affiliations(config.links, config.owners), gathering)


def main_incident(read: Read, article: str) -> str:
    """Return the id of the incident that an article is mainly about, or the article's own id."""
    linked = [claim for claim in read.claims[article] if claim.id in read.incidents]
    main = next((claim for claim in linked if _dead(claim)), linked[0] if linked else None)
    return read.incidents[main.id][0].id if main else article


def same_origin(read: Read, one: Row, other: Row) -> bool:
    """Tell whether the accounts that two articles give of their main incidents count once: they share an origin, or one is the other's outlet."""
    accounts = [account for row in (one, other) for account in account_of(read, row["id"])]
    return len(accounts) > len(independent(accounts))


def _precision(read: Read, pairs: Sequence[tuple[Row, Row]]) -> float:
    """Return the share of pairs that are coded as of one origin among those that count once."""
    found = [pair for pair in pairs if same_origin(read, *pair)]
    return sum(coded_same(*pair) for pair in found) / len(found) if found else 1.0


def coded_same(one: Row, other: Row) -> bool:
    """Tell whether two articles share an origin by the coding; the outlet itself and nobody named differ by article."""
    copied = {one["copy_of"] or one["id"]} & {other["copy_of"] or other["id"]}
    shared = {one["origin"], *one["also"]} & {other["origin"], *other["also"]}
    return bool(copied or shared - {"own", "unnamed"})


def bounds(row: Row) -> set[int]:
    """Return the numbers of dead that a row codes."""
    return {row["killed_min"], row["killed_max"]} - {None}


def toll_found(row: Row, claims: Sequence[Claim]) -> bool:
    """Tell whether every number of dead that is coded bounds a count in some claim of the article."""
    return bounds(row) <= {bound for claim in claims for bound in _dead(claim)}


def account_of(read: Read, article: str) -> tuple[Account, ...]:
    """Return what an article tells of its main incident, with the origins that count for it; none where it only takes the act for known."""
    main = main_incident(read, article)
    told = [
        claim
        for claim in read.claims[article]
        if isinstance(claim, Told) and any(one.id == main for one in read.incidents.get(claim.id, ()))
    ]
    return read.origins.accounts(told)


def _incidents(read: Read, article: str) -> set[str]:
    return {incident.id for claim in read.claims[article] for incident in read.incidents.get(claim.id, ())}


def _dead(claim: Claim) -> set[int]:
    tolls = claim.casualties if isinstance(claim, EventClaim) else ()
    found = {bound for toll in tolls if toll.effect == "killed" for bound in (toll.minimum, toll.maximum)}
    return {bound for bound in found if bound is not None}


def _place_in_text(claim: Claim) -> tuple[int, str]:
    return claim.trigger.start if isinstance(claim, EventClaim) else claim.span.start, claim.id


def _document(row: Row) -> Row:
    return {name: row[name] or "" for name in ("id", "text", "published_on", "publisher", "title")}


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
