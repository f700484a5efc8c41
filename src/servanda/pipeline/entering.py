"""Under which sensitivity a document enters: internal, unless somebody says otherwise and nothing in it speaks against that."""

from collections.abc import Callable
from typing import NamedTuple

from servanda.collect import Collected
from servanda.errors import InputError
from servanda.model.making import replace
from servanda.parse import edges
from servanda.pipeline.case import Case
from servanda.pipeline.scanning import open_scanner
from servanda.reference.posts import host_of, is_below, post_sign
from servanda.reference.stamps import stamp_in
from servanda.text.folds import plain

_INSIDE = "it enters as internal"


class Entered(NamedTuple):
    """What was collected, under the sensitivity that it is kept with, and what the desk must be told of that."""

    item: Collected
    warnings: tuple[str, ...] = ()


def entering(case: Case, *, public: bool) -> Callable[[Collected], Entered]:
    """Return the rule of this dossier: from what was collected to what enters.

    Public is what was declared so, what a source publishes whose table in ``dossier.toml`` says so (by the declared publisher, or
    by the site of a page that was fetched), and with ``public`` everything else of which nothing was declared. It
    enters as internal all the same where it bears a stamp, is a post, or cannot be read to look for either.
    """
    is_of_public_source = _public_sources(case)

    def enter(item: Collected) -> Entered:
        document = item.document
        asked = document.sensitivity == "public" or (
            "sensitivity" not in item.declared.fields and (public or is_of_public_source(item))
        )
        against, warnings = _looked_at(case, item, asked)
        told = [part.field for part in item.apart if part.in_text]
        if told:
            warnings.append(f"its own words give the protected {', '.join(told)}: no report for others will hold it")
        return Entered(_kept(item, asked, against), tuple(f"{document.locator}: {words}" for words in warnings))

    return enter


def _kept(item: Collected, asked: bool, against: bool) -> Collected:
    """Return an item under its sensitivity; what is held inside counts as declared so, also against twins that are public."""
    if not asked and not (against and "sensitivity" not in item.declared.fields):
        return item
    if not against:
        return item._replace(document=replace(item.document, sensitivity="public"))
    declared = item.declared._replace(fields={**item.declared.fields, "sensitivity": "internal"})
    return item._replace(document=replace(item.document, sensitivity="internal"), declared=declared)


def _looked_at(case: Case, item: Collected, asked: bool) -> tuple[bool, list[str]]:
    """Return whether something speaks against showing a document to everybody, and what to tell the desk."""
    sign = post_sign(item.document, item.content) if asked else None
    if sign:
        return True, [f"a post ({sign}), and what a private person posts stays inside: {_INSIDE}"]
    config = case.dossier.settings.parse
    try:
        scanner = open_scanner(config) if asked else None
        stamp = stamp_in(edges(item.document, item.content, config, scanner))
    except (InputError, ValueError, RecursionError, MemoryError):
        return True, [f"it cannot be read to look for a stamp: {_INSIDE}"] if asked else []
    return stamp is not None, [
        f"stamped “{stamp}”: {_INSIDE}" if _enters(item, asked) else f"stamped “{stamp}”"
    ] if stamp else []


def _enters(item: Collected, asked: bool) -> bool:
    return asked or item.document.sensitivity == "internal"


def _public_sources(case: Case) -> Callable[[Collected], bool]:
    settings = [source for source in case.dossier.settings.sources if source.sensitivity == "public"]
    names = {plain(name) for source in settings for name in (source.name, *source.aliases)}
    hosts = tuple(host.lower() for source in settings for host in source.hosts)

    def is_public(item: Collected) -> bool:
        publisher, captured = item.document.publisher, item.captured
        if publisher and plain(publisher) in names:
            return True
        if captured is None or captured.capture.archive_sha256:
            return False
        return is_below(host_of(captured.capture.exchanges[-1].url), hosts)

    return is_public
