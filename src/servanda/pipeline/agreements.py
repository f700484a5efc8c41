"""`agreement`: checking and explaining agreement files, and taking one that is shipped into a dossier."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from servanda.errors import ConfigError, NotFoundError
from servanda.pipeline.dossier import open_dossier
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.actors import ActorRegistry
from servanda.reference.agreement_files import (
    AgreementFile,
    Problem,
    check_agreement_files,
    explain,
    library_file,
    library_files,
    read_agreement_file,
    take,
)


def check_agreements(paths: Sequence[Path]) -> list[Problem]:
    """Return the problems of agreement files, or of all in a folder. Raises `NotFoundError`.

    Actors are those that are shipped and those of the file ``actors.yaml`` in the dossier that a file lies in.
    """
    by_dossier: dict[Path, list[Path]] = {}
    for path in paths:
        if not path.exists():
            raise NotFoundError(f"{path} does not exist")
        for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
            by_dossier.setdefault(file.resolve().parent.parent, []).append(file)
    return [
        problem
        for folder, files in by_dossier.items()
        for problem in check_agreement_files(files, registry=_registry(folder / "actors.yaml"))
    ]


def explain_agreement(name: str) -> Iterator[str]:
    """Yield an agreement in plain words; ``name`` is a file, or the id of one that is shipped.

    Raises `NotFoundError`, or `ConfigError` for a file with an error in it.
    """
    path = Path(name)
    file = read_agreement_file(path if path.is_file() else library_file(name))
    if file.agreement is None:
        raise ConfigError("\n".join(str(problem) for problem in file.problems if problem.severity == "error"))
    yield from explain(file, {one: actor.name for one, actor in _registry().actors.items()})


def take_agreement(folder: Path, agreement_id: str) -> tuple[Path, ...]:
    """Copy a shipped agreement with its maps into a dossier; return the files. Raises `NotFoundError` or `UsageError`."""
    dossier = open_dossier(folder)
    return take(agreement_id, dossier.agreements, folder / dossier.settings.zones)


def own_agreements(folder: Path) -> tuple[AgreementFile, ...]:
    """Return the agreement files of a dossier, by name, faulty ones with their faults."""
    return tuple(read_agreement_file(path) for path in sorted(open_dossier(folder).agreements.glob("*.yaml")))


def shipped_agreements() -> Iterator[tuple[str, str]]:
    """Yield id and title of the agreements that are shipped."""
    yield from ((file.agreement.id, file.agreement.title) for file in library_files() if file.agreement)


def _registry(own: Path | None = None) -> ActorRegistry:
    """Return the actors that are shipped, and those of a dossier's file where there is one."""
    return Reference(ReferenceConfig(actors=str(own) if own and own.is_file() else None)).actors
