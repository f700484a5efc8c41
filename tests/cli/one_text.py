"""A dossier on Sudan with one text of our own, run."""

from pathlib import Path

from servanda.pipeline import add_sources, init_dossier, open_case, run_case


def dossier_of(parent: Path, text: str) -> Path:
    """Make the dossier in a folder of ``parent`` and return that."""
    folder, source = parent / "case", parent / "a.txt"
    init_dossier(folder)
    (folder / "dossier.toml").write_text('title = "One text"\ncountries = ["SD"]\n', encoding="utf-8")
    source.write_text(text, encoding="utf-8")
    with open_case(folder, create=True) as opened:
        add_sources(opened, [str(source)], lambda *_: None)
        run_case(opened, "local", 0, lambda *_: None)
    return folder
