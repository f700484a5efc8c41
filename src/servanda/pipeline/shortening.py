"""Ids as people read and type them: the shortest beginnings that mean one record each."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from servanda.pipeline.case import Case

ID: Final = re.compile(r"^[a-z]{3,4}_[0-9a-f]{24}$")
LEAST: Final = 8
"""Characters of an id that are shown at least: its kind and four digits."""


def short_ids(case: Case, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return, for every id that stands in a cell of ``rows``, the shortest beginning that no other id in the store shares."""
    shown = {value for row in rows for value in row.values() if isinstance(value, str) and ID.match(value)}
    return case.store.beginnings(shown, LEAST) if shown else {}
