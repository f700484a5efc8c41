"""All agreements of a dossier with the shapes of their zones: what assess is given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from servanda.errors import ConfigError
from servanda.model.agreements import Agreement, Sourcing
from servanda.model.codec import sha256
from servanda.model.ids import content_id
from servanda.reference.agreement_files.problems import Problem, dotted, line_of
from servanda.reference.agreement_files.reading import AgreementFile, read_agreement_file
from servanda.reference.agreement_files.shapes import ZoneShape, find_file, zone_shapes


@dataclass(frozen=True)
class AgreementBook:
    """Agreements by id, in order of id, with their zones and sourcing. ``digest`` names the state of all files.

    ``zones`` holds the maps of a zone by ``agreement_id/zone_name``; ``sourcing`` the sidecars by agreement id and path;
    ``sha256`` the hash of each agreement's file; ``warnings`` what was passed over.
    """

    agreements: tuple[Agreement, ...] = ()
    zones: Mapping[str, tuple[ZoneShape, ...]] = None  # type: ignore[assignment]
    sourcing: Mapping[str, Mapping[str, Sourcing]] = None  # type: ignore[assignment]
    sha256: Mapping[str, str] = None  # type: ignore[assignment]
    zone_sha256: Mapping[str, str] = None  # type: ignore[assignment]
    warnings: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        for name in ("zones", "sourcing", "sha256", "zone_sha256"):
            if getattr(self, name) is None:
                object.__setattr__(self, name, {})

    @cached_property
    def digest(self) -> str:
        """Hash of all agreement and zone files."""
        return content_id("book", {"agreements": dict(self.sha256), "zones": dict(self.zone_sha256)})

    def agreement(self, agreement_id: str) -> Agreement | None:
        """Return an agreement by its id."""
        return next((item for item in self.agreements if item.id == agreement_id), None)

    def geometries(self) -> dict[str, dict[str, Any]]:
        """Return a GeoJSON geometry by ``agreement_id/zone_name``; rival maps of a zone carry a number from the second on."""
        from shapely.geometry import mapping

        named = (
            (f"{name}#{n}" if n > 1 else name, shape)
            for name, shapes in self.zones.items()
            for n, shape in enumerate(shapes, 1)
        )
        return {name: dict(mapping(shape.drawn)) for name, shape in sorted(named, key=lambda item: item[0])}


def load_agreement_book(folder: Path, zones: Path | None = None) -> AgreementBook:
    """Return the agreements (``*.yaml``) in ``folder``; ``zones`` is where zone files are looked for first.

    Zone files are otherwise looked for beside the folder (``../zones/...``) and in it. No folder, or none with a file, is
    an empty book: a dossier may do without agreements. Raises `ConfigError` naming file, line and path of every error.
    """
    return book_of_files(sorted(folder.glob("*.yaml")), ((zones,) if zones else ()) + (folder.parent, folder))


def book_of_files(paths: Iterable[Path], base: tuple[Path, ...]) -> AgreementBook:
    """Return the agreements in some files; ``base`` are the folders where zone files are looked for, in that order.

    Raises `ConfigError` naming file, line and path of every error.
    """
    files = [read_agreement_file(path) for path in paths]
    shapes, problems = _all_shapes(files, base)
    problems = [*(problem for file in files for problem in file.problems), *problems, *_twice(files)]
    errors = [str(problem) for problem in sorted(problems) if problem.severity == "error"]
    if errors:
        raise ConfigError("\n".join(errors))
    return _bind(files, shapes, base, tuple(sorted(problems)))


def shapes_of(file: AgreementFile, base: tuple[Path, ...]) -> tuple[dict[str, tuple[ZoneShape, ...]], list[Problem]]:
    """Return the zones of one file by name, and what is wrong with them."""
    shapes: dict[str, tuple[ZoneShape, ...]] = {}
    problems = []
    zones = {zone.name: zone for zone in file.agreement.zones} if file.agreement else {}
    for name, zone in zones.items():
        try:
            shapes[name] = zone_shapes(zone, zones, base)
        except ConfigError as error:
            where = ("zones", name)
            problems.append(Problem(str(file.path), line_of(file.lines, where), dotted(where), str(error)))
    return shapes, problems


def _all_shapes(
    files: list[AgreementFile], base: tuple[Path, ...]
) -> tuple[dict[str, tuple[ZoneShape, ...]], list[Problem]]:
    shapes: dict[str, tuple[ZoneShape, ...]] = {}
    problems: list[Problem] = []
    for file in files:
        own, wrong = shapes_of(file, base)
        problems += wrong
        if file.agreement:
            shapes |= {f"{file.agreement.id}/{name}": value for name, value in own.items()}
    return shapes, problems


def _twice(files: list[AgreementFile]) -> list[Problem]:
    first: dict[str, Path] = {}
    problems = []
    for file in files:
        if file.agreement:
            other = first.setdefault(file.agreement.id, file.path)
            if other is not file.path:
                message = f"{file.agreement.id!r} stands in {other.name} too; give each agreement one file"
                problems.append(Problem(str(file.path), line_of(file.lines, ("id",)), "id", message))
    return problems


def _bind(
    files: list[AgreementFile],
    shapes: dict[str, tuple[ZoneShape, ...]],
    base: tuple[Path, ...],
    problems: tuple[Problem, ...],
) -> AgreementBook:
    read = sorted(((file.agreement, file) for file in files if file.agreement), key=lambda pair: pair[0].id)
    names = sorted({v.file for agreement, _ in read for zone in agreement.zones for v in zone.versions if v.file})
    return AgreementBook(
        agreements=tuple(agreement for agreement, _ in read),
        zones=shapes,
        sourcing={agreement.id: file.sourcing for agreement, file in read},
        sha256={agreement.id: file.sha256 for agreement, file in read},
        zone_sha256={name: sha256(find_file(name, base).read_bytes()) for name in names},
        warnings=problems,
    )
