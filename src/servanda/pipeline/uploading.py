"""Files that somebody hands over by a page: collected as `add` does, under their own names, by the person who brought them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace as changed_to
from pathlib import Path

from servanda.collect import Collected, Item, LeftOut, collect
from servanda.model.codec import encode
from servanda.model.documents import Quarantine
from servanda.model.making import replace, with_id
from servanda.pipeline.adding import AddSummary, store_items
from servanda.pipeline.case import Case, Step
from servanda.pipeline.splitting import splitting

_SIDECAR = ".meta.json"


def by_person(case: Case, person: str) -> Case:
    """Return the case as a person works on it: what is collected and noted stands in the log under that pseudonym."""
    settings = replace(case.dossier.settings, collector=person)
    return changed_to(case, dossier=changed_to(case.dossier, settings=settings))


def describe_upload(path: Path, said: Mapping[str, str]) -> None:
    """Write beside a file what somebody said of it (publisher, day of publication), as a sidecar that `add` reads; nothing where nothing was said."""
    filled = {name: value for name, value in said.items() if value}
    if filled:
        path.with_name(path.name + _SIDECAR).write_bytes(encode(filled))


def add_uploads(case: Case, folder: Path, step: Step, *, public: bool = False) -> AddSummary:
    """Collect the files of a folder that is gone afterwards; each is known by its name, and no address in them is visited."""
    config = case.dossier.collect_config()
    with splitting(case.dossier.settings.limits) as split:
        return store_items(case, _named(collect(folder, config, None, split), folder), step, public=public)


def _named(items: Iterator[Item], folder: Path) -> Iterator[Item]:
    """Yield what was collected without the path of the folder in which it lay for a moment."""
    lead = f"{folder}/"
    for item in items:
        match item:
            case Collected():
                document = replace(item.document, locator=item.document.locator.replace(lead, ""))
                warnings = tuple(words.replace(lead, "") for words in item.warnings)
                yield item._replace(document=document, warnings=warnings)
            case Quarantine():
                words = {name: getattr(item, name).replace(lead, "") for name in ("locator", "reason")}
                yield with_id("qtn", replace(item, **words))
            case LeftOut():
                yield LeftOut(*(words.replace(lead, "") for words in item))
            case _:
                yield item
