"""The page of the counting rule: what each field means, from the records, the closed lists, and the shipped file."""

from collections.abc import Iterator

from servanda.model.base import Record
from servanda.model.counting import (
    Area,
    Category,
    CountingRule,
    Monitors,
    PersonGroup,
    ReportingDay,
    Side,
    TollRule,
)
from servanda.reference.agreement_files.vocabulary import PARTICIPANT_TYPES, vocabulary
from servanda.reference.counting import ACLED_LABELS, LANGUAGES, OBSERVATION, OBSERVED, shipped_rule_text

HEAD = """`counting.yaml` in a dossier says how the dossier counts; without it the shipped rule below counts. `servanda edition rule DIR` copies the
shipped one into the dossier: give it an `id` of its own and change it. The file is kept in the evidence like agreements, `verify`
names an edit, and every report names the rule it was counted by.

A word that is none of those below is refused with its line, its field and what may have been meant.

The columns of the table: **accepted** by a reviewer (the incident, or a finding that rests on it); else **not corroborated or disproved**
(by a check that somebody who is no party made, or a monitor denies it); else **told or confirmed by a monitor**; else told by **a party alone**
and not by the party accused; else **open**. They add up to the acts. What a check says is the field [`verification`](rules/verification.md) of a
claim, as to whether it happened: that an outlet or a party "confirmed" an act confirms nothing here, that nobody could verify it refutes nothing. So do the columns of the sides: attributed to one side (accepted, or still alleged), to both (an
**exchange**), to **others**, or to nobody.
"""
RECORDS: dict[str, type[Record]] = {
    "The file": CountingRule,
    "`reporting_day`": ReportingDay,
    "`area`": Area,
    "Each of `sides`": Side,
    "`monitors`": Monitors,
    "Each of `categories`": Category,
    "`tolls`": TollRule,
    "Each of `persons`": PersonGroup,
}


def word_rows() -> Iterator[tuple[str, str]]:
    """Yield each closed list: where it holds, and its words."""
    words = vocabulary()
    yield "`kinds`", _listed([*words.types, OBSERVATION])
    for kind, modes in words.modes.items():
        if modes:
            yield f"`modes` of {kind}", _listed(modes)
    yield f"`modes` of {OBSERVATION}", _listed(OBSERVED)
    yield "`against`", _listed(PARTICIPANT_TYPES)
    yield "`acled`", _listed(ACLED_LABELS)
    yield "languages of `name` and `description`", _listed(LANGUAGES)
    yield "`parties`, `actors`", "ids of actors that the registry or an agreement of the dossier knows"
    yield "`articles`", "`agreement/provision`, ids of the dossier's agreements"
    yield "`source_kinds`", "what `kind` says of the sources in `dossier.toml`"


def shipped() -> str:
    """Return the shipped file as the page shows it."""
    return f"## The shipped rule\n\n```yaml\n{shipped_rule_text()}```\n"


def _listed(words: object) -> str:
    return ", ".join(f"`{word}`" for word in sorted(words))  # type: ignore[call-overload]
