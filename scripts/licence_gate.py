"""Fail where an installed distribution's licence is one that this project does not take.

The core, pdf, web, print, frames, parquet and spark trees are walked from the requirements of the package itself, so that a developer's own
tools do not count. GPL and AGPL are refused; LGPL and MPL need a line with a reason in ``scripts/licences.toml``,
and so does every distribution that does not say its licence. Exit status 1 names what is wrong.
"""

import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LIST = Path(__file__).resolve().with_name("licences.toml")
EXTRAS = ("pdf", "web", "print", "frames", "parquet", "spark")
REFUSED = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
NEEDS_REASON = re.compile(r"\bLGPL|\bMPL|Lesser General Public|Mozilla Public", re.IGNORECASE)
LONGEST_NAME = 120
"""A licence field longer than this many characters holds the licence's text; the classifiers name it then."""


def tree(name: str, extras: tuple[str, ...] = ()) -> dict[str, Distribution]:
    """Return the installed distributions that ``name`` needs here, by canonical name, itself left out."""
    found: dict[str, Distribution] = {}
    todo = _needs(distribution(name), extras)
    while todo:
        requirement = todo.pop()
        key = canonicalize_name(requirement.name)
        if key in found:
            continue
        try:
            found[key] = distribution(requirement.name)
        except PackageNotFoundError:
            continue  # an extra that is not installed here
        todo += _needs(found[key], tuple(requirement.extras))
    return found


def licence(dist: Distribution) -> str:
    """Return what the distribution says of its licence: expression, classifiers, or its short licence field."""
    metadata = dist.metadata.json
    if expression := metadata.get("license_expression"):
        return str(expression)
    names = [c.rsplit(" :: ", maxsplit=1)[-1] for c in metadata.get("classifier", ()) if c.startswith("License ::")]
    field = str(metadata.get("license") or "").strip()
    if field and "\n" not in field and len(field) <= LONGEST_NAME:
        names.append(field)
    return "; ".join(names)


def complaint(name: str, text: str, reasons: dict[str, str]) -> str | None:
    """Return what is wrong with a licence, or None."""
    if name in reasons:
        return None
    if not text:
        return f"{name}: says no licence; look it up and give the reason for taking it in {LIST.name}"
    if NEEDS_REASON.search(text):
        return f"{name}: {text}: needs a reason in {LIST.name}"
    if REFUSED.search(text):
        return f"{name}: {text}: this project takes no GPL or AGPL dependency"
    return None


def check(dists: dict[str, Distribution], reasons: dict[str, str]) -> list[str]:
    """Return the complaints about all distributions, sorted by name."""
    found = (complaint(name, licence(dist), reasons) for name, dist in sorted(dists.items()))
    return [line for line in found if line]


def _needs(dist: Distribution, extras: tuple[str, ...]) -> list[Requirement]:
    requirements = [Requirement(text) for text in dist.requires or ()]
    return [r for r in requirements if r.marker is None or any(r.marker.evaluate({"extra": e}) for e in ("", *extras))]


if __name__ == "__main__":
    with LIST.open("rb") as file:
        allowed: dict[str, str] = tomllib.load(file)["reasons"]
    dists = tree("servanda", EXTRAS)
    complaints = check(dists, allowed)
    print(*complaints, sep="\n", file=sys.stderr, end="\n" if complaints else "")
    print(f"licence gate: {len(dists)} distributions, {len(complaints)} complaints")
    sys.exit(1 if complaints else 0)
