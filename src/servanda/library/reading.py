"""`read`: the claims of a text that somebody hands over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from servanda.errors import UsageError
from servanda.library.records import Records
from servanda.model.claims import Claim
from servanda.model.documents import PassedOver
from servanda.pipeline import Given, read_given
from servanda.report import ROWS
from servanda.text.display import printable


@dataclass(frozen=True, repr=False)
class Reading:
    """A text that was read, with its claims. It cannot be changed; it iterates over the claims and prints them.

    Attributes:
        text: The text exactly as it was given; spans count its characters.
        claims: The claims in text order, with actors, places and agreements joined in.
        passed_over: Stretches of the text that a rule left unread, each with the reason.

    Example:
        >>> print(servanda.read("The army shelled Nyala on 5 May 2031.", countries=["SD"]))
        1 claim in 37 characters
        0-22: event (ASSAULT), asserted, says unknown, at Nyala, from 2031-05-05: “The army shelled Nyala”
    """

    text: str
    claims: Records[Claim]
    passed_over: tuple[PassedOver, ...] = ()

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def __repr__(self) -> str:
        return f"<Reading: {self._head()}>"

    def __str__(self) -> str:
        return "\n".join([self._head(), *map(_line, self.claims.to_rows())])

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return each claim whole, as plain dicts, lists and scalars.

        Returns:
            A dict for each claim; its fields stand in records.md.
        """
        return self.claims.to_dicts()

    def _head(self) -> str:
        return f"{len(self)} claim{'' if len(self) == 1 else 's'} in {len(self.text)} characters"


def read(
    text: str,
    countries: Sequence[str] = (),
    *,
    language: str | None = None,
    publisher: str | None = None,
    published_on: str | None = None,
) -> Reading:
    """Read a text and return who says what in it; nothing is stored.

    The first call opens the language model, which takes some seconds; later calls with the same countries do not.

    Args:
        text: The text of one report.
        countries: ISO 3166 codes of the countries in scope, the main one first. Without them places are looked up in all
            the world, which the first time takes about a minute to make ready, and more names stay open.
        language: Its language ("en", "ar"); told from its words where it is not given.
        publisher: Who published it: the outermost voice of every claim.
        published_on: The day of publication ("2031-05-06"), by which "on Monday" is understood.

    Returns:
        A `Reading`.

    Raises:
        UsageError: An argument is not what it should be.
        InputError: The text is blank, too long or no text.

    Example:
        >>> for claim in servanda.read("“The truce holds,” the minister, Amna Salih, said.", countries=["SD"]):
        ...     print(claim.span.start, claim.span.end, claim.attribution[-1].name)
        0 18 Amna Salih
        23 43 None
    """
    if isinstance(countries, str):
        raise UsageError(f"countries is a list of codes: write countries=[{countries!r}]")
    given = Given(
        text=text, countries=tuple(countries), language=language, publisher=publisher, published_on=published_on
    )
    view, passed_over = read_given(given)
    return Reading(text, Records("claims", tuple(ROWS["claims"](view))), passed_over)


def _line(row: dict[str, Any]) -> str:
    """Return a claim in one line; what does not print in its words is escaped."""
    kind = row["kind"].replace("_", " ")
    parts = [f"{kind} ({row['type']})" if row["type"] else kind, row["modality"], f"says {row['speaker']}"]
    parts += [f"at {row['place']}"] if row["place"] else []
    parts += [f"from {row['start']}"] if row["start"] else []
    parts += [row["counts"]] if row["counts"] else []
    return printable(f"{row['at']}: {', '.join(parts)}: “{row['quote']}”")
