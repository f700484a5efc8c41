"""Under which sensitivity a document enters: internal, unless somebody says otherwise and nothing in it speaks against that."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from servanda.collect import Collected
from servanda.model.making import replace
from servanda.pipeline.case import Case
from servanda.pipeline.looking import Looked, Wanted, looking
from servanda.reference.posts import host_of, is_below
from servanda.text.folds import plain

_INSIDE = "it enters as internal"


class Entered(NamedTuple):
    """What was collected, under the sensitivity that it is kept with, and what the desk must be told of that.

    ``encoding`` says of a new text in words how it will be read, where that is not plain UTF-8.
    """

    item: Collected
    warnings: tuple[str, ...] = ()
    encoding: str | None = None


Enter = Callable[[Sequence[Collected]], dict[str, Entered]]
"""Looks at what was collected and returns, by document id, what enters."""


@contextmanager
def entering(case: Case, *, public: bool) -> Iterator[Enter]:
    """Give the rule of this dossier: from what was collected to what enters.

    Public is what was declared so, what a source publishes whose table in ``dossier.toml`` says so (by the declared publisher, or
    by the site of a page that was fetched), and with ``public`` everything else of which nothing was declared. It
    enters as internal all the same where it bears a stamp, is a post, or could not be looked at for either, for whatever reason.
    """
    is_of_public_source = _public_sources(case)

    def is_asked(item: Collected) -> bool:
        return item.document.sensitivity == "public" or (
            "sensitivity" not in item.declared.fields and (public or is_of_public_source(item))
        )

    with looking(case.dossier.settings.parse, case.dossier.settings.limits) as look:

        def enter(items: Sequence[Collected]) -> dict[str, Entered]:
            asked = {item.document.id: is_asked(item) for item in items}
            found = look([Wanted(item.document, item.content, asked[item.document.id]) for item in items])
            return {name: _entered(item, asked[name], found[name]) for item in items for name in (item.document.id,)}

        yield enter


def sensitivity_of_visit(item: object, entered: Mapping[str, Entered]) -> str:
    """Return how sensitive a visit is: as the document it left; without one it is internal, of a known one see `Batch.put_object`."""
    if not isinstance(item, Collected):
        return "internal"
    return entered[item.document.id].item.document.sensitivity if item.document.id in entered else "public"


def _entered(item: Collected, asked: bool, looked: Looked) -> Entered:
    document = item.document
    against, warnings = _against(item, asked, looked)
    told = [part.field for part in item.apart if part.in_text]
    if told:
        warnings.append(f"its own words give the protected {', '.join(told)}: no report for others will hold it")
    encoding = f"{document.locator}: {looked.encoding}" if looked.encoding else None
    return Entered(_kept(item, asked, against), tuple(f"{document.locator}: {words}" for words in warnings), encoding)


def _kept(item: Collected, asked: bool, against: bool) -> Collected:
    """Return an item under its sensitivity; what is held inside counts as declared so, also against twins that are public."""
    if not asked and not (against and "sensitivity" not in item.declared.fields):
        return item
    if not against:
        return item._replace(document=replace(item.document, sensitivity="public"))
    declared = item.declared._replace(fields={**item.declared.fields, "sensitivity": "internal"})
    return item._replace(document=replace(item.document, sensitivity="internal"), declared=declared)


def _against(item: Collected, asked: bool, looked: Looked) -> tuple[bool, list[str]]:
    """Return whether something speaks against showing a document to everybody, and what to tell the desk."""
    if looked.sign:
        return True, [f"a post ({looked.sign}), and what a private person posts stays inside: {_INSIDE}"]
    if looked.unread:
        is_told = asked or looked.is_lost
        return True, [f"{looked.unread}{_how(item, asked)}"] if is_told else []
    return looked.stamp is not None, [f"stamped “{looked.stamp}”{_how(item, asked)}"] if looked.stamp else []


def _how(item: Collected, asked: bool) -> str:
    return f": {_INSIDE}" if asked or item.document.sensitivity == "internal" else ""


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
