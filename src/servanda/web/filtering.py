"""The one filter bar of lists, timeline, map and search: what an address asks, the choices with their counts, and the searches that are kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest

from servanda.pipeline import (
    REVIEW_STATES,
    FilterChoice,
    SearchRequest,
    list_choices,
    refused_documents,
    saved_searches,
    search_case,
)
from servanda.report import AUDIENCES, INTERNAL
from servanda.web.sitting import Sitting
from servanda.web.words import Say

FACETS: Final = ("actor", "kind", "place", "source", "status")
"""What has choices with counts beside them, in the order of the bar."""
_TYPED: Final = ("words", "since", "until")
FIELDS: Final = (*_TYPED, *FACETS, "audience")
TABS: Final = {
    "explore": "/explore/", "documents": "/documents/", "claims": "/claims/", "incidents": "/incidents/", "findings": "/findings/",
    "timeline": "/explore/timeline", "map": "/explore/map",
}  # fmt: skip
"""What the bar filters, each with its address."""
_MOST_HITS: Final = 1000
_MOST_SHOWN: Final = 30
_CODED: Final = ("kind", "status")


class Choices(NamedTuple):
    """One filter of the bar: what it is set to, in words, and what else it may be, each with its address and count; ``without`` drops it."""

    name: str
    value: str
    label: str
    options: tuple[tuple[str, str, int], ...]
    n_more: int
    without: str


@dataclass(frozen=True)
class Filter:
    """What an address asks of a page at ``path``."""

    path: str
    asked: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: HttpRequest, tab: str) -> "Filter":
        """Return the filter of a request for a tab."""
        given = {name: request.GET.get(name, "").strip() for name in FIELDS}
        return cls(TABS[tab], {name: value for name, value in given.items() if value})

    @property
    def wanted(self) -> dict[str, str]:
        """What lists are asked for."""
        return {name: value for name, value in self.asked.items() if name not in {"words", "audience"}}

    def address(self, path: str = "", **changes: str) -> str:
        """Return the address of a page with this filter, some of it changed; an empty value drops it."""
        asked = {name: value for name, value in (self.asked | changes).items() if value}
        path = path or self.path
        if path != TABS["findings"] and asked.get("status", "") not in {"", *REVIEW_STATES}:
            del asked["status"]  # one of findings alone
        return f"{path}?{urlencode(asked)}" if asked else path

    def search(self, **more: Any) -> SearchRequest:
        """Return the same as a search."""
        return SearchRequest(**self.asked | more)

    def among(self, desk: Sitting, what: str) -> frozenset[str] | None:
        """Return the ids of the records of a list that have the words, or of which something may be shown to the audience; ``None``: any."""
        claims = self._claims(desk)
        if claims is None or what == "claims":
            return claims
        laid = desk.snapshot().laid
        incidents = frozenset(one.id for name in claims if (one := laid.incident_of.get(name)))
        if what == "incidents":
            return incidents
        return frozenset(one.id for name in incidents for one in laid.findings_on.get(name, ()))

    def _claims(self, desk: Sitting) -> frozenset[str] | None:
        found: frozenset[str] | None = None
        if "words" in self.asked:
            request = SearchRequest(words=self.asked["words"], what=("claim",), limit=_MOST_HITS)
            found = frozenset(hit.id for hit in search_case(desk.case, request).hits)
        if self.asked.get("audience", INTERNAL) != INTERNAL:
            refused = refused_for(desk, self.asked["audience"])
            shown = frozenset(name for name, home in desk.snapshot().laid.homes() if home not in refused)
            found = shown if found is None else found & shown
        return found

    def documents(self, desk: Sitting) -> frozenset[str] | None:
        """Return the ids of the documents that pass, ``None`` where any does."""
        found: frozenset[str] | None = None
        if self.asked.keys() - {"audience"}:
            request = self.search(what=("document",), audience=INTERNAL, limit=_MOST_HITS)
            found = frozenset(str(hit.document_id) for hit in search_case(desk.case, request).hits)
        if self.asked.get("audience", INTERNAL) != INTERNAL:
            shown = desk.snapshot().view.heads.keys() - refused_for(desk, self.asked["audience"])
            found = frozenset(shown) if found is None else found & shown
        return found

    def bar(self, desk: Sitting, say: Say, choices: Iterable[FilterChoice]) -> dict[str, Any]:
        """Return what the bar shows."""
        listed = list(choices)
        return {
            "tabs": [(name, self.address(path), path == self.path) for name, path in TABS.items()], "asked": self.asked, "path": self.path,
            "facets": [self._facet(name, [one for one in listed if one.what == name], say) for name in FACETS], "audiences": AUDIENCES,
            "kept": [(name, opened(one)) for name, one in saved_searches(desk.case.folder).items()],
        }  # fmt: skip

    def _facet(self, name: str, choices: list[FilterChoice], say: Say) -> Choices:
        value = self.asked.get(name, "")
        here = next((one for one in choices if one.value == value.casefold()), None)
        options = tuple(
            (self.address(**{name: one.value}), _label(one.what, one.label, say), one.n)
            for one in choices[:_MOST_SHOWN]
        )
        label = _label(name, here.label if here else value, say)
        return Choices(name, value, label, options, len(choices) - len(options), self.address(**{name: ""}))


def bar_of_list(desk: Sitting, say: Say, asked: Filter, what: str) -> dict[str, Any]:
    """Return the bar over a list, with the choices among its records."""
    return asked.bar(desk, say, list_choices(desk.case, what, asked.wanted, asked.among(desk, what)))


def refused_for(desk: Sitting, audience: str) -> frozenset[str]:
    """Return the documents that may not be shown to an audience."""
    return desk.kept(("refused", audience), lambda: frozenset(refused_documents(desk.case, audience)))


def opened(request: SearchRequest) -> str:
    """Return the address at which a search that was kept is opened: that of findings where its status is one of theirs."""
    asked = {name: str(value) for name in FIELDS if (value := getattr(request, name)) and value != INTERNAL}
    tab = "findings" if asked.get("status", "") not in {"", *REVIEW_STATES} else "explore"
    return Filter(TABS[tab], asked).address()


def _label(what: str, label: str, say: Say) -> str:
    """Return a choice in words: codes of the records are told, names stay as they are."""
    if what not in _CODED or not label:
        return label
    groups = ("kind", "mode", "claim") if what == "kind" else ("status", "review")
    told = (say.known(group, label) for group in groups)
    return next(filter(None, told), say.code(what, label))
