"""`agreement new`: the answers of a person become an agreement file that passes the check."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from servanda.errors import UsageError
from servanda.pipeline.draft_zones import root_of
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.actors import ActorRegistry
from servanda.reference.agreement_files import actors_called, check_agreement_files
from servanda.reference.agreement_files.drafting import Draft, draft_lines
from servanda.text.suggesting import meant


def registry_beside(file: Path) -> ActorRegistry:
    """Return the shipped actors with those of the dossier that an agreement file lies in."""
    own = file.resolve().parent.parent / "actors.yaml"
    return Reference(ReferenceConfig(actors=str(own) if own.is_file() else None)).actors


def party_of(name: str, registry: ActorRegistry) -> str:
    """Return the id of the actor that goes by ``name``. Raises `UsageError` where nobody or several do."""
    found = actors_called(name, registry)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name!r} may mean {' or '.join(found)}; write one of these ids")
    alike = [hit.matched for hit in registry.suggestions(name)]
    hint = meant(name, alike) if alike else "look names up with: servanda actors lookup NAME"
    raise UsageError(
        f"nobody in the registry goes by {name!r}; {hint} Or add an entry to the dossier's actors.yaml first"
    )


def write_draft(file: Path, draft: Draft) -> None:
    """Write an agreement file. Raises `UsageError` where one is there, or where the answers do not pass the check."""
    if file.exists():
        raise UsageError(f"{file} is there already; name another file")
    if not file.parent.is_dir():
        raise UsageError(f"the folder {file.parent} does not exist; make it first")
    text = "\n".join(draft_lines(draft)) + "\n"
    maps = {zone.file: zone.drawn for zone in draft.zones if zone.drawn is not None}
    _require_free(root_of(file), maps)
    errors = _errors(file, text, maps)
    if errors:
        raise UsageError("these answers make no sound agreement:\n" + "\n".join(errors))
    _write_all({**{root_of(file) / name: drawn for name, drawn in maps.items()}, file: text})


def _require_free(root: Path, maps: Mapping[str, str]) -> None:
    """Raise `UsageError` where another map stands in the place of one that is to be written."""
    for name, drawn in maps.items():
        if (root / name).exists() and (root / name).read_text(encoding="utf-8") != drawn:
            raise UsageError(f"{root / name} is there already and holds another map; move it, or name it as the zone")


def _errors(file: Path, text: str, maps: Mapping[str, str]) -> list[str]:
    """Return what the check says against an agreement file and its new maps; both are tried apart."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "agreements" / file.name
        _write_all({trial: text, **{Path(folder) / name: drawn for name, drawn in maps.items()}})
        faults = check_agreement_files([trial], zones=root_of(file), registry=registry_beside(file))
    return [f"{fault.path}: {fault.message}" for fault in faults if fault.severity == "error"]


def _write_all(files: Mapping[Path, str]) -> None:
    for path, content in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
