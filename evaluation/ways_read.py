"""How doers that are published were read, and how many of each way are wrong: whether to abstain by the way of reading would help.

Over all texts of the writers who had not read the rules (``own/written``, both halves; of what is kept apart only counts are printed). A way
that is chosen here was chosen in sight of all of them: only the next writer's first run tells what it is worth.

    python -m evaluation.ways_read     # a table a feature: published, wrong, wrong of 100
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from evaluation.written import POOLS, Given, read_all
from servanda.reference import Reference, ReferenceConfig

_ARTICLES: Final = {"a", "an", "the"}
_NEAR: Final = (0, 1, 3, 7)  # words between; more is far


class Way(NamedTuple):
    """A doer with the text that names him."""

    writer: str
    text: str
    given: Given

    @property
    def mention(self) -> str:
        """The words that name him at the act."""
        span = self.given.who.mention if self.given.who else None
        return span.quote if span else ""


def _order(way: Way) -> str:
    claim, span = way.given.claim, way.given.who.mention if way.given.who else None
    if claim is None or span is None:
        return "no mention"
    before, after = span.end <= claim.trigger.start, span.start >= claim.trigger.end
    between = way.text[span.end : claim.trigger.start] if before else way.text[claim.trigger.end : span.start]
    near = next((str(most) for most in _NEAR if len(between.split()) <= most), "far")
    return f"{'before' if before else 'behind' if after else 'within'} {near}"


def _rule(way: Way) -> str:
    return way.given.claim.made_by.rule if way.given.claim else ""


def _type(way: Way) -> str:
    return way.given.who.type if way.given.who else ""


def _shape(way: Way) -> str:
    """Return whether he is named or described, behind an article or not, and of which type."""
    words = way.mention.split()
    named = any(word[:1].isupper() for word in words)
    article = next((word.lower() for word in words[:1] if word.lower() in _ARTICLES), "-")
    return f"{'named' if named else 'described'}, {article}, {_type(way)}"


FEATURES: Final[Mapping[str, Callable[[Way], str]]] = {
    "writer": lambda way: way.writer,
    "second reading": lambda way: way.given.standing,
    "rule": _rule,
    "type": _type,
    "where he stands, and words between": _order,
    "how he is named": _shape,
}


def ways(reference: Reference) -> list[Way]:
    """Return the doers that are published in all texts, each with its text."""
    files = [f"doers_{writer}{half}" for some in POOLS.values() for writer in some for half in ("", "_kept")]
    read = [(name.split("_")[1], done) for name in files for done in read_all(name, reference)]
    return [Way(writer, done.row["text"], given) for writer, done in read for given in done.given]


def main() -> None:
    """Print a table a feature."""
    found = ways(Reference(ReferenceConfig()))
    wrong = [one for one in found if not one.given.right]
    print(f"{len(found)} published, {len(wrong)} wrong")
    for name, feature in FEATURES.items():
        published, missed = Counter(map(feature, found)), Counter(map(feature, wrong))
        print(f"\n{name}")
        for value, n in published.most_common():
            print(f"    {value:40} {n:5} {missed[value]:4} {100 * missed[value] / n:6.1f}")


if __name__ == "__main__":
    main()
