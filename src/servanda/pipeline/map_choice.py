"""The maps by which a sheet may be imported into a dossier: those in its folder ``maps``, and the shipped ones."""

from pathlib import Path

from servanda.reference.table_maps import shipped_maps


def known_maps(folder: Path) -> dict[str, str]:
    """Return by its name what `find_map` takes: the path of a map of the dossier, or the name of a shipped one."""
    own = {path.stem: str(path) for path in sorted((folder / "maps").glob("*.yaml"))}
    return {name: name for name in shipped_maps()} | own
